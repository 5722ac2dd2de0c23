"""Colours of the palette, in which passages are marked: the nearest to one of somebody's own, and the least used."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from jsp.rules.coding import COLOURS


@cache
def nearest(colour: str) -> int:
    """The place in the palette."""
    red, green, blue = _parts(colour)

    def distance(place: int) -> int:
        other = _parts(COLOURS[place])
        return (red - other[0]) ** 2 + (green - other[1]) ** 2 + (blue - other[2]) ** 2

    return min(range(len(COLOURS)), key=distance)


def least_used(colours: Iterable[str]) -> str:
    """The colour of the palette in which the fewest of these are marked; of several the first."""
    used = Counter(nearest(each) for each in colours)
    return COLOURS[min(range(len(COLOURS)), key=lambda place: used[place])]


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
