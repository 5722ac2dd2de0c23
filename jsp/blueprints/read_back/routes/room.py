"""The room itself; its addresses hang in the files beside this one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from jsp import visits
from jsp.blueprints.read_back.service import opening
from jsp.errors import kept
from jsp.extensions import db
from jsp.verbs import talk_links

blueprint = Blueprint("read_back", __name__, url_prefix="/terug")
blueprint.after_request(visits.stay)
Page = str | Response | tuple[str, int]
View = Callable[..., Page]


def of_seat(view: View) -> View:
    """The view is about the seat whose link this is; without one it opens nothing."""

    @wraps(view)
    def answer(token: str, **more: Any) -> Page:
        seat = talk_links.find(token)
        return gone(token) if seat is None else view(seat, token, **more)

    return answer


def gone(token: str) -> tuple[str, int]:
    """Why it opens nothing: the same for every link that is not one of ours; with all that was typed."""
    db.session.rollback()
    return render_template("read_back/gone.html", is_over=opening.is_over(token), kept=kept()), 404
