"""Days as they stand in an address."""

from datetime import date


def day_or_none(text: str | None) -> date | None:
    """An ISO day, or None for anything else."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
