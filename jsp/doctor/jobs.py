"""Whether the work that nobody waits for is done."""

from collections.abc import Iterator
from datetime import timedelta

from jsp import clock
from jsp.doctor.finding import Finding, ok, wrong
from jsp.models import job_runs

WITHIN = timedelta(minutes=15)
START = "Keep `flask jobs run --every 60` going beside the app."
LOOK = "Look in its log."


def ages() -> dict[str, float | None]:
    """Seconds since each job was last done; None where it never was."""
    return ages_of(job_runs.EXPECTED)


def ages_of(names: list[str]) -> dict[str, float | None]:
    """Seconds since each of these was last done; None where it never was."""
    now, found = clock.now(), job_runs.runs(names)
    done = {name: found[name].done_at if name in found else None for name in names}
    return {name: None if at is None else (now - at).total_seconds() for name, at in done.items()}


def check() -> Iterator[Finding]:
    """Each was done a short while ago."""
    late = [name for name, age in ages().items() if _is_long(age)]
    minutes = int(WITHIN.total_seconds() // 60)
    if len(late) == len(job_runs.EXPECTED):
        yield wrong("jobs", f"No job was done in the last {minutes} minutes.", START)
    elif late:
        yield wrong("jobs", f"Not done in the last {minutes} minutes: {', '.join(late)}.", LOOK)
    else:
        yield ok("jobs", f"All {len(job_runs.EXPECTED)} jobs were done in the last {minutes} minutes.")


def check_failing() -> Iterator[Finding]:
    """The same, asked while they are done, when the turn of some is still to come: none fails again and again."""
    found, late = job_runs.runs(job_runs.EXPECTED), ages()
    failing = [name for name, run in found.items() if run.failures and _is_long(late[name])]
    if failing:
        yield wrong("jobs", f"Fail again and again: {', '.join(sorted(failing))}.", LOOK)


def _is_long(age: float | None) -> bool:
    return age is None or age > WITHIN.total_seconds()
