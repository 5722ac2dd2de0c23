"""The last own steps in a text, undone one by one."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import audit
from jsp.blueprints.coding.service.coding import KIND, take_turn
from jsp.extensions import db, lock
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Coding, CodingStep
from jsp.models.talk_texts import TalkText
from jsp.rules.coding import StepKind


def last_step(text: TalkText, by: User) -> CodingStep | None:
    """What this person did last to a coding in this text, as far as it was not undone."""
    query = select(CodingStep).where(CodingStep.coder_id == by.id, CodingStep.text_id == text.id)
    shown = joinedload(CodingStep.coding).options(joinedload(Coding.code), joinedload(Coding.passage))
    return db.session.scalars(query.order_by(CodingStep.id.desc()).limit(1).options(shown)).first()


def undo_last(text: TalkText, step_id: int, *, by: User) -> Coding | None:
    """Take back that step: what was given is taken off, what was taken off comes back.

    Only where it still is the last one, so that a button that is pressed twice undoes once. A step that has no effect
    any more is passed over. Gives back what was changed, if anything.
    """
    take_turn(text, by)
    step = last_step(text, by)
    if step is None or step.id != step_id:
        return None
    while step is not None:
        coding, is_off = step.coding, step.kind is StepKind.ADDED
        lock(coding)  # who merges its code at this moment comes before it, or after
        db.session.delete(step)
        db.session.flush()
        if coding.is_off != is_off:
            coding.is_off = is_off
            audit.record(Action.CODED, KIND, coding.passage_id)
            return coding
        step = last_step(text, by)
    return None
