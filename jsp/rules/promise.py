"""By when an answer is there: a number of school days ahead, at the end of the opening of that day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from jsp.rules.closures import ClosedDays, Effect
from jsp.rules.opening import Slot
from jsp.rules.school_days import working_day_ahead

END_OF_DAY = time(17)


@dataclass(frozen=True, slots=True, order=True)
class Promise:
    """A day and a wall time in Europe/Amsterdam."""

    on: date
    until: time

    @classmethod
    def of(cls, on: date | None, until: time | None) -> "Promise | None":
        """The promise of a day and a time that may both be missing."""
        return cls(on, until) if on is not None and until is not None else None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a site: its closures, the openings that take place, and those that were called off."""

    closed: tuple[ClosedDays, ...] = ()
    slots: tuple[Slot, ...] = ()
    off: tuple[Slot, ...] = ()

    def promise(self, asked_on: date, days: int) -> Promise | None:
        """When a question of that day is answered here; None where the team does not work for more than a year.

        A day on which every opening was called off is lost: whoever would have answered is not there.
        """
        held = {slot.on for slot in self.slots}
        lost = [ClosedDays(slot.on, slot.on, Effect.CLOSED) for slot in self.off if slot.on not in held]
        day = working_day_ahead(asked_on, days, [*self.closed, *lost])
        if day is None:
            return None
        return Promise(day, max((slot.ends for slot in self.slots if slot.on == day), default=END_OF_DAY))


def promise(asked_on: date, days: int, plans: Iterable[Plan]) -> Promise | None:
    """The promise of whichever site answers first; `days` school days, the day of asking not counted."""
    found = [each for each in (plan.promise(asked_on, days) for plan in plans) if each is not None]
    return min(found, default=None)
