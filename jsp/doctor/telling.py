"""Tells the administrators by mail that something is not well: what, technically, and each kind once a day at most."""

from datetime import timedelta

from sqlalchemy import select

from jsp import mail
from jsp.extensions import db
from jsp.models import job_runs
from jsp.models.accounts import RoleRow, User
from jsp.rules.finding import AT_REST, DAILY, HOURLY
from jsp.rules.refusal import N_
from jsp.rules.roles import Role

LOOKED, WALKED = "telling: looked", "telling: walked along the trail"
ONCE = timedelta(hours=24)
WORDS = {
    "mail": N_("Mail does not go out, or only after a long time."),
    "jobs": N_("Work that should be done by itself is not done."),
    "backup": N_("There is no backup of the last day."),
    "restore-drill": N_("For more than a week nobody tried whether a backup can be put back."),
    "disk": N_("The disk of the server is nearly full."),
    "releases": N_("Figures that should have been made are not there."),
    "promises": N_("An answer that was promised is late."),
    "trail": N_("The trail of who did what does not hold together."),
    AT_REST: N_(
        "Something is not right about how JSP is set up: a setting, a key, a file, the database, the clock or the "
        "school holidays."
    ),
}


def tell(wrong: set[str]) -> None:
    """Mail of each of these kinds, unless that was done in the last day. Does not commit."""
    for about in WORDS:
        if about in wrong and job_runs.claim(f"telling: {about}", every=ONCE):
            for person in _administrators():
                mail.queue("not_well", to=person, what=WORDS[about], link=mail.link("settings.in_order"))


def is_time() -> bool:
    """Whether nobody looked in the last hour. Does not commit."""
    return job_runs.claim(LOOKED, every=HOURLY)


def is_time_for_all() -> bool:
    """Whether nobody looked at all of it, and walked along the whole trail, in the last day. Does not commit."""
    return job_runs.claim(WALKED, every=DAILY)


def _administrators() -> list[User]:
    query = select(User).join(User.roles).where(RoleRow.name == Role.ADMINISTRATOR, User.active).order_by(User.id)
    return list(db.session.scalars(query))
