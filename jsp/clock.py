"""The only place that asks what time it is, so that tests and the demo can move it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def local_now() -> datetime:
    """This instant as the clock on the school's wall shows it."""
    return now().astimezone(LOCAL)


def today() -> date:
    """The day it is at the school."""
    return local_now().date()
