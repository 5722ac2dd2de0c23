"""Whether it is known what time it is, here and at the schools."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from jsp import clock
from jsp.extensions import db
from jsp.models.audit import AuditEntry
from jsp.rules.finding import Finding, ok, wrong
from jsp.rules.refusal import N_

SLACK = timedelta(seconds=10)
HOURS = {datetime(2027, 1, 15, tzinfo=UTC): 1, datetime(2027, 3, 28, 0, 59, tzinfo=UTC): 1,
         datetime(2027, 3, 28, 1, tzinfo=UTC): 2, datetime(2026, 10, 25, 0, 59, tzinfo=UTC): 2,
         datetime(2026, 10, 25, 1, tzinfo=UTC): 1}  # fmt: skip


def check_zone(zone: ZoneInfo = clock.LOCAL) -> Iterator[Finding]:
    """Summer and winter time change when they do in the Netherlands."""
    if any(at.astimezone(zone).utcoffset() != timedelta(hours=hours) for at, hours in HOURS.items()):
        yield wrong(
            "time-zone", N_("The time zone %(zone)s is not what it should be."),
            N_("Update tzdata: pip install --upgrade tzdata"), zone=zone.key,
        )  # fmt: skip
    else:
        yield ok("time-zone", N_("The time zone %(zone)s is known, with its summer time."), zone=zone.key)


def check_clock() -> Iterator[Finding]:
    """This clock agrees with that of the database, and was not set back past what was written already."""
    now, there = clock.now(), _of_database()
    off = abs(there - now) if there else timedelta(0)
    newest = db.session.scalar(select(func.max(AuditEntry.at)))
    if off > SLACK:
        yield wrong(
            "clock", N_("The clock is %(seconds)s seconds off that of the database."), N_("Set both by NTP."),
            seconds=round(off.total_seconds()),
        )  # fmt: skip
    elif newest is not None and newest > now + SLACK:
        yield wrong(
            "clock", N_("The trail has acts that are later than now: the clock was set back."), N_("Set it by NTP.")
        )
    else:
        yield ok("clock", N_("The clock agrees with the database."))


def _of_database() -> datetime | None:
    """What PostgreSQL says; SQLite goes by the clock of this machine."""
    if db.engine.dialect.name != "postgresql":
        return None
    found: datetime | None = db.session.scalar(select(func.clock_timestamp()))
    return found
