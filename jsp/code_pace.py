"""At what pace codes of eight words may be tried, so that guessing sets none, and the slow hash of a code.

Wrong codes are counted in the memory of this process: nothing of them is written, and no write waits for them. By what
word a code begins decides how fast it may be guessed; who asks from where does not (docs/decisions/0008).

Who sends codes at full speed spends what all share. So a code that nobody looked at gets a turn, which its page
carries along: when that very code comes back, it is looked at from what is kept apart for that, once a minute. A flood
that does not read our pages has no turns, and leaves that alone.

Seven codes a second in each process is the most, whatever anybody does. There are 5.6e24 codes (82 bits): with four
processes and ten thousand codes in use, hitting any of them takes on average 6e11 years; one of which the first word
was heard, 5e12 years.
"""

from dataclasses import dataclass
from random import SystemRandom
from typing import Generic, TypeVar

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from jsp.extensions import db
from jsp.models.sealed import keys
from jsp.rules import reply_lock
from jsp.rules.reply_code import first_word
from jsp.rules.reply_lock import Lock
from jsp.rules.thread import BUSY_SITE, chance

Found = TypeVar("Found")
SHELVES = 4
AT_MOST = RateLimitItemPerSecond(5)  # codes of one kind that one process looks at in a second: a tenth of what it can
AT_MOST_OF_TURNS = RateLimitItemPerSecond(2, namespace="turns")
ONE_TURN = RateLimitItemPerMinute(1, namespace="turn")
ALARM = RateLimitItemPerHour(1, 24, namespace="alarm")  # once a day is enough to look
WRONG = RateLimitItemPerMinute(BUSY_SITE, 10, namespace="wrong")
_luck = SystemRandom()


class BusyError(Exception):
    """Too many codes are being tried; nobody looked at this one. Trying again a little later helps."""


@dataclass(frozen=True, slots=True)
class Tried(Generic[Found]):
    """What came of a code: `found` where somebody has it; `is_alarm` when guessing has become conspicuous."""

    found: Found | None
    is_alarm: bool = False


class Pace:
    """The pace of one kind of codes: who guesses at one kind slows nobody down who comes with another."""

    def __init__(self) -> None:
        self.counters = MovingWindowRateLimiter(MemoryStorage())

    def check(self, mark: str, *, turn: str = "") -> None:
        """Go on with a code of which the first word has this mark, or raise BusyError.

        `turn`: a mark of the whole code, where it comes back after nobody looked at it.
        """
        is_lucky = _luck.random() < chance(self._wrong(mark), self._wrong(shelf_of(mark)))
        if not (is_lucky and self.is_within(AT_MOST, "all")) and not self._has_turn(turn):
            raise BusyError

    def _has_turn(self, turn: str) -> bool:
        """Whether what is kept apart has room for it; the same turn, sent again, takes none of it."""
        is_first = bool(turn) and self.counters.test(ONE_TURN, turn)
        return is_first and self.is_within(AT_MOST_OF_TURNS, "all") and self.is_within(ONE_TURN, turn)

    def count_wrong(self, mark: str) -> bool:
        """Nobody has that code; True when guessing has become conspicuous."""
        self.is_within(WRONG, mark)
        shelf = shelf_of(mark)
        return self.is_within(WRONG, shelf) and self._wrong(shelf) == BUSY_SITE and self.is_within(ALARM, shelf)

    def is_within(self, limit: RateLimitItem, who: str) -> bool:
        """Count one, in the memory of this process; False once that is more than the limit allows."""
        return self.counters.hit(limit, who)

    def forget(self) -> None:
        """Begin anew."""
        self.counters.storage.reset()

    def _wrong(self, who: str) -> int:
        return BUSY_SITE - self.counters.get_window_stats(WRONG, who).remaining


def lock_of(code: str, pepper: str) -> Lock:
    """The lock that the code fits. It ends the transaction before the slow part: nobody waits for a hash.

    `pepper`: what the key of the installation is derived for, another for each kind of codes.
    """
    db.session.rollback()
    return reply_lock.lock_of(code, keys().derive(pepper))


def mark_of(code: str) -> str:
    """A keyed mark of the first word of a code."""
    return keys().mark(first_word(code), purpose="reply word")


def shelf_of(mark: str) -> str:
    """A quarter of all first words, whether a code begins with them or not.

    It stands in for the school: a counter of the school itself would tell which words are in use there.
    """
    return f"shelf {int(mark[:2], 16) % SHELVES}"
