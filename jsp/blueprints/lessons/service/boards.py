"""The lesson board: how every class of a school stands in its series. Schools stand apart, and are never compared."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass, SchoolYear, Site
from jsp.models.lesson_rows import Card, cards, whole
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.rules.programme import Kind
from jsp.rules.session import CancelCause, GivenBy, SessionState


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
    cards: list[Card]
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
    query = whole(LessonSeries.visible_to(user).where(SchoolClass.school_year_id == year.id))
    query = query.order_by(SchoolClass.code, LessonSeries.begun_on, LessonSeries.id)
    by_site: dict[int, list[Card]] = defaultdict(list)
    for card in cards(list(db.session.scalars(query)), clock.local_now(), brief=True):
        by_site[card.series.school_class.site_id].append(card)
    without = _without(user, year)
    sites = sorted(user.sites, key=lambda site: (site.position, site.id))
    return [
        _board(site, by_site[site.id], without[site.id]) for site in sites
        if site.archived_on is None or by_site[site.id]
    ]  # fmt: skip


def _board(site: Site, found: list[Card], without: list[SchoolClass]) -> SiteBoard:
    sessions = [session for card in found for row in card.rows for session in row.sessions]
    programmes: dict[str, list[Card]] = defaultdict(list)
    for card in found:
        programmes[card.series.version.content.name].append(card)
    reports = [_report(name, some) for name, some in sorted(programmes.items())]
    return SiteBoard(site, found, without, _figures(sessions), reports)


def _figures(sessions: Iterable[LessonSession]) -> Figures:
    told = Counter((each.state, each.given_by, each.cause) for each in sessions)
    given = {by: number for (state, by, _cause), number in told.items() if state is SessionState.GIVEN}
    causes = Counter({
        cause: number for (state, _by, cause), number in told.items() if state is SessionState.CANCELLED and cause
    })  # fmt: skip
    alone = sum(number for by, number in given.items() if by is not GivenBy.TOGETHER)
    return Figures(sum(given.values()), alone, causes.most_common())


def _report(name: str, found: list[Card]) -> Report:
    return Report(
        name, len(found), sum(card.given for card in found), sum(len(card.numbered) for card in found),
        sum(row.is_given for card in found for row in card.rows if row.lesson.kind is Kind.REPETITION),
        sum(card.is_shut for card in found),
    )  # fmt: skip


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
