"""The lesson board: how every class of a school stands in its series. Schools stand apart, and are never compared."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from jsp import clock
from jsp.extensions import db
from jsp.models import evaluation_figures
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass, SchoolYear, Site
from jsp.models.lesson_cards import Counts
from jsp.models.lesson_lines import Line, lines, stands_in
from jsp.models.lesson_sessions import LessonSession, SessionPlace
from jsp.models.lessons import LessonSeries
from jsp.models.messages import ClassRequest
from jsp.models.timetable import CLASS
from jsp.rules.roles import Permission
from jsp.rules.session import CancelCause
from jsp.rules.thread import Result


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
class Bare:
    """A class without a series. `is_asked`: somebody of its school asked for one, and that was promised."""

    id: int
    code: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class SiteBoard:
    """One school: its classes with a series, by code, and those without one."""

    site: Site
    lines: list[Line]
    without: list[Bare]
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
    visible = LessonSeries.visible_to(user).where(stands_in(year))
    codes = _codes_then(year)
    for line in lines(visible, clock.local_now(), first=year.starts_on, last=year.ends_on):
        line.series.code = codes.get(line.series.id, line.series.code)
        by_site[line.series.site_id].append(line)
    for some in by_site.values():
        some.sort(key=lambda line: line.series.code)
    without = _without(user, year)
    sites = sorted(user.sites, key=lambda site: (site.position, site.id))
    return [
        SiteBoard(site, by_site[site.id], without[site.id], _figures(by_site[site.id]), _reports(by_site[site.id]))
        for site in sites if site.archived_on is None or by_site[site.id]
    ]  # fmt: skip


def with_results(user: User, boards: Collection[SiteBoard]) -> frozenset[UUID]:
    """Of which of these series this person can see what the class said; one question."""
    if not user.may(Permission.SEE_RESULTS):
        return frozenset()
    return evaluation_figures.with_results(user, [line.series.id for each in boards for line in each.lines])


def _codes_then(year: SchoolYear) -> dict[UUID, str]:
    """What a class was called in that year, by the series that went along with it since."""
    now = aliased(SchoolClass)
    query = (
        select(LessonSession.series_id, SchoolClass.code)
        .join(LessonSeries, LessonSeries.id == LessonSession.series_id)
        .join(now, and_(now.id == LessonSeries.school_class_id, now.school_year_id != year.id))
        .join(SessionPlace, and_(SessionPlace.session_id == LessonSession.id, SessionPlace.kind == CLASS))
        .join(SchoolClass, SchoolClass.id == SessionPlace.who)
        .where(LessonSession.on.between(year.starts_on, year.ends_on), SchoolClass.school_year_id == year.id)
        .distinct()
    )
    return {id: code for id, code in db.session.execute(query)}


def _figures(found: list[Line]) -> Figures:
    causes: Counter[CancelCause] = sum((each.of_year.causes for each in found), Counter())
    alone = sum(each.of_year.alone for each in found)
    return Figures(alone + sum(each.of_year.together for each in found), alone, causes.most_common())


def _reports(found: list[Line]) -> list[Report]:
    programmes: dict[str, list[Counts]] = defaultdict(list)
    for line in found:
        programmes[line.series.programme].append(line.of_year)
    return [_report(name, some) for name, some in sorted(programmes.items())]


def _report(name: str, found: list[Counts]) -> Report:
    return Report(
        name, len(found), sum(each.given for each in found), sum(each.lessons for each in found),
        sum(each.repeated for each in found), sum(each.is_shut for each in found),
    )  # fmt: skip


def _without(user: User, year: SchoolYear) -> dict[int, list[Bare]]:
    """The classes of that year that have no series, by site; an archived one only counts with what it had."""
    has_one = select(LessonSeries.id).where(LessonSeries.school_class_id == SchoolClass.id).exists()
    had_one = select(SessionPlace.who).where(
        SessionPlace.kind == CLASS, SessionPlace.who == SchoolClass.id, SessionPlace.takes_place
    ).exists()  # fmt: skip
    asked = select(ClassRequest.id).where(
        ClassRequest.school_class_id == SchoolClass.id, ClassRequest.result == Result.SERIES
    )
    query = select(SchoolClass.site_id, SchoolClass.id, SchoolClass.code, asked.exists()).where(
        SchoolClass.school_year_id == year.id, SchoolClass.site_id.in_([site.id for site in user.sites]), ~has_one,
        ~had_one, or_(SchoolClass.archived_on.is_(None), SchoolClass.archived_on >= year.ends_on),
    )  # fmt: skip
    found: dict[int, list[Bare]] = defaultdict(list)
    for site_id, id, code, is_asked in db.session.execute(query.order_by(SchoolClass.code)):
        found[site_id].append(Bare(id, code, is_asked))
    return found
