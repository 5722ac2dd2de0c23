"""What else a school wants to know about its JSP: how the lessons stand, what was asked for classes, agreements."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass, SchoolYear, Site
from jsp.models.inbox import SHOWN
from jsp.models.lesson_lines import Line, lines, stands_in
from jsp.models.lesson_reach import Agreement
from jsp.models.lessons import LessonSeries
from jsp.models.messages import ClassRequest, Thread
from jsp.rules.dots import Dot
from jsp.rules.roles import Permission, Role
from jsp.rules.session import AgreementState
from jsp.rules.thread import Triage

MOST = 3  # of each; the rest stands in its own room


@dataclass(frozen=True, slots=True)
class Lessons:
    """The series of this school year, by class."""

    lines: list[Line]

    @property
    def given(self) -> int:
        """How many lessons the classes had."""
        return sum(line.of_year.given for line in self.lines)

    @property
    def all(self) -> int:
        """How many they are to have."""
        return sum(line.of_year.lessons for line in self.lines)

    @property
    def cancelled(self) -> int:
        """How many lessons dropped out and were not planned anew: those that are crossed out below it."""
        return sum(row.dot is Dot.OFF for line in self.lines for row in line.rows)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for a class: when, for which one and what became of it. What was said only who asked can open."""

    thread: Thread
    asked: ClassRequest
    is_own: bool

    @property
    def class_name(self) -> str | None:
        """The class; none where somebody else typed it by hand, for then anything can stand there."""
        return self.asked.class_name if self.is_own or self.asked.school_class else None


@dataclass(frozen=True, slots=True)
class Agreements:
    """How many there are of each state, and the first ones that wait for the school: to take over, to look at again."""

    numbers: Counter[AgreementState]
    waiting: list[Agreement]


@dataclass(frozen=True, slots=True)
class Around:
    """None of what this person may not see of the school; the newest request first."""

    lessons: Lessons | None
    requests: list[Request] | None
    agreements: Agreements | None


def read_around(user: User, site: Site, now: datetime) -> Around:
    """All that this person may see of that school; nothing of a school that is not theirs."""
    if site.id not in {each.id for each in user.sites}:
        return Around(None, None, None)
    return Around(
        _lessons(user, site, now) if user.may(Permission.SEE_LESSON_BOARD) else None,
        _requests(user, site) if user.may(Permission.ASK_FOR_CLASS) else None,
        _agreements(user, site, now) if user.may(Permission.KEEP_AGREEMENTS) else None,
    )


def _lessons(user: User, site: Site, now: datetime) -> Lessons:
    year = db.session.scalar(
        select(SchoolYear).where(SchoolYear.starts_on <= now.date(), SchoolYear.ends_on >= now.date())
    )
    if year is None:
        return Lessons([])
    visible = LessonSeries.visible_to(user).where(stands_in(year), SchoolClass.site_id == site.id)
    return Lessons(lines(visible, now, first=year.starts_on, last=year.ends_on))


def _requests(user: User, site: Site) -> list[Request]:
    """The newest ones of the school for its care coordinator, for anybody else the own ones."""
    is_shown = Thread.asker_id == user.id
    if Role.CARE_COORDINATOR in user.role_set:
        is_shown |= (Thread.triage != Triage.SPAM) & Thread.is_suspect.is_(False)
    query = select(Thread, ClassRequest).join(Thread.class_request).where(Thread.site_id == site.id, is_shown)
    query = query.order_by(Thread.asked_on.desc(), Thread.id).limit(MOST).options(*SHOWN)
    return [Request(thread, asked, thread.asker_id == user.id) for thread, asked in db.session.execute(query)]


def _agreements(user: User, site: Site, now: datetime) -> Agreements:
    shown = Agreement.visible_to(user).where(SchoolClass.site_id == site.id, Agreement.state != AgreementState.DROPPED)
    states = shown.with_only_columns(Agreement.state, func.count()).group_by(Agreement.state)
    numbers = Counter({state: number for state, number in db.session.execute(states)})
    waiting = shown.where((Agreement.state == AgreementState.PROPOSED) | (Agreement.check_on <= now.date()))
    waiting = waiting.options(contains_eager(Agreement.school_class)).order_by(Agreement.made_on, Agreement.id)
    return Agreements(numbers, list(db.session.scalars(waiting.limit(MOST))))
