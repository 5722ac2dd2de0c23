"""Booking with two keys: an hour is proposed by one side and firm once the other side turned its key too."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from jsp import clock, planning, sending
from jsp.blueprints.lessons.service import letters
from jsp.blueprints.lessons.service.offers import (
    A_DAY,
    NO_HOURS,
    Offer,
    check_class,
    check_free,
    check_to_come,
    first_come,
    offer_at,
    slot_before,
    trio_of,
)
from jsp.blueprints.lessons.service.sight import as_seen
from jsp.models import lesson_waiting
from jsp.models.accounts import User
from jsp.models.lesson_rows import Card, Row, as_it_stands
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.timetable import diary, hours_of, last_day
from jsp.rules.programme import Kind
from jsp.rules.refusal import N_, DomainError
from jsp.rules.series_plan import week_after
from jsp.rules.session import TO_COME, ActKind, SeriesState, SessionState, Side
from jsp.rules.slots import offers


@dataclass(frozen=True, slots=True)
class Preview:
    """The hours that all lessons without a date would get. `too_late`: those of them that come after a later one."""

    plan: list[tuple[Row, Offer]]
    too_late: list[tuple[Row, Row]] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """What was shown, to notice that it is something else by now."""
        return sending.marked(*((row.lesson.id, offer.value) for row, offer in self.plan))


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
    _check_running(series)
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


def preview_rest(card: Card, *, since: date) -> tuple[Preview | None, DomainError | None]:
    """What `book_rest` would ask for, or why it cannot."""
    try:
        plan = plan_rest(card, since=since)
    except DomainError as error:
        return None, error
    late = ((row, next_dated(card, row, before=offer.slot.on)) for row, offer in plan)
    return Preview(plan, [(row, later) for row, later in late if later is not None]), None


def next_dated(card: Card, row: Row, *, before: date) -> Row | None:
    """The first lesson after it that has a date already, one that lies `before` that day."""

    def comes(session: LessonSession | None) -> bool:
        return session is not None and session.state in TO_COME and session.on < before

    after = (each for each in card.rows if each.lesson.position > row.lesson.position)
    return next((each for each in after if comes(each.session)), None)


def plan_rest(card: Card, *, since: date) -> list[tuple[Row, Offer]]:
    """Every lesson without a date with the next free mentor hour, one a week, in order. Raises DomainError."""
    check_class(card.series)
    trio, hours, since = trio_of(card.series), hours_of(card.series.school_class_id), max(since, clock.today() + A_DAY)
    rows = [row for row in card.rows if row.is_to_plan and row.lesson.kind is not Kind.FILM]
    if rows and not hours:
        raise DomainError(NO_HOURS)
    held = diary(trio, since)
    slots = offers(hours, since, last_day(trio), held)
    plan: list[tuple[Row, Offer]] = []
    for row in rows:
        first = max(since, _after(card, row), *(week_after(offer.slot.on) for _row, offer in plan[-1:]))
        found = next(((hour, slot) for hour, slot in slots if slot.on >= first), None)
        if found is None:
            raise DomainError(N_("Lesson %(label)s finds no free mentor hour this school year."),
                              label=row.lesson.label)  # fmt: skip
        plan.append((row, Offer(*found, held.warning(found[1]))))
    return plan


def book_rest(card: Card, *, since: date, seen: str, key: UUID, by: User) -> None:
    """Ask for all of these hours at once; all or nothing. Raises DomainError where they are others than was `seen`."""
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    card = as_it_stands(card)
    _check_running(series)
    preview = Preview(plan_rest(card, since=since))
    sending.check_unchanged(seen, preview.mark, sending.IN_SIGHT)
    if not preview.plan:
        raise DomainError(N_("Every lesson has a date already."))
    act = planning.Act(series, ActKind.BOOKED, key, by)
    with first_come():
        for row, offer in preview.plan:
            _book(act, row, offer, by)
    act.finish()


def _propose(series: LessonSeries, row: Row, at: datetime, *, key: UUID, by: User) -> None:
    act, offer = planning.Act(series, ActKind.BOOKED, key, by), offer_at(series, at)
    with first_come():
        session = _book(act, row, offer, by)
    _finish(act, session)


def _book(act: planning.Act, row: Row, offer: Offer, by: User) -> LessonSession:
    """Its `sequence` goes on from that of the hours that the lesson had before: an old page means none of them."""
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
    _finish(act, session)


def _finish(act: planning.Act, session: LessonSession) -> None:
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


def _check_running(series: LessonSeries) -> None:
    if series.state is not SeriesState.RUNNING:
        raise DomainError(N_("This series stands still. Let it go on first."))
    check_class(series)


def _after(card: Card, row: Row) -> date:
    """The first day of the week after the one in which the lesson before it is given."""
    former = slot_before(card, row.lesson.position)
    return week_after(former.on) if former is not None else date.min
