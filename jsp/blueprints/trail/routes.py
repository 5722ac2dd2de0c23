"""Addresses of the room. To look at the trail stands in the trail."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.trail import service
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.rules.roles import Permission
from jsp.words import trail_terms as words

blueprint = Blueprint("trail", __name__, url_prefix="/trail")


@blueprint.get("/")
@requires(Permission.SEE_TODAY, audited=True)
def mine() -> str:
    """What I did and opened, and who opened what is mine."""
    me, before = current_user._get_current_object(), request.args.get("before", type=service.as_number)
    page = service.list_mine(me, before=before)
    looks = service.list_looks_at_mine(me) if before is None else []
    audit.record(Action.TRAIL_READ, "user", me.id)
    db.session.commit()
    return render_template("trail/mine.html", page=page, looks=looks, is_first=before is None, words=words)


@blueprint.get("/week")
@requires(Permission.SEE_TRAIL, audited=True)
def week() -> str:
    """Who looked at what in a week: per colleague, what is out of the ordinary first."""
    asked = service.choose_week(request.args.get("week"), clock.today())
    colleagues = service.list_week(current_user._get_current_object(), asked)
    audit.record(Action.TRAIL_READ, "trail", asked.monday.isoformat())
    db.session.commit()
    return render_template("trail/week.html", week=asked, colleagues=colleagues, words=words, most=service.MOST)
