"""What still leads to somebody in all that was written down of a talk."""

from dataclasses import dataclass

from jsp.blueprints.focus_groups.service.pseudonyms import listed, suspects_in
from jsp.models.focus_groups import FocusGroup
from jsp.rules.note_check import Concern


@dataclass(frozen=True, slots=True)
class Left:
    """Names on the list that still stand there, and what looks like a name, a number or an address."""

    waiting: int
    names: int
    others: int

    @property
    def suspicious(self) -> int:
        """All that looks like something and is not on the list."""
        return self.names + self.others


def count_waiting(group: FocusGroup) -> int:
    """Of how many lines of the list a name still stands in texts or notes."""
    return sum(each.times > 0 for each in listed(group))


def left_in(group: FocusGroup) -> Left:
    """All of it is gone through once."""
    found = suspects_in(group)
    names = sum(each.concern is Concern.NAME for each in found)
    return Left(count_waiting(group), names, len(found) - names)
