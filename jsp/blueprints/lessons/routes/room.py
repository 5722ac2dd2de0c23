"""The room itself; its addresses hang in the files beside this one.

They begin with /lessons; the one in a mail that asks for an hour is short: /les-uur.
"""

from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("lessons", __name__)
Page = str | Response | tuple[str, int]
