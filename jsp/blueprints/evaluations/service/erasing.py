"""What pupils wrote and the notes of a talk are not kept: figures stay, and what was done with them."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, delete, func, or_, select, update

from jsp import clock
from jsp.extensions import db
from jsp.models.evaluations import Discussion, Evaluation, OpenAnswer
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.reference import get_setting
from jsp.rules.programme import Kind
from jsp.rules.session import SessionState

AFTER_SERIES = timedelta(days=60)


def forget_written() -> None:
    """Erase both so long after the lesson as the setting says, or sooner: two months after the end of the series."""
    today = clock.today()
    old = today - timedelta(days=int(get_setting("open_answer_days")))
    over = select(Evaluation.id).where(
        or_(Evaluation.closed_on <= old, Evaluation.series_id.in_(_ended(today - AFTER_SERIES)))
    )
    db.session.execute(delete(OpenAnswer).where(OpenAnswer.evaluation_id.in_(over)))
    has_notes = Discussion.notes_sealed.is_not(None)
    db.session.execute(update(Discussion).where(has_notes, Discussion.id.in_(over)).values(notes_sealed=None))


def _ended(by: date) -> Select[object]:
    """Series that were stopped, had their last lesson, or were of a school year that ended, on that day or before."""
    is_stopped = LessonSeries.stopped_on <= by
    return (
        select(LessonSeries.id)
        .join(LessonSeries.school_class)
        .join(SchoolYear, SchoolYear.id == SchoolClass.school_year_id)
        .where(or_(is_stopped, SchoolYear.ends_on <= by, and_(_is_finished(), _last_given() <= by)))
    )


def _is_finished() -> ColumnElement[bool]:
    given = select(LessonSession.id).where(
        LessonSession.lesson_id == SeriesLesson.id, LessonSession.state == SessionState.GIVEN
    )
    left = select(SeriesLesson.id).where(
        SeriesLesson.series_id == LessonSeries.id, SeriesLesson.kind != Kind.REPETITION,
        SeriesLesson.sent_on.is_(None), ~given.exists(),
    )  # fmt: skip
    return ~left.exists()


def _last_given() -> ScalarSelect[date]:
    last = select(func.max(LessonSession.on)).where(
        LessonSession.series_id == LessonSeries.id, LessonSession.state == SessionState.GIVEN
    )
    return last.scalar_subquery()
