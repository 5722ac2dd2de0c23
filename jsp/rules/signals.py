"""When a theme comes up more than usual: EARS, on new questions in a week for each opened hour.

C1, C2 and C3 are those of Hutwagner, Thompson, Seeman and Treadwell (2003), "The bioterrorism preparedness and response
Early Aberration Reporting System (EARS)", J Urban Health 80(2 Suppl 1): i89-i96, as `earsC` of the R package
`surveillance` computes them (Salmon, Schumacher and Höhle 2016, J Stat Softw 70(10), doi:10.18637/jss.v070.i10), with
their thresholds of 3 and 2 standard deviations. With n(t) questions in h(t) hours of the newest week t:

    C1(t) = (n(t) - m h(t)) / s(t), where m is the rate of the 7 weeks before t
    C2(t) = the same, where m is the rate of the 7 weeks t-9..t-3: a rise that began last week does not hide itself
    C3(t) = max(0, C2(t) - 1) + max(0, C2(t-1) - 1) + max(0, C2(t-2) - 1)

What differs from there, because a desk is no hospital:

- A unit is a week in which the site was open. Weeks without an opened hour are no observation: holidays do not look
  like a fall, nor the first week after them like a rise.
- m is questions for each hour, and every week weighs as much as it was open (for equal hours: the mean of EARS).
- s(t) is a number of questions: the standard deviation of the rates (n - 1) times h(t), but never less than the square
  root of the m h(t) expected (counts vary by chance alone, also after a flat history) and never less than 1
  (`minSigma`, which H. Burkom advises for sparse data).
- Nothing is said of fewer than LEAST_NUMBER questions, nor from fewer than LEAST_WEEKS weeks of history.
- C3 speaks only as long as the newest week adds to it: a rise that is over is no news.

More questions in the newest week, or as many in fewer hours, are never told less: every rule grows with them, and one
that speaks of too few leaves the word to the next. More in a week before may be told less, as with EARS itself: to C1
that week is what is usual, and from three weeks ago to C2 and C3 as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil, floor, sqrt
from typing import NamedTuple


class Rule(StrEnum):
    """Which rule of EARS (the Early Aberration Reporting System) spoke."""

    C1 = "c1"
    C2 = "c2"
    C3 = "c3"


BASELINE = 7  # weeks that tell what is usual
GAP = {Rule.C1: 0, Rule.C2: 2, Rule.C3: 2}  # weeks between those and the week that is looked at
RUN = 3  # weeks that C3 adds up
THRESHOLD = {Rule.C1: 3.0, Rule.C2: 3.0, Rule.C3: 2.0}
LEAST_WEEKS, LEAST_NUMBER = 5, 5
USUAL = 2.0  # standard deviations to both sides: about nineteen weeks out of twenty
DIGITS = 9  # so that exactly three deviations are no more than three, however fractions are kept
LOOK_BACK = timedelta(weeks=26)  # enough for all these weeks with the summer between; what lies before is too old
AFTERWARDS = timedelta(weeks=2)  # after a signal was settled


class Week(NamedTuple):
    """A week in which the site was open: new questions about one theme, and the hours that it was open (above 0)."""

    number: int
    hours: float


@dataclass(frozen=True, slots=True)
class Rise:
    """More than usual: `number` questions in the last so many `weeks`; `low` to `high` are usual in their hours."""

    rule: Rule
    weeks: int
    number: int
    low: int
    high: int


class Usual(NamedTuple):
    """What is usual, in questions for each hour: how many, and how far weeks lie apart (a standard deviation)."""

    rate: float
    spread: float

    def spread_in(self, hours: float) -> float:
        """The standard deviation in questions of a week that is open for so many hours."""
        return max(self.spread * hours, sqrt(self.rate * hours), 1.0)

    def distance(self, week: Week) -> float:
        """By how many standard deviations the week lies above what is usual."""
        return round((week.number - self.rate * week.hours) / self.spread_in(week.hours), DIGITS)

    def range_of(self, weeks: Sequence[Week]) -> tuple[int, int]:
        """Between which whole numbers of questions lies what is usual in the hours of these weeks together."""
        expected = self.rate * sum(each.hours for each in weeks)
        apart = USUAL * sqrt(sum(self.spread_in(each.hours) ** 2 for each in weeks))
        return max(0, ceil(round(expected - apart, DIGITS))), floor(round(expected + apart, DIGITS))


def find_rise(weeks: Sequence[Week]) -> Rise | None:
    """What to say of the last of these open weeks (the oldest first), by the first rule that has something to tell."""
    told = (_told(rule, weeks, last) for rule, last in _speaking(weeks))
    return next((rise for rise in told if rise is not None), None)


def distance(weeks: Sequence[Week], rule: Rule) -> float | None:
    """C1 or C2 of the last of these weeks; None where the history is too short."""
    usual = _usual(weeks, GAP[rule])
    return None if usual is None else usual.distance(weeks[-1])


def over(weeks: Sequence[Week]) -> list[float]:
    """What each of the last RUN weeks adds to C3, the newest first; a week with too short a history adds nothing."""
    values = [distance(weeks[: len(weeks) - back], Rule.C2) for back in range(min(RUN, len(weeks)))]
    return [0.0 if value is None else max(0.0, value - 1) for value in values]


def is_known(week: date, told: Iterable[date | None]) -> bool:
    """Whether a rise in that week was told already: on what day each signal was settled, None while it is open.

    As long as nobody said what it is, it is not told again, nor in the two weeks after somebody did; a week is told of
    on the Monday after it.
    """
    monday = week + timedelta(weeks=1)
    return any(settled_on is None or monday - settled_on <= AFTERWARDS for settled_on in told)


def _usual(weeks: Sequence[Week], gap: int) -> Usual | None:
    """From the weeks before the last one, `gap` weeks left out."""
    before = weeks[: max(0, len(weeks) - 1 - gap)][-BASELINE:]
    if len(before) < LEAST_WEEKS:
        return None
    hours = sum(each.hours for each in before)
    rate = sum(each.number for each in before) / hours
    square = sum(each.hours * (each.number / each.hours - rate) ** 2 for each in before) / hours
    return Usual(rate, sqrt(square * len(before) / (len(before) - 1)))


def _speaking(weeks: Sequence[Week]) -> Iterator[tuple[Rule, int]]:
    """The rules that find the last of these weeks too far above the usual, and of how many weeks each speaks."""
    for rule in (Rule.C1, Rule.C2):
        value = distance(weeks, rule)
        if value is not None and value > THRESHOLD[rule]:
            yield rule, 1
    parts = over(weeks)
    if sum(parts) > THRESHOLD[Rule.C3] and parts[0] > 0:
        yield Rule.C3, max(at for at, part in enumerate(parts, start=1) if part > 0)


def _told(rule: Rule, weeks: Sequence[Week], last: int) -> Rise | None:
    """None where there are too few to speak of, or where the sentence would not be true."""
    spoken, usual = weeks[-last:], _usual(weeks, GAP[rule])
    number = sum(each.number for each in spoken)
    if usual is None or number < LEAST_NUMBER:
        return None
    low, high = usual.range_of(spoken)
    return Rise(rule, last, number, low, high) if high < number else None
