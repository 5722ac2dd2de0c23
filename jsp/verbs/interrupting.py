"""Lessons follow the closures of their school: interrupted they keep their place in the row, and they come back."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload

from jsp import clock
from jsp.extensions import db, take_turns
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass
from jsp.models.hours import Closure
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.rota import closures_from
from jsp.models.timetable import diaries, trio_of
from jsp.rules.opening import Slot
from jsp.rules.session import TO_COME, ActKind, SeriesState, SessionState
from jsp.rules.slots import Diary
from jsp.verbs import planning

ALL_DAY = (time.min, time.max)
Closures = Mapping[int, Sequence[Closure]]  # by site


@dataclass(frozen=True, slots=True)
class Following:
    """What closures do to lessons to come, in order of time.

    `out`: those that they shut out, each with the closure, also where another one did before; `back`: those that take
    place again; `waiting`: those that nothing shuts out any more, but for which somebody is not free by now.
    """

    out: list[tuple[LessonSession, Closure]] = field(default_factory=list)
    back: list[LessonSession] = field(default_factory=list)
    waiting: list[LessonSession] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return any((self.interrupted, self.back, self.waiting))

    @property
    def interrupted(self) -> list[LessonSession]:
        """Those that took place until now."""
        return [each for each, _closure in self.out if each.takes_place]

    @property
    def series_ids(self) -> set[UUID]:
        """The series to which any of it happens."""
        return {each.series_id for each in (*(each for each, _closure in self.out), *self.back, *self.waiting)}

    def changes(self) -> Iterator[tuple[LessonSession, planning.Values]]:
        """What it makes of the lessons that people have to hear about."""
        for session, closure in self.out:
            if session.takes_place:
                yield session, {"state": SessionState.INTERRUPTED, "closure_id": closure.id}
        for session in self.back:
            yield session, {"state": _as_agreed(session), "closure_id": None}


def let_lessons_follow(site_ids: Collection[int], *, by: User | None, key: UUID) -> None:
    """Interrupt what is shut out by now, and bring back what no longer is; doing it again changes nothing.

    One act for each series, so that each of its pair hears of it once. `key`: of what was done to the closures.
    """
    closures = closures_from(clock.today(), site_ids=list(site_ids))
    found, held = what_follows(site_ids, closures), set[UUID]()
    while others := found.series_ids - held:  # what came in while it waited for its turn is waited for too
        for id in sorted(others, key=str):
            take_turns(planning.about(id))
        held |= others
        found = what_follows(site_ids, closures)
    wanted: dict[LessonSeries, list[tuple[LessonSession, planning.Values]]] = defaultdict(list)
    for session, values in found.changes():
        wanted[session.series].append((session, values))
    _note_quietly(found)
    for series, changes in wanted.items():
        act = planning.Act(series, ActKind.CLOSED, uuid5(key, str(series.id)), by, before=series.state.value)
        act.change(changes)
        act.finish()
    db.session.flush()


def _note_quietly(found: Following) -> None:
    """What nobody has to hear: another closure shuts it out by now, or it waits until somebody resumes the series."""
    for session, closure in found.out:
        if not session.takes_place:
            session.closure_id = closure.id
    for session in found.waiting:
        session.closure_id = None


def what_follows(site_ids: Collection[int], closures: Closures) -> Following:
    """What these closures, and no others, do to the lessons at these sites, before anything is changed."""
    now, found, free = clock.local_now(), Following(), []
    for session in db.session.scalars(_touched(site_ids, closures)):
        closure = _shut_by(session, closures.get(session.series.school_class.site_id, ()))
        if session.slot.is_over(now):
            continue
        if closure is None:
            free.append(session)
        elif session.takes_place or session.closure_id != closure.id:
            found.out.append((session, closure))
    _bring_back(free, found)
    return found


def _touched(site_ids: Collection[int], closures: Closures) -> Select[LessonSession]:
    """Those to come on a day that is shut, and those that a closure interrupted."""
    is_out = and_(LessonSession.state == SessionState.INTERRUPTED, LessonSession.closure_id.is_not(None))
    series = joinedload(LessonSession.series)
    return (
        select(LessonSession)
        .join(LessonSession.series)
        .join(LessonSeries.school_class)
        .where(SchoolClass.site_id.in_(site_ids), LessonSession.on >= clock.today())
        .where(or_(is_out, *_shut(closures)))
        .order_by(LessonSession.on, LessonSession.starts, LessonSession.id)
        .options(series.joinedload(LessonSeries.school_class), series.selectinload(LessonSeries.pairs))
        .options(joinedload(LessonSession.lesson))
        .execution_options(populate_existing=True)
    )


def _shut(closures: Closures) -> Iterator[ColumnElement[bool]]:
    for site_id, rows in closures.items():
        for each in (each for each in rows if each.shuts_school):
            days = LessonSession.on.between(each.starts_on, each.ends_on)
            yield and_(LessonSession.state.in_(TO_COME), SchoolClass.site_id == site_id, days)


def _shut_by(session: LessonSession, closures: Sequence[Closure]) -> Closure | None:
    """The closure that it has where that still holds, else the first one."""
    found = [each for each in closures if each.shuts_school and each.days.covers(session.on)]
    return min(found, key=lambda each: each.id is None or each.id != session.closure_id, default=None)


def _bring_back(sessions: Sequence[LessonSession], found: Following) -> None:
    """Where the series goes on, and class, teacher and worker are all still free: nobody in two places."""
    trios = {each.series_id: trio_of(each.series) for each in sessions}
    held = diaries(trios.values(), clock.today()) if trios else {}
    taken: dict[tuple[str, int], list[Slot]] = defaultdict(list)
    for session in sessions:
        trio, slot = trios[session.series_id], session.slot
        is_free = _as_it_was(held[trio], slot.on).obstacle(slot) is None
        if (
            session.series.state is SeriesState.RUNNING
            and is_free
            and not any(other.meets(slot) for who in trio.who.items() for other in taken[who])
        ):
            found.back.append(session)
            for who in trio.who.items():
                taken[who].append(slot)
        else:
            found.waiting.append(session)


def _as_it_was(diary: Diary, day: date) -> Diary:
    """Without what was no obstacle when it was agreed: the usual hours of the worker; closures are looked at here."""
    return replace(diary, closed=(), open_hours={day.weekday(): ALL_DAY})


def _as_agreed(session: LessonSession) -> SessionState:
    is_firm = session.has_teacher_key and session.has_worker_key
    return SessionState.PLANNED if is_firm else SessionState.PROPOSED
