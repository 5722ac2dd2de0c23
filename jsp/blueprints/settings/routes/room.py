"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint

blueprint = Blueprint("settings", __name__, url_prefix="/settings")
