"""Is it on? What everybody may know of the lessons of a class; no names, and nothing of who gives them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp.extensions import db
from jsp.models.discussions import Changed, ToldBack, changed_for, told_back
from jsp.models.ground import SchoolClass, Site
from jsp.models.hours import Closure
from jsp.models.lesson_sessions import LessonSession, SeriesAct, SessionChange
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.public_codes import find_class
from jsp.models.rota import closures_from
from jsp.rules.class_status import ClassStatus, Course, Dated, class_status
from jsp.rules.opening import Slot
from jsp.rules.programme import Kind
from jsp.rules.session import SessionState

FOR_THE_CLASS = frozenset({Kind.LESSON, Kind.REPETITION})  # to a meeting carers come, and a film is only sent


@dataclass(frozen=True, slots=True)
class Told:
    """How it stands with the lessons of a class, at local time `now`; `closure`: why there is no school today."""

    school_class: SchoolClass
    status: ClassStatus
    closure: Closure | None
    now: datetime

    @property
    def site(self) -> Site:
        """Where the class is, for its words."""
        return self.school_class.site


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the answers of a class; no names."""

    told: Sequence[ToldBack]
    changed: Sequence[Changed]

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.told or self.changed)


def find_done(school_class: SchoolClass) -> Done:
    """What was done with what this class filled in after its lessons (R112)."""
    return Done(told_back(school_class.id), changed_for(school_class.id))


def find_status(typed: str, now: datetime) -> Told | None:
    """How it stands with the lessons of the class with that code; None for no class, and for one without lessons."""
    school_class = find_class(typed)
    series = _series_of(school_class) if school_class is not None else []
    if school_class is None or not series:
        return None
    is_over = school_class.archived_on is not None or school_class.school_year.ends_on < now.date()
    closure = _closure(school_class, now.date())
    status = class_status(
        _dated(series, now.date()), now, courses=[_course(each) for each in series], is_shut=closure is not None,
        is_over=is_over,
    )  # fmt: skip
    return Told(school_class, status, closure, now)


def _series_of(school_class: SchoolClass) -> list[LessonSeries]:
    """Those with a lesson for the class itself."""
    query = (
        select(LessonSeries)
        .where(LessonSeries.school_class_id == school_class.id)
        .order_by(LessonSeries.begun_on, LessonSeries.id)
        .options(selectinload(LessonSeries.lessons).load_only(
            SeriesLesson.series_id, SeriesLesson.position, SeriesLesson.key, SeriesLesson.kind, SeriesLesson.title
        ))
    )  # fmt: skip
    return [each for each in db.session.scalars(query) if _course(each).lessons]


def _course(series: LessonSeries) -> Course:
    return Course(series.state, frozenset(each.id for each in series.lessons if each.kind is Kind.LESSON))


def _dated(series: list[LessonSeries], today: date) -> list[Dated]:
    lessons = {each.id: each for one in series for each in one.lessons if each.kind in FOR_THE_CLASS}
    query = select(LessonSession).where(LessonSession.series_id.in_([each.id for each in series]))
    left = _left(series, today)
    return [
        Dated(
            each.lesson_id, lesson.key, lesson.title, each.state, each.slot, each.number, each.room,
            lesson.kind is Kind.REPETITION, left.get(each.id),
        )
        for each in db.session.scalars(query)
        if (lesson := lessons.get(each.lesson_id)) is not None
    ]  # fmt: skip


def _left(series: list[LessonSeries], today: date) -> dict[UUID, Slot]:
    """The hour of today at which sessions were firm that were moved to another day since."""
    query = (
        select(SessionChange.session_id, SessionChange.before)
        .join(SeriesAct, SeriesAct.id == SessionChange.act_id)
        .join(LessonSession, LessonSession.id == SessionChange.session_id)
        .where(SeriesAct.series_id.in_([each.id for each in series]), SeriesAct.undone_at.is_(None))
        .where(LessonSession.on != today, SessionChange.before["on"].as_string() == today.isoformat())
        .where(SessionChange.before["state"].as_string() == SessionState.PLANNED.value)
        .order_by(SeriesAct.at)
    )
    return {
        id: Slot(today, time.fromisoformat(before["starts"]), time.fromisoformat(before["ends"]))
        for id, before in db.session.execute(query)
    }


def _closure(school_class: SchoolClass, today: date) -> Closure | None:
    """Why the school has no lessons today."""
    found = closures_from(today, site_ids=[school_class.site_id]).get(school_class.site_id, [])
    return next((each for each in found if each.shuts_school and each.days.covers(today)), None)
