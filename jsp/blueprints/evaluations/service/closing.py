"""Closing an evaluation: what was in its box is counted, written in an order that says nothing, and let go of."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from jsp import audit, clock, sending
from jsp.blueprints.evaluations.service.running import KIND, about, contents_of
from jsp.extensions import db, lock
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.evaluation_boxes import forget_heads
from jsp.models.evaluations import Evaluation, EvaluationBox, OpenAnswer
from jsp.rules.box import Box, packed_counts
from jsp.rules.refusal import NotFoundError
from jsp.verbs import releasing

LATE = timedelta(minutes=10)  # after its time a box is closed by itself


def close(evaluation: Evaluation, box: EvaluationBox, *, key: UUID, by: User | None) -> bool:
    """Count what came in, and release it where it is enough. False where nobody filled it in: then nothing is left.

    It cannot be opened again: figures that change while somebody looks would tell what one pupil chose.
    """
    if not sending.take(key, about=about(evaluation.id)):
        return True
    lock(box)
    held = contents_of(box)
    if held.answers:
        _write_down(evaluation, held, seats=box.seats)
    db.session.execute(delete(EvaluationBox).where(EvaluationBox.id == evaluation.id))
    db.session.expire(evaluation, ["box"])
    if held.answers:
        releasing.release(evaluation)
    else:
        db.session.execute(delete(Evaluation).where(Evaluation.id == evaluation.id))
    audit.record(Action.EVALUATION_CHANGED, KIND, evaluation.id, user_id=by.id if by else None)
    forget_heads()
    return bool(held.answers)


def list_late() -> list[UUID]:
    """The evaluations whose time is over and that nobody closed."""
    query = select(EvaluationBox.id).where(EvaluationBox.until <= clock.now() - LATE)
    return list(db.session.scalars(query.order_by(EvaluationBox.id)))


def close_late(id: UUID) -> None:
    """Close one of those, where nobody did meanwhile."""
    found = db.session.execute(
        select(Evaluation, EvaluationBox).join(EvaluationBox, EvaluationBox.id == Evaluation.id)
        .where(Evaluation.id == id)
    ).first()  # fmt: skip
    if found is not None:
        with suppress(NotFoundError):  # closed while we waited for our turn
            close(found.Evaluation, found.EvaluationBox, key=uuid4(), by=None)


def _write_down(evaluation: Evaluation, held: Box, *, seats: int) -> None:
    evaluation.closed_on, evaluation.seats = clock.today(), seats
    evaluation.answers, evaluation.paper = held.answers, held.paper.number
    evaluation.counts = packed_counts(held.counts)
    evaluation.paper_counts = packed_counts(held.paper.counts)
    db.session.flush()
    written = [(key, text) for key, text in held.texts] + [(uuid4().hex, text) for text in held.paper.texts]
    answers = [OpenAnswer(id=uuid4(), evaluation_id=evaluation.id) for _each in written]
    for answer, (_key, text) in zip(sorted(answers, key=lambda each: each.id), sorted(written), strict=True):
        answer.text = text
        db.session.add(answer)
        db.session.flush()


def throw_away(evaluation: Evaluation, box: EvaluationBox, *, key: UUID, by: User) -> None:
    """Begin anew: what came in is gone unseen, and so is the code, where somebody spoiled it."""
    if not sending.take(key, about=about(evaluation.id)):
        return
    lock(box)
    db.session.execute(delete(EvaluationBox).where(EvaluationBox.id == evaluation.id))
    db.session.execute(delete(Evaluation).where(Evaluation.id == evaluation.id))
    audit.record(Action.EVALUATION_CHANGED, KIND, evaluation.id, user_id=by.id)
    forget_heads()
