"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("guides", __name__, url_prefix="/guides")
Page = str | Response | tuple[str, int]
VERSION = "/<code>/<int(max=2147483647):number>"
