"""Whether this installation was well the last time that somebody looked, by kind of what was looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from jsp import clock
from jsp.models import job_runs
from jsp.rules.finding import EVERY, KINDS

PREFIX = "looked: "
LATE = timedelta(hours=3)  # so much later than it should be, a look still counts


@dataclass(frozen=True, slots=True)
class Looked:
    """When something was looked at, and whether it was well."""

    at: datetime
    is_well: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether all was well the last time, and whether that is known still: not where some of it waits too long."""

    is_well: bool
    is_known: bool


def note(looked_at: Iterable[str], wrong: Iterable[str]) -> None:
    """Keep what was found just now. Does not commit."""
    for kind in looked_at:
        job_runs.note_apart(PREFIX + kind, is_done=kind not in wrong)


def last_looks(kinds: Iterable[str] = KINDS) -> dict[str, Looked]:
    """What was found the last time of each kind that was ever looked at."""
    names = [PREFIX + kind for kind in kinds]
    rows = [(row.name.removeprefix(PREFIX), row) for row in job_runs.runs(names).values()]
    return {kind: Looked(row.ended_at, not row.failures) for kind, row in rows if row.ended_at is not None}


def oldest(looks: Mapping[str, Looked], kinds: Iterable[str]) -> datetime | None:
    """When that one of these kinds was looked at that waits longest; None where one never was."""
    found = [looks[kind].at if kind in looks else None for kind in kinds]
    return None if None in found else min(at for at in found if at)


def standing() -> Standing:
    """In one question to the database. Each kind has a rhythm of its own."""
    looks, now = last_looks(), clock.now()
    is_known = all(kind in looks and now - looks[kind].at <= every + LATE for kind, every in EVERY.items())
    return Standing(all(each.is_well for each in looks.values()), is_known)
