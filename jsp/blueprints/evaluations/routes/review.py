"""What pupils wrote, read by workers of the JSP before it is shown."""

from uuid import UUID

from flask import render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.evaluations.forms.review import PileForm
from jsp.blueprints.evaluations.routes.room import Page, blueprint
from jsp.blueprints.evaluations.service import review as service
from jsp.extensions import db
from jsp.forms.buttons import once
from jsp.models.evaluation_figures import get_closed
from jsp.rules.evaluation import AnswerState
from jsp.rules.pile import LONGEST
from jsp.rules.roles import Permission

ANSWER = "/<uuid:id>/answers/<uuid:answer>"


@blueprint.get("/<uuid:id>/answers")
@requires(Permission.REVIEW_ANSWERS, audited=True)
def answers(id: UUID) -> Page:
    """All of them, in another order at each visit; it leaves the house only after its trail is kept."""
    evaluation = get_closed(current_user, id)
    pile = service.read_pile(evaluation, request.args.get("order", ""), by=current_user)
    form = PileForm(order=pile.order)
    page = render_template("evaluations/review.html", evaluation=evaluation, pile=pile, form=form)
    db.session.commit()
    return page


@blueprint.post(f"{ANSWER}/<any(shown,hidden):state>")
@requires(Permission.REVIEW_ANSWERS)
def judge(id: UUID, answer: UUID, state: str) -> Page:
    """Show it, or hide it."""
    evaluation, form = get_closed(current_user, id), PileForm()
    done = gettext("It is shown.") if state == AnswerState.SHOWN else gettext("It is hidden.")
    return once(
        lambda key: service.judge(evaluation, answer, AnswerState(state), key=key, by=current_user), done,
        _back(id, form.order.data, answer), form=form,
    )  # fmt: skip


@blueprint.post(f"{ANSWER}/worry")
@requires(Permission.REVIEW_ANSWERS)
def worry(id: UUID, answer: UUID) -> Page:
    """Hide it, and read what to do now."""
    evaluation, form = get_closed(current_user, id), PileForm()
    order = (form.order.data or "")[:LONGEST]
    return once(
        lambda key: service.judge(
            evaluation, answer, AnswerState.HIDDEN, key=key, by=current_user, is_worry=True
        ), "", url_for(".worried", id=id, order=order, answer=answer), form=form,
    )  # fmt: skip


@blueprint.get(f"{ANSWER}/show-worrying")
@requires(Permission.REVIEW_ANSWERS, audited=True)
def ask_show_worrying(id: UUID, answer: UUID) -> Page:
    """Ask before an answer is shown that somebody marked as worrying."""
    evaluation = get_closed(current_user, id)
    found, order = service.get_worrying(evaluation, answer, by=current_user), request.args.get("order", "")
    page = render_template(
        "evaluations/show_worrying.html", evaluation=evaluation, answer=found, form=PileForm(order=order),
        back=_back(id, order, answer),
    )  # fmt: skip
    db.session.commit()
    return page


@blueprint.post(f"{ANSWER}/show-worrying")
@requires(Permission.REVIEW_ANSWERS)
def show_worrying(id: UUID, answer: UUID) -> Page:
    """Show it all the same."""
    evaluation, form = get_closed(current_user, id), PileForm()
    return once(
        lambda key: service.judge(
            evaluation, answer, AnswerState.SHOWN, key=key, by=current_user, is_sure=True
        ), gettext("It is shown."), _back(id, form.order.data, answer), form=form,
    )  # fmt: skip


@blueprint.post("/<uuid:id>/answers/show-rest")
@requires(Permission.REVIEW_ANSWERS)
def show_rest(id: UUID) -> Page:
    """Show those on the page that nobody judged yet."""
    evaluation, form = get_closed(current_user, id), PileForm()
    return once(
        lambda key: service.show_rest(evaluation, form.on_page, key=key, by=current_user),
        gettext("They are shown."), _back(id, form.order.data), form=form,
    )  # fmt: skip


@blueprint.get("/<uuid:id>/worry")
@requires(Permission.REVIEW_ANSWERS)
def worried(id: UUID) -> str:
    """What to do about an answer that worries."""
    args, evaluation = request.args, get_closed(current_user, id)
    return render_template(
        "evaluations/worried.html", evaluation=evaluation, is_talked=service.is_talked(evaluation),
        back=_back(id, args.get("order"), args.get("answer", type=UUID)),
    )  # fmt: skip


def _back(id: UUID, order: str | None, answer: UUID | None = None) -> str:
    """To the pile as it lay, at that answer."""
    place = f"answer-{answer}" if answer else None
    return url_for(".answers", id=id, order=(order or "")[:LONGEST] or None, _anchor=place)
