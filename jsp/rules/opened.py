"""How long a desk was open, of the openings that took place: what figures for each opened hour are divided by."""

from collections.abc import Iterable
from datetime import date, datetime

from jsp.rules import tally
from jsp.rules.opening import Slot
from jsp.rules.tally import Grain


def opened(slots: Iterable[Slot], grain: Grain, now: datetime) -> dict[date, int]:
    """Minutes that the desk was open until local time `now`, by the first day of the stretch.

    What is on counts as far as it is over: the conversations of this morning count as well.
    """
    found: dict[date, int] = {}
    for slot in slots:
        first = tally.starts(grain, slot.on)
        found[first] = found.get(first, 0) + passed(slot, now)
    return found


def passed(slot: Slot, now: datetime) -> int:
    """How many minutes of an opening are over at local time `now`."""
    if slot.is_over(now):
        return slot.minutes
    if not slot.has_begun(now):
        return 0
    return (now.hour - slot.starts.hour) * 60 + now.minute - slot.starts.minute
