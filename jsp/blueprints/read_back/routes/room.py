"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint
from werkzeug.wrappers import Response

from jsp import visits

blueprint = Blueprint("read_back", __name__, url_prefix="/terug")
blueprint.after_request(visits.stay)
Page = str | Response | tuple[str, int]
