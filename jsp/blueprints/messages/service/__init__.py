"""What can happen to a conversation, and the words that go into it."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, insert, select

from jsp import clock
from jsp.extensions import db
from jsp.models.messages import Message
from jsp.models.reference import get_setting
from jsp.rules import note_check
from jsp.rules.keys import DossierKey
from jsp.rules.refusal import N_, DomainError
from jsp.rules.reply_code import holds_code
from jsp.rules.thread import Clocks, Side

KIND = "thread"
CODE_IN_IT = N_(
    "This looks like a reply code. Do not put it in a message. Do you want to read an answer? Tap 'Read answer'."
)


def about(id: UUID) -> str:
    """What people who change the same conversation take turns for."""
    return f"thread {id}"


def add_message(
    thread_id: UUID, keys: DossierKey, text: str, *, id: UUID, side: Side, writer_id: int | None = None
) -> None:  # fmt: skip
    """Add a message at the end; the caller has the turn (see `about`)."""
    last = select(func.max(Message.position)).where(Message.thread_id == thread_id)
    at = db.session.scalar(last)
    body = keys.seal(text, place=Message.place(id))
    db.session.execute(insert(Message).values(
        id=id, thread_id=thread_id, position=0 if at is None else at + 1, side=side, writer_id=writer_id,
        on=clock.today(), body_sealed=body,
    ))  # fmt: skip


def check_text(text: str, *, field: str) -> None:
    """Refuse what may not stand in a message. Raises DomainError."""
    if holds_code(text):
        raise DomainError(CODE_IN_IT, field=field)
    note_check.check_bsn(text, field=field)


def clocks() -> Clocks:
    """How long a conversation is kept here."""
    return Clocks(int(get_setting("message_thread_days")), int(get_setting("message_thread_most_days")))


def expires_on(first: date) -> date:
    """The last day of a conversation that began on `first` and in which something is said today."""
    return clocks().expires_on(first=first, last=clock.today())
