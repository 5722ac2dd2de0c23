"""The first and the last tap of a whole class, which come within the same seconds: taken in before the app wakes up.

It does what the view `send` does for a tap with which nothing is wrong, and with the same functions; whatever is
otherwise goes on to that view, which says what it is. So a class waits less (decision 19).
"""

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

from flask import Flask, current_app, g
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.http import dump_cookie
from werkzeug.sansio.http import parse_cookie

from jsp.blueprints.lesson_form import service
from jsp.blueprints.lesson_form.forms import find_last
from jsp.blueprints.lesson_form.routes.room import PATH, Held, cookie_of, find_seat_of, kept_by, seats_in
from jsp.extensions import db
from jsp.headers import headers_of
from jsp.models.evaluation_boxes import Head, find_head
from jsp.models.evaluation_rush import NotWrittenError, change_at_once
from jsp.models.reference import get_reference
from jsp.rules.evaluation import SCORES
from jsp.rules.keys import SealBrokenError
from jsp.rules.refusal import DomainError

MOST_BYTES, MOST_FIELDS = 20_000, 40
FACES = ("", *(str(score) for score in SCORES))
ADDRESS = re.compile(rf"{PATH}/([a-z0-9]+)")
FORM = "application/x-www-form-urlencoded"
Environ = dict[str, Any]


def stand_before(app: Flask) -> None:
    """Put it before the app, and before the pages that are kept."""
    app.wsgi_app = _Rush(app, app.wsgi_app)  # type: ignore[method-assign]


class _Rush:
    """Takes in what was sent by script from a page of ours, and hands everything else on."""

    def __init__(self, app: Flask, inner: Any) -> None:
        self.app, self.inner = app, inner
        self.headers = list(headers_of(app).items())

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        code = ADDRESS.fullmatch(environ.get("PATH_INFO", ""))
        if code is None or not _is_for_it(environ):
            return self.inner(environ, start_response)  # type: ignore[no-any-return]
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        environ["wsgi.input"] = BytesIO(body)  # whoever it is handed on to reads it again
        with self.app.app_context():
            done = _take_in(code[1], body, parse_cookie(environ.get("HTTP_COOKIE")))
        if done is None:
            return self.inner(environ, start_response)  # type: ignore[no-any-return]
        start_response("204 NO CONTENT", [*self.headers, *done])
        return []


def _is_for_it(environ: Environ) -> bool:
    """Whether it can be such a tap, sent by static/lesson_form.js; other sites cannot send what looks like it."""
    size = environ.get("CONTENT_LENGTH", "")
    return (
        environ["REQUEST_METHOD"] == "POST"
        and "HTTP_X_STAY" in environ
        and environ.get("HTTP_SEC_FETCH_SITE") == "same-origin"
        and environ.get("CONTENT_TYPE", "").partition(";")[0] == FORM
        and size.isdecimal()
        and int(size) <= MOST_BYTES
    )


def _take_in(code: str, body: bytes, cookies: Mapping[str, str]) -> list[tuple[str, str]] | None:
    """Do it, and give what the answer carries; None where there is anything that has to be said about it."""
    g.reading = True  # what is asked of the session here changes nothing
    try:
        sent = dict(reversed(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)))
        is_ours = service.holds_any([*seats_in(cookies), sent.get("seat", "")])
        head = find_head(code) if is_ours else None
        seat = find_seat_of(head, cookies, sent) if head is not None else None
        if head is None or seat is None:
            return None
        school = get_reference().site(head.site_id).code
        db.session.rollback()
        return _do(head, seat, school, sent)
    except (DomainError, NotWrittenError, SealBrokenError, SQLAlchemyError, ValueError):
        return None


def _do(head: Head, seat: Held, school: str, sent: Mapping[str, str]) -> list[tuple[str, str]] | None:
    """The first tap takes the seat, the last one hands in; those between never leave the phone."""
    cookie = ("Set-Cookie", dump_cookie(cookie_of(head), seat.text, **kept_by(current_app)))
    last = find_last(head.items, sent)
    if last is not None:
        service.fill(head, seat.number, last, by=change_at_once)
        return [("Location", f"{PATH}/klaar/{school}"), cookie]
    if sent.get("at") == "0" and sent.get("face", "") in FACES and "go" not in sent and "language" not in sent:
        service.take(head, seat.number, by=change_at_once)
        return [cookie]
    return None
