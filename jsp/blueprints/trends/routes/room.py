"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("trends", __name__, url_prefix="/trends")
Page = str | Response | tuple[str, int]
