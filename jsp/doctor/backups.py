"""Whether there is a backup of today, and whether somebody knows that it can be put back."""

from collections.abc import Iterator
from datetime import timedelta

from flask import current_app

from jsp.doctor.finding import Finding, note, ok, wrong
from jsp.doctor.jobs import ages_of
from jsp.models.job_runs import BACKUP, DRILL

WITHIN = {BACKUP: timedelta(hours=30), DRILL: timedelta(days=8)}
DO = {BACKUP: "Run it every day: flask backup", DRILL: "Run it every week: flask backup drill"}
WHAT = {BACKUP: "backup", DRILL: "proof that a backup can be put back"}


def ages() -> dict[str, float | None]:
    """Seconds since the last backup, and since one was last put back to try it; None where there was none."""
    return ages_of([BACKUP, DRILL])


def check() -> Iterator[Finding]:
    """Both are young enough; who tries the app on their own machine may do without."""
    say = note if current_app.config["DEVELOPMENT"] else wrong
    for name, age in ages().items():
        about = name.replace("_", "-")
        if age is None:
            yield say(about, f"There was never a {WHAT[name]}.", DO[name])
        elif age > WITHIN[name].total_seconds():
            yield say(about, f"The last {WHAT[name]} is {_hours(age)} hours old.", DO[name])
        else:
            yield ok(about, f"The last {WHAT[name]} is {_hours(age)} hours old.")


def _hours(seconds: float) -> int:
    return int(seconds // 3600)
