"""Who asks for a thing that is not there for them leaves an entry in the trail, whether it is there for others or not.

So a colleague who tries keys, or addresses that they saw at somebody else's, stands in the weekly list. The
answer is the same and so is the work: by nothing of it can somebody tell what exists.
"""

from datetime import timedelta
from uuid import UUID

from flask import Flask, Response, current_app, request
from flask_login import current_user

from jsp import audit, pace
from jsp.access import need_of
from jsp.models.audit import Action

MOST, WITHIN = 20, timedelta(minutes=1)  # entries of one person: more tries tell nothing more, and fill the trail
LONGEST = 40


def note(app: Flask) -> None:
    """Write it down after every "not found" at an address with a key in it that asks for an account."""

    @app.after_request
    def write(response: Response) -> Response:
        key = _key() if response.status_code == 404 else None
        if key and pace.count_here(f"missing {current_user.id}", most=MOST, within=WITHIN):
            audit.record_apart(Action.REFUSED, str(request.endpoint)[:LONGEST], key, user_id=current_user.id)
        return response


def _key() -> str | None:
    """The key that somebody with an account asked for: the last one of the address, and never words in it."""
    if request.endpoint is None or not need_of(current_app, request.endpoint).signed_in:
        return None
    given = (request.view_args or {}).values()
    keys: list[object] = [each for each in given if isinstance(each, UUID)]
    keys = keys or [each for each in given if isinstance(each, int)]
    return str(keys[-1])[:LONGEST] if keys and current_user.is_authenticated else None
