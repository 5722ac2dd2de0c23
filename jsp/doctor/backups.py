"""Whether there is a backup of today, and whether somebody knows that it can be put back."""

from collections.abc import Iterator
from datetime import timedelta

from flask import current_app

from jsp.doctor.jobs import ages_of
from jsp.models.job_runs import BACKUP, DRILL
from jsp.rules.finding import Finding, note, ok, wrong
from jsp.rules.refusal import N_

WITHIN = {BACKUP: timedelta(hours=30), DRILL: timedelta(days=8)}
DO = {BACKUP: N_("Run it every day: flask backup"), DRILL: N_("Run it every week: flask backup drill")}
NEVER = {
    BACKUP: N_("There was never a backup."),
    DRILL: N_("There was never a proof that a backup can be put back."),
}
LAST = {
    BACKUP: N_("The last backup is %(hours)s hours old."),
    DRILL: N_("The last proof that a backup can be put back is %(hours)s hours old."),
}


def ages() -> dict[str, float | None]:
    """Seconds since the last backup, and since one was last put back to try it; None where there was none."""
    return ages_of([BACKUP, DRILL])


def check() -> Iterator[Finding]:
    """Both are young enough; who tries the app on their own machine may do without."""
    say = note if current_app.config["DEVELOPMENT"] else wrong
    for name, age in ages().items():
        about = name.replace("_", "-")
        if age is None:
            yield say(about, NEVER[name], DO[name])
        elif age > WITHIN[name].total_seconds():
            yield say(about, LAST[name], DO[name], hours=_hours(age))
        else:
            yield ok(about, LAST[name], hours=_hours(age))


def _hours(seconds: float) -> int:
    return int(seconds // 3600)
