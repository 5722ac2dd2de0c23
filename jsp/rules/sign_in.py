"""How long somebody stays signed in on a shared school laptop."""

from datetime import datetime, timedelta

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=8)


def is_over(began: datetime, now: datetime) -> bool:
    """Whether a sign-in has reached its end, however busy the person was."""
    return now - began >= ABSOLUTE
