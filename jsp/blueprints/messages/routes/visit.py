"""The visit of who asks: a cookie that only we can read, gone when the browser closes or nothing happens for a while.

It holds what codes opened and the codes themselves, so that they can be shown again; of a few conversations, for two
tabs or two people may share a browser. Each form says which one it is about. The cookie goes to /antwoord alone.
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
from jsp.rules.keys import Keys, SealBrokenError

COOKIE, PATH, PLACE = "jsp-visit", "/antwoord", "visit"
ASKED = "jsp-asked"  # the same with the question that was just asked, for /vraag does not see the other
MOST = 3
IDLE_SECONDS = 15 * 60
WRITING_SECONDS = 2 * 3600  # who writes something long on an open page may still send it


@dataclass(frozen=True, slots=True)
class Visit:
    """An open conversation on this device: `key` opens what was said; `is_kept`: the asker showed to have the code.

    `at` is when something happened last, in seconds since 1970; it is nowhere but in the cookie.
    """

    id: UUID
    key: bytes
    code: str
    is_kept: bool = False
    at: int = 0

    @property
    def content_keys(self) -> Keys:
        """What opens the messages."""
        return Keys({1: self.key})

    @property
    def about(self) -> str:
        """What a form carries to say which conversation it is about."""
        return keys().mark(self.id.hex, purpose="visit")[:16]

    def kept(self) -> "Visit":
        """The same, now that the asker has the code."""
        return replace(self, is_kept=True)


NOBODY = Visit(UUID(int=0), b"", "")


def find_visit(seconds: int = IDLE_SECONDS) -> Visit | None:
    """The visit that this request is about: the one its form names, else the latest; None where it fell asleep."""
    about = request.form.get("about", "")
    found = [each for each in _visits(seconds) if not about or each.about == about]
    return found[0] if found else None


def is_known() -> bool:
    """Whether this browser had a visit at all."""
    return COOKIE in request.cookies or ASKED in request.cookies


def go_on(answer: AnyResponse | str | tuple[str, int], visit: Visit) -> Response:
    """The answer, with the visit as the latest from now on."""
    made = current_app.make_response(answer)
    others = [each for each in _visits(WRITING_SECONDS) if each.id != visit.id]
    kept = [replace(visit, at=_now()), *others][:MOST]
    sealed = b64encode(keys().seal(json.dumps([_packed(each) for each in kept]), place=PLACE)).decode()
    sees_all = request.path.startswith(PATH)
    made.set_cookie(COOKIE if sees_all else ASKED, sealed, **_guarded())
    if sees_all and ASKED in request.cookies:
        made.delete_cookie(ASKED, **_guarded())
    return made


def end(answer: AnyResponse | str | tuple[str, int]) -> Response:
    """The answer, and nothing of any visit stays in the browser."""
    made = current_app.make_response(answer)
    for name in (COOKIE, ASKED):
        made.delete_cookie(name, **_guarded())
    return made


def _guarded() -> dict[str, Any]:
    return {"path": PATH, "httponly": True, "samesite": "Strict", "secure": current_app.config["HTTPS_ONLY"]}


def _visits(seconds: int) -> list[Visit]:
    held = [*_held_in(ASKED), *_held_in(COOKIE)]
    return [each for each in held if _now() - each.at <= seconds]


def _held_in(cookie: str) -> list[Visit]:
    try:
        sealed = b64decode(request.cookies.get(cookie, ""), validate=True)
        return [_unpacked(each) for each in json.loads(keys().open(sealed, place=PLACE))]
    except (SealBrokenError, ValueError, LookupError):
        return []


def _packed(visit: Visit) -> dict[str, Any]:
    return {
        "id": visit.id.hex, "key": b64encode(visit.key).decode(), "code": visit.code, "kept": visit.is_kept,
        "at": visit.at,
    }  # fmt: skip


def _unpacked(held: dict[str, Any]) -> Visit:
    return Visit(UUID(held["id"]), b64decode(held["key"]), held["code"], held["kept"], held["at"])


def _now() -> int:
    return int(clock.now().timestamp())
