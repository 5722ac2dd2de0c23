"""The visit of who comes with a code: a cookie that only we can read, gone when the browser closes or after a while.

It holds what codes opened, a few of them, for two tabs or two people may share a browser. Each form says which one it
is about. The cookie goes to the addresses of its own kind alone.
"""

import json
import math
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from flask import Response, current_app, g, redirect, request, session
from sqlalchemy.exc import DBAPIError
from werkzeug.wrappers import Response as AnyResponse

from jsp import clock
from jsp.extensions import db
from jsp.models.sealed import keys, open_sealed
from jsp.rules.keys import SealBrokenError

MOST = 3
IDLE_SECONDS = 15 * 60
WRITING_SECONDS = 2 * 3600  # who writes something long on an open page may still send it
ELSEWHERE = ("cross-site", "same-site")
Answer = AnyResponse | str | tuple[str, int]
KINDS: list["Visits[Any]"] = []


@dataclass(frozen=True, slots=True)
class Visit:
    """What is open on this device; `at` is when something happened last, in seconds since 1970, only in the cookie."""

    id: UUID
    at: int = field(default=0, kw_only=True)

    @property
    def about(self) -> str:
        """What a form carries to say which one it is about."""
        return keys().mark(self.id.hex, purpose="visit")[:16]


V = TypeVar("V", bound=Visit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits(Generic[V]):
    """The visits of one kind of codes, with all addresses under `path`.

    `asked`: the name of a second cookie with the same, for answers of other addresses, which do not see the first.
    """

    cookie: str
    path: str
    place: str
    pack: Callable[[V], dict[str, Any]]
    unpack: Callable[[dict[str, Any]], V]
    asked: str = ""

    def __post_init__(self) -> None:
        KINDS.append(self)

    def find(self, seconds: int = IDLE_SECONDS) -> V | None:
        """The visit that this request is about: the one its form names, else the latest; None where it fell asleep."""
        about = request.form.get("about", "")
        found = [each for each in self._held(seconds) if not about or each.about == about]
        return found[0] if found else None

    def all(self) -> list[V]:
        """All that this browser holds, also what fell asleep in it: a copy of its cookie may be awake elsewhere."""
        return self._held(math.inf)

    def is_known(self) -> bool:
        """Whether this browser had a visit at all."""
        return any(name in request.cookies for name in self._cookies)

    def go_on(self, answer: Answer, visit: V) -> Response:
        """The answer, with the visit as the latest from now on."""
        made = current_app.make_response(answer)
        others = [each for each in self._held(WRITING_SECONDS) if each.id != visit.id]
        kept = [replace(visit, at=_now()), *others][:MOST]
        packed = [self.pack(each) | {"id": each.id.hex, "at": each.at} for each in kept]
        sealed = b64encode(keys().seal(json.dumps(packed), place=self.place)).decode()
        sees_all = not self.asked or request.path.startswith(self.path)
        made.set_cookie(self.cookie if sees_all else self.asked, sealed, **self._guarded)
        if sees_all and self.asked in request.cookies:
            made.delete_cookie(self.asked, **self._guarded)
        return made

    def end(self, answer: Answer) -> Response:
        """The answer, and nothing of any visit stays in the browser."""
        made = current_app.make_response(answer)
        for name in self._cookies:
            made.delete_cookie(name, **self._guarded)
        return made

    @property
    def _cookies(self) -> tuple[str, ...]:
        return tuple(name for name in (self.asked, self.cookie) if name)

    @property
    def _guarded(self) -> dict[str, Any]:
        return {
            "path": self.path, "httponly": True, "samesite": "Strict", "secure": current_app.config["HTTPS_ONLY"],
        }  # fmt: skip

    def _held(self, seconds: float) -> list[V]:
        held = [each for name in self._cookies for each in self._held_in(name)]
        return [each for each in held if _now() - each.at <= seconds]

    def _held_in(self, cookie: str) -> list[V]:
        try:
            sealed = b64decode(request.cookies.get(cookie, ""), validate=True)
            held = json.loads(open_sealed(sealed, place=self.place))
            return [replace(self.unpack(each), at=each["at"]) for each in held]
        except (SealBrokenError, ValueError, LookupError):
            return []


def end_all(answer: Answer) -> Response:
    """The answer, and nothing of any visit of any kind stays in the browser."""
    made = current_app.make_response(answer)
    for kind in KINDS:
        made = kind.end(made)
    return made


def leave_quickly(to: str, close: Callable[[], None], end: Callable[[Answer], Response]) -> Response:
    """Away from here: `close` what was open, so that no copy opens it either, and `end` it in the browser.

    Who leaves is let go also where the database cannot take that. Another site closes nothing: it cannot make a browser
    send the cookies, and is told apart besides.
    """
    away = redirect(to)
    if request.headers.get("Sec-Fetch-Site") in ELSEWHERE:
        return current_app.make_response(away)
    try:
        db.session.rollback()
        g.reading = False
        close()
        db.session.commit()
    except DBAPIError:
        db.session.rollback()
    return end(away)


def stay(response: Response) -> Response:
    """A form that was sent by script (static/ask.js) is told where to go on, and goes there itself."""
    if "X-Stay" in request.headers and response.status_code == 303:
        response.status_code = 204
        response.set_data(b"")
    if not session.get("sign_in") and set(session) <= {"_fresh"}:
        session.clear()  # what was to be said was said: nothing marks the device
    return response


def _now() -> int:
    return int(clock.now().timestamp())
