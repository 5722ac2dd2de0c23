"""Days as they stand in an address."""

from datetime import date, timedelta

from jsp import clock

FARTHEST = timedelta(days=1200)  # before or after today


def day_or_none(text: str | None) -> date | None:
    """An ISO day that can be meant, or None for anything else."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if abs(day - clock.today()) <= FARTHEST else None
