"""The lesson board: how every class of a school stands in its series. Schools stand apart, and are never compared."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass, SchoolYear, Site
from jsp.models.lesson_lines import Line, lines
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.rules.session import CancelCause, GivenBy, SessionState

Told = list[tuple[GivenBy | None, CancelCause | None, int]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of the sessions whose day came; `causes`: why some did not take place, the most frequent one first."""

    given: int
    alone: int
    causes: list[tuple[CancelCause, int]]

    @property
    def cancelled(self) -> int:
        """How many did not take place."""
        return sum(number for _cause, number in self.causes)

    @property
    def all(self) -> int:
        """How many were to take place."""
        return self.given + self.cancelled

    @property
    def share(self) -> int:
        """Of a hundred, how many did not take place."""
        return int(100 * self.cancelled / self.all + 0.5) if self.all else 0


@dataclass(frozen=True, slots=True)
class Report:
    """What was carried out of one programme at one school."""

    name: str
    classes: int
    given: int
    lessons: int
    repetitions: int
    shut: int  # classes that a closure interrupted


@dataclass(frozen=True, slots=True)
class SiteBoard:
    """One school: its classes with a series, by code, and those without one."""

    site: Site
    lines: list[Line]
    without: list[SchoolClass]
    figures: Figures
    reports: list[Report]


def list_years() -> list[SchoolYear]:
    """Every school year, the newest one first."""
    return list(db.session.scalars(select(SchoolYear).order_by(SchoolYear.starts_on.desc())))


def choose_year(years: list[SchoolYear], id: int | None) -> SchoolYear | None:
    """The one that was asked for, else that of today, else the newest; None where there is none."""
    today = clock.today()
    asked = [year for year in years if year.id == id]
    current = [year for year in years if year.starts_on <= today <= year.ends_on]
    return next(iter([*asked, *current, *years]), None)


def read_boards(user: User, year: SchoolYear) -> list[SiteBoard]:
    """A board for each school of this person; the number of questions does not grow with the classes."""
    query = LessonSeries.visible_to(user).where(SchoolClass.school_year_id == year.id)
    by_site: dict[int, list[Line]] = defaultdict(list)
    for line in lines(query.order_by(SchoolClass.code, LessonSeries.begun_on, LessonSeries.id), clock.local_now()):
        by_site[line.series.school_class.site_id].append(line)
    without, told = _without(user, year), _told(user, year)
    sites = sorted(user.sites, key=lambda site: (site.position, site.id))
    return [
        SiteBoard(site, by_site[site.id], without[site.id], _figures(told[site.id]), _reports(by_site[site.id]))
        for site in sites if site.archived_on is None or by_site[site.id]
    ]  # fmt: skip


def _told(user: User, year: SchoolYear) -> dict[int, Told]:
    """By site: how many sessions were given, by whom, and dropped out, and why."""
    counted = LessonSession.state, LessonSession.given_by, LessonSession.cause
    query = (
        select(SchoolClass.site_id, *counted, func.count())
        .join(LessonSeries, LessonSeries.id == LessonSession.series_id)
        .join(SchoolClass, SchoolClass.id == LessonSeries.school_class_id)
        .where(SchoolClass.school_year_id == year.id, SchoolClass.site_id.in_([site.id for site in user.sites]))
        .where(LessonSession.state.in_((SessionState.GIVEN, SessionState.CANCELLED)))
        .group_by(SchoolClass.site_id, *counted)
    )
    found: dict[int, Told] = defaultdict(list)
    for site_id, _state, given_by, cause, number in db.session.execute(query):
        found[site_id].append((given_by, cause, number))
    return found


def _figures(told: Told) -> Figures:
    given = {by: number for by, _cause, number in told if by is not None}
    causes = Counter({cause: number for _by, cause, number in told if cause is not None})
    alone = sum(number for by, number in given.items() if by is not GivenBy.TOGETHER)
    return Figures(sum(given.values()), alone, causes.most_common())


def _reports(found: list[Line]) -> list[Report]:
    programmes: dict[str, list[Line]] = defaultdict(list)
    for line in found:
        programmes[line.series.version.content.name].append(line)
    return [
        Report(
            name, len(some), sum(line.given for line in some), sum(len(line.numbered) for line in some),
            sum(line.repeated for line in some), sum(line.is_shut for line in some),
        )
        for name, some in sorted(programmes.items())
    ]  # fmt: skip


def _without(user: User, year: SchoolYear) -> dict[int, list[SchoolClass]]:
    """The classes of that year that have no series, by site; an archived one only counts with what it had."""
    has_one = select(LessonSeries.id).where(LessonSeries.school_class_id == SchoolClass.id).exists()
    query = select(SchoolClass).where(
        SchoolClass.school_year_id == year.id, SchoolClass.site_id.in_([site.id for site in user.sites]), ~has_one,
        or_(SchoolClass.archived_on.is_(None), SchoolClass.archived_on >= year.ends_on),
    )  # fmt: skip
    found: dict[int, list[SchoolClass]] = defaultdict(list)
    for each in db.session.scalars(query.order_by(SchoolClass.code)):
        found[each.site_id].append(each)
    return found
