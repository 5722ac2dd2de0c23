"""The plan of one lesson of a class: what both look at beforehand, and what they take along on paper."""

from uuid import UUID

from flask import render_template, request
from flask_login import current_user

from jsp.access import requires
from jsp.acting import get_row
from jsp.blueprints.lessons.routes.room import blueprint
from jsp.blueprints.lessons.service import had_before, preparing
from jsp.blueprints.lessons.service.booking import side_of
from jsp.blueprints.lessons.service.newer import newer_of
from jsp.forms import OnceForm
from jsp.models.debriefs_due import can_talk_over
from jsp.models.discussions import find_opening_words
from jsp.models.evaluation_boxes import find_evaluation, may_ask
from jsp.models.lesson_rows import get_card
from jsp.rules.lesson_paper import on_paper
from jsp.rules.roles import Permission


@blueprint.get("/lessons/series/<uuid:id>/<int:position>")
@requires(Permission.PLAN_LESSONS)
def lesson(id: UUID, position: int) -> str:
    """Goal, who leads what, what to mind; printed it is one A4."""
    card, row = get_row(id, position)
    content, left, session = row.lesson.content, card.carried_to(row), preparing.find_session(row)
    words = find_opening_words(card, row)
    return render_template(
        "lessons/lesson.html", card=card, row=row, content=content, left=left, words=words, session=session,
        paper=on_paper(content, left, opens=" ".join(words or ())), side=side_of(card.series, current_user),
        dated=row.session if row.is_given else session, minutes=preparing.minutes_for(card, row),
        opening=preparing.find_opening(card, row), newer=newer_of(card), evaluation=find_evaluation(row.session),
        form=OnceForm(), can_ask=row.session is not None and may_ask(row.session),
        is_ours=can_talk_over(row.session, card.series.pairs, current_user),
    )  # fmt: skip


@blueprint.get("/lessons/series/<uuid:id>/before")
@requires(Permission.PLAN_LESSONS)
def before(id: UUID) -> str:
    """What this class had before, by the name that it had then."""
    card = get_card(current_user, id)
    classes = had_before.list_former(card)
    shown = had_before.choose(card, classes, request.args.get("class", type=int))
    return render_template(
        "lessons/had_before.html", card=card, classes=classes, shown=shown,
        had=had_before.read(card, shown, by=current_user),
    )  # fmt: skip
