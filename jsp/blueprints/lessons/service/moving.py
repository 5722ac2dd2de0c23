"""Dates that change: this lesson and all after it, pausing, going on after an interruption, undoing.

A single lesson that moves needs both keys again (booking.counter). What moves as a row keeps weekday and hour, which
both agreed on, and so keeps its keys (decision 17).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp import clock, planning, sending
from jsp.blueprints.lessons.service.offers import first_come, trio_of
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.lesson_rows import Card, as_it_stands
from jsp.models.lesson_sessions import LessonSession, SeriesAct
from jsp.models.timetable import diary, last_day
from jsp.rules import series_plan
from jsp.rules.opening import Slot
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.series_plan import NoRoomError, Placed, Wanted
from jsp.rules.session import HOLDS, TO_COME, ActKind, SeriesState, SessionState
from jsp.rules.slots import Obstacle

MOST_WEEKS = 40
NO_ROOM = {
    Obstacle.CLOSED: N_("Lesson %(label)s finds no hour this school year any more: the school is closed."),
    Obstacle.AT_WORK: N_("Lesson %(label)s finds no hour this school year any more: the class is at work placement."),
    Obstacle.CLASS: N_("Lesson %(label)s finds no hour this school year any more: the class has another lesson."),
    Obstacle.TEACHER: N_("Lesson %(label)s finds no hour this school year any more: the teacher is busy."),
    Obstacle.NO_HOURS: N_("Lesson %(label)s finds no hour: %(name)s has not said yet when they can come."),
    Obstacle.NOT_WORKING: N_("Lesson %(label)s finds no hour this school year any more: %(name)s does not work then."),
    Obstacle.AWAY: N_("Lesson %(label)s finds no hour this school year any more: %(name)s is away."),
    Obstacle.AT_DESK: N_("Lesson %(label)s finds no hour this school year any more: %(name)s sits at a desk then."),
    Obstacle.WORKER: N_("Lesson %(label)s finds no hour this school year any more: %(name)s gives another lesson."),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What would become of these sessions: each with its hour before and after."""

    sessions: dict[int, LessonSession]
    placed: list[Placed]

    @property
    def changes(self) -> list[tuple[LessonSession, Placed]]:
        """Session by session, in the order of the row."""
        return [(self.sessions[each.position], each) for each in self.placed]

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
    sessions = _by_position(card, TO_COME, since=position)
    if not sessions:
        raise DomainError(N_("From this lesson on nothing has a date yet."), field="weeks")
    return _plan(card, sessions, series_plan.moved(_wanted(card, sessions), weeks))


def move_rest(card: Card, position: int, weeks: int, *, seen: str, key: UUID, by: User) -> None:
    """The same, done. Raises DomainError where it is not what was seen any more."""
    if sending.take(key, about=planning.about(card.series.id)):
        card = as_it_stands(card)
        plan = plan_move(card, position, weeks)
        sending.check_unchanged(seen, plan.mark, sending.IN_SIGHT)
        _apply(card, plan, ActKind.MOVED, key=key, by=by)


def pause(card: Card, *, key: UUID, by: User) -> None:
    """It stands still from here on: what has a date keeps it in mind, and holds nobody. Raises DomainError."""
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    ahead = as_it_stands(card).still_ahead(clock.local_now())
    if series.state is not SeriesState.RUNNING:
        raise DomainError(sending.SETTLED)
    act = planning.Act(series, ActKind.PAUSED, key, by, before=series.state.value)
    act.change((each, {"state": SessionState.INTERRUPTED}) for each in ahead)
    series.state = SeriesState.PAUSED
    act.finish()


def plan_resume(card: Card, since: date | None = None) -> Plan:
    """All that was interrupted, and what comes after it, on the same weekday and hour. Raises DomainError."""
    waiting = _by_position(card, {SessionState.INTERRUPTED})
    if not waiting:
        raise DomainError(N_("Nothing was interrupted. Plan the next lesson instead."))
    sessions = waiting | _by_position(card, TO_COME, since=min(waiting))
    return _plan(card, sessions, _wanted(card, sessions), since=since)


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
    if _by_position(card, {SessionState.INTERRUPTED}):
        plan = plan_resume(card, since)
        sending.check_unchanged(seen, plan.mark, sending.IN_SIGHT)
        _apply(card, plan, ActKind.RESUMED, key=key, by=by)
    series.state = SeriesState.RUNNING


def find_undoable(card: Card, user: User) -> SeriesAct | None:
    """The last thing that this person did to dates of the series, as long as nothing changed since."""
    query = select(SeriesAct).where(SeriesAct.series_id == card.series.id).options(selectinload(SeriesAct.changes))
    act = db.session.scalars(query.order_by(SeriesAct.at.desc()).limit(1)).first()
    is_own = act is not None and act.by_id == user.id and act.kind is not ActKind.CLOSED
    return act if act is not None and is_own and planning.is_untouched(act) else None


def undo(card: Card, act_id: UUID, *, key: UUID, by: User) -> None:
    """As it was before. Raises DomainError once something changed since, or somebody is busy then by now."""
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    act = db.session.get(SeriesAct, act_id, options=[selectinload(SeriesAct.changes)])
    if act is None or act.series_id != series.id or act.kind is ActKind.CLOSED:  # a closure is taken back as such
        raise NotFoundError(act_id)
    as_it_stands(card)
    if not planning.is_untouched(act):
        raise DomainError(N_("Something changed since, so this cannot be undone as a whole."))
    with first_come():
        back = planning.undo(act, series, key=key, by=by)
    if act.before:
        series.state = SeriesState(act.before)
    back.finish()


def _by_position(
    card: Card, states: frozenset[SessionState] | set[SessionState], *, since: int = 0
) -> dict[int, LessonSession]:  # fmt: skip
    return {
        row.lesson.position: row.session for row in card.rows
        if row.session is not None and row.session.state in states and row.lesson.position >= since
    }  # fmt: skip


def _wanted(card: Card, sessions: dict[int, LessonSession]) -> list[Wanted]:
    labels = {row.lesson.position: row.lesson.label for row in card.rows}
    return [Wanted(position, labels[position], session.slot) for position, session in sessions.items()]


def _plan(
    card: Card, sessions: dict[int, LessonSession], wanted: Sequence[Wanted], *, since: date | None = None
) -> Plan:  # fmt: skip
    trio, now = trio_of(card.series), clock.local_now()
    first = max(datetime.combine(since or date.min, time.min), now.replace(tzinfo=None))
    held = diary(trio, first.date(), besides=[each.id for each in sessions.values()])
    try:
        placed = series_plan.lay_out(
            wanted, held.obstacle, since=first, last=last_day(trio), after=_before(card, sessions)
        )
    except NoRoomError as error:
        raise _told(error, card) from error
    return Plan(sessions, placed)


def _told(error: NoRoomError, card: Card) -> DomainError:
    """Which lesson, and why."""
    if error.obstacle is None:
        return DomainError(N_("Lesson %(label)s finds no hour this school year any more."), label=error.wanted.label)
    said = NO_ROOM[error.obstacle]
    return DomainError(said, label=error.wanted.label, name=card.series.pair.worker.first_name)


def _before(card: Card, sessions: dict[int, LessonSession]) -> Slot | None:
    """The hour of the last lesson before these."""
    held = [
        row.session.slot for row in card.rows
        if row.session is not None and row.session.state in HOLDS and row.lesson.position < min(sessions)
    ]  # fmt: skip
    return max(held, key=lambda slot: (slot.on, slot.starts), default=None)


def _apply(card: Card, plan: Plan, kind: ActKind, *, key: UUID, by: User) -> None:
    act = planning.Act(card.series, kind, key, by, before=card.series.state.value)
    with first_come():
        act.change((session, _values(session, each)) for session, each in plan.changes)
    act.finish()


def _values(session: LessonSession, each: Placed) -> dict[str, object]:
    both = session.has_teacher_key and session.has_worker_key
    was_off = session.state is SessionState.INTERRUPTED
    return {
        "on": each.after.on, "starts": each.after.starts, "ends": each.after.ends, "closure_id": None,
        "state": SessionState.PLANNED if both else SessionState.PROPOSED,
        "is_resumed": session.is_resumed or was_off, "moves": session.moves + each.is_moved,
    }  # fmt: skip
