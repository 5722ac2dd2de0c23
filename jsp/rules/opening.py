"""How the desk of a site stands at this minute, and which opening counts: the one that is on, else the next."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - `on: Date` reads better than a clash
from datetime import datetime, time
from enum import StrEnum

from jsp.rules.closures import ClosedDays, ClosureKind, Effect, shut_by
from jsp.rules.refusal import N_, DomainError

SHORTEST, LONGEST = 15, 12 * 60  # minutes
MOST_YEARS_AHEAD = 3


class State(StrEnum):
    """How the desk of a site stands at this minute; exactly one holds."""

    OPEN = "open"
    LATER_TODAY = "later_today"
    CANCELLED = "cancelled"
    SHUT = "shut"
    REMOTE = "remote"
    CLOSED = "closed"
    UNPLANNED = "unplanned"


class OpeningState(StrEnum):
    """Whether an opening stands as planned, was called off, or is no longer in any pattern."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    DROPPED = "dropped"


class CancelReason(StrEnum):
    """Why an opening was called off."""

    ILLNESS = "illness"
    TOO_FEW = "too_few"
    ROOM = "room"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Slot:
    """One opening: local wall time, the end not included."""

    on: Date
    starts: time
    ends: time

    @property
    def minutes(self) -> int:
        """How long it lasts by the clock on the wall."""
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute

    def meets(self, other: "Slot") -> bool:
        """Whether they share a moment."""
        return self.on == other.on and self.starts < other.ends and other.starts < self.ends

    def has_begun(self, now: datetime) -> bool:
        """Whether it is on, or was, at local time `now`."""
        return (self.on, self.starts) <= (now.date(), now.time())

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended at local time `now`."""
        return (self.on, self.ends) <= (now.date(), now.time())


@dataclass(slots=True)
class Went:
    """How openings went: held, with their minutes; called off, by reason; or shut, by kind of closure."""

    held: int = 0
    minutes: int = 0
    off: Counter[CancelReason] = field(default_factory=Counter)
    shut: Counter[ClosureKind] = field(default_factory=Counter)

    def add(
        self, slot: Slot, *, takes_place: bool, reason: CancelReason | None, closed_by: ClosureKind | None,
        times: int = 1,
    ) -> None:  # fmt: skip
        """One that is over, or so many alike. Of one that was called off and lies in a closure the closure counts."""
        if takes_place:
            self.held += times
            self.minutes += times * slot.minutes
        elif closed_by is not None:
            self.shut[closed_by] += times
        else:
            self.off[reason or CancelReason.OTHER] += times


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a site, with the opening that it speaks of (None when nothing is planned).

    `shut`: the closure of today where the state speaks of one; `off`: what was called off today.
    """

    state: State
    slot: Slot | None
    shut: ClosedDays | None = None
    off: Slot | None = None


def status(
    slots: Iterable[Slot], now: datetime, *, closed: Iterable[ClosedDays] = (), off: Iterable[Slot] = ()
) -> Status:
    """The state at local time `now`: open until exactly the end, then at once what comes next.

    `slots` are the openings that take place, those of today that are over too; `off` those that were called off.
    """
    planned = list(slots)
    coming = [slot for slot in planned if not slot.is_over(now)]
    first = min(coming, key=lambda slot: (slot.on, slot.starts), default=None)
    if first is not None and first.on == now.date():
        return Status(State.OPEN if first.starts <= now.time() else State.LATER_TODAY, first)
    shut = shut_by(now.date(), closed)
    if shut is not None:
        return Status(State.REMOTE if shut.effect is Effect.REMOTE else State.SHUT, first, shut=shut)
    missed = [slot for slot in off if slot.on == now.date() and not slot.is_over(now)]
    was_open = any(slot.on == now.date() for slot in planned)
    if missed and not was_open:
        return Status(State.CANCELLED, first, off=min(missed, key=lambda slot: slot.starts))
    return Status(State.UNPLANNED if first is None else State.CLOSED, first)


def check_hours(starts: time, ends: time) -> None:
    """Refuse hours that no desk keeps. Raises DomainError beside the field `ends`."""
    minutes = Slot(Date.min, starts, ends).minutes
    if minutes == 0:
        raise DomainError(N_("It ends when it begins."), field="ends")
    if minutes < 0:
        raise DomainError(N_("The end is before the beginning."), field="ends")
    if minutes < SHORTEST:
        raise DomainError(N_("This is shorter than a quarter of an hour."), field="ends")
    if minutes > LONGEST:
        raise DomainError(N_("This is longer than twelve hours. Is there a typing error in it?"), field="ends")


def check_day(day: Date, *, today: Date, closed: Iterable[ClosedDays]) -> None:
    """Refuse a day on which nothing can be planned. Raises DomainError beside the field `on`."""
    if day < today:
        raise DomainError(N_("This day is over."), field="on")
    if day.year > today.year + MOST_YEARS_AHEAD:
        raise DomainError(N_("This year lies too far away. Is there a typing error in it?"), field="on")
    if shut_by(day, closed) is not None:
        raise DomainError(N_("The site is closed that day. Change the closure first."), field="on")
