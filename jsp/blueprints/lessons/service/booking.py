"""Booking with two keys: an hour is proposed by one side and firm once the other side turned its key too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from jsp import clock, planning, sending
from jsp.blueprints.lessons.service import letters
from jsp.blueprints.lessons.service.offers import Offer, check_free, check_slot, first_come, slot_at, trio_of
from jsp.extensions import look_again
from jsp.models.accounts import User
from jsp.models.lesson_rows import Card, Row, as_it_stands
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.timetable import diary, hours_of, last_day
from jsp.rules.opening import Slot
from jsp.rules.refusal import N_, DomainError
from jsp.rules.session import TO_COME, ActKind, SeriesState, SessionState, Side
from jsp.rules.slots import offers


@dataclass(frozen=True, slots=True)
class Preview:
    """The hours that all lessons without a date would get."""

    plan: list[tuple[Row, Offer]]

    @property
    def mark(self) -> str:
        """What was shown, to notice that it is something else by now."""
        return sending.marked(*((row.lesson.id, offer.value) for row, offer in self.plan))


def side_of(series: LessonSeries, user: User) -> Side | None:
    """Whose key this person holds; None for who gives it not."""
    if user.id == series.pair.teacher_id:
        return Side.TEACHER
    return Side.WORKER if user.id == series.pair.worker.user_id else None


def ask(card: Card, row: Row, at: datetime, *, key: UUID, by: User) -> None:
    """Ask for that hour, or for it instead of the one that the lesson has. Raises DomainError."""
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    session = next(each.session for each in as_it_stands(card).rows if each.lesson.id == row.lesson.id)
    _check_running(series)
    slot = slot_at(series, at.date(), at.time())
    if session is not None and session.state in TO_COME:
        _counter(series, session, slot, key=key, by=by)
    elif session is None or session.state in (SessionState.CANCELLED, SessionState.WITHDRAWN):
        _propose(series, row, slot, key=key, by=by)
    else:
        raise DomainError(sending.SETTLED, field="slot")


def turn_key(row: Row, *, seen: int, key: UUID, by: User) -> None:
    """Say yes to the hour that was `seen` (its sequence); with both keys it is firm.

    Raises DomainError where it is something else by now.
    """
    if sending.take(key, about=planning.about(row.lesson.series_id)):
        _turn(row.lesson.series, [_proposed(row, seen)], key=key, by=by)


def turn_keys(card: Card, *, seen: str, key: UUID, by: User) -> None:
    """The same for every hour that waits for the own key, as it was `seen` (mark_of); all or none."""
    if sending.take(key, about=planning.about(card.series.id)):
        waiting = as_it_stands(card).waiting_for(by)
        if not waiting:
            raise DomainError(sending.SETTLED)
        sending.check_unchanged(seen, mark_of(waiting), sending.IN_SIGHT)
        _turn(card.series, [row.session for row in waiting if row.session is not None], key=key, by=by)


def mark_of(rows: Sequence[Row]) -> str:
    """Which hours these lessons have, to notice that it is something else by now."""
    held = [row.session for row in rows if row.session is not None]
    return sending.marked(*((session.id.hex, session.sequence) for session in held))


def withdraw(row: Row, *, seen: int, key: UUID, by: User) -> None:
    """No to the hour that was `seen`, or never mind: the lesson needs a date again. Raises DomainError."""
    if not sending.take(key, about=planning.about(row.lesson.series_id)):
        return
    session = _proposed(row, seen)
    act = planning.Act(row.lesson.series, ActKind.CANCELLED, key, by)
    act.change([(session, {"state": SessionState.WITHDRAWN})])
    act.finish()


def soonest(card: Card) -> date:
    """The first day on which a lesson can be planned: tomorrow, or after the last one that has a date."""
    dated = [row.session.on for row in card.rows if row.session is not None]
    return max(clock.today(), *dated) + timedelta(days=1) if dated else clock.today() + timedelta(days=1)


def preview_rest(card: Card, *, since: date) -> tuple[Preview | None, DomainError | None]:
    """What `book_rest` would ask for, or why it cannot."""
    try:
        return Preview(plan_rest(card, since=since)), None
    except DomainError as error:
        return None, error


def plan_rest(card: Card, *, since: date) -> list[tuple[Row, Offer]]:
    """Every lesson without a date with the next free mentor hour, one a week, in order. Raises DomainError."""
    trio = trio_of(card.series)
    held = diary(trio, since)
    rows = [row for row in card.rows if row.is_to_plan and row.lesson.content.is_met]
    slots = offers(hours_of(card.series.school_class_id), since, last_day(trio), held)
    plan: list[tuple[Row, Offer]] = []
    for row in rows:
        former = max([_before(card, row), *(offer.slot.on for _row, offer in plan[-1:])])
        found = next(((hour, slot) for hour, slot in slots if slot.on >= _next_week(former)), None)
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
    act, keys = planning.Act(series, ActKind.BOOKED, key, by), _keys(side_of(series, by))
    with first_come():
        for row, offer in preview.plan:
            act.add(row.lesson, offer.slot, number=offer.hour.number, room=offer.hour.room, keys=keys)
    act.finish()


def _propose(series: LessonSeries, row: Row, slot: Slot, *, key: UUID, by: User) -> None:
    act, hour = planning.Act(series, ActKind.BOOKED, key, by), check_slot(series, slot)
    with first_come():
        session = act.add(row.lesson, slot, number=hour.number, room=hour.room, keys=_keys(side_of(series, by)))
    _finish(act, session)


def _counter(series: LessonSeries, session: LessonSession, slot: Slot, *, key: UUID, by: User) -> None:
    """Another hour: the own key turned, the other one has to be turned anew."""
    hour = check_slot(series, slot, besides=[session.id])
    act = planning.Act(series, ActKind.MOVED if session.is_firm else ActKind.BOOKED, key, by)
    with first_come():
        act.change([(session, {
            "on": slot.on, "starts": slot.starts, "ends": slot.ends, "number": hour.number, "room": hour.room,
            "state": SessionState.PROPOSED, "moves": session.moves + session.is_firm, **_keys(side_of(series, by)),
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
        check_free(held, each.slot, series.pair.worker.first_name)
    own = f"has_{side.value}_key"
    act = planning.Act(series, ActKind.BOOKED, key, by)
    act.change((each, {own: True, "state": _after(each, side)}) for each in sessions)
    act.finish()


def _after(session: LessonSession, side: Side) -> SessionState:
    other = Side.WORKER if side is Side.TEACHER else Side.TEACHER
    return SessionState.PLANNED if session.has_key(other) else SessionState.PROPOSED


def _proposed(row: Row, seen: int) -> LessonSession:
    if row.session is None:
        raise DomainError(sending.SETTLED)
    look_again(row.session)
    if row.session.state is not SessionState.PROPOSED:
        raise DomainError(sending.SETTLED)
    if row.session.sequence != seen:
        raise DomainError(sending.IN_SIGHT)
    return row.session


def _check_running(series: LessonSeries) -> None:
    if series.state is not SeriesState.RUNNING:
        raise DomainError(N_("This series stands still. Let it go on first."))
    if series.school_class.archived_on is not None:
        raise DomainError(N_("This class is in the archive. Say first how it is called now."), field="slot")


def _keys(side: Side | None) -> dict[str, bool]:
    return {"has_teacher_key": side is Side.TEACHER, "has_worker_key": side is Side.WORKER}


def _next_week(former: date) -> date:
    return former + timedelta(days=7 - former.weekday())


def _before(card: Card, row: Row) -> date:
    """The day of the last lesson before it that holds an hour."""
    before = (each for each in card.rows if each.lesson.position < row.lesson.position)
    held = [each.session.on for each in before if each.session is not None and each.session.takes_place]
    return max(held, default=date.min)
