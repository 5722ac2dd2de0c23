"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint, g
from werkzeug.wrappers import Response

from jsp import logs
from jsp.verbs import erasures

Page = str | Response | tuple[str, int]
blueprint = Blueprint("retention", __name__)


@blueprint.after_app_request
def _journal(answer: Response) -> Response:
    """What somebody had erased stands in the journal before they hear of it; where that fails the next job does it."""
    if g.pop("has_erased", False):
        try:
            g.reading = False
            erasures.export()
        except Exception as error:  # it was erased all the same
            logs.failure(error, endpoint="erasures")
    return answer
