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
from jsp.rules.evaluation import AnswerState
from jsp.rules.programme import Kind
from jsp.rules.session import SessionState

AFTER_SERIES = timedelta(days=60)
UNREAD = timedelta(days=60)  # longer, for what nobody read: a cry for help is not thrown away unseen


def forget_written() -> None:
    """Erase both so long after the questionnaire was closed as the setting says, or two months after the series ended.

    Whichever comes first. Answers that nobody read wait UNREAD longer for a reader.
    """
    over, is_read = _over(clock.today()), OpenAnswer.state != AnswerState.WAITING
    waited = OpenAnswer.evaluation_id.in_(_over(clock.today() - UNREAD))
    db.session.execute(delete(OpenAnswer).where(OpenAnswer.evaluation_id.in_(over), or_(is_read, waited)))
    has_notes = Discussion.notes_sealed.is_not(None)
    db.session.execute(update(Discussion).where(has_notes, Discussion.id.in_(over)).values(notes_sealed=None))


def _over(by: date) -> Select[object]:
    old = by - timedelta(days=int(get_setting("open_answer_days")))
    return select(Evaluation.id).where(
        or_(Evaluation.closed_on <= old, Evaluation.series_id.in_(_ended(by - AFTER_SERIES)))
    )


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
