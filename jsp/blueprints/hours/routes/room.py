"""The room itself; its addresses hang in the files beside this one.

Staff addresses begin with /hours; what a calendar program or a school's website fetches stands on posters and in their
settings, so it hangs below the site: /raayland/openings.ics.
"""

from flask import Blueprint

blueprint = Blueprint("hours", __name__)
