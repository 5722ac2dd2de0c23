"""What a lesson taught those who gave it, in all classes; not in which class, and not who said so (R59)."""

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.debriefs import Learning
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.rules.session import Side

MOST = 20  # of each profession


def learnings_of(programme: Programme, key: str) -> dict[Side, list[Learning]]:
    """Of a lesson, by profession, the newest first."""
    query = (
        select(Learning)
        .join(Learning.session)
        .join(SeriesLesson, SeriesLesson.id == LessonSession.lesson_id)
        .join(LessonSeries, LessonSeries.id == LessonSession.series_id)
        .join(LessonSeries.version)
        .where(ProgrammeVersion.programme_id == programme.id, SeriesLesson.key == key)
        .order_by(Learning.made_on.desc(), Learning.id)
        .limit(MOST)
    )
    by_side = {side: list(db.session.scalars(query.where(Learning.profession == side))) for side in Side}
    return {side: told for side, told in by_side.items() if told}
