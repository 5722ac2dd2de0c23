"""The lesson board: how every class of a school stands in its series. Schools stand apart, and are never compared."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import or_, select

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass, SchoolYear, Site
from jsp.models.lesson_cards import Counts
from jsp.models.lesson_lines import Line, lines
from jsp.models.lessons import LessonSeries
from jsp.rules.session import CancelCause


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
    """One school: its classes with a series, by code, and the codes of those without one."""

    site: Site
    lines: list[Line]
    without: list[str]
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
    by_site: dict[int, list[Line]] = defaultdict(list)
    visible = LessonSeries.visible_to(user).where(SchoolClass.school_year_id == year.id)
    for line in lines(visible, clock.local_now()):
        by_site[line.series.site_id].append(line)
    without = _without(user, year)
    sites = sorted(user.sites, key=lambda site: (site.position, site.id))
    return [
        SiteBoard(site, by_site[site.id], without[site.id], _figures(by_site[site.id]), _reports(by_site[site.id]))
        for site in sites if site.archived_on is None or by_site[site.id]
    ]  # fmt: skip


def _figures(found: list[Line]) -> Figures:
    causes: Counter[CancelCause] = sum((each.counts.causes for each in found), Counter())
    alone = sum(each.counts.alone for each in found)
    return Figures(alone + sum(each.counts.together for each in found), alone, causes.most_common())


def _reports(found: list[Line]) -> list[Report]:
    programmes: dict[str, list[Counts]] = defaultdict(list)
    for line in found:
        programmes[line.series.programme].append(line.counts)
    return [_report(name, some) for name, some in sorted(programmes.items())]


def _report(name: str, found: list[Counts]) -> Report:
    return Report(
        name, len(found), sum(each.given for each in found), sum(each.lessons for each in found),
        sum(each.repeated for each in found), sum(each.is_shut for each in found),
    )  # fmt: skip


def _without(user: User, year: SchoolYear) -> dict[int, list[str]]:
    """The classes of that year that have no series, by site; an archived one only counts with what it had."""
    has_one = select(LessonSeries.id).where(LessonSeries.school_class_id == SchoolClass.id).exists()
    query = select(SchoolClass.site_id, SchoolClass.code).where(
        SchoolClass.school_year_id == year.id, SchoolClass.site_id.in_([site.id for site in user.sites]), ~has_one,
        or_(SchoolClass.archived_on.is_(None), SchoolClass.archived_on >= year.ends_on),
    )  # fmt: skip
    found: dict[int, list[str]] = defaultdict(list)
    for site_id, code in db.session.execute(query.order_by(SchoolClass.code)):
        found[site_id].append(code)
    return found
