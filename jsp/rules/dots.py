"""How a lesson of a class stands: the one dot that it gets on every board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Held:
    """What a dot has to know of one session. `moves`: how often it got another date."""

    state: SessionState
    slot: Slot
    moves: int = 0


def current(sessions: Sequence[Held]) -> Held | None:
    """Of all the sessions of a lesson the one that counts: what holds an hour, else what waits, else what was last."""
    rank = {SessionState.INTERRUPTED: 1, SessionState.CANCELLED: 2}
    counting = [each for each in sessions if each.state is not SessionState.WITHDRAWN]
    return min(counting, key=lambda each: (0 if each.state in HOLDS else rank[each.state], _later(each)), default=None)


def dot(sessions: Sequence[Held], now: datetime, *, is_sent: bool = False) -> Dot:
    """The dot of a lesson with these sessions, at local time `now`."""
    counts = current(sessions)
    if counts is None:
        return Dot.SENT if is_sent else Dot.OPEN
    if counts.state is SessionState.PLANNED and counts.slot.on == now.date():
        return Dot.TODAY
    return _OF_STATE[counts.state]


def times_moved(sessions: Sequence[Held]) -> int:
    """How often it got another date than it had: moved, or planned anew after it dropped out."""
    counts = current(sessions)
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


def _later(held: Held) -> tuple[int, int]:
    return -held.slot.on.toordinal(), -(held.slot.starts.hour * 60 + held.slot.starts.minute)
