"""The room itself; its addresses hang in the files beside this one.

Staff addresses begin with /messages; those of who asks stand on posters: /vraag and /antwoord.
"""

from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from jsp import visits

blueprint = Blueprint("messages", __name__)
blueprint.after_request(visits.stay)
Page = str | AnyResponse | tuple[str, int]
