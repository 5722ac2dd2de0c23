"""The room itself: /les, and below it what the code on the board or the QR code leads to.

Who opens it has no account. The only thing that stays on the device is the seat, in a cookie for /les alone.
"""

from typing import Any

from flask import Blueprint, Flask, Response, current_app, request, session
from werkzeug.wrappers import Response as AnyResponse

from jsp.errors import told
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
    made.set_cookie(COOKIE, seat, **kept_by(current_app))
    return made


def kept_by(app: Flask) -> dict[str, Any]:
    """How a device keeps its seat: for a day, for nothing but /les, and out of reach of scripts."""
    return {"max_age": DAY, "path": PATH, "httponly": True, "samesite": "Lax", "secure": app.config["HTTPS_ONLY"]}


def say(error: DomainError) -> str:
    """The refusal in the language of the page."""
    return told(error)
