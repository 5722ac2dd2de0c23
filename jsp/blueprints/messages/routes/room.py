"""The room itself; its addresses hang in the files beside this one.

Staff addresses begin with /messages; those of who asks stand on posters: /vraag and /antwoord.
"""

from flask import Blueprint, Response, request, session
from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("messages", __name__)
Page = str | AnyResponse | tuple[str, int]


@blueprint.after_request
def stay(response: Response) -> Response:
    """A form that was sent by script (static/ask.js) is told where to go on, and goes there itself."""
    if "X-Stay" in request.headers and response.status_code == 303:
        response.status_code = 204
        response.set_data(b"")
    if not session.get("sign_in") and set(session) <= {"_fresh"}:
        session.clear()  # what was to be said was said: nothing marks the device
    return response
