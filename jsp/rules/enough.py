"""When answers are enough to be shown: so many that nobody is recognised, and from so many different pupils."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heads:
    """How many handed in after one lesson: on phones, and on paper, where whoever counted the sheets knows them."""

    phones: int
    paper: int = 0

    @property
    def answers(self) -> int:
        """On phones or on paper."""
        return self.phones + self.paper


def is_enough(lessons: Sequence[Heads], *, least: int, floor: int) -> bool:
    """Whether the answers after these lessons may be shown as one.

    They have to be `least` together, and `floor` of them after one and the same lesson: the same four pupils do not
    become eight by answering twice. Who typed in the paper can take it away again, so phones must do so by themselves.
    """
    phones = [each.phones for each in lessons]
    return _are(phones, least, floor) if any(phones) else _are([each.paper for each in lessons], least, floor)


def _are(numbers: Sequence[int], least: int, floor: int) -> bool:
    return sum(numbers) >= least and max(numbers, default=0) >= floor
