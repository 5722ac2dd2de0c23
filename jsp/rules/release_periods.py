"""The periods of which figures about themes are made: parts of a school year that share no day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from jsp.rules import school_year
from jsp.rules.refusal import N_, DomainError

WAIT = timedelta(days=14)  # whole days after the end of a period before its figures are made


class Length(StrEnum):
    """How long the periods of a site are."""

    TERM = "term"
    HALF_YEAR = "half_year"


FIRST_MONTHS = {Length.TERM: (8, 12, 4), Length.HALF_YEAR: (8, 2)}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """First and last day, both included."""

    starts: date
    ends: date

    @property
    def months(self) -> int:
        """How many it has; the first and last one count whole."""
        return (self.ends.year - self.starts.year) * 12 + self.ends.month - self.starts.month + 1

    @property
    def due_on(self) -> date:
        """The first day on which its figures may be made."""
        return self.ends + WAIT + timedelta(days=1)


def periods(year: int, length: Length) -> list[Period]:
    """The periods of the school year that begins in that calendar year, the first one first."""
    months = FIRST_MONTHS[length]
    starts = [date(year if month >= school_year.FIRST_MONTH else year + 1, month, 1) for month in months]
    return [
        Period(first, then - timedelta(days=1))
        for first, then in pairwise([*starts, date(year + 1, school_year.FIRST_MONTH, 1)])
    ]


def length_in(lengths: Mapping[int, Length], year: int) -> Length:
    """What holds in a school year, of lengths by the school year from which they hold."""
    return lengths[max(held)] if (held := [first for first in lengths if first <= year]) else Length.TERM


def due(
    lengths: Mapping[int, Length], *, since: date, after: date | None, until: date | None, today: date
) -> list[Period]:  # fmt: skip
    """The periods of which figures may be made by now and were not, the oldest first.

    The first is that of the day `since`, the last that of the day `until`, if there is one; figures are made in order,
    so those that begin on the day `after` or before it have been.
    """
    years = range(school_year.starting_year(after or since), school_year.starting_year(today) + 1)
    found = [each for year in years for each in periods(year, length_in(lengths, year)) if each.due_on <= today]
    return [
        each
        for each in found
        if each.ends >= since and (after is None or each.starts > after) and (until is None or each.starts <= until)
    ]


def check_year(year: int, *, today: date) -> None:
    """Refuse to choose for another school year than the next one. Raises DomainError.

    In a year that has begun somebody could choose what to show by what came in; and parts of periods that were shown
    could be taken from other parts.
    """
    now = school_year.starting_year(today)
    if year <= now:
        raise DomainError(
            N_("This school year has begun: its periods stay as they are. Choose for the next one."), field="year"
        )
    if year > now + 1:
        raise DomainError(N_("You can choose for the next school year, and not for later ones."), field="year")
