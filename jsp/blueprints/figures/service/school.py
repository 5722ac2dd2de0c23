"""The figures of a school as they were released, and those that are still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import func, select

from jsp.blueprints.figures.service.coming import to_come
from jsp.blueprints.figures.service.table import Out, Table, table_of
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import Site
from jsp.models.released import get_released_site, length_of, releases_of, sites_of
from jsp.models.team import Opening
from jsp.models.theme_releases import ThemeRelease
from jsp.rules import school_year
from jsp.rules.refusal import NotFoundError
from jsp.rules.release_periods import WAIT, Period, periods
from jsp.rules.released_cell import TOO_FEW


@dataclass(frozen=True, slots=True)
class Coming:
    """A period of which nothing was released yet; `is_running`: it is not over either."""

    period: Period
    is_running: bool


@dataclass(frozen=True, slots=True)
class School:
    """All that the page tells of one school. `table`: none where nothing was released; `years`: the newest first."""

    site: Site
    years: list[int]
    year: int | None
    table: Table | None
    coming: list[Coming]
    was_open: bool

    @property
    def is_newest(self) -> bool:
        """Whether nothing newer was released than what it shows."""
        return self.year is not None and self.year == self.years[0]

    def as_rows(self, table: Table) -> list[Out]:
        """The table for a file, and below it what has to be known of it: a file goes its own way."""
        notes: list[Out] = [
            (gettext("School"), self.site.name),
            (gettext("Rounded to 5 and blurred on purpose; %(few)s can also be none.", few=TOO_FEW),),
            (gettext("A question about two or three themes counts with each of them."),),
        ]
        if table.is_uneven:
            notes.append((gettext("The periods are not equally long: do not compare them with each other."),))
        return [*table.as_rows(), (), *notes]


def choose_site(user: User, code: str | None) -> Site | None:
    """The one that was asked for, else the first where there is work; none for who has none. Raises NotFoundError."""
    if code is not None:
        return get_released_site(user, code)
    return next(iter(list_sites(user)), None)


def list_sites(user: User) -> list[Site]:
    """Those to choose from; of a school that was closed the past stays, after the others."""
    return sorted(sites_of(user), key=lambda site: (site.archived_on is not None, site.position, site.id))


def read_school(site: Site, asked: str | None, today: date) -> School:
    """That school, in the school year that was asked for or the newest; raises NotFoundError for one without any."""
    releases = releases_of([site.id])[site.id]
    years = sorted({school_year.starting_year(each.starts) for each in releases}, reverse=True)
    year = _choose_year(years, asked)
    table = None if year is None else table_of(releases, year)
    coming = _coming(site, releases, today)
    return School(site, years, year, table, coming, table is None or _was_open(site, table))


def _choose_year(years: Sequence[int], asked: str | None) -> int | None:
    if asked is None:
        return next(iter(years), None)
    for each in years:
        if str(each) == asked:
            return each
    raise NotFoundError(asked)


def _coming(site: Site, releases: Sequence[ThemeRelease], today: date) -> list[Coming]:
    """What runs, and what is over without being due, which may be of the school year before."""
    years = sorted({school_year.starting_year(day) for day in (today - WAIT, today)})
    known = [each for first in years for each in periods(first, length_of(site.id, first))]
    now = [each for each in known if each.starts <= today < each.due_on]
    return [Coming(each, today <= each.ends) for each in to_come(site, releases, now, today)]


def _was_open(site: Site, table: Table) -> bool:
    """Whether there were openings in the last period, where so few questions came that it matters."""
    if table.total.last.now.value is not None:
        return True
    period = table.last.period
    query = select(func.count()).select_from(Opening).where(
        Opening.site_id == site.id, Opening.on.between(period.starts, period.ends), Opening.takes_place
    )  # fmt: skip
    return bool(db.session.scalar(query))
