"""What may not stand in a list, beside what its form refuses already."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import CrisisLine, Discipline, SchoolClass, SchoolYear, Site
from jsp.models.hours import OpeningPattern
from jsp.models.team import Opening, TeamMember
from jsp.models.unfinished import gives_lessons, has_unfinished_series
from jsp.rules import school_year
from jsp.rules.naming import same_name
from jsp.rules.refusal import N_, DomainError
from jsp.rules.roles import Permission

LIFELINES = ("emergency", "suicide")
HALFWAY = _(
    "A series of lessons runs in this class. Once it is archived nothing new is planned for it. What has a date stays "
    "until somebody lets it drop out. Is the class called otherwise by now? Then say so at the series first."
)
STAYS = N_(
    "This member gives lessons, or gave them. What the two of a pair write for each other is read with this account, "
    "so it stays. Is it somebody else by now? Fill in a last day here, add a new member, and let them take over the "
    "lessons."
)
Values = Mapping[str, Any]


def check_name(name_field: str, values: Values, others: Sequence[Any]) -> None:
    """No two rows with the same name, archived ones included."""
    if any(same_name(str(values[name_field]), getattr(other, name_field)) for other in others):
        raise DomainError(N_("There is one with this name already, perhaps among the archived ones."), field=name_field)


def check_year(_name_field: str, values: Values, others: Sequence[SchoolYear]) -> None:
    """A school year is about a year long and touches no other."""
    first, last = values["starts_on"], values["ends_on"]
    school_year.check(first, last, [(other.starts_on, other.ends_on) for other in others])


def check_archive_year(row: SchoolYear) -> None:
    """The year that runs stays."""
    if row.starts_on <= clock.today() <= row.ends_on:
        raise DomainError(N_("This school year runs now. It stays until it is over."))


def check_archive_discipline(row: Discipline) -> None:
    """A discipline of somebody in the team stays."""
    query = select(TeamMember.id).where(
        TeamMember.discipline_id == row.id,
        TeamMember.archived_on.is_(None),
        TeamMember.active_until.is_(None) | (TeamMember.active_until >= clock.today()),
    )
    if db.session.scalar(query.limit(1)) is not None:
        raise DomainError(N_("Somebody in the team has this discipline. Change that first."))


def check_archive_site(row: Site) -> None:
    """Who is planned somewhere is not left standing there, and a pupil not before a door."""
    today = clock.today()
    fixed = select(OpeningPattern.id).where(
        OpeningPattern.site_id == row.id, OpeningPattern.ended_at.is_(None), OpeningPattern.valid_until >= today
    )
    planned = select(Opening.id).where(Opening.site_id == row.id, Opening.on >= today, Opening.takes_place)
    if db.session.scalar(fixed.limit(1)) is not None or db.session.scalar(planned.limit(1)) is not None:
        raise DomainError(N_("There are openings to come here. End the fixed hours and call off the rest first."))


def check_archive_line(row: CrisisLine) -> None:
    """The two numbers that save lives stay, also where the own list grows long."""
    if row.code in LIFELINES:
        raise DomainError(N_("This number saves lives, so it stays."))


def check_member(_name_field: str, values: Values, others: Sequence[TeamMember]) -> None:
    """One account is one member, and nobody leaves before they came."""
    if values["active_until"] and values["active_until"] < values["active_from"]:
        raise DomainError(N_("The last day is before the first."), field="active_until")
    if values["user"] and any(other.user_id == values["user"] for other in others):
        raise DomainError(N_("This account belongs to another member of the team."), field="user")


def check_account(row: TeamMember | None, values: Values) -> None:
    """Who is behind a member works here, and stays once lessons are given with it: a pair reads by this link.

    Turns, hours and days away follow another account: they are known to who plans, and a slip can be put right.
    """
    wanted = values["user"] or None
    if wanted == (row.user_id if row is not None else None):
        return
    if row is not None and gives_lessons(row.id):
        raise DomainError(STAYS, field="user")
    account = db.session.get(User, wanted) if wanted else None
    if account is not None and not account.may(Permission.BE_PRESENT):
        raise DomainError(N_("Only a worker or a coordinator of the JSP can be in the team."), field="user")


def check_class(_name_field: str, values: Values, others: Sequence[Any]) -> None:
    """A code once for each site and school year."""
    place = (values["site"], values["school_year"])
    if any(place == (each.site_id, each.school_year_id) and same_name(values["code"], each.code) for each in others):
        raise DomainError(N_("This class is there already, perhaps among the archived ones."), field="code")
    first, last = values.get("away_from"), values.get("away_until")
    if (first is None) != (last is None):
        raise DomainError(N_("Fill in both days, or none."), field="away_until")
    if first and last and last < first:
        raise DomainError(N_("The last day is before the first."), field="away_until")


def warn_of_lessons(row: SchoolClass) -> Any:
    """What becomes of the lessons of a class that is archived halfway; empty where none are left."""
    return HALFWAY if has_unfinished_series(row.id) else ""
