"""A conversation with somebody who asked: how it stands, how long it is kept, how much it may be guessed at."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST = 1500  # characters of one message
REMIND_AHEAD = timedelta(days=7)
OPEN_TOGETHER_MINUTES = 10  # so long a colleague who opened it counts as busy with it


class ThreadState(StrEnum):
    """Whose turn it is."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Triage(StrEnum):
    """Whether somebody looked at it and found it real; only then it may count."""

    NEW = "new"
    REAL = "real"
    SPAM = "spam"


class Side(StrEnum):
    """Who wrote a message."""

    ASKER = "asker"
    TEAM = "team"


class ReachKind(StrEnum):
    """How somebody who left it wants to be reached."""

    PHONE = "phone"
    EMAIL = "email"


class Wish(StrEnum):
    """What somebody wants for a class."""

    LESSON = "lesson"
    SERIES = "series"
    CLASS_TALK = "class_talk"
    ADVICE = "advice"
    UNSURE = "unsure"


class Result(StrEnum):
    """What becomes of what was asked for a class."""

    LESSON = "lesson"
    SERIES = "series"
    CLASS_TALK = "class_talk"
    ADVICE = "advice"
    NOT_NOW = "not_now"


class Urgency(StrEnum):
    """When something is needed for a class."""

    THIS_WEEK = "this_week"
    THIS_MONTH = "this_month"
    CAN_WAIT = "can_wait"


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long a conversation is kept: `days` after its last message, never more than `most` days after its first."""

    days: int
    most: int

    def expires_on(self, *, first: date, last: date) -> date:
        """The last day on which it is there."""
        return min(last + timedelta(days=self.days), first + timedelta(days=max(self.most, self.days)))


def is_over(expires_on: date, today: date, *, is_unread: bool) -> bool:
    """Whether it may be erased: its time has passed, and there is nothing in it that nobody has read."""
    return today > expires_on and not is_unread


def is_ending(expires_on: date, today: date) -> bool:
    """Whether it is time for a reminder: it ends within a week."""
    return today >= expires_on - REMIND_AHEAD


CALM, BUSY = 5, 20  # wrong codes that begin with the same word, in ten minutes
CALM_SITE, BUSY_SITE = 50, 200  # wrong codes for one school, in ten minutes


def chance(wrong: int, wrong_at_site: int) -> float:
    """How likely a code is tried at once after so many wrong ones; who is not lucky tries again a little later.

    It never becomes nothing: whoever guesses slows themselves down, and locks nobody out.
    """
    if wrong >= BUSY or wrong_at_site >= BUSY_SITE:
        return 0.25
    return 0.5 if wrong >= CALM or wrong_at_site >= CALM_SITE else 1.0
