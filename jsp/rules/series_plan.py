"""Dates for the lessons of a series that still have to be given: never one skipped, never out of order.

A lesson keeps its weekday and hour. Where that cannot be it goes to the same hour a week later, and the next ones too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from jsp.rules.opening import Slot
from jsp.rules.refusal import N_, DomainError
from jsp.rules.slots import Obstacle

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
    """A session with its hour before and after."""

    position: int
    label: str
    before: Slot
    after: Slot

    @property
    def is_moved(self) -> bool:
        """Whether it gets another hour."""
        return self.before != self.after


class NoRoomError(DomainError):
    """A lesson that finds no hour any more until `last`: which one, and what was in the way most; None for too late."""

    def __init__(self, wanted: Wanted, last: date, obstacle: Obstacle | None) -> None:
        super().__init__(N_("Lesson %(label)s finds no hour before %(last)s."), label=wanted.label, last=last)
        self.wanted = wanted
        self.obstacle = obstacle


def lay_out(
    wanted: Sequence[Wanted], look: Look, *, since: datetime, last: date, after: Slot | None = None
) -> list[Placed]:  # fmt: skip
    """Give each its hour, not before local time `since` and until `last`, in the order of the row.

    `look` tells what is in the way then; `after` is the hour of the lesson before the first of these. What can stay
    where it was stays. Raises NoRoomError.
    """
    placed: list[Placed] = []
    for each in sorted(wanted, key=lambda each: each.position):
        former = placed[-1].after if placed else after
        hour = _first_hour(each, former, look, since=since, last=last)
        placed.append(Placed(each.position, each.label, each.slot, hour))
    return placed


def moved(wanted: Sequence[Wanted], weeks: int) -> list[Wanted]:
    """The same, wanted so many weeks later; a negative number: earlier."""
    return [replace(each, slot=replace(each.slot, on=each.slot.on + weeks * WEEK)) for each in wanted]


def _first_hour(wanted: Wanted, former: Slot | None, look: Look, *, since: datetime, last: date) -> Slot:
    slot, met = wanted.slot, list[Obstacle]()
    least = max((since.date(), since.time()), (former.on, former.ends) if former is not None else (date.min, time.min))
    while (slot.on, slot.starts) < least:
        slot = replace(slot, on=slot.on + WEEK)
    while slot.on <= last:
        obstacle = look(slot)
        if obstacle is None:
            return slot
        met.append(obstacle)
        slot = replace(slot, on=slot.on + WEEK)
    raise NoRoomError(wanted, last, max(met, key=met.count, default=None))


def suggests_start(month: int) -> bool:
    """Whether it is the time of year in which a group still has to form: August until October."""
    return month in (8, 9, 10)
