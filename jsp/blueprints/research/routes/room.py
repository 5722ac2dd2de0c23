"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("research", __name__, url_prefix="/research")
Page = str | Response | tuple[str, int]
