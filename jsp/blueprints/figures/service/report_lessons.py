"""Lessons in a school year: how many were given, and how many of them together; what dropped out and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import ColumnElement, Executable, func, select

from jsp.extensions import db
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.programmes import ProgrammeVersion
from jsp.rules.session import CancelCause, GivenBy, SessionState


@dataclass(slots=True)
class Given:
    """What was given of one programme. `sent`: at home, with a letter; `moved`: how often an hour got another date.

    `waiting`: interrupted, and not given yet. `causes`: why some dropped out.
    """

    name: str = ""
    classes: int = 0
    by: Counter[GivenBy] = field(default_factory=Counter)
    sent: int = 0
    moved: int = 0
    waiting: int = 0
    causes: Counter[CancelCause] = field(default_factory=Counter)

    @property
    def given(self) -> int:
        """How many lessons were given in a class, repetitions too."""
        return self.by.total()

    @property
    def together(self) -> int:
        """How many of them by both."""
        return self.by[GivenBy.TOGETHER]

    @property
    def dropped(self) -> int:
        """How many did not take place."""
        return self.causes.total()

    @property
    def is_something(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.given or self.sent or self.dropped or self.waiting)

    def add(self, more: "Given") -> None:
        """What was given of another version of the same programme."""
        self.classes, self.sent = self.classes + more.classes, self.sent + more.sent
        self.moved, self.waiting = self.moved + more.moved, self.waiting + more.waiting
        self.by, self.causes = self.by + more.by, self.causes + more.causes


def lessons_of(site_id: int, first: date, last: date) -> list[Given]:
    """By programme, in the order of their names."""
    found: dict[int, Given] = {}
    for version, state, by, cause, number, moves in db.session.execute(_sessions(site_id, first, last)):
        _add(found.setdefault(version, Given()), state, by, cause, number, int(moves))
    for version, number in db.session.execute(_sent(site_id, first, last)):
        found.setdefault(version, Given()).sent = number
    for version, number in db.session.execute(_classes(site_id, first, last)):
        found[version].classes = number
    names = _names(found)
    together: dict[str, Given] = {}
    for version, row in found.items():
        together.setdefault(names[version], Given()).add(row)
    return [replace(row, name=name) for name, row in sorted(together.items()) if row.is_something]


def _add(
    row: Given, state: SessionState, by: GivenBy | None, cause: CancelCause | None, number: int, moves: int
) -> None:
    row.moved += moves
    if state is SessionState.INTERRUPTED:
        row.waiting += number
    if by is not None:
        row.by[by] += number
    if cause is not None:
        row.causes[cause] += number


def _sessions(site_id: int, first: date, last: date) -> Executable:
    of = LessonSession
    query = select(LessonSeries.version_id, of.state, of.given_by, of.cause, func.count(), func.sum(of.moves))
    query = query.join(LessonSeries, LessonSeries.id == of.series_id).where(of.state != SessionState.WITHDRAWN)
    query = query.where(of.on.between(first, last), _is_at(site_id))
    return query.group_by(LessonSeries.version_id, of.state, of.given_by, of.cause)


def _sent(site_id: int, first: date, last: date) -> Executable:
    query = select(LessonSeries.version_id, func.count(SeriesLesson.id))
    query = query.join(LessonSeries, LessonSeries.id == SeriesLesson.series_id)
    query = query.where(SeriesLesson.sent_on.between(first, last), _is_at(site_id))
    return query.group_by(LessonSeries.version_id)


def _classes(site_id: int, first: date, last: date) -> Executable:
    """How many classes had a lesson with each version; a class that had two counts with both."""
    of = LessonSession
    query = select(LessonSeries.version_id, func.count(LessonSeries.school_class_id.distinct()))
    query = query.join(of, of.series_id == LessonSeries.id)
    query = query.where(of.state == SessionState.GIVEN, of.on.between(first, last), _is_at(site_id))
    return query.group_by(LessonSeries.version_id)


def _is_at(site_id: int) -> ColumnElement[bool]:
    return LessonSeries.school_class_id.in_(select(SchoolClass.id).where(SchoolClass.site_id == site_id))


def _names(versions: Iterable[int]) -> dict[int, str]:
    of = ProgrammeVersion
    query = select(of.id, of.data["name"].as_string()).where(of.id.in_(list(versions)))
    return {id: name for id, name in db.session.execute(query)}
