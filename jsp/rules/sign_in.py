"""How long somebody stays signed in on a shared school laptop."""

from datetime import datetime, timedelta

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=8)
FRESH = timedelta(minutes=10)
FRESH_GRACE = timedelta(minutes=5)
RESET_WITHIN = timedelta(hours=2)
INVITATION_WITHIN = timedelta(days=7)


def is_over(began: datetime, now: datetime) -> bool:
    """Whether a sign-in has reached its end, however busy the person was."""
    return now - began >= ABSOLUTE


def is_fresh(proved: float, now: float, *, reading: bool) -> bool:
    """Whether the password was given recently enough for something that matters; both in seconds since 1970.

    Opening its page asks for it within FRESH; sending that page may take as long as the person could stay idle on it.
    """
    return now - proved < (FRESH if reading else FRESH + IDLE).total_seconds()
