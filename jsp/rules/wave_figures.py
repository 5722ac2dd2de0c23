"""How scores are laid beside each other: by scale, as gaps, by year. Units never stand in the order of their scores."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from jsp.rules.wave import SCALES, Measure, Score

MARGIN, STEP = 4, 23  # percent of the width of a drawing: left of a 1, and from each whole number to the next
LARGE, SMALL = Decimal("1.00"), Decimal("0.50")
KNOWN = [key for scales in SCALES.values() for key in scales]
MARKS = (1, 2, 3, 4, 5)
SHAPES = ("dot", "ring", "square", "diamond", "triangle")  # from the newest year back
DIGITS = "digits"  # the shape of all years before: the year itself


class GapWord(StrEnum):
    """How what succeeds compares with how important it is."""

    LARGE = "large"
    SOME = "some"
    NONE = "none"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Gap:
    """A competence in a unit: how important it is found, and how far it succeeds."""

    importance: Score
    realised: Score

    @property
    def scale(self) -> str:
        """The competence."""
        return self.importance.scale

    @property
    def size(self) -> Decimal:
        """Above nought where it is found more important than it succeeds."""
        return self.importance.mean - self.realised.mean

    @property
    def word(self) -> GapWord:
        """The same in a word."""
        if self.size >= LARGE:
            return GapWord.LARGE
        if self.size >= SMALL:
            return GapWord.SOME
        return GapWord.NONE if self.size > -SMALL else GapWord.AHEAD


@dataclass(frozen=True, slots=True)
class Trend:
    """What one unit scored on one scale, year by year."""

    unit: str
    measure: Measure
    years: Mapping[int, Score]


def by_scale(scores: Iterable[Score]) -> dict[str, list[Score]]:
    """The scores of each scale: known scales in their usual order, others and all units by the alphabet."""
    found: dict[str, list[Score]] = {}
    for each in sorted(scores, key=_in_order):
        found.setdefault(each.scale, []).append(each)
    return found


def gaps(scores: Iterable[Score]) -> dict[str, list[Gap]]:
    """The gaps of each unit, the largest first; a competence of which one of the two is unknown has none."""
    pairs: dict[tuple[str, str], dict[Measure, Score]] = {}
    for each in sorted(scores, key=_in_order):
        pairs.setdefault((each.unit, each.scale), {})[each.measure] = each
    found: dict[str, list[Gap]] = {}
    for (unit, _scale), both in sorted(pairs.items(), key=lambda pair: pair[0][0].casefold()):
        if Measure.IMPORTANCE in both and Measure.REALISED in both:
            found.setdefault(unit, []).append(Gap(both[Measure.IMPORTANCE], both[Measure.REALISED]))
    return {unit: sorted(each, key=lambda gap: -gap.size) for unit, each in found.items()}


def trends(waves: Mapping[int, Sequence[Score]]) -> dict[str, list[Trend]]:
    """Scale by scale what each unit scored in each year; only scales that were measured in more than one."""
    cells: dict[tuple[str, str, Measure], dict[int, Score]] = {}
    for year, scores in sorted(waves.items()):
        for each in scores:
            cells.setdefault((each.scale, each.unit, each.measure), {})[year] = each
    found: dict[str, list[Trend]] = {}
    for (scale, unit, measure), years in sorted(cells.items(), key=lambda cell: _in_order(min_of(cell[1]))):
        found.setdefault(scale, []).append(Trend(unit, measure, years))
    return {scale: rows for scale, rows in found.items() if len({year for row in rows for year in row.years}) > 1}


def shapes(years: Iterable[int]) -> dict[int, str]:
    """By what shape each year is known in a drawing, the newest first."""
    newest = sorted(years, reverse=True)
    return {year: SHAPES[at] if at < len(SHAPES) else DIGITS for at, year in enumerate(newest)}


def min_of(years: Mapping[int, Score]) -> Score:
    """The score of the first year."""
    return years[min(years)]


def at(value: Decimal | int) -> str:
    """Where a value from 1 to 5 stands in a drawing, from its left side; what lies outside stands at the edge."""
    inside = min(max(Decimal(value), Decimal(1)), Decimal(5))
    return f"{float(MARGIN + (inside - 1) * STEP):g}%"


def spread(score: Score) -> tuple[str, str] | None:
    """From where to where the line of one standard deviation around the mean goes."""
    return None if score.sd is None else (at(score.mean - score.sd), at(score.mean + score.sd))


def _in_order(score: Score) -> tuple[int, str, str, str, str]:
    place = KNOWN.index(score.scale) if score.scale in KNOWN else len(KNOWN)
    return place, score.scale.casefold(), score.unit.casefold(), score.unit, score.measure
