"""What the forms of the lists let people choose from."""

from datetime import date, timedelta

from sqlalchemy import func, select

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolYear
from jsp.rules import school_year


def accounts(own: int | None = None) -> list[tuple[int, str]]:
    """Who can sign in, and the account `own` whether it can or not, as id and name with address."""
    query = select(User).where(User.active | (User.id == own)).order_by(User.first_name, User.id)
    return [(user.id, f"{user.first_name} ({user.email})") for user in db.session.scalars(query)]


def school_years(own: int | None = None) -> list[tuple[int, str]]:
    """The school years that classes can belong to, `own` too though it was archived, the newest first."""
    query = select(SchoolYear).where(SchoolYear.archived_on.is_(None) | (SchoolYear.id == own))
    return [(year.id, year.name) for year in db.session.scalars(query.order_by(SchoolYear.starts_on.desc()))]


def next_school_year() -> tuple[date, date]:
    """The days of the school year that is probably meant: the running one, or the one after the last."""
    last = db.session.scalar(select(func.max(SchoolYear.ends_on)).where(SchoolYear.archived_on.is_(None)))
    return school_year.bounds(clock.today() if last is None else last + timedelta(days=1))
