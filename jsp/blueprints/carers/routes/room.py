"""The room itself; its addresses hang in the file beside this one.

What the pair does begins with /lessons, as its other pages of a series; what carers read is short: /klas/<code>/thuis.
"""

from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("carers", __name__)
Page = str | Response | tuple[str, int]
