"""Everything that a pair wrote, beside each other."""

from flask import render_template, request
from flask_login import current_user

from jsp import clock
from jsp.access import requires
from jsp.blueprints.debriefs.forms import words
from jsp.blueprints.debriefs.routes.room import Page, blueprint
from jsp.blueprints.debriefs.service import overview as service
from jsp.blueprints.debriefs.service.reflections import get_pair, list_shared
from jsp.blueprints.debriefs.service.talks import side_in
from jsp.extensions import db
from jsp.models.debriefs_due import due_for
from jsp.rules.reflection import QUESTIONS
from jsp.rules.roles import Permission

LAST_PAGE = 1000


@blueprint.get("/pairs/<int(max=2147483647):id>")
@requires(Permission.KEEP_DEBRIEFS, audited=True)
def together(id: int) -> Page:
    """The three moments beside each other, the lessons, what they learned and what changed."""
    pair = get_pair(current_user, id)
    due = {each.moment for each in due_for(current_user, clock.today()).reflections if each.pair_id == id}
    page = render_template(
        "debriefs/together.html", pair=pair, side=side_in(pair, current_user), words=words, mechanisms=QUESTIONS,
        found=service.overview(pair, current_user), due=due,
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.get("/shared")
@requires(Permission.KEEP_QUESTIONNAIRES, audited=True)
def shared() -> Page:
    """What pairs let the coordinator read, to prepare a talk with all who give these lessons."""
    number = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    found, has_more = list_shared(current_user, number)
    page = render_template(
        "debriefs/shared.html", found=found, words=words, mechanisms=QUESTIONS, number=number, has_more=has_more
    )
    db.session.commit()
    return page
