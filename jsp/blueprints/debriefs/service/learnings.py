"""What giving a lesson taught somebody, told to everybody who reads the programmes (R59)."""

from uuid import UUID

from sqlalchemy import delete, select

from jsp import audit, clock, sending
from jsp.blueprints.debriefs.service import LEARNING, about
from jsp.blueprints.debriefs.service.talks import get_talk
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.debriefs import Learning
from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError, NotFoundError

NO_WORDS = N_("Write in one sentence what it taught you.")


def add(user: User, session_id: UUID, text: str, *, key: UUID) -> None:
    """Tell it, for the own profession. Raises DomainError for no words, and for a BSN in them."""
    if not text:
        raise DomainError(NO_WORDS, field="taught")
    note_check.check_bsn(text, field="taught")
    if not sending.take(key, about=about(session_id)):
        return
    talk = get_talk(user, session_id)
    db.session.add(Learning(
        id=key, session_id=session_id, profession=talk.side, text=text, made_on=clock.today(), made_by_id=user.id
    ))  # fmt: skip
    audit.record(Action.RECORDED, LEARNING, key)


def get_own(user: User, id: UUID) -> Learning:
    """One that this person wrote; raises NotFoundError for any other."""
    found = db.session.scalar(select(Learning).where(Learning.id == id, Learning.made_by_id == user.id))
    if found is None:
        raise NotFoundError(id)
    return found


def take_back(learning: Learning, *, key: UUID) -> None:
    """Nobody reads it any more."""
    if sending.take(key, about=about(learning.session_id)):
        db.session.execute(delete(Learning).where(Learning.id == learning.id))
        audit.record(Action.ERASED, LEARNING, learning.id)
