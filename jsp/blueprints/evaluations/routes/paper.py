"""Answers on paper: a sheet to print, and what stood on those that came in, counted by hand."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_login import current_user

from jsp.access import requires
from jsp.acting import attempt
from jsp.blueprints.evaluations.forms.paper import PaperForm
from jsp.blueprints.evaluations.routes.room import Page, blueprint
from jsp.blueprints.evaluations.routes.running import while_it_runs
from jsp.blueprints.evaluations.service import running
from jsp.extensions import db
from jsp.models.evaluation_figures import asked
from jsp.models.evaluation_pairs import reads_words
from jsp.models.evaluations import Evaluation, EvaluationBox
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission


@blueprint.route("/<uuid:id>/paper", methods=["GET", "POST"])
@requires(Permission.HOLD_EVALUATIONS)
@while_it_runs
def paper(id: UUID) -> Page:
    """What came in on paper; it can be corrected until the questionnaire is closed."""
    evaluation, box = _own(id)
    form, noted = PaperForm(), running.contents_of(box).paper
    form.ask(evaluation, noted)
    if attempt(form, lambda: running.put_paper(
        _own(id)[1], form.draft(), seen=form.seen.data or "", key=form.key
    )):  # fmt: skip
        db.session.commit()
        return redirect(url_for(".board", id=id), 303)
    if form.is_submitted():
        db.session.rollback()
        evaluation, box = _own(id)
        noted = running.contents_of(box).paper
    form.seen.data = running.mark_of_paper(noted)
    page = render_template("evaluations/paper.html", evaluation=evaluation, noted=noted, form=form)
    return page, form.status


@blueprint.get("/<uuid:id>/sheet")
@requires(Permission.HOLD_EVALUATIONS)
@while_it_runs
def sheet(id: UUID) -> str:
    """To print, for a class without phones: one sheet for each pupil."""
    evaluation, _box = running.get_running(current_user, id)
    return render_template("evaluations/sheet.html", evaluation=evaluation, items=asked(evaluation))


def _own(id: UUID) -> tuple[Evaluation, EvaluationBox]:
    """What was written on paper stands on the page as well: it is for who reads what pupils wrote."""
    evaluation, box = running.get_running(current_user, id)
    if not reads_words(current_user, [evaluation.id]):
        raise NotFoundError(id)
    return evaluation, box
