"""Whether this installation was well the last time that somebody looked, by kind of what was looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from jsp import clock
from jsp.models import job_runs
from jsp.rules.finding import KINDS

PREFIX = "looked: "
LATE = timedelta(hours=3)  # the jobs look every hour


@dataclass(frozen=True, slots=True)
class Looked:
    """When something was looked at, and whether it was well."""

    at: datetime
    is_well: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether all was well the last time, and whether that is known still: not where nobody looked for hours."""

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


def standing() -> Standing:
    """In one question to the database."""
    looks = last_looks().values()
    newest = max((each.at for each in looks), default=None)
    is_known = newest is not None and clock.now() - newest <= LATE
    return Standing(all(each.is_well for each in looks), is_known)
