"""Talking about it with the class: what divides it most, on the board, and what came of it."""

from collections.abc import Callable
from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.acting import attempt
from jsp.blueprints.evaluations.forms.discussion import DiscussionForm, NotesForm
from jsp.blueprints.evaluations.routes.room import Page, blueprint
from jsp.blueprints.evaluations.service import discussing as service
from jsp.blueprints.evaluations.service.results import for_class
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.accounts import User
from jsp.models.evaluation_figures import get_closed
from jsp.models.evaluations import Evaluation
from jsp.rules.roles import Permission

Check = Callable[[Evaluation, User], None]


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
@requires(Permission.HOLD_EVALUATIONS)
def discussion(id: UUID) -> Page:
    """What the class takes along, written down by one of the two; the class may look on."""
    evaluation, form = _own(id, service.check_pair), DiscussionForm()
    after = url_for("lessons.series", id=evaluation.series_id)
    if attempt(form, lambda: service.write(
        evaluation, form.draft(), seen=form.seen.data or "", key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved. The next lesson begins with it."))
        return redirect(after, 303)
    evaluation = _again(evaluation, form, service.check_pair)
    now = service.read(evaluation)
    form.show(now)
    return render_template(
        "evaluations/discussion.html", evaluation=evaluation, form=form, now=now,
        is_ours=service.gave_it(evaluation, current_user),
    ), form.status  # fmt: skip


@blueprint.route("/<uuid:id>/notes", methods=["GET", "POST"])
@requires(Permission.HOLD_EVALUATIONS, audited=True)
def notes(id: UUID) -> Page:
    """What the two keep of the talk for themselves; it leaves the house only after its trail is kept."""
    evaluation, form = _own(id, service.check_gave), NotesForm()
    if attempt(form, lambda: service.write_notes(
        evaluation, form.notes.data or "", seen=form.seen.data or "", key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Saved. Only the two of you read this."))
        return redirect(url_for(".results", id=id), 303)
    evaluation = _again(evaluation, form, service.check_gave)
    now = service.read_notes(evaluation, by=current_user)
    form.show(now)
    page = render_template("evaluations/notes.html", evaluation=evaluation, form=form, now=now)
    db.session.commit()
    return page, form.status


def _own(id: UUID, check: Check) -> Evaluation:
    evaluation = get_closed(current_user, id)
    check(evaluation, current_user)
    return evaluation


def _again(evaluation: Evaluation, form: OnceForm, check: Check) -> Evaluation:
    """Nothing is kept of what was refused, and what was loaded before is old then."""
    if not form.is_submitted():
        return evaluation
    db.session.rollback()
    return _own(evaluation.id, check)
