"""What a report says of who took part: roles with their numbers, and never a role of which there was only one."""

from collections import Counter
from collections.abc import Iterable

from jsp.rules.talk import Part, named_parts


def seats_told(parts: Iterable[Part]) -> tuple[list[tuple[Part, int]], int]:
    """The roles that may be named with how many there were, the most first; and how many others took part."""
    seats = list(parts)
    named = named_parts(seats)
    counted = Counter(each for each in seats if each in named)
    return sorted(counted.items(), key=lambda each: (-each[1], each[0])), len(seats) - counted.total()
