"""Which colour of the palette comes nearest to one of somebody's own: passages are marked in those of the palette."""

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


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
