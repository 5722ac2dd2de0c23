"""Whether a class is in the middle of lessons, or somebody of the team gave any, for rooms that know no more of it."""

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson, SeriesPair
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


def gives_lessons(member_id: int) -> bool:
    """Whether this member of the team is one of a pair, or was: what the two wrote for each other hangs on that."""
    return db.session.scalar(select(SeriesPair.id).where(SeriesPair.worker_id == member_id).limit(1)) is not None
