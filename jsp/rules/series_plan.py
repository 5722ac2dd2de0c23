"""Dates for the lessons of a series that still have to be given: never one skipped, never out of order.

A lesson keeps its weekday and hour. Where that cannot be it goes to the same hour a week later, and the next ones too.
Where the class has no mentor hour then any more, it goes to the next one that it has.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from jsp.rules.opening import Slot
from jsp.rules.refusal import N_, DomainError
from jsp.rules.slots import Hour, Obstacle, occurrences

WEEK = timedelta(weeks=1)
Look = Callable[[Slot], Obstacle | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session to be dated: its place in the row, and the hour that it had or should have."""

    position: int
    label: str
    slot: Slot


@dataclass(frozen=True, slots=True)
class Placed:
    """A session with its hour before and after. `hour`: the mentor hour that it gets."""

    position: int
    label: str
    before: Slot
    after: Slot
    hour: Hour

    @property
    def is_moved(self) -> bool:
        """Whether it gets another hour."""
        return self.before != self.after

    @property
    def asks_again(self) -> bool:
        """Whether it is another hour of the week than the one that both said yes to."""
        return not self.hour.is_at(self.before)


class NoRoomError(DomainError):
    """A lesson that finds no hour any more until `last`: which one, and what was in the way most; None for too late."""

    def __init__(self, wanted: Wanted, last: date, obstacle: Obstacle | None) -> None:
        super().__init__(N_("Lesson %(label)s finds no hour before %(last)s."), label=wanted.label, last=last)
        self.wanted = wanted
        self.obstacle = obstacle


def lay_out(
    wanted: Sequence[Wanted], look: Look, *, hours: Sequence[Hour], since: datetime, last: date,
    after: Slot | None = None,
) -> list[Placed]:  # fmt: skip
    """Give each its hour, not before local time `since` and until `last`, in the order of the row.

    `look` tells what is in the way then; `hours` are the mentor hours of the class; `after` is the hour of the lesson
    before the first of these. What can stay where it was stays. Raises NoRoomError.
    """
    placed: list[Placed] = []
    for each in sorted(wanted, key=lambda each: each.position):
        former = placed[-1].after if placed else after
        hour, slot = _first_hour(each, look, _tries(each.slot, former, hours, since=since, last=last), last)
        placed.append(Placed(each.position, each.label, each.slot, slot, hour))
    return placed


def moved(wanted: Sequence[Wanted], weeks: int) -> list[Wanted]:
    """The same, wanted so many weeks later; a negative number: earlier."""
    return [replace(each, slot=replace(each.slot, on=each.slot.on + weeks * WEEK)) for each in wanted]


def week_after(day: date) -> date:
    """The Monday of the next week."""
    return day + timedelta(days=7 - day.weekday())


def _first_hour(
    wanted: Wanted, look: Look, tries: Iterator[tuple[Hour, Slot]], last: date
) -> tuple[Hour, Slot]:  # fmt: skip
    met = list[Obstacle]()
    for hour, slot in tries:
        obstacle = look(slot)
        if obstacle is None:
            return hour, slot
        met.append(obstacle)
    raise NoRoomError(wanted, last, max(met, key=met.count, default=None))


def _tries(
    wanted: Slot, former: Slot | None, hours: Sequence[Hour], *, since: datetime, last: date
) -> Iterator[tuple[Hour, Slot]]:  # fmt: skip
    """The same hour week after week; where it is no mentor hour any more all that are, one lesson a week."""
    least = max((since.date(), since.time()), (former.on, former.ends) if former is not None else (date.min, time.min))
    own = [hour for hour in hours if hour.is_at(wanted)]
    first = max(wanted.on, least[0])
    if not own and former is not None:
        first = max(first, week_after(former.on))
    found = occurrences(own or hours, first, last)
    return ((hour, slot) for hour, slot in found if (slot.on, slot.starts) >= least)


def suggests_start(month: int) -> bool:
    """Whether it is the time of year in which a group still has to form: August until October."""
    return month in (8, 9, 10)
