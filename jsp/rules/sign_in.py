"""How long somebody stays signed in on a shared school laptop, and what ends that."""

from datetime import datetime, timedelta
from enum import StrEnum

IDLE = timedelta(minutes=15)
NOTED = timedelta(minutes=5)  # between two times that its use is written down
ABSOLUTE = timedelta(hours=8)
FRESH = timedelta(minutes=10)
FRESH_GRACE = timedelta(minutes=5)
RESET_WITHIN = timedelta(hours=2)
INVITATION_WITHIN = timedelta(days=7)


class Ended(StrEnum):
    """What ended a sign-in, other than time or signing out there."""

    ELSEWHERE = "elsewhere"  # by its owner, from another device
    PASSWORD = "password"  # noqa: S105
    FACTOR = "factor"
    ACCOUNT = "account"  # somebody else changed or closed the account


def is_over(began: datetime, now: datetime) -> bool:
    """Whether a sign-in has reached its end, however busy the person was."""
    return now - began >= ABSOLUTE


def is_silent(seen: datetime, now: datetime) -> bool:
    """Whether nothing can have been done there for so long that it ended by itself; `seen` is the use written down."""
    return now - seen >= IDLE + NOTED


def is_fresh(proved: float, now: float, *, reading: bool) -> bool:
    """Whether the password was given recently enough for something that matters; both in seconds since 1970.

    Opening its page asks for it within FRESH; sending that page may take as long as the person could stay idle on it.
    """
    return now - proved < (FRESH if reading else FRESH + IDLE).total_seconds()
