"""What the forms of the lists let people choose from."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select

from jsp import clock
from jsp.blueprints.settings.service.checks import STAYS
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User
from jsp.models.ground import SchoolYear
from jsp.models.unfinished import gives_lessons
from jsp.rules import school_year
from jsp.rules.roles import Permission, roles_with


def accounts(member: Any = None) -> tuple[list[tuple[int, str]], str]:
    """The accounts that somebody of the team can have, as id and name with address, and what there is to know of it.

    Those of who works here and can sign in, the one of this member whatever became of it; no other where it stays.
    """
    own, stays = member and member.user_id, member is not None and gives_lessons(member.id)
    works = User.roles.any(RoleRow.name.in_(roles_with(Permission.BE_PRESENT)))
    query = select(User).where(User.id == own if stays else (User.active & works) | (User.id == own))
    found = db.session.scalars(query.order_by(User.first_name, User.id))
    nobody = [] if stays and own else [(0, gettext("no account"))]
    told = gettext(STAYS) if stays else gettext("Who has the role of worker or coordinator stands in this list.")
    return [*nobody, *((user.id, f"{user.first_name} ({user.email})") for user in found)], told


def school_years(own: int | None = None) -> list[tuple[int, str]]:
    """The school years that classes can belong to, `own` too though it was archived, the newest first."""
    query = select(SchoolYear).where(SchoolYear.archived_on.is_(None) | (SchoolYear.id == own))
    return [(year.id, year.name) for year in db.session.scalars(query.order_by(SchoolYear.starts_on.desc()))]


def next_school_year() -> tuple[date, date]:
    """The days of the school year that is probably meant: the running one, or the one after the last."""
    last = db.session.scalar(select(func.max(SchoolYear.ends_on)).where(SchoolYear.archived_on.is_(None)))
    return school_year.bounds(clock.today() if last is None else last + timedelta(days=1))
