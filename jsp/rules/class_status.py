"""Is it on? What a class is told about its lessons at a minute."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from jsp.rules.opening import Slot
from jsp.rules.session import TO_COME, SeriesState, SessionState

OUT = (SessionState.CANCELLED, SessionState.INTERRUPTED)


class Told(StrEnum):
    """What is said of a lesson of today."""

    NOW = "now"
    ON = "on"
    UNSURE = "unsure"
    OFF = "off"


class Standing(StrEnum):
    """How it stands when of today nothing is left to be said."""

    NEXT = "next"
    CLOSED = "closed"
    INTERRUPTED = "interrupted"
    STOPPED = "stopped"
    FINISHED = "finished"
    NOTHING = "nothing"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Dated:
    """A lesson on a date. `hour`: the how manieth lesson hour; `left`: an hour of today at which it was firm before."""

    lesson: int
    name: str
    title: str
    state: SessionState
    slot: Slot
    hour: int | None = None
    room: str = ""
    is_repetition: bool = False
    left: Slot | None = None

    @property
    def is_firm(self) -> bool:
        """Whether both turned their key."""
        return self.state is SessionState.PLANNED

    @property
    def order(self) -> tuple[date, time]:
        """To put them in order of time."""
        return self.slot.on, self.slot.starts


@dataclass(frozen=True, slots=True)
class Course:
    """A series of the class: how it stands, and the lessons that it is about (not what repeats them)."""

    state: SeriesState
    lessons: frozenset[int]


@dataclass(frozen=True, slots=True)
class Today:
    """Something to be said of a lesson of today. `instead`: when it comes, where it does not come today."""

    told: Told
    lesson: Dated
    slot: Slot
    instead: Dated | None = None


@dataclass(frozen=True, slots=True)
class ClassStatus:
    """What is said: of the lessons of today, in order; how it stands besides; and what comes next on a later day.

    `had_today`: there was a lesson today, and it is over; `changes_at`: when something else is said, if nobody acts;
    `off`: what would have come before the next one on a later day, and drops out.
    """

    today: tuple[Today, ...]
    standing: Standing
    next: Dated | None
    had_today: bool
    changes_at: datetime
    off: Dated | None = None


def class_status(
    dated: Sequence[Dated], now: datetime, *, courses: Sequence[Course], is_shut: bool = False, is_over: bool = False
) -> ClassStatus:
    """What the class is told at local time `now`. `is_shut`: nobody has lessons today; `is_over`: it was a class once.

    Only what is firm goes on; a lesson is on until exactly its end.
    """
    if is_over:
        return ClassStatus((), Standing.OVER, None, False, _midnight(now))
    said = _said(dated, now)
    goes_on = any(each.told in (Told.NOW, Told.ON) for each in said)
    if is_shut and not goes_on:
        said = []
    coming = [each for each in dated if each.state in TO_COME and each.slot.on > now.date()]
    next = min(coming, key=lambda each: each.order, default=None)
    standing = Standing.CLOSED if is_shut and not goes_on else _standing(dated, now, courses, next)
    had_today = any(_was_given(each, now) and each.slot.on == now.date() for each in dated)
    return ClassStatus(tuple(said), standing, next, had_today, _changes_at(dated, now), _off(dated, now, next))


def _said(dated: Sequence[Dated], now: datetime) -> list[Today]:
    here = [Today(told, each, each.slot) for each in dated if (told := _stays(each, now))]
    had = {each.lesson.lesson for each in here} | {each.lesson for each in dated if _was_given(each, now)}
    off = [
        Today(Told.OFF, each, slot, _instead(each.lesson, dated, now))
        for each in dated
        if each.lesson not in had and (slot := _missed(each, now))
    ]
    return sorted([*here, *off], key=lambda each: (each.slot.starts, each.lesson.lesson))


def _stays(each: Dated, now: datetime) -> Told | None:
    """What is said of it, where it is today and not over; what is not firm by its beginning does not come."""
    if each.state not in TO_COME or each.slot.on != now.date() or each.slot.is_over(now):
        return None
    has_begun = each.slot.starts <= now.time()
    if each.is_firm:
        return Told.NOW if has_begun else Told.ON
    return None if has_begun else Told.UNSURE


def _missed(each: Dated, now: datetime) -> Slot | None:
    """The hour of today that it should have had, as long as that is not over."""
    is_off = each.state in OUT and each.slot.on == now.date()
    slot = each.slot if is_off else each.left
    return slot if slot is not None and slot.on == now.date() and not slot.is_over(now) else None


def _instead(lesson: int, dated: Sequence[Dated], now: datetime) -> Dated | None:
    found = [each for each in dated if each.lesson == lesson and each.state in TO_COME and each.slot.on > now.date()]
    return min(found, key=lambda each: each.order, default=None)


def _off(dated: Sequence[Dated], now: datetime, next: Dated | None) -> Dated | None:
    """The first one; a day on which the class has another lesson all the same is not told."""
    days = {each.slot.on for each in dated if each.state in TO_COME}
    found = [
        each for each in dated
        if each.state in OUT and each.slot.on > now.date() and each.slot.on not in days
        and (next is None or each.order < next.order)
    ]  # fmt: skip
    return min(found, key=lambda each: each.order, default=None)


def _was_given(each: Dated, now: datetime) -> bool:
    """Whether the class had it: also where nobody said so yet."""
    return each.state is SessionState.GIVEN or (each.is_firm and each.slot.is_over(now))


def _standing(dated: Sequence[Dated], now: datetime, courses: Sequence[Course], next: Dated | None) -> Standing:
    if next is not None:
        return Standing.NEXT
    going = [each for each in courses if each.state is not SeriesState.STOPPED]
    if courses and not going:
        return Standing.STOPPED
    given = {each.lesson for each in dated if _was_given(each, now)}
    if going and all(each.lessons <= given for each in going):
        return Standing.FINISHED
    return Standing.INTERRUPTED if _waits(dated, given, going) else Standing.NOTHING


def _waits(dated: Sequence[Dated], given: Collection[int], going: Sequence[Course]) -> bool:
    if any(each.state is SeriesState.PAUSED for each in going):
        return True
    return any(each.state is SessionState.INTERRUPTED and each.lesson not in given for each in dated)


def _changes_at(dated: Sequence[Dated], now: datetime) -> datetime:
    slots = [slot for each in dated for slot in (each.slot, each.left) if slot is not None and slot.on == now.date()]
    walls = {wall for slot in slots for wall in (slot.starts, slot.ends) if wall > now.time()}
    moments = [datetime.combine(now.date(), wall, now.tzinfo) for wall in walls]
    return min([*moments, _midnight(now)])


def _midnight(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=1), time(0), now.tzinfo)
