"""What was written down with a conversation goes; that it was held stays, as a count."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select, update

from jsp import clock
from jsp.extensions import db, take_turns
from jsp.models.contacts import Contact, Correction
from jsp.models.reference import get_setting
from jsp.rules.retention import Kind
from jsp.verbs import erasures, holds
from jsp.verbs.own_things import WRITTEN

KIND = "contact"
AT_ONCE = 50


def list_due(day: date) -> Sequence[UUID]:
    """Conversations of which the words have had their time by that day."""
    before = day - timedelta(days=int(get_setting("contact_note_days")))
    return db.session.scalars(select(Contact.id).where(WRITTEN, Contact.on < before).order_by(Contact.id)).all()


def erase(id: UUID) -> bool:
    """Blank the words of one that is not held, where their time is over."""
    before = clock.today() - timedelta(days=int(get_setting("contact_note_days")))
    is_over = db.session.scalar(select(Contact.id).where(Contact.id == id, Contact.on < before)) is not None
    return is_over and not holds.keeps(KIND, id) and blank(id)


def blank(id: UUID) -> bool:
    """Blank the note, the strengths and the reasons of corrections; whether there was anything."""
    take_turns(f"words of {KIND} {id}")
    if db.session.scalar(select(Contact.id).where(Contact.id == id, WRITTEN)) is None:
        return False
    db.session.execute(update(Contact).where(Contact.id == id).values(note_sealed=None, strengths_sealed=None))
    db.session.execute(update(Correction).where(Correction.contact_id == id).values(reason_sealed=None))
    erasures.note(Kind.NOTE, id)
    return True


erasures.bind(Kind.NOTE, erasures.Way(list_due, erase, lambda id: blank(UUID(id)), AT_ONCE, ("contact", "correction")))
