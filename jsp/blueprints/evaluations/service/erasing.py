"""What pupils wrote and the notes of a talk are not kept: figures stay, and what was done with them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, delete, func, or_, select, update

from jsp import clock
from jsp.extensions import db
from jsp.models.evaluations import Discussion, Evaluation, OpenAnswer
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.reference import get_setting
from jsp.rules import retention
from jsp.rules.evaluation import AnswerState
from jsp.rules.programme import Kind
from jsp.rules.session import SessionState
from jsp.verbs import erasures

AFTER_SERIES = timedelta(days=60)
UNREAD = timedelta(days=60)  # longer, for what nobody read: a cry for help is not thrown away unseen


def forget_written() -> None:
    """Erase both so long after the questionnaire was closed as the setting says, or two months after the series ended.

    Whichever comes first. Answers that nobody read wait UNREAD longer for a reader.
    """
    today = clock.today()
    for answer in list_answers(today):
        _erase_answer(answer)
    for talk in list_notes(today):
        _erase_notes(talk)


def list_answers(day: date) -> Sequence[UUID]:
    """Answers whose time is over by that day, as they now are."""
    return db.session.scalars(select(OpenAnswer.id).where(*_is_over(day)).order_by(OpenAnswer.id)).all()


def list_notes(day: date) -> Sequence[UUID]:
    """Talks of which the notes have had their time by that day."""
    has_notes = Discussion.notes_sealed.is_not(None)
    query = select(Discussion.id).where(has_notes, Discussion.id.in_(_over(day)))
    return db.session.scalars(query.order_by(Discussion.id)).all()


def _is_over(day: date) -> tuple[ColumnElement[bool], ...]:
    is_read = OpenAnswer.state != AnswerState.WAITING
    waited = OpenAnswer.evaluation_id.in_(_over(day - UNREAD))
    return OpenAnswer.evaluation_id.in_(_over(day)), or_(is_read, waited)


def _erase_answer(id: UUID) -> bool:
    return _answer_gone(OpenAnswer.id == id, *_is_over(clock.today()))


def _answer_gone(*which: Any) -> bool:
    gone = db.session.scalars(delete(OpenAnswer).where(*which).returning(OpenAnswer.id)).all()
    erasures.note(retention.Kind.ANSWER, *gone)
    return bool(gone)


def _erase_notes(id: UUID) -> bool:
    has_notes = Discussion.notes_sealed.is_not(None)
    query = update(Discussion).where(Discussion.id == id, has_notes).values(notes_sealed=None)
    gone = db.session.scalars(query.returning(Discussion.id)).all()
    erasures.note(retention.Kind.DISCUSSION, *gone)
    return bool(gone)


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


erasures.bind(retention.Kind.ANSWER, erasures.Way(
    list_answers, _erase_answer, lambda id: _answer_gone(OpenAnswer.id == UUID(id)), 50, ("open_answer",)
))  # fmt: skip
erasures.bind(retention.Kind.DISCUSSION, erasures.Way(
    list_notes, _erase_notes, lambda id: _erase_notes(UUID(id)), 50, ("discussion",)
))  # fmt: skip
