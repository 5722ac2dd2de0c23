"""Whether the work that nobody waits for is done."""

from collections.abc import Iterator
from datetime import timedelta

from jsp import clock
from jsp.models import job_runs
from jsp.rules.finding import Finding, ok, wrong
from jsp.rules.refusal import N_

WITHIN = timedelta(minutes=15)
START = N_("Keep this going beside the app: flask jobs run --every 60")
LOOK = N_("Look in its log.")


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
        yield wrong("jobs", N_("No job was done in the last %(minutes)s minutes."), START, minutes=minutes)
    elif late:
        said = N_("Not done in the last %(minutes)s minutes: %(names)s.")
        yield wrong("jobs", said, LOOK, minutes=minutes, names=", ".join(late))
    else:
        said = N_("All %(number)s jobs were done in the last %(minutes)s minutes.")
        yield ok("jobs", said, number=len(job_runs.EXPECTED), minutes=minutes)


def check_failing() -> Iterator[Finding]:
    """The same, asked while they are done, when the turn of some is still to come: none fails again and again."""
    found, late = job_runs.runs(job_runs.EXPECTED), ages()
    failing = [name for name, run in found.items() if run.failures and _is_long(late[name])]
    if failing:
        yield wrong("jobs", N_("Fail again and again: %(names)s."), LOOK, names=", ".join(sorted(failing)))


def _is_long(age: float | None) -> bool:
    return age is None or age > WITHIN.total_seconds()
