"""What may be shown of what a class answered, so that nobody in it can be recognised (decision 18).

Evaluations are released to an audience in groups that are large enough and never change. A group for the school is
made of whole groups for the workers of the JSP; and of an item only those parts go into a figure that may be shown by
themselves. So whoever lays figures beside each other, and takes one from the other, is left with a part that may be
shown as well, never with a handful. Shares are whole tenths and never counts; where nearly everyone said the same, what
the others said is not shown: in nine tenths as they would be seen, or where all but one agree, since in a small class
every tenth is a pupil. One who differs from all the others looks the same as nobody who does.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import combinations

from jsp.rules.evaluation import SCORES

TENTHS, NEARLY = 10, 9  # so many tenths with the same answer are nearly everyone
SIDE = 2  # tenths, and pupils, on both sides of the middle face: fewer do not divide a class, and could be known
Counted = Mapping[int, int]  # how often each score was given
Counts = Mapping[str, Counted]  # by the key of the item


class Showing(StrEnum):
    """How much of an item is shown."""

    FIGURES = "figures"
    NEARLY_EVERYONE = "nearly_everyone"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Figure:
    """What is shown of an item: tenths by face and the mean, or only which face nearly everyone chose, or nothing.

    `is_divided`: some chose the faces below the middle and some those above it, and none of them stands alone.
    """

    showing: Showing = Showing.NOT
    tenths: tuple[int, ...] = ()
    mean: Decimal | None = None
    face: int | None = None
    is_divided: bool = False

    @property
    def spread(self) -> int:
        """How divided a class was, by what is shown alone: 100 times the variance of the tenths; 0 without tenths."""
        total = sum(score * part for score, part in zip(SCORES, self.tenths, strict=False))
        squares = sum(score * score * part for score, part in zip(SCORES, self.tenths, strict=False))
        return TENTHS * squares - total * total


NOTHING = Figure()


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one group for the workers, and how many were the least then."""

    counts: Counts
    least: int


def pooled(counts: Sequence[Counts]) -> Counts:
    """Counts of several evaluations together; only items with the same key are the same item."""
    found: dict[str, Counter[int]] = {}
    for each in counts:
        for item, of_it in each.items():
            found[item] = found.get(item, Counter()) + Counter(of_it)
    return found


def disclosed(counts: Counts, *, least: int) -> dict[str, Figure]:
    """What is shown of each item of one group."""
    return {item: _figure(of_it, least) for item, of_it in counts.items()}


def disclosed_of_several(parts: Sequence[Part], *, least: int) -> dict[str, Figure]:
    """What is shown of each item of groups together: of those that may be shown by themselves."""
    items = dict.fromkeys(item for part in parts for item in part.counts)
    return {item: _of_parts(item, parts, least) for item in items}


def most_divided(figures: Mapping[str, Figure], items: Sequence[str]) -> str | None:
    """The item about which a class was most divided, by what is shown; the first of them where they are equal.

    None where it is divided about nothing. The item with the lowest mean does not take its place: a class that agrees
    has more to say about what made the lesson go well, and what is low may be so by one or two whom the others know.
    """
    shown = [item for item in items if figures.get(item, NOTHING).is_divided]
    return max(shown, key=lambda item: figures[item].spread, default=None)


def tenths(counted: Counted) -> tuple[int, ...]:
    """Shares of the faces that add up to ten, by the largest remainder.

    Where remainders are equal, those faces go up that keep the mean nearest to that of the answers, and of two that are
    as near the higher one, as half a tenth of a mean goes up.
    """
    number = sum(counted.values())
    parts = [divmod(TENTHS * counted.get(score, 0), number) for score in SCORES]
    left = TENTHS - sum(whole for whole, _rest in parts)
    off = sum(score * rest for score, (_whole, rest) in zip(SCORES, parts, strict=True))  # what the whole tenths miss
    up = min(
        combinations(range(len(SCORES)), left),
        key=lambda some: (
            -sum(parts[at][1] for at in some), abs(gain := number * sum(SCORES[at] for at in some) - off), -gain, some,
        ),
    )  # fmt: skip
    return tuple(whole + (at in up) for at, (whole, _rest) in enumerate(parts))


def _of_parts(item: str, parts: Sequence[Part], least: int) -> Figure:
    mine = [(part.counts[item], _figure(part.counts[item], part.least)) for part in parts if item in part.counts]
    mine = [(counted, figure) for counted, figure in mine if figure.showing is not Showing.NOT]
    together = _figure(sum((Counter(counted) for counted, _figure_ in mine), Counter[int]()), least)
    faces = {figure.face for _counted, figure in mine}
    if together is NOTHING or faces == {None}:
        return together
    if len(faces) > 1:  # with one where nearly everyone agreed the others would tell what its rest said
        return NOTHING
    return Figure(Showing.NEARLY_EVERYONE, face=faces.pop())  # also where those who differed would be enough together


def _figure(counted: Counted, least: int) -> Figure:
    number = sum(counted.values())
    if number < max(least, 1):
        return NOTHING
    parts, face = tenths(counted), max(SCORES, key=lambda score: counted.get(score, 0))
    if max(parts) >= NEARLY or counted[face] >= number - 1:
        return Figure(Showing.NEARLY_EVERYONE, face=face)
    mean = Decimal(sum(score * times for score, times in counted.items())) / number
    is_divided = all(
        sum(parts[score - 1] for score in side) >= SIDE and sum(counted.get(score, 0) for score in side) >= SIDE
        for side in (SCORES[:2], SCORES[3:])
    )
    return Figure(
        Showing.FIGURES, tenths=parts, mean=mean.quantize(Decimal("0.1"), ROUND_HALF_UP), is_divided=is_divided
    )  # fmt: skip
