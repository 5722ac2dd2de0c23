"""Booking with two keys: an hour is proposed by one side and firm once the other side turned its key too."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from jsp import clock, sending
from jsp.blueprints.lessons.service import letters
from jsp.blueprints.lessons.service.offers import Offer, check_class, check_free, check_to_come, first_come, offer_at
from jsp.blueprints.lessons.service.sight import as_seen
from jsp.models import lesson_waiting
from jsp.models.accounts import User
from jsp.models.lesson_rows import Card, Row, as_it_stands
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.timetable import diary, trio_of
from jsp.rules.refusal import N_, DomainError
from jsp.rules.session import TO_COME, ActKind, SeriesState, SessionState, Side
from jsp.verbs import planning


def side_of(series: LessonSeries, user: User) -> Side | None:
    """Whose key this person holds; None for who gives it not."""
    if user.id == series.pair.teacher_id:
        return Side.TEACHER
    return Side.WORKER if user.id == series.pair.worker.user_id else None


def own_keys(series: LessonSeries, by: User) -> dict[str, bool]:
    """Which keys are turned by an hour that this person asks for."""
    side = side_of(series, by)
    return {"has_teacher_key": side is Side.TEACHER, "has_worker_key": side is Side.WORKER}


def ask(card: Card, row: Row, at: datetime, *, seen: int | str, key: UUID, by: User) -> None:
    """Ask for that hour, or for it instead of the one that the lesson had as it was `seen`. Raises DomainError."""
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    card, row = as_seen(card, row, seen)
    check_running(series)
    session = row.session
    if session is not None and session.state in TO_COME:
        _counter(series, session, at, key=key, by=by)
    elif session is None or session.state is SessionState.CANCELLED:
        _propose(series, row, at, key=key, by=by)
    else:
        raise DomainError(sending.SETTLED, field="slot")


def turn_key(card: Card, row: Row, *, seen: int | str, key: UUID, by: User) -> LessonSession | None:
    """Say yes to the hour that was `seen`; with both keys it is firm. Returns it; None where this was sent before.

    Raises DomainError where it is something else by now.
    """
    if not sending.take(key, about=planning.about(card.series.id)):
        return None
    session = _proposed(card, row, seen)
    _turn(card.series, [session], key=key, by=by)
    return session


def turn_keys(card: Card, *, seen: str, key: UUID, by: User) -> list[LessonSession]:
    """The same for every hour that waits for the own key, as it was `seen` (mark_of); all or none."""
    if not sending.take(key, about=planning.about(card.series.id)):
        return []
    waiting = as_it_stands(card).waiting_for(by)
    if not waiting:
        raise DomainError(sending.SETTLED)
    sending.check_unchanged(seen, mark_of(waiting), sending.IN_SIGHT)
    sessions = [row.session for row in waiting if row.session is not None]
    _turn(card.series, sessions, key=key, by=by)
    return sessions


def mark_of(rows: Sequence[Row]) -> str:
    """Which hours these lessons have, to notice that it is something else by now."""
    return lesson_waiting.mark_of(row.session for row in rows if row.session is not None)


def withdraw(card: Card, row: Row, *, seen: int | str, key: UUID, by: User) -> None:
    """No to the hour that was `seen`, or never mind: the lesson needs a date again. Raises DomainError."""
    if not sending.take(key, about=planning.about(card.series.id)):
        return
    session = _proposed(card, row, seen)
    act = planning.Act(card.series, ActKind.WITHDRAWN, key, by)
    act.change([(session, {"state": SessionState.WITHDRAWN})])
    act.finish()


def _propose(series: LessonSeries, row: Row, at: datetime, *, key: UUID, by: User) -> None:
    act, offer = planning.Act(series, ActKind.BOOKED, key, by), offer_at(series, at)
    with first_come():
        session = book(act, row, offer, by)
    finish(act, session)


def book(act: planning.Act, row: Row, offer: Offer, by: User) -> LessonSession:
    """Ask for that hour within an act.

    Its `sequence` goes on from that of the hours that the lesson had before: an old page means none of them.
    """
    hour, keys = offer.hour, own_keys(act.series, by)
    session = act.add(row.lesson, offer.slot, number=hour.number, room=hour.room, keys=keys)
    session.sequence = max((each.sequence + 1 for each in row.sessions), default=0)
    return session


def _counter(series: LessonSeries, session: LessonSession, at: datetime, *, key: UUID, by: User) -> None:
    """Another hour: the own key turned, the other one has to be turned anew."""
    offer = offer_at(series, at, besides=[session.id])
    slot, hour = offer.slot, offer.hour
    act = planning.Act(series, ActKind.MOVED if session.is_firm else ActKind.BOOKED, key, by)
    with first_come():
        act.change([(session, {
            "on": slot.on, "starts": slot.starts, "ends": slot.ends, "number": hour.number, "room": hour.room,
            "state": SessionState.PROPOSED, "moves": session.moves + session.is_firm, **own_keys(series, by),
        })])  # fmt: skip
    finish(act, session)


def finish(act: planning.Act, session: LessonSession) -> None:
    """A teacher who is asked gets a mail that can be answered from; everybody else the usual one."""
    teacher = act.series.pair.teacher
    is_asked = not session.has_teacher_key and teacher.active
    act.finish(wrote_to=teacher if is_asked else None)
    if is_asked:
        letters.send(session, to=teacher)


def _turn(series: LessonSeries, sessions: Sequence[LessonSession], *, key: UUID, by: User) -> None:
    side = side_of(series, by)
    if side is None or any(each.has_key(side) for each in sessions):
        raise DomainError(N_("Only who is asked can say yes."))
    held = diary(trio_of(series), clock.today(), besides=[each.id for each in sessions])
    for each in sessions:
        check_to_come(each.slot)
        check_free(held, each.slot, series.pair.worker.first_name)
    own = f"has_{side.value}_key"
    act = planning.Act(series, ActKind.BOOKED, key, by)
    act.change((each, {own: True, "state": _with_key(each, side)}) for each in sessions)
    act.finish()


def _with_key(session: LessonSession, side: Side) -> SessionState:
    other = Side.WORKER if side is Side.TEACHER else Side.TEACHER
    return SessionState.PLANNED if session.has_key(other) else SessionState.PROPOSED


def _proposed(card: Card, row: Row, seen: int | str) -> LessonSession:
    _card, row = as_seen(card, row, seen)
    if row.session is None or row.session.state is not SessionState.PROPOSED:
        raise DomainError(sending.SETTLED)
    return row.session


def check_running(series: LessonSeries) -> None:
    """Raises DomainError for a series that stands still, or a class that is there no more."""
    if series.state is not SeriesState.RUNNING:
        raise DomainError(N_("This series stands still. Let it go on first."))
    check_class(series)
