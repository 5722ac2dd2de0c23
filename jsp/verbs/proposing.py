"""Putting a change of a lesson before who keeps the programmes, whatever made somebody propose it (R59)."""

from uuid import UUID

from sqlalchemy import insert

from jsp import clock, sending
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.programmes import Adaptation
from jsp.rules import note_check
from jsp.rules.adaptation import AdaptationState
from jsp.rules.evaluation import Source

ABOUT = "programmes"
"""Who changes anything of a programme takes turns: it is seldom done."""


def propose(
    programme_id: int, lesson: str, text: str, *, key: UUID, by: User, part: str = "", source: Source = Source.NONE,
    series_id: UUID | None = None,
) -> bool:  # fmt: skip
    """Whether it is new; `key` is then its key. Raises DomainError for what may not stand in it, with its field."""
    note_check.check_bsn(text, field="text")
    if not sending.take(key, about=ABOUT):
        return False
    db.session.execute(insert(Adaptation).values(
        id=key, programme_id=programme_id, lesson_key=lesson, activity_key=part, text=text,
        state=AdaptationState.OPEN, answer="", made_on=clock.today(), made_by_id=by.id, source=source,
        series_id=series_id,
    ))  # fmt: skip
    return True
