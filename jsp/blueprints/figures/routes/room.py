"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("figures", __name__, url_prefix="/figures")
Page = str | Response | tuple[str, int]
