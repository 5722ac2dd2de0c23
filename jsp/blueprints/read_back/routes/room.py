"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from jsp import visits
from jsp.blueprints.read_back.service import opening
from jsp.errors import kept
from jsp.extensions import db

blueprint = Blueprint("read_back", __name__, url_prefix="/terug")
blueprint.after_request(visits.stay)
Page = str | Response | tuple[str, int]


def gone(token: str) -> tuple[str, int]:
    """Why it opens nothing: the same for every link that is not one of ours; with all that was typed."""
    db.session.rollback()
    return render_template("read_back/gone.html", is_over=opening.is_over(token), kept=kept()), 404
