"""Which opening of a site counts now: the one that is on, the next of today, or the first of a later day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - `on: Date` reads better than a clash
from datetime import datetime, time
from enum import StrEnum


class State(StrEnum):
    """How the desk of a site stands at this minute."""

    OPEN = "open"
    LATER_TODAY = "later_today"
    CLOSED = "closed"
    UNPLANNED = "unplanned"


@dataclass(frozen=True, slots=True)
class Slot:
    """One opening: local wall time, the end not included."""

    on: Date
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a site, with the opening that it speaks of (None when nothing is planned)."""

    state: State
    slot: Slot | None


def status(slots: Iterable[Slot], now: datetime) -> Status:
    """The state at local time `now`: open until exactly the end, then at once the next opening."""
    day, clock = now.date(), now.time()
    coming = [slot for slot in slots if slot.on > day or (slot.on == day and clock < slot.ends)]
    if not coming:
        return Status(State.UNPLANNED, None)
    first = min(coming, key=lambda slot: (slot.on, slot.starts))
    if first.on > day:
        return Status(State.CLOSED, first)
    return Status(State.OPEN if first.starts <= clock else State.LATER_TODAY, first)
