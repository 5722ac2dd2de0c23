"""The room itself: /les, and below it what the code on the board or the QR code leads to.

Who opens it has no account. The only thing that stays on the device is the seat, in a cookie for /les alone.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Blueprint, Flask, Response, current_app, request, session
from werkzeug.wrappers import Response as AnyResponse

from jsp.blueprints.lesson_form import service
from jsp.models.evaluation_boxes import Head

blueprint = Blueprint("lesson_form", __name__)
Page = str | AnyResponse | tuple[str, int]
COOKIE, PATH, DAY, MOST_SEATS = "jsp-seat", "/les", 24 * 3600, 20


@blueprint.after_request
def stay(response: Response) -> Response:
    """What was sent by script (static/lesson_form.js) is told where to go on; nothing marks the device."""
    if "X-Stay" in request.headers and response.status_code == 303:
        response.status_code = 204
        response.set_data(b"")
    if not session.get("sign_in") and set(session) <= {"_fresh"}:
        session.clear()
    return response


def sit(answer: Page, head: Head, seat: str) -> Response:
    """The answer, and this device keeps its seat for a day."""
    made = current_app.make_response(answer)
    made.set_cookie(cookie_of(head), seat, **kept_by(current_app))
    return made


def cookie_of(head: Head) -> str:
    """The name of the cookie for the seat at an evaluation: a device may sit at several."""
    return f"{COOKIE}-{head.id.hex[:12]}"


def seats_in(cookies: Mapping[str, str]) -> list[str]:
    """All seats that a device says it has."""
    return [value for name, value in cookies.items() if name.startswith(COOKIE)][:MOST_SEATS]


def kept_by(app: Flask) -> dict[str, Any]:
    """How a device keeps its seat: for a day, for nothing but /les, and out of reach of scripts."""
    return {"max_age": DAY, "path": PATH, "httponly": True, "samesite": "Lax", "secure": app.config["HTTPS_ONLY"]}


class Held(NamedTuple):
    """A seat of this device: the number that counts, and how a page or a cookie carries it."""

    number: bytes
    text: str


def find_seat_of(head: Head, cookies: Mapping[str, str], sent: Mapping[str, str]) -> Held | None:
    """The seat that a tap comes from: the one this device has, else that of the page; None for none of ours."""
    for text in (cookies.get(cookie_of(head), ""), sent.get("seat", "")):
        number = service.find_seat(head, text)
        if number is not None:
            return Held(number, text)
    return None
