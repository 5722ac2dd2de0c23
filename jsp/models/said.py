"""What was said in a conversation, for every room that may show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp.extensions import db
from jsp.models.messages import Message, Thread
from jsp.rules.keys import DossierKey
from jsp.rules.thread import Side


@dataclass(frozen=True, slots=True)
class Said:
    """One message as it is read: `writer` is the first name of a worker, empty for the asker."""

    side: Side
    writer: str
    on: date
    text: str


def read_messages(thread: Thread, keys: DossierKey) -> list[Said]:
    """All that was said, in order; raises SealBrokenError for keys of another conversation."""
    query = select(Message).where(Message.thread_id == thread.id).order_by(Message.position)
    rows: Iterable[Message] = db.session.scalars(query.options(joinedload(Message.writer)))
    return [
        Said(row.side, row.writer.first_name if row.writer else "", row.on,
             keys.open(row.body_sealed, place=Message.place(row.id)))
        for row in rows
    ]  # fmt: skip
