"""What may be shown of how often a school asks about what, so that nobody learns what one person asked.

The intruder is a colleague who sees a pupil walk in, knows all the other cases, and reads every figure there is. Hiding
what is below five is no answer: what is hidden can be had by taking figures from each other. So a figure is made once
(`jsp.blueprints.figures.service.releasing` and the triggers of the database see to that), and before anything else each
count gets noise: y = n + z, also where n is nought. All that is shown is worked out from the y's and from nothing else,
so whatever is added to or taken from each other leads back to a y at most, never to an n. Neither y nor z is returned,
kept or logged.

z is drawn from the discrete Laplace distribution, P(z) ~ e^-|z| (ε = 1; Ghosh, Roughgarden and Sundararajan 2009,
"Universally utility-maximizing privacy mechanisms"), *truncated* to -5..5: what lies beyond is given to all that is
left in proportion, not to the two ends. Of one theme in one period that is (1, 0.0031)-differentially private. It is
drawn by one whole number from the source, and by whole weights that are e^(5-|z|) to twelve decimals: no float has a
part in it, of which the last bits could tell n. What is shown of a theme lies at most 7 from what was counted: 5 of
noise, 2 of rounding.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from typing import Protocol

BOUND = 5  # the most that noise adds or takes away
LEAST = 10  # a noisy figure below it is not shown
STEP = 5  # figures are rounded to it
FEWEST = 2  # shown themes; with fewer only the total is told
MOST_PERCENT = 80  # of all that one theme may be; above it only the total is told
APART = 10  # shown figures that differ less say nothing about more or less
SCALE = 10**12
EXACT = Context(prec=40)
WEIGHTS: Mapping[int, int] = {
    z: int(EXACT.multiply(EXACT.exp(Decimal(BOUND - abs(z))), Decimal(SCALE))) for z in range(-BOUND, BOUND + 1)
}
ALL_WEIGHTS = sum(WEIGHTS.values())


class Source(Protocol):
    """Where chance comes from; `random.SystemRandom` for what is to be shown."""

    def randrange(self, stop: int, /) -> int:
        """A whole number from 0 until `stop`, each as likely as the others."""


@dataclass(frozen=True, slots=True)
class Released:
    """All that is shown of one site and period.

    `shown`: by theme, none for fewer than ten; empty where it `is_total_only`: too few themes, or too much of one, to
    tell them apart. `total`: of all themes together, none for fewer than ten; a question with two themes counts twice.
    """

    shown: Mapping[int, int | None]
    total: int | None
    is_total_only: bool


class Change(StrEnum):
    """What may be said of two figures of the same theme."""

    MORE = "more"
    LESS = "less"
    NOT_CLEAR = "not_clear"
    UNKNOWN = "unknown"


def release(counts: Mapping[int, int], source: Source) -> Released:
    """What is shown of counts by theme; the themes were fixed beforehand, and those that nobody asked about are in it.

    Another call with the same counts shows something else: whoever calls it twice for one period gives noise away.
    """
    return _shown({theme: number + _noise(source) for theme, number in counts.items()})


def change(now: int | None, before: int | None) -> Change:
    """What may be said of two shown figures (none: fewer than ten, which counts as nine, and can be nought).

    Of such a one only that the other is ten more or ten less: how far it really lies from it nobody can know.
    """
    apart = (LEAST - 1 if now is None else now) - (LEAST - 1 if before is None else before)
    if abs(apart) < APART:
        return Change.UNKNOWN if now is None or before is None else Change.NOT_CLEAR
    return Change.MORE if apart > 0 else Change.LESS


def _shown(noisy: Mapping[int, int]) -> Released:
    """From noisy figures alone."""
    total, shown = sum(noisy.values()), {theme: _rounded(number) for theme, number in noisy.items()}
    is_total_only = _are_alike(noisy, total)
    return Released({} if is_total_only else shown, _rounded(total), is_total_only)


def _are_alike(noisy: Mapping[int, int], total: int) -> bool:
    """Whether who knows that somebody asked something would know about what."""
    enough = [number for number in noisy.values() if number >= LEAST]
    return len(enough) < FEWEST or max(enough) * 100 > total * MOST_PERCENT


def _rounded(noisy: int) -> int | None:
    """To the nearest five; whole numbers never lie halfway between two of them."""
    return None if noisy < LEAST else (noisy + STEP // 2) // STEP * STEP


def _noise(source: Source) -> int:
    drawn = source.randrange(ALL_WEIGHTS)
    for noise, weight in WEIGHTS.items():
        if drawn < weight:
            return noise
        drawn -= weight
    raise ValueError(drawn)
