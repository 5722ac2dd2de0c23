"""Series as one line each, for boards of hundreds of classes: read as rows, for an object each is what would cost."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, selectinload

from jsp.extensions import db
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson, label_of
from jsp.rules import dots
from jsp.rules.dots import Dot, Dotted, Held
from jsp.rules.opening import Slot
from jsp.rules.programme import Kind
from jsp.rules.session import HOLDS, GivenBy, SessionState, standing


@dataclass(frozen=True, slots=True)
class Line:
    """How a series stands: its dots, and how many sessions hold an hour, dropped out, or were given by one alone.

    `is_shut`: days without school interrupted it.
    """

    series: LessonSeries
    dots: list[Dotted]
    sessions: int
    cancelled: int
    given_alone: int
    is_shut: bool

    @property
    def numbered(self) -> list[Dotted]:
        """Without repetitions."""
        return [each for each in self.dots if each.kind is not Kind.REPETITION]

    @property
    def given(self) -> int:
        """How many of the numbered lessons the class had."""
        return sum(each.is_given for each in self.numbered)

    @property
    def repeated(self) -> int:
        """How many repetitions the class had."""
        return sum(each.is_given for each in self.dots) - self.given

    @property
    def is_planned(self) -> bool:
        """Whether no lesson waits for a date."""
        return not any(each.dot in (Dot.OPEN, Dot.OFF) and each.kind is not Kind.FILM for each in self.dots)

    @property
    def state(self) -> str:
        """How the series stands: running, paused, interrupted, finished or stopped."""
        is_finished = bool(self.numbered) and self.given == len(self.numbered)
        is_interrupted = any(each.dot is Dot.INTERRUPTED for each in self.dots)
        return standing(self.series.state, is_finished=is_finished, is_interrupted=is_interrupted)


def lines(query: Select[LessonSeries], now: datetime) -> list[Line]:
    """The series of the query, which has their class in it, at local time `now`; a fixed number of questions."""
    query = query.options(
        contains_eager(LessonSeries.school_class), selectinload(LessonSeries.version), selectinload(LessonSeries.pairs)
    )
    series = list(db.session.scalars(query))
    ids = [each.id for each in series]
    lessons, sessions = _lessons(ids), _sessions(ids)
    return [_line(each, lessons[each.id], sessions, now) for each in series]


def _lessons(ids: Sequence[UUID]) -> dict[UUID, list[Any]]:
    columns = (SeriesLesson.id, SeriesLesson.series_id, SeriesLesson.position, SeriesLesson.key, SeriesLesson.kind,
               SeriesLesson.sent_on)  # fmt: skip
    found: dict[UUID, list[Any]] = defaultdict(list)
    query = select(*columns).where(SeriesLesson.series_id.in_(ids)).order_by(SeriesLesson.position)
    for row in db.session.execute(query):
        found[row.series_id].append(row)
    return found


def _sessions(ids: Sequence[UUID]) -> dict[int, list[Any]]:
    of = LessonSession
    columns = (of.lesson_id, of.state, of.on, of.starts, of.ends, of.moves, of.given_by, of.closure_id)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(select(*columns).where(of.series_id.in_(ids)).order_by(of.on, of.starts, of.id)):
        found[row.lesson_id].append(row)
    return found


def _line(series: LessonSeries, lessons: list[Any], sessions: dict[int, list[Any]], now: datetime) -> Line:
    all_of_it = [row for lesson in lessons for row in sessions.get(lesson.id, ())]
    firm = (row for row in all_of_it if row.state is SessionState.PLANNED)
    coming = min(firm, key=lambda row: (row.on, row.starts), default=None)
    dotted = [_dotted(lesson, sessions.get(lesson.id, ()), coming, now) for lesson in lessons]
    return Line(
        series, dotted, sum(row.state in HOLDS for row in all_of_it),
        sum(row.state is SessionState.CANCELLED for row in all_of_it),
        sum(row.given_by in (GivenBy.TEACHER, GivenBy.WORKER) for row in all_of_it),
        any(row.closure_id is not None for row in all_of_it) and any(each.dot is Dot.INTERRUPTED for each in dotted),
    )  # fmt: skip


def _dotted(lesson: Any, sessions: Sequence[Any], coming: Any, now: datetime) -> Dotted:
    held = [Held(row.state, Slot(row.on, row.starts, row.ends), row.moves) for row in sessions]
    dot = dots.dot(held, now, is_sent=lesson.sent_on is not None)
    is_next = coming is not None and coming.lesson_id == lesson.id and dot is Dot.PLANNED
    label = label_of(lesson.kind, lesson.key)
    return Dotted(lesson.position, lesson.kind, label, dot, dots.times_moved(held), is_next or dot is Dot.TODAY)
