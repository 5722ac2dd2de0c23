"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("focus_groups", __name__, url_prefix="/focus-groups")
Page = str | Response | tuple[str, int]
