"""The team's figures over stretches of time: which stretches, those of a year before beside them, and per opened hour.

A rate is a number divided by the hours that the desk was open until now, rounded to hundredths, halves up. A stretch
without an opening has no rate, and without a conversation as well it was not open: that is no fall.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from jsp.rules import school_year, tally
from jsp.rules.tally import Grain

YEARS = 6  # school years side by side
YEARS_BACK = 12  # school years that can be chosen
MOST_SITES = 12  # whose openings and splits are read for one page
WEEK = timedelta(weeks=1)
HUNDREDTH = Decimal("0.01")


class Per(StrEnum):
    """What a figure says: how many conversations, or how many for each opened hour."""

    NUMBER = "number"
    HOUR = "hour"


class Cell(NamedTuple):
    """Conversations, the minutes that the desk was open meanwhile, and all conversations of that time together.

    `timed`: those of times of which it is known how long the desk was open; None where that goes for all.
    """

    number: int
    minutes: int
    whole: int
    timed: int | None = None

    @property
    def was_shut(self) -> bool:
        """Whether there was no opening and nothing at all was written down."""
        return not self.whole and not self.minutes

    @property
    def rate(self) -> Decimal | None:
        """For each opened hour; None where there was none."""
        if not self.minutes:
            return None
        timed = self.number if self.timed is None else self.timed
        return (Decimal(timed) * 60 / self.minutes).quantize(HUNDREDTH, ROUND_HALF_UP)

    def figure(self, per: Per) -> Decimal | int | None:
        """What is shown; None where there is nothing to show."""
        if per is Per.HOUR:
            return self.rate
        return None if self.was_shut else self.number


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is counted, a cell for each stretch; None where a stretch has no counterpart."""

    cells: tuple[Cell | None, ...]

    @property
    def total(self) -> Cell:
        """All stretches together. What lies in a stretch without opened hours is no part of what there was per hour."""
        held = [cell for cell in self.cells if cell is not None]
        numbers, minutes, whole = (sum(cell[at] or 0 for cell in held) for at in range(3))
        return Cell(numbers, minutes, whole, sum(cell.number for cell in held if cell.minutes))


class Times(NamedTuple):
    """Of the same stretches, by their first days: the minutes that the desk was open, and all conversations."""

    minutes: Mapping[date, int]
    whole: Mapping[date, int]


def line(numbers: Mapping[date, int], times: Times, stretches: Sequence[date | None]) -> Line:
    """The line of these stretches, each by its first day."""
    minutes, whole = times
    return Line(tuple(
        None if first is None else Cell(numbers.get(first, 0), minutes.get(first, 0), whole.get(first, 0))
        for first in stretches
    ))  # fmt: skip


def stretches(grain: Grain, year: int, today: date) -> tuple[date, ...]:
    """The first days of the stretches until today of the school year that begins in that calendar year.

    A week belongs to the school year in which its Monday lies. Of school years: that one and those before it.
    """
    if grain is Grain.YEAR:
        return tuple(date(each, school_year.FIRST_MONTH, 1) for each in range(year - YEARS + 1, year + 1))
    first, last = school_year.bounds(date(year, school_year.FIRST_MONTH, 1))
    until = min(last, today)
    if grain is Grain.MONTH:
        months = [first.replace(year=year + (at > 12), month=(at - 1) % 12 + 1) for at in range(8, 20)]
        return tuple(month for month in months if month <= until)
    monday = first + timedelta(days=-first.weekday() % 7)
    return tuple(monday + WEEK * at for at in range((until - monday).days // 7 + 1))


def year_before(grain: Grain, first: date) -> date | None:
    """The same stretch a year before, by its first day: the same month, or the week of the same number.

    Week 53 has none in a year of 52 weeks. School years already stand beside each other.
    """
    if grain is Grain.MONTH:
        return first.replace(year=first.year - 1)
    if grain is Grain.YEAR:
        return None
    year, week, _day = first.isocalendar()
    try:
        return date.fromisocalendar(year - 1, week, 1)
    except ValueError:
        return None


def is_running(grain: Grain, first: date, today: date) -> bool:
    """Whether today lies in the stretch, so that more may come."""
    return first == tally.starts(grain, today)


def beside(grain: Grain, of: Sequence[date], today: date) -> tuple[date | None, ...]:
    """Of each stretch the one a year before; none of the one that still runs: a part is no match for a whole."""
    return tuple(None if is_running(grain, first, today) else year_before(grain, first) for first in of)


def years(today: date) -> tuple[int, ...]:
    """The school years that can be looked at, by the calendar year in which they begin, the newest first."""
    now = school_year.starting_year(today)
    return tuple(range(now, now - YEARS_BACK, -1))


def share(part: int, whole: int) -> int | None:
    """Hundredths of the whole, halves up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None
