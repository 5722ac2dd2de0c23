"""The visit of a partner: a cookie that only we can read, gone when the browser closes or nothing happens for a while.

It holds which links were opened with their codes; of a few, for two packets may be open in two tabs. Each form says
which one it is about. The cookie goes to /partner alone.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import Response, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from jsp import clock
from jsp.models.sealed import keys
from jsp.rules.keys import SealBrokenError

COOKIE, PATH, PLACE = "jsp-partner", "/partner", "partner visit"
MOST = 5
IDLE_SECONDS = 20 * 60
WRITING_SECONDS = 2 * 3600  # who writes something long on an open page may still send it
KNOWN_SECONDS = 24 * 3600  # so long the way back to the code is shown


@dataclass(frozen=True, slots=True)
class Visit:
    """A link that was opened on this device: which, and when something happened last, in seconds since 1970."""

    id: UUID
    number: int
    at: int = 0

    @property
    def about(self) -> str:
        """What a form carries to say which link it is about."""
        return keys().mark(f"{self.id.hex} {self.number}", purpose=PLACE)[:16]


def find_visit(seconds: int = IDLE_SECONDS) -> Visit | None:
    """The visit that this request is about: the one its form names, else the latest; None where it fell asleep."""
    about = request.form.get("about", "")
    found = [each for each in _visits(seconds) if not about or each.about == about]
    return found[0] if found else None


def go_on(answer: AnyResponse | str | tuple[str, int], visit: Visit) -> Response:
    """The answer, with the visit as the latest from now on."""
    made = current_app.make_response(answer)
    others = [each for each in _visits(KNOWN_SECONDS) if each.id != visit.id]
    kept = [replace(visit, at=_now()), *others][:MOST]
    text = json.dumps([[each.id.hex, each.number, each.at] for each in kept])
    made.set_cookie(COOKIE, b64encode(keys().seal(text, place=PLACE)).decode(), **_guarded())
    return made


def end(answer: AnyResponse | str | tuple[str, int]) -> Response:
    """The answer, and nothing of any visit stays in the browser."""
    made = current_app.make_response(answer)
    made.delete_cookie(COOKIE, **_guarded())
    return made


def _guarded() -> dict[str, Any]:
    return {"path": PATH, "httponly": True, "samesite": "Strict", "secure": current_app.config["HTTPS_ONLY"]}


def _visits(seconds: int) -> list[Visit]:
    try:
        sealed = b64decode(request.cookies.get(COOKIE, ""), validate=True)
        held = [Visit(UUID(id), number, at) for id, number, at in json.loads(keys().open(sealed, place=PLACE))]
    except (SealBrokenError, ValueError):
        return []
    return [each for each in held if _now() - each.at <= seconds]


def _now() -> int:
    return int(clock.now().timestamp())
