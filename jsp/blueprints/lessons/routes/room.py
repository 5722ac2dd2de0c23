"""The room itself; its addresses hang in the files beside this one.

Staff addresses begin with /lessons; what stands on a board or goes to carers is short: /klas/<code>.
"""

from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("lessons", __name__)
Page = str | Response | tuple[str, int]
