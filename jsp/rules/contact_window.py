"""How long a logged contact can be undone and rewritten, and when its follow-up is late."""

from datetime import date, datetime, timedelta
from enum import StrEnum

UNDO_SHOWN = timedelta(seconds=10)
UNDO_ACCEPTED = timedelta(seconds=30)  # the tenth second, a slow network, and a page without script
REWRITE = timedelta(hours=48)


def may_rewrite(recorded_at: datetime | None, now: datetime) -> bool:
    """Whether the writer may still simply edit; afterwards a correction with a reason is needed."""
    return recorded_at is not None and now - recorded_at < REWRITE


class Due(StrEnum):
    """How a follow-up stands today."""

    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"


def due(follow_up_on: date, today: date) -> Due:
    """Whether a follow-up is late, for today or for later."""
    if follow_up_on < today:
        return Due.OVERDUE
    return Due.TODAY if follow_up_on == today else Due.LATER
