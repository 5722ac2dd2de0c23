"""What two who give lessons together agree on."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.acting import attempt
from jsp.blueprints.lessons.forms.pair import TogetherForm
from jsp.blueprints.lessons.routes.room import Page, blueprint
from jsp.blueprints.lessons.service import pair as service
from jsp.extensions import db
from jsp.models.lesson_rows import get_card
from jsp.rules.roles import Permission


@blueprint.route("/lessons/series/<uuid:id>/together", methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS, audited=True)
def pair(id: UUID) -> Page:
    """How the two work together; missing for anybody else, whoever that is."""
    service.get_pair(get_card(current_user, id), current_user)
    form = TogetherForm()
    if attempt(form, lambda: service.agree(
        service.get_pair(get_card(current_user, id), current_user), form.draft(), seen=form.seen.data or "",
        key=form.key, by=current_user,
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved. Only the two of you read this."))
        return redirect(url_for(".pair", id=id), 303)
    db.session.rollback()
    return _page(id, form)


def _page(id: UUID, form: TogetherForm) -> Page:
    """It leaves the house only after its trail is kept."""
    card = get_card(current_user, id)
    mine = service.get_pair(card, current_user)
    agreed = service.read(mine, current_user)
    if not form.is_submitted():
        form.show(mine, agreed)
    elif form.seen.errors:
        form.seen.data = service.mark_of(mine)
    page = render_template(
        "lessons/pair.html", card=card, pair=mine, form=form, agreed=agreed, side=service.side_in(mine, current_user),
        other=service.expected_by_other(mine, current_user),
    )  # fmt: skip
    db.session.commit()
    return page, form.status
