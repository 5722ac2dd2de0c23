"""What pupils wrote, read by workers of the JSP before anybody else."""

from uuid import UUID

from flask import render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.evaluations.routes.room import Page, blueprint
from jsp.blueprints.evaluations.service import review as service
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.evaluation_figures import get_closed
from jsp.rules.evaluation import AnswerState
from jsp.rules.roles import Permission

ANSWER = "/<uuid:id>/answers/<uuid:answer>"


@blueprint.get("/<uuid:id>/answers")
@requires(Permission.REVIEW_ANSWERS, audited=True)
def answers(id: UUID) -> Page:
    """All of them, in another order each time; it leaves the house only after its trail is kept."""
    evaluation = get_closed(current_user, id)
    pile = service.read_pile(evaluation, by=current_user)
    page = render_template("evaluations/review.html", evaluation=evaluation, pile=pile, form=OnceForm())
    db.session.commit()
    return page


@blueprint.post(f"{ANSWER}/<any(shown,hidden):state>")
@requires(Permission.REVIEW_ANSWERS)
def judge(id: UUID, answer: UUID, state: str) -> Page:
    """Show it, or hide it."""
    evaluation = get_closed(current_user, id)
    done = gettext("It is shown.") if state == AnswerState.SHOWN else gettext("It is hidden.")
    return once(
        lambda key: service.judge(evaluation, answer, AnswerState(state), key=key, by=current_user), done,
        url_for(".answers", id=id),
    )  # fmt: skip


@blueprint.post(f"{ANSWER}/worry")
@requires(Permission.REVIEW_ANSWERS)
def worry(id: UUID, answer: UUID) -> Page:
    """Hide it, and read what to do now."""
    evaluation = get_closed(current_user, id)
    return once(
        lambda key: service.judge(
            evaluation, answer, AnswerState.HIDDEN, key=key, by=current_user, is_worry=True
        ), "", url_for(".worried", id=id),
    )  # fmt: skip


@blueprint.post("/<uuid:id>/answers/show-rest")
@requires(Permission.REVIEW_ANSWERS)
def show_rest(id: UUID) -> Page:
    """Show all that nobody judged yet."""
    evaluation = get_closed(current_user, id)
    done = gettext("All the rest is shown.")
    return once(
        lambda key: service.show_rest(evaluation, key=key, by=current_user), done, url_for(".answers", id=id)
    )  # fmt: skip


@blueprint.get("/<uuid:id>/worry")
@requires(Permission.REVIEW_ANSWERS)
def worried(id: UUID) -> str:
    """What to do about an answer that worries."""
    return render_template("evaluations/worried.html", evaluation=get_closed(current_user, id))
