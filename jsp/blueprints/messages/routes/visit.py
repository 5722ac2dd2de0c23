"""The visit of who asks: a cookie that only we can read, gone when the browser closes or nothing happens for a while.

It holds what the code opened and the code itself, so that it can be shown again. It goes to /antwoord alone.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from uuid import UUID

from flask import Response, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from jsp import clock
from jsp.models.sealed import keys
from jsp.rules.keys import Keys, SealBrokenError

COOKIE, PATH, PLACE = "jsp-visit", "/antwoord", "visit"
IDLE_SECONDS = 15 * 60
WRITING_SECONDS = 2 * 3600  # who writes something long on an open page may still send it


@dataclass(frozen=True, slots=True)
class Visit:
    """An open conversation on this device: `key` opens what was said; `is_kept`: the asker showed to have the code."""

    id: UUID
    key: bytes
    code: str
    is_kept: bool = False

    @property
    def content_keys(self) -> Keys:
        """What opens the messages."""
        return Keys({1: self.key})

    def kept(self) -> "Visit":
        """The same, now that the asker has the code."""
        return replace(self, is_kept=True)


NOBODY = Visit(UUID(int=0), b"", "")


def find_visit(seconds: int = IDLE_SECONDS) -> Visit | None:
    """The visit of this browser; None where there is none, or nothing happened for so long."""
    try:
        sealed = b64decode(request.cookies.get(COOKIE, ""), validate=True)
        held = json.loads(keys().open(sealed, place=PLACE))
    except (SealBrokenError, ValueError, LookupError):
        return None
    if clock.now().timestamp() - held["at"] > seconds:
        return None
    return Visit(UUID(held["id"]), b64decode(held["key"]), held["code"], held["kept"])


def go_on(answer: AnyResponse | str | tuple[str, int], visit: Visit) -> Response:
    """The answer, with the visit in it from now on."""
    made = current_app.make_response(answer)
    held = {
        "id": visit.id.hex, "key": b64encode(visit.key).decode(), "code": visit.code, "kept": visit.is_kept,
        "at": int(clock.now().timestamp()),
    }  # fmt: skip
    sealed = b64encode(keys().seal(json.dumps(held), place=PLACE)).decode()
    made.set_cookie(
        COOKIE, sealed, path=PATH, httponly=True, samesite="Strict", secure=current_app.config["HTTPS_ONLY"]
    )  # fmt: skip
    return made


def end(answer: AnyResponse | str | tuple[str, int]) -> Response:
    """The answer, and nothing of the visit stays in the browser."""
    made = current_app.make_response(answer)
    made.delete_cookie(
        COOKIE, path=PATH, httponly=True, samesite="Strict", secure=current_app.config["HTTPS_ONLY"]
    )  # fmt: skip
    return made
