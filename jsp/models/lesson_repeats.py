"""Series of which it is time to take something up once more."""

from datetime import datetime, timedelta

from sqlalchemy import and_, func, select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson, SeriesPair
from jsp.models.reference import get_setting
from jsp.rules.programme import Kind
from jsp.rules.session import SeriesState, SessionState


def to_repeat(user: User, now: datetime) -> list[LessonSeries]:
    """Series of this person of which every lesson was given, the last one some weeks ago, without a repetition yet."""
    repeats = select(SeriesLesson.id).where(
        SeriesLesson.series_id == LessonSeries.id, SeriesLesson.kind == Kind.REPETITION
    )
    not_given = select(SeriesLesson.id).where(
        SeriesLesson.series_id == LessonSeries.id, SeriesLesson.sent_on.is_(None),
        ~select(LessonSession.id).where(
            LessonSession.lesson_id == SeriesLesson.id, LessonSession.state == SessionState.GIVEN
        ).exists(),
    )  # fmt: skip
    last = select(func.max(LessonSession.on)).where(
        LessonSession.series_id == LessonSeries.id, LessonSession.state == SessionState.GIVEN
    )
    ripe = now.date() - timedelta(weeks=int(get_setting("repetition_after_weeks_min")))
    query = (
        select(LessonSeries)
        .join(LessonSeries.school_class)
        .join(SeriesPair, and_(SeriesPair.series_id == LessonSeries.id, SeriesPair.until.is_(None)))
        .where(
            SeriesPair.held_by(user.id), LessonSeries.state == SeriesState.RUNNING, SchoolClass.archived_on.is_(None)
        )
        .where(~repeats.exists(), ~not_given.exists(), last.scalar_subquery() <= ripe)
        .order_by(SchoolClass.code)
    )
    return list(db.session.scalars(query))
