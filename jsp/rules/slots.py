"""When a class can have a lesson: its mentor hours, without what is in the way."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from jsp.rules.closures import ClosedDays, ClosureKind, shuts_school
from jsp.rules.opening import Slot


class Obstacle(StrEnum):
    """Why a class cannot have a lesson at an hour; the first that holds is told."""

    CLOSED = "closed"
    AT_WORK = "at_work"
    TEACHER_LEFT = "teacher_left"
    WORKER_LEFT = "worker_left"
    CLASS = "class"
    TEACHER = "teacher"
    NO_HOURS = "no_hours"
    NOT_WORKING = "not_working"
    AWAY = "away"
    AT_DESK = "at_desk"
    WORKER = "worker"


NOT_THERE = frozenset({
    Obstacle.AT_WORK, Obstacle.TEACHER_LEFT, Obstacle.WORKER_LEFT, Obstacle.NOT_WORKING, Obstacle.AWAY,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of the week in which a mentor has a class. `number`: the how manieth lesson hour."""

    weekday: int
    starts: time
    ends: time
    number: int | None = None
    room: str = ""

    def on(self, day: date) -> Slot:
        """The same on a day."""
        return Slot(day, self.starts, self.ends)

    def is_at(self, slot: Slot) -> bool:
        """Whether that is its weekday, from when it begins until it ends."""
        return (self.weekday, self.starts, self.ends) == (slot.on.weekday(), slot.starts, slot.ends)


Busy = Mapping[date, Collection[Slot]]  # by day


@dataclass(frozen=True, slots=True)
class Closed(ClosedDays):
    """Days on which a school is not as usual, and why."""

    kind: ClosureKind = ClosureKind.SCHOOL_HOLIDAY

    @property
    def shuts_school(self) -> bool:
        """Whether no lesson is given."""
        return shuts_school(self.kind)


@dataclass(frozen=True, slots=True)
class Diary:
    """All that can be in the way of a lesson. Days away: first and last, both included.

    `open_hours`: by weekday, from when until when the worker can; empty for who did not say.
    `at_work`: weekdays on which the class is at work placement, between `at_work_from` and `at_work_until`.
    `teacher_until`, `worker_until`: the last day of who leaves, long ago for who left.
    """

    closed: Sequence[Closed] = ()
    at_work: Collection[int] = ()
    at_work_from: date | None = None
    at_work_until: date | None = None
    class_busy: Busy = field(default_factory=dict)
    teacher_busy: Busy = field(default_factory=dict)
    worker_busy: Busy = field(default_factory=dict)
    at_desk: Busy = field(default_factory=dict)
    open_hours: Mapping[int, tuple[time, time]] = field(default_factory=dict)
    away: Sequence[tuple[date, date]] = ()
    teacher_until: date | None = None
    worker_until: date | None = None

    def obstacle(self, slot: Slot) -> Obstacle | None:
        """What is in the way then; None where nothing is."""
        return next((why for why, holds in _OBSTACLES if holds(self, slot)), None)

    def absence(self, slot: Slot) -> Obstacle | None:
        """Why the class, the teacher or the worker will not be there then; it can come after the hour was agreed."""
        return next((why for why, holds in _OBSTACLES if why in NOT_THERE and holds(self, slot)), None)

    def warning(self, slot: Slot) -> Closed | None:
        """Days on which the school goes on but not as usual, such as a test week."""
        return next((each for each in self.closed if not each.shuts_school and each.covers(slot.on)), None)


def _shut(diary: Diary, slot: Slot) -> bool:
    return any(each.shuts_school and each.covers(slot.on) for each in diary.closed)


def _at_work(diary: Diary, slot: Slot) -> bool:
    first, last = diary.at_work_from or date.min, diary.at_work_until or date.max
    return slot.on.weekday() in diary.at_work and first <= slot.on <= last


def _meets(busy: Busy, slot: Slot) -> bool:
    return any(other.meets(slot) for other in busy.get(slot.on, ()))


def _outside_hours(diary: Diary, slot: Slot) -> bool:
    hours = diary.open_hours.get(slot.on.weekday())
    if not diary.open_hours:
        return False  # nobody knows: see NO_HOURS
    return hours is None or slot.starts < hours[0] or hours[1] < slot.ends


def _away(diary: Diary, slot: Slot) -> bool:
    return any(first <= slot.on <= last for first, last in diary.away)


def _is_after(last: date | None, slot: Slot) -> bool:
    return last is not None and slot.on > last


_OBSTACLES = (
    (Obstacle.CLOSED, _shut),
    (Obstacle.AT_WORK, _at_work),
    (Obstacle.TEACHER_LEFT, lambda diary, slot: _is_after(diary.teacher_until, slot)),
    (Obstacle.WORKER_LEFT, lambda diary, slot: _is_after(diary.worker_until, slot)),
    (Obstacle.CLASS, lambda diary, slot: _meets(diary.class_busy, slot)),
    (Obstacle.TEACHER, lambda diary, slot: _meets(diary.teacher_busy, slot)),
    (Obstacle.NO_HOURS, lambda diary, _slot: not diary.open_hours),
    (Obstacle.NOT_WORKING, _outside_hours),
    (Obstacle.AWAY, _away),
    (Obstacle.AT_DESK, lambda diary, slot: _meets(diary.at_desk, slot)),
    (Obstacle.WORKER, lambda diary, slot: _meets(diary.worker_busy, slot)),
)


def occurrences(hours: Sequence[Hour], first: date, last: date) -> Iterator[tuple[Hour, Slot]]:
    """Every mentor hour from the first until the last day, in order of time."""
    by_day = sorted(hours, key=lambda each: each.starts)
    day = first
    while day <= last:
        for hour in by_day:
            if hour.weekday == day.weekday():
                yield hour, hour.on(day)
        day += timedelta(days=1)


def offers(hours: Sequence[Hour], first: date, last: date, diary: Diary) -> Iterator[tuple[Hour, Slot]]:
    """The mentor hours at which nothing is in the way, in order of time."""
    return ((hour, slot) for hour, slot in occurrences(hours, first, last) if diary.obstacle(slot) is None)


def most_in_the_way(hours: Sequence[Hour], first: date, last: date, diary: Diary) -> Obstacle | None:
    """What is in the way at most of the mentor hours between those days; None where there is none of them."""
    met = Counter(diary.obstacle(slot) for _hour, slot in occurrences(hours, first, last))
    return max((each for each in met if each is not None), key=lambda each: met[each], default=None)
