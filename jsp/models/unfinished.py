"""Whether a class is in the middle of lessons, for rooms that know nothing else of them."""

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.rules.programme import Kind
from jsp.rules.session import SeriesState, SessionState


def has_unfinished_series(school_class_id: int) -> bool:
    """Whether a series of that class was not stopped and has lessons that were not given."""
    given = select(LessonSession.id).where(
        LessonSession.lesson_id == SeriesLesson.id, LessonSession.state == SessionState.GIVEN
    )
    query = (
        select(SeriesLesson.id)
        .join(SeriesLesson.series)
        .where(LessonSeries.school_class_id == school_class_id, LessonSeries.state != SeriesState.STOPPED)
        .where(SeriesLesson.kind != Kind.REPETITION, SeriesLesson.sent_on.is_(None), ~given.exists())
    )
    return db.session.scalar(query.limit(1)) is not None
