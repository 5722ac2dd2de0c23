"""Finding a conversation by its reply code, at a pace that guessing cannot set."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from jsp import code_pace
from jsp.code_pace import Pace, Tried
from jsp.extensions import db
from jsp.models.messages import Thread
from jsp.rules.reply_lock import Lock

PEPPER = "reply code"
PACE = Pace()


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation that was found by its code, with the key to what was said in it (32 bytes).

    `visit`: how often it was closed on a device until now.
    """

    id: UUID
    key: bytes
    visit: int


def try_code(code: str, turn: str = "") -> Tried[Opened]:
    """Look a code up. One that exists and one that does not take the same work. Raises BusyError."""
    mark = code_pace.mark_of(code)
    PACE.check(mark, turn=turn)
    lock = lock_of(code)
    query = select(Thread.id, Thread.code_key_sealed, Thread.visit).where(Thread.lookup == lock.lookup)
    row = db.session.execute(query).first()
    if row is None:
        return Tried(None, PACE.count_wrong(mark))
    return Tried(Opened(row.id, lock.unwrap(row.code_key_sealed, place=place_of_key(row.id)), row.visit))


def place_of_key(id: UUID) -> str:
    """What the key is bound to that the reply code opens."""
    return f"thread.code_key.{id}"


def lock_of(code: str) -> Lock:
    """The lock that the code fits."""
    return code_pace.lock_of(code, PEPPER)
