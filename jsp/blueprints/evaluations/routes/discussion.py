"""Talking about it with the class: what divides it most, on the board, and what came of it."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.acting import attempt
from jsp.blueprints.evaluations.forms.discussion import DiscussionForm
from jsp.blueprints.evaluations.routes.room import Page, blueprint
from jsp.blueprints.evaluations.service import discussing as service
from jsp.blueprints.evaluations.service.results import for_class
from jsp.extensions import db
from jsp.models.evaluation_figures import get_closed
from jsp.models.evaluations import Evaluation
from jsp.rules.roles import Permission


@blueprint.get("/<uuid:id>/talk")
@requires(Permission.HOLD_EVALUATIONS)
def talk(id: UUID) -> str:
    """For the back row: the item that divides the class, two questions, six minutes."""
    evaluation = get_closed(current_user, id)
    return render_template(
        "evaluations/board_results.html", evaluation=evaluation, release=for_class(evaluation),
        is_of_pair=service.is_of_pair(evaluation, current_user),
    )  # fmt: skip


@blueprint.route("/<uuid:id>/discussion", methods=["GET", "POST"])
@requires(Permission.HOLD_EVALUATIONS, audited=True)
def discussion(id: UUID) -> Page:
    """What came of it, written down by one of the two."""
    _own(id)
    form = DiscussionForm()
    if attempt(form, lambda: service.write(
        _own(id), form.draft(), seen=form.seen.data or "", key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved. The next lesson begins with it."))
        return redirect(url_for("lessons.series", id=_own(id).series_id), 303)
    if form.is_submitted():
        db.session.rollback()
    evaluation = _own(id)
    form.show(service.read(evaluation, by=current_user))
    page = render_template("evaluations/discussion.html", evaluation=evaluation, form=form)
    db.session.commit()
    return page, form.status


def _own(id: UUID) -> Evaluation:
    evaluation = get_closed(current_user, id)
    service.check_pair(evaluation, current_user)
    return evaluation
