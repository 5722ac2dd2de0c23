"""Dates that change: this lesson and all after it, pausing, going on after an interruption.

A single lesson that moves needs both keys again (booking.ask). What moves as a row keeps weekday and hour, which both
agreed on, and so keeps its keys (decision 17); the last lesson with a date is no row. Where the class has no mentor
hour then any more it is another one. In both cases the other key has to be turned anew.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from uuid import UUID

from jsp import clock, sending
from jsp.blueprints.lessons.service.booking import finish, own_keys
from jsp.blueprints.lessons.service.no_room import refused
from jsp.blueprints.lessons.service.offers import NO_HOURS, check_class, first_come, slot_before
from jsp.models.accounts import User
from jsp.models.lesson_rows import Card, as_it_stands
from jsp.models.lesson_sessions import LessonSession
from jsp.models.timetable import diary, first_day, hours_of, last_day, trio_of
from jsp.rules import series_plan
from jsp.rules.refusal import N_, DomainError
from jsp.rules.series_plan import NoRoomError, Placed, Wanted
from jsp.rules.session import TO_COME, ActKind, SeriesState, SessionState
from jsp.rules.slots import Closed
from jsp.verbs import planning

MOST_WEEKS = 40


@dataclass(frozen=True, slots=True)
class Plan:
    """What would become of these sessions: each with its hour before and after.

    `unsaid`: the labels of lessons among them that are over, and stay where they are until it is said what they became.
    `warnings`: by place in the row, days on which the school goes on but not as usual. `further`: what finds an
    hour only later than was asked. `is_alone`: one lesson moves.
    """

    sessions: dict[int, LessonSession]
    placed: list[Placed]
    unsaid: list[str]
    warnings: dict[int, Closed] = field(default_factory=dict)
    further: Collection[int] = ()
    is_alone: bool = False

    @property
    def changes(self) -> list[tuple[LessonSession, Placed]]:
        """Session by session, in the order of the row."""
        return [(self.sessions[each.position], each) for each in self.placed]

    @property
    def asks_again(self) -> bool:
        """Whether any of them gets an hour to which the other one has to say yes anew."""
        return any(self.asks(each) for each in self.placed)

    def asks(self, each: Placed) -> bool:
        """Whether this one does."""
        return each.asks_again or (self.is_alone and each.is_moved)

    @property
    def mark(self) -> str:
        """What was shown, to notice that it is something else by now."""
        return sending.marked(*(
            (session.id.hex, session.sequence, each.after.on, each.after.starts) for session, each in self.changes
        ))  # fmt: skip


def plan_move(card: Card, position: int, weeks: int) -> Plan:
    """This lesson and all after it so many weeks later, or earlier. Raises DomainError."""
    if not weeks or abs(weeks) > MOST_WEEKS:
        raise DomainError(N_("Choose by how many weeks."), field="weeks")
    sessions = _ahead(card, position)
    if not sessions:
        raise DomainError(N_("From this lesson on nothing has a date yet."), field="weeks")
    plan = _plan(card, sessions, series_plan.moved(_wanted(card, sessions), weeks), first=position)
    return replace(
        plan, placed=[replace(each, before=sessions[each.position].slot) for each in plan.placed],
        further=[each.position for each in plan.placed if each.is_moved], is_alone=len(sessions) == 1,
    )  # fmt: skip


def move_rest(card: Card, position: int, weeks: int, *, seen: str, key: UUID, by: User) -> None:
    """The same, done. Raises DomainError where it is not what was seen any more."""
    if sending.take(key, about=planning.about(card.series.id)):
        card = as_it_stands(card)
        plan = plan_move(card, position, weeks)
        sending.check_unchanged(seen, plan.mark, sending.IN_SIGHT)
        act = planning.Act(card.series, ActKind.MOVED, key, by)
        _carry_out(plan, act, by)
        if plan.is_alone:
            finish(act, plan.changes[0][0])
        else:
            act.finish()


def pause(card: Card, *, after: int = 0, key: UUID, by: User) -> None:
    """It stands still from here on, or `after` that place in the row. Raises DomainError.

    What has a date keeps it in mind, and holds nobody.
    """
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    ahead = _ahead(as_it_stands(card), after + 1)
    if series.state is not SeriesState.RUNNING:
        raise DomainError(sending.SETTLED)
    act = planning.Act(series, ActKind.PAUSED, key, by, before=series.state.value)
    act.change((each, {"state": SessionState.INTERRUPTED}) for each in ahead.values())
    series.stand(SeriesState.PAUSED)
    act.finish()


def plan_resume(card: Card, since: date | None = None) -> Plan:
    """All that was interrupted, and what comes after it, on the same weekday and hour. Raises DomainError."""
    waiting = _by_position(card, {SessionState.INTERRUPTED})
    if not waiting:
        raise DomainError(N_("Nothing was interrupted. Plan the next lesson instead."))
    sessions = waiting | _ahead(card, min(waiting))
    return _plan(card, sessions, _wanted(card, sessions), since=since, first=min(waiting))


def preview_resume(card: Card, since: date | None) -> tuple[Plan | None, DomainError | None]:
    """What `resume` would do, or why it cannot."""
    try:
        return plan_resume(card, since), None
    except DomainError as error:
        return None, error


def resume(card: Card, *, since: date | None = None, seen: str, key: UUID, by: User) -> None:
    """Go on with these dates, in one go. Raises DomainError where they are not what was seen any more."""
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    card = as_it_stands(card)
    if series.state is SeriesState.STOPPED:
        raise DomainError(N_("This series was stopped. Let it go on first."))
    check_class(series)
    waits = bool(_by_position(card, {SessionState.INTERRUPTED}))
    if not waits and (seen or series.state is SeriesState.RUNNING):
        raise DomainError(sending.SETTLED, field="seen")
    act = planning.Act(series, ActKind.RESUMED, key, by, before=series.state.value)
    series.stand(SeriesState.RUNNING)
    if waits:
        plan = plan_resume(card, since)
        sending.check_unchanged(seen, plan.mark, sending.IN_SIGHT)
        _carry_out(plan, act, by)
    act.finish()


def _by_position(
    card: Card, states: Collection[SessionState], *, since: int = 0
) -> dict[int, LessonSession]:  # fmt: skip
    return {
        row.lesson.position: row.session for row in card.rows
        if row.session is not None and row.session.state in states and row.lesson.position >= since
    }  # fmt: skip


def _ahead(card: Card, since: int) -> dict[int, LessonSession]:
    """What has a date from that place in the row on, and is not over."""
    now = clock.local_now()
    return {at: each for at, each in _by_position(card, TO_COME, since=since).items() if not each.slot.is_over(now)}


def _wanted(card: Card, sessions: Mapping[int, LessonSession]) -> list[Wanted]:
    labels = {row.lesson.position: row.lesson.label for row in card.rows}
    return [Wanted(position, labels[position], session.slot) for position, session in sessions.items()]


def _plan(
    card: Card, sessions: dict[int, LessonSession], wanted: Sequence[Wanted], *, first: int, since: date | None = None
) -> Plan:  # fmt: skip
    """Lessons from the place `first` in the row on, not before `since`."""
    series, now = card.series, clock.local_now()
    check_class(series)
    hours = hours_of(series.school_class_id)
    if not hours:
        raise DomainError(NO_HOURS)
    trio = trio_of(series)
    begin = max(datetime.combine(max(since or date.min, first_day(trio)), time.min), now.replace(tzinfo=None))
    held = diary(trio, begin.date(), besides=[each.id for each in sessions.values()])
    try:
        placed = series_plan.lay_out(
            wanted, held.obstacle, hours=hours, since=begin, last=last_day(trio),
            after=slot_before(card, min(sessions)),
        )  # fmt: skip
    except NoRoomError as error:
        raise refused(card, error.wanted.label, error.obstacle) from error
    over = _by_position(card, TO_COME, since=first).keys() - sessions.keys()
    warnings = {each.position: found for each in placed if (found := held.warning(each.after)) is not None}
    return Plan(sessions, placed, [row.lesson.label for row in card.rows if row.lesson.position in over], warnings)


def _carry_out(plan: Plan, act: planning.Act, by: User) -> None:
    keys = own_keys(act.series, by)
    with first_come():
        act.change((session, _values(session, each, keys if plan.asks(each) else {})) for session, each in plan.changes)


def _values(session: LessonSession, each: Placed, keys: Mapping[str, bool]) -> dict[str, object]:
    """The hour that it gets; of one to which both did not say yes before, only these `keys` are turned."""
    held = {"has_teacher_key": session.has_teacher_key, "has_worker_key": session.has_worker_key}
    again = {"number": each.hour.number, "room": each.hour.room, **keys} if keys else {}
    is_firm = all((held | dict(keys)).values())
    was_off = session.state is SessionState.INTERRUPTED
    return again | {
        "on": each.after.on, "starts": each.after.starts, "ends": each.after.ends, "closure_id": None,
        "state": SessionState.PLANNED if is_firm else SessionState.PROPOSED,
        "is_resumed": session.is_resumed or was_off, "moves": session.moves + each.is_moved,
    }  # fmt: skip
