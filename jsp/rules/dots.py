"""How a lesson of a class stands: the one dot that it gets on every board."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from jsp.rules.opening import Slot
from jsp.rules.session import HOLDS, SessionState


class Dot(StrEnum):
    """What a dot says."""

    GIVEN = "given"
    TODAY = "today"
    PLANNED = "planned"
    PROPOSED = "proposed"
    INTERRUPTED = "interrupted"
    OFF = "off"
    OPEN = "open"
    SENT = "sent"


class Held(Protocol):
    """What a dot has to know of one session. `moves`: how often it got another date."""

    @property
    def state(self) -> SessionState: ...
    @property
    def slot(self) -> Slot: ...
    @property
    def moves(self) -> int: ...


Session = TypeVar("Session", bound=Held)


def current(sessions: Sequence[Session]) -> Session | None:
    """Of all the sessions of a lesson the one that counts: what holds an hour, else what waits, else what was last."""
    counting = [each for each in sessions if each.state is not SessionState.WITHDRAWN]
    return min(counting, key=_rank, default=None) if len(counting) > 1 else next(iter(counting), None)


def dot(counts: Held | None, now: datetime, *, is_sent: bool = False) -> Dot:
    """The dot of a lesson of which this session counts, at local time `now`."""
    if counts is None:
        return Dot.SENT if is_sent else Dot.OPEN
    if counts.state is SessionState.PLANNED and counts.slot.on == now.date():
        return Dot.TODAY
    return _OF_STATE[counts.state]


def times_moved(counts: Held | None, sessions: Sequence[Held]) -> int:
    """How often a lesson got another date than it had: moved, or planned anew after it dropped out."""
    if counts is None or counts.state not in HOLDS:
        return 0
    return counts.moves + sum(each.state is SessionState.CANCELLED for each in sessions)


_OF_STATE = {
    SessionState.GIVEN: Dot.GIVEN,
    SessionState.PLANNED: Dot.PLANNED,
    SessionState.PROPOSED: Dot.PROPOSED,
    SessionState.INTERRUPTED: Dot.INTERRUPTED,
    SessionState.CANCELLED: Dot.OFF,
}


def _rank(held: Held) -> tuple[int, int, int]:
    """Of two that rank the same the later one comes first."""
    slot, waits = held.slot, 1 if held.state is SessionState.INTERRUPTED else 2
    minute = slot.starts.hour * 60 + slot.starts.minute
    return 0 if held.state in HOLDS else waits, -slot.on.toordinal(), -minute
