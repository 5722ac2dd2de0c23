"""The room itself: /les, and below it what the code on the board or the QR code leads to.

Who opens it has no account. The only thing that stays on the device is the seat, in a cookie for /les alone.
"""

from flask import Blueprint, Response, current_app, request, session
from werkzeug.wrappers import Response as AnyResponse

from jsp.errors import told
from jsp.models.evaluation_boxes import Head
from jsp.rules.refusal import DomainError

blueprint = Blueprint("lesson_form", __name__)
Page = str | AnyResponse | tuple[str, int]
COOKIE, PATH, DAY = "jsp-seat", "/les", 24 * 3600


@blueprint.after_request
def stay(response: Response) -> Response:
    """What was sent by script (static/lesson_form.js) is told where to go on; nothing marks the device."""
    if "X-Stay" in request.headers and response.status_code == 303:
        response.status_code = 204
        response.set_data(b"")
    if not session.get("sign_in") and set(session) <= {"_fresh"}:
        session.clear()
    return response


def sit(answer: Page, seat: str) -> Response:
    """The answer, and this device keeps its seat for a day."""
    made = current_app.make_response(answer)
    made.set_cookie(
        COOKIE, seat, max_age=DAY, path=PATH, httponly=True, samesite="Lax", secure=current_app.config["HTTPS_ONLY"]
    )
    return made


def say(error: DomainError) -> str:
    """The refusal in the language of the page."""
    return told(error)


def address_of(head: Head, typed: str) -> str:
    """By which this phone found it: what a page leads on to."""
    return typed if typed in (head.code, head.secret) else head.code
