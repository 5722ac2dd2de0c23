"""Finding a conversation by its reply code, at a pace that guessing cannot set.

Wrong codes are counted in the memory of this process: nothing of them is written, and no write waits for them. By what
word a code begins decides how fast it may be guessed; who asks from where does not.
"""

from dataclasses import dataclass
from random import SystemRandom
from uuid import UUID

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.messages import Thread
from jsp.models.sealed import keys
from jsp.rules import reply_lock
from jsp.rules.reply_code import first_word
from jsp.rules.reply_lock import Lock
from jsp.rules.thread import BUSY_SITE, chance

SHELVES = 4
AT_MOST = RateLimitItemPerSecond(5)  # codes that one process looks at in a second: a tenth of what it can
PEPPER = "reply code"  # what the key of the installation is derived for
ALARM = RateLimitItemPerHour(1, 24, namespace="alarm")  # once a day is enough to look
WRONG = RateLimitItemPerMinute(BUSY_SITE, 10, namespace="wrong")
_counters = MovingWindowRateLimiter(MemoryStorage())
_luck = SystemRandom()


class BusyError(Exception):
    """Too many codes are being tried; nobody looked at this one. Trying again a little later helps."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation that was found by its code, with the key to what was said in it (32 bytes)."""

    id: UUID
    key: bytes


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a code: `opened` where there is a conversation; `is_alarm` when guessing has become conspicuous."""

    opened: Opened | None
    is_alarm: bool = False


def try_code(code: str) -> Tried:
    """Look a code up. One that exists and one that does not take the same work. Raises BusyError."""
    mark = mark_of(code)
    is_lucky = _luck.random() < chance(_wrong(mark), _wrong(_shelf_of(mark)))
    if not is_lucky or not _hit(AT_MOST, "all"):
        raise BusyError
    lock = lock_of(code)
    row = db.session.execute(select(Thread.id, Thread.code_key_sealed).where(Thread.lookup == lock.lookup)).first()
    if row is None:
        return Tried(None, _count_wrong(mark))
    return Tried(Opened(row.id, lock.unwrap(row.code_key_sealed, place=place_of_key(row.id))))


def place_of_key(id: UUID) -> str:
    """What the key is bound to that the reply code opens."""
    return f"thread.code_key.{id}"


def lock_of(code: str) -> Lock:
    """The lock that the code fits. It ends the transaction before the slow part: nobody waits for a hash."""
    db.session.rollback()
    return reply_lock.lock_of(code, keys().derive(PEPPER))


def mark_of(code: str) -> str:
    """By what a conversation is found at the desk: a keyed mark of the first word of its code."""
    return keys().mark(first_word(code), purpose="reply word")


def forget_guesses() -> None:
    """Begin anew."""
    _counters.storage.reset()


def _shelf_of(mark: str) -> str:
    """A quarter of all first words, whether a code begins with them or not.

    It stands in for the school: a counter of the school itself would tell which words are in use there.
    """
    return f"shelf {int(mark[:2], 16) % SHELVES}"


def _count_wrong(mark: str) -> bool:
    _hit(WRONG, mark)
    shelf = _shelf_of(mark)
    return _hit(WRONG, shelf) and _wrong(shelf) == BUSY_SITE and _hit(ALARM, shelf)


def _wrong(who: str) -> int:
    return BUSY_SITE - _counters.get_window_stats(WRONG, who).remaining


def is_within(limit: RateLimitItem, who: str) -> bool:
    """Count one, in the memory of this process; False once that is more than the limit allows."""
    return _hit(limit, who)


def _hit(limit: RateLimitItem, who: str) -> bool:
    return _counters.hit(limit, who)
