"""What else a school wants to know about its JSP: how the lessons stand, what was asked for classes, agreements."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass, SchoolYear, Site
from jsp.models.inbox import requests_made_by
from jsp.models.lesson_lines import Line, lines, stands_in
from jsp.models.lesson_reach import Agreement
from jsp.models.lessons import LessonSeries
from jsp.models.messages import Thread
from jsp.rules.dots import Dot
from jsp.rules.roles import Permission
from jsp.rules.session import AgreementState

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
class Agreements:
    """How many there are of each state, and the first ones that wait for the school: to take over, to look at again."""

    numbers: Counter[AgreementState]
    waiting: list[Agreement]


@dataclass(frozen=True, slots=True)
class Around:
    """None of what this person may not see of the school; the newest request first."""

    lessons: Lessons | None
    requests: list[Thread] | None
    agreements: Agreements | None


def read_around(user: User, site: Site, now: datetime) -> Around:
    """All that this person may see of that school; nothing of a school that is not theirs."""
    if site.id not in {each.id for each in user.sites}:
        return Around(None, None, None)
    asks = user.may(Permission.ASK_FOR_CLASS)
    return Around(
        _lessons(user, site, now) if user.may(Permission.SEE_LESSON_BOARD) else None,
        [each for each in requests_made_by(user) if each.site_id == site.id][:MOST] if asks else None,
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


def _agreements(user: User, site: Site, now: datetime) -> Agreements:
    query = Agreement.visible_to(user).where(SchoolClass.site_id == site.id)
    query = query.where(Agreement.state != AgreementState.DROPPED).options(contains_eager(Agreement.school_class))
    found = list(db.session.scalars(query.order_by(Agreement.made_on, Agreement.id)))
    waiting = [each for each in found if each.state is AgreementState.PROPOSED or each.is_due(now.date())]
    return Agreements(Counter(each.state for each in found), waiting[:MOST])
