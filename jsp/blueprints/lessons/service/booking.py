"""Booking with two keys: an hour is proposed by one side and firm once the other side turned its key too."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from jsp import clock, planning, sending
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.lesson_rows import Card, Row
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.timetable import Trio, diary, hours_of, last_day
from jsp.rules.opening import Slot
from jsp.rules.refusal import N_, DomainError
from jsp.rules.session import TO_COME, ActKind, SeriesState, SessionState, Side
from jsp.rules.slots import Closed, Diary, Hour, Obstacle, occurrences, offers

SHOWN = 8
TAKEN = N_("Somebody was first: this hour is taken by now. Choose another one.")
OBSTACLES = {
    Obstacle.CLOSED: N_("The school is closed that day."),
    Obstacle.AT_WORK: N_("The class is at work placement that day."),
    Obstacle.CLASS: N_("The class has another lesson of ours then."),
    Obstacle.TEACHER: N_("The teacher has another lesson of ours then."),
    Obstacle.NO_HOURS: N_("%(name)s has not said yet when they can come. Ask them, or let another worker give it."),
    Obstacle.NOT_WORKING: N_("%(name)s does not work then."),
    Obstacle.AWAY: N_("%(name)s is away that day."),
    Obstacle.AT_DESK: N_("%(name)s sits at a desk then."),
    Obstacle.WORKER: N_("%(name)s gives another lesson then."),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An hour at which nothing is in the way. `warning`: days on which the school goes on but not as usual."""

    hour: Hour
    slot: Slot
    warning: Closed | None

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.slot.on.isoformat()} {self.slot.starts:%H:%M}"


def trio_of(series: LessonSeries) -> Trio:
    """Whom a lesson of this series needs."""
    return Trio(series.school_class, series.pair.teacher_id, series.pair.worker_id)


def list_offers(series: LessonSeries, *, after: date | None = None, besides: Sequence[UUID] = ()) -> list[Offer]:
    """The first hours from tomorrow on, or from the day after `after`, at which the lesson can be."""
    trio = trio_of(series)
    first = max(clock.today(), after or date.min) + timedelta(days=1)
    held = diary(trio, first, besides=besides)
    found = offers(hours_of(series.school_class_id), first, last_day(trio), held)
    return [Offer(hour, slot, held.warning(slot)) for hour, slot in islice(found, SHOWN)]


def why_none(series: LessonSeries) -> str:
    """Why there is nothing to choose from, for who looks at an empty list."""
    trio, hours = trio_of(series), hours_of(series.school_class_id)
    if not hours:
        return N_("This class has no mentor hour yet. Fill it in first.")
    held = diary(trio, clock.today())
    if not held.open_hours:
        return OBSTACLES[Obstacle.NO_HOURS]
    return N_("Until the end of the school year no mentor hour is free for all three.")


def side_of(series: LessonSeries, user: User) -> Side | None:
    """Whose key this person holds; None for who gives it not."""
    if user.id == series.pair.teacher_id:
        return Side.TEACHER
    return Side.WORKER if user.id == series.pair.worker.user_id else None


def propose(row: Row, series: LessonSeries, slot: Slot, *, key: UUID, by: User) -> None:
    """Ask for an hour: with the own key turned, it waits for the other one. Raises DomainError."""
    if not sending.take(key, about=planning.about(series.id)):
        return
    look_again(series)
    _check_running(series)
    if not row.is_to_plan:
        raise DomainError(N_("This lesson has a date already. Move it instead."), field="slot")
    act = planning.Act(series, ActKind.BOOKED, key, by)
    hour = _check_slot(series, slot)
    with first_come():
        act.add(row.lesson, slot, number=hour.number, room=hour.room, keys=_keys(side_of(series, by)))
    act.finish()


def turn_key(session: LessonSession, side: Side, *, key: UUID, by: User) -> None:
    """Say yes to the hour; with both keys it is firm. Raises DomainError where it is something else by now."""
    if not sending.take(key, about=planning.about(session.series_id)):
        return
    look_again(session)
    if session.state is not SessionState.PROPOSED or session.has_key(side):
        raise DomainError(sending.SETTLED)
    _check_slot(session.series, session.slot, besides=[session.id])
    act = planning.Act(session.series, ActKind.BOOKED, key, by)
    act.change([(session, {"state": SessionState.PLANNED, "has_teacher_key": True, "has_worker_key": True})])
    act.finish()


def counter(session: LessonSession, slot: Slot, side: Side | None, *, key: UUID, by: User) -> None:
    """Another hour instead: the own key turned, the other one has to be turned anew. Raises DomainError."""
    if not sending.take(key, about=planning.about(session.series_id)):
        return
    look_again(session)
    if session.state not in TO_COME:
        raise DomainError(sending.SETTLED)
    hour = _check_slot(session.series, slot, besides=[session.id])
    kind = ActKind.MOVED if session.is_firm else ActKind.BOOKED
    act = planning.Act(session.series, kind, key, by)
    with first_come():
        act.change([(session, {
            "on": slot.on, "starts": slot.starts, "ends": slot.ends, "number": hour.number, "room": hour.room,
            "state": SessionState.PROPOSED, "moves": session.moves + session.is_firm, **_keys(side),
        })])  # fmt: skip
    act.finish()


def withdraw(session: LessonSession, *, key: UUID, by: User) -> None:
    """No to the hour, or never mind: the lesson needs a date again."""
    if not sending.take(key, about=planning.about(session.series_id)):
        return
    look_again(session)
    if session.state is not SessionState.PROPOSED:
        raise DomainError(sending.SETTLED)
    act = planning.Act(session.series, ActKind.CANCELLED, key, by)
    act.change([(session, {"state": SessionState.WITHDRAWN})])
    act.finish()


def plan_rest(card: Card, *, since: date) -> list[tuple[Row, Offer]]:
    """Every lesson without a date with the next free mentor hour, one a week, in order. Raises DomainError."""
    trio = trio_of(card.series)
    held = diary(trio, since)
    rows = [row for row in card.rows if row.is_to_plan and row.lesson.content.is_met]
    slots = offers(hours_of(card.series.school_class_id), since, last_day(trio), held)
    plan: list[tuple[Row, Offer]] = []
    for row in rows:
        former = plan[-1][1].slot.on if plan else _last_before(card, row)
        found = next(((hour, slot) for hour, slot in slots if slot.on >= _next_week(former)), None)
        if found is None:
            raise DomainError(N_("Lesson %(label)s finds no free mentor hour this school year."),
                              label=row.lesson.label)  # fmt: skip
        plan.append((row, Offer(*found, held.warning(found[1]))))
    return plan


def book_rest(card: Card, *, since: date, key: UUID, by: User) -> int:
    """Ask for all of these hours at once; all or nothing. Returns how many. Raises DomainError."""
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return 0
    look_again(series)
    _check_running(series)
    plan = plan_rest(card, since=since)
    if not plan:
        raise DomainError(N_("Every lesson has a date already."))
    act, keys = planning.Act(series, ActKind.BOOKED, key, by), _keys(side_of(series, by))
    with first_come():
        for row, offer in plan:
            act.add(row.lesson, offer.slot, number=offer.hour.number, room=offer.hour.room, keys=keys)
    act.finish()
    return len(plan)


def check_free(held: Diary, slot: Slot, name: str) -> None:
    """Raises DomainError, in words, for what is in the way then."""
    obstacle = held.obstacle(slot)
    if obstacle is not None:
        raise DomainError(OBSTACLES[obstacle], field="slot", name=name)


def _check_slot(series: LessonSeries, slot: Slot, *, besides: Sequence[UUID] = ()) -> Hour:
    """The mentor hour that it is. Raises DomainError where it is none, or something is in the way."""
    trio = trio_of(series)
    if slot.on <= clock.today() - timedelta(days=1) or slot.on > last_day(trio):
        raise DomainError(N_("Choose a day from today until the end of the school year."), field="slot")
    hours = [hour for hour, each in occurrences(hours_of(series.school_class_id), slot.on, slot.on) if each == slot]
    if not hours:
        raise DomainError(N_("The class has no mentor hour then."), field="slot")
    check_free(diary(trio, slot.on, besides=besides), slot, series.pair.worker.first_name)
    return hours[0]


def _check_running(series: LessonSeries) -> None:
    if series.state is not SeriesState.RUNNING:
        raise DomainError(N_("This series stands still. Let it go on first."))


def _keys(side: Side | None) -> dict[str, bool]:
    return {"has_teacher_key": side is Side.TEACHER, "has_worker_key": side is Side.WORKER}


def _next_week(former: date | None) -> date:
    return former + timedelta(days=7 - former.weekday()) if former else date.min


def _last_before(card: Card, row: Row) -> date | None:
    before = [each.session.on for each in card.rows
              if each.lesson.position < row.lesson.position and each.session is not None]  # fmt: skip
    return max(before, default=None)


@contextmanager
def first_come() -> Iterator[None]:
    """Whatever the database refuses within it: somebody else was first. Raises DomainError."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as error:
        raise DomainError(TAKEN, field="slot") from error
