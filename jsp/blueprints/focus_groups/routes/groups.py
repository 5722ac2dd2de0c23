"""All talks, and one of them."""

from uuid import UUID

from flask import render_template
from flask_login import current_user

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.focus_groups.routes.room import blueprint
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_group, least, list_groups, texts_of
from jsp.rules.roles import Permission


@blueprint.get("/")
@requires(Permission.HOLD_TALKS)
def show() -> str:
    """All that this person may read, the latest first."""
    return render_template("focus_groups/list.html", groups=list_groups(current_user), today=clock.today())


@blueprint.get("/<uuid:id>")
@requires(Permission.HOLD_TALKS, audited=True)
def group(id: UUID) -> str:
    """One talk, and what comes next."""
    found = get_group(current_user, id)
    audit.record(Action.READ, "talk", found.id)
    page = render_template(
        "focus_groups/group.html", group=found, texts=texts_of(found), holds=found.is_held_by(current_user),
        today=clock.today(), least=least(),
    )  # fmt: skip
    db.session.commit()
    return page
