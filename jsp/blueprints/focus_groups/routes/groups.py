"""All talks, and one of them."""

from uuid import UUID

from flask import render_template
from flask_login import current_user

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.focus_groups.routes.room import blueprint
from jsp.blueprints.focus_groups.service.overview import facts_of, overview
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_group, least, list_groups, texts_of
from jsp.rules.roles import Permission
from jsp.words import talk_terms


@blueprint.get("/")
@requires(Permission.HOLD_TALKS)
def show() -> str:
    """All that this person may read: what comes, what waits, what is ready."""
    today = clock.today()
    found = overview(list_groups(current_user), today=today)
    return render_template("focus_groups/list.html", found=found, today=today, words=talk_terms)


@blueprint.get("/<uuid:id>")
@requires(Permission.HOLD_TALKS, audited=True)
def group(id: UUID) -> str:
    """One talk, and what comes next."""
    found, today = get_group(current_user, id), clock.today()
    holds = found.is_held_by(current_user)
    audit.record(Action.READ, "talk", found.id)
    page = render_template(
        "focus_groups/group.html", group=found, texts=texts_of(found), holds=holds, today=today, least=least(),
        facts=facts_of(found, holds=holds, today=today), words=talk_terms,
    )  # fmt: skip
    db.session.commit()
    return page
