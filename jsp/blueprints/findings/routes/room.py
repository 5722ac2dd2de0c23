"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("findings", __name__, url_prefix="/findings")
Page = str | Response | tuple[str, int]
