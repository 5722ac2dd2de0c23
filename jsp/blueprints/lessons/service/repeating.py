"""A repetition: one more session of a series, that takes up something of its lessons."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, select, update

from jsp import audit, clock, sending
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.debriefs import Debrief, Learning
from jsp.models.evaluations import Evaluation
from jsp.models.lesson_reach import Agreement, CarerReach
from jsp.models.lesson_rows import Card, Row, as_it_stands
from jsp.models.lesson_sessions import LessonNotice, LessonSession, SeriesAct, SessionChange, SessionLink
from jsp.models.lessons import SeriesLesson
from jsp.rules.programme import MOST_LESSONS, Kind
from jsp.rules.refusal import N_, DomainError
from jsp.rules.session import ActKind, SessionState
from jsp.verbs import planning


def add_repetition(card: Card, *, repeats: list[str], key: UUID) -> None:
    """One more session that takes up something of these lessons. Raises DomainError for none of them."""
    if not sending.take(key, about=planning.about(card.series.id)):
        return
    if not repeats:
        raise DomainError(N_("Choose what is repeated."), field="repeats")
    card = as_it_stands(card)
    if len(card.rows) >= MOST_LESSONS:
        raise DomainError(N_("A series has at most %(most)d lessons."), field="repeats", most=MOST_LESSONS)
    content = card.series.version.content
    model = next((each for each in content.lessons if each.kind is Kind.REPETITION), None) or content.lessons[-1]
    repetitions = [row.lesson for row in card.rows if row.lesson.kind is Kind.REPETITION]
    db.session.add(SeriesLesson(
        series_id=card.series.id, position=max(row.lesson.position for row in card.rows) + 1, key=model.key,
        kind=Kind.REPETITION, title=model.title, repeats=repeats,
        turn=max((each.turn for each in repetitions), default=0) + 1,
    ))  # fmt: skip
    audit.record(Action.LESSONS_CHANGED, planning.KIND, card.series.id)


def can_take_away(row: Row) -> bool:
    """Whether it is a repetition that has no date, and never had one that was agreed on or prepared."""
    is_bare = all(each.state is SessionState.WITHDRAWN for each in row.sessions)
    return row.lesson.kind is Kind.REPETITION and row.lesson.data is None and is_bare


def take_away(card: Card, row: Row, *, key: UUID, by: User) -> None:
    """As if it had never been thought of. Raises DomainError for what has a date by now."""
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    now = next((each for each in as_it_stands(card).rows if each.lesson.id == row.lesson.id), None)
    if now is None or not can_take_away(now):
        raise DomainError(sending.SETTLED)
    ids = [each.id for each in now.sessions]
    if _is_kept_with(row.lesson.id, ids):
        raise DomainError(N_("Something was kept with this repetition already, so it stays."))
    db.session.execute(update(LessonNotice).where(LessonNotice.session_id.in_(ids)).values(session_id=None))
    for kept in (SessionChange, SessionLink):
        db.session.execute(delete(kept).where(kept.session_id.in_(ids)))
    db.session.execute(delete(LessonSession).where(LessonSession.id.in_(ids)))
    db.session.execute(delete(SeriesLesson).where(SeriesLesson.id == row.lesson.id))
    db.session.add(SeriesAct(id=key, series_id=series.id, kind=ActKind.TAKEN_AWAY, by_id=by.id, at=clock.now()))
    audit.record(Action.LESSONS_CHANGED, planning.KIND, series.id)


def _is_kept_with(lesson_id: int, session_ids: Collection[UUID]) -> bool:
    """Also with a date that was taken back after it had been given."""
    of_lesson = (select(kept.lesson_id).where(kept.lesson_id == lesson_id) for kept in (Agreement, CarerReach))
    of_dates = (
        select(kept.session_id).where(kept.session_id.in_(session_ids)) for kept in (Debrief, Learning, Evaluation)
    )
    return any(db.session.scalar(query.limit(1)) is not None for query in (*of_lesson, *of_dates))
