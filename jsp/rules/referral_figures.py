"""Figures about referrals that point at nobody: of closed halves of a school year, each made once and never again.

Of each referral counts what was known within a month of its being sent. Shares are whole tenths between nearly nobody
and nearly all, medians whole days; no number is shown. Each half year has one table, by partner or by theme in turn, so
each referral stands in one row in all of what is ever shown: adding rows and taking them off all of it leaves each row,
and what is in none, whole or not at all. Each of these has enough behind it. Both tables of one half year would not do:
who takes five of a partner off six about a theme has one left.

Half years lie side by side and share no day, and a referral is sent on one: so it stands in the figures of one of them,
and whatever is added up or taken off over several falls apart into what it is in each, where it is whole or not at all.
That holds for halves with another least as well. Three things would break it, and none of them is done: times that
overlap, such as the last six months at each view (two of them differ by who was sent on one day); a half that is made
again, after something of it was erased or heard too late (the two differ by exactly that); and by theme for a whole
year what is by partner for a half of it (the first mistake once more).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from jsp.rules import school_year

WITHIN = timedelta(days=31)  # what becomes known later changes no figure
TENTHS = 10
SECOND_HALF = 2  # its first month


@dataclass(frozen=True, slots=True)
class Case:
    """One referral that was sent. `of`: its partner or its theme. `days`: until it was known what came of it, if so."""

    of: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """What is shown of one partner or theme, or (`of` is None) of others or all: tenths known, the median if any."""

    of: int | None
    tenths: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """All that is shown; nothing where there is not enough of anything."""

    whole: Row | None = None
    rows: tuple[Row, ...] = ()


def half_year(today: date) -> tuple[date, date]:
    """First and last day of the newest half of a school year of which all has been heard that counts."""
    year = school_year.bounds(today)[0].year
    starts = [
        date(at, month, 1) for at in (year - 1, year, year + 1) for month in (SECOND_HALF, school_year.FIRST_MONTH)
    ]
    halves = [(first, then - timedelta(days=1)) for first, then in pairwise(starts)]
    return max(each for each in halves if each[1] + WITHIN < today)


def last_day(first: date) -> date:
    """Of the half year that begins then."""
    year, month = (first.year, school_year.FIRST_MONTH) if is_by_partner(first) else (first.year + 1, SECOND_HALF)
    return date(year, month, 1) - timedelta(days=1)


def made_on(today: date) -> date:
    """The day on which the figures of the half year come that is now running or was the last to end."""
    _first, last = half_year(today)
    return last_day(last + timedelta(days=1)) + WITHIN + timedelta(days=1)


def is_by_partner(first: date) -> bool:
    """Whether the table of the half year that begins then is by partner; the other half of a year it is by theme."""
    return first.month == SECOND_HALF


def table(cases: Sequence[Case], *, least: int) -> Table:
    """What is shown of these referrals: a row for whatever has enough, and one for the others together.

    Where the others are too few, the smallest row goes away with them: else they are what is left of the whole.
    """
    if len(cases) < max(least, 1):
        return Table()
    numbers = Counter(each.of for each in cases)
    alone = {of for of, number in numbers.items() if number >= least}
    others = [each for each in cases if each.of not in alone]
    if others and len(others) < least:
        alone.remove(min(alone, key=lambda of: (numbers[of], of)))
    rows = [_row(of, [each for each in cases if each.of == of], least) for of in sorted(alone)]
    if len(others) >= least:
        rows.append(_row(None, others, least))
    return Table(_whole(cases, rows, least), tuple(rows))


def share(part: int, whole: int, *, least: int) -> int | None:
    """Tenths of a whole; None where either side has fewer than `least`."""
    return None if min(part, whole - part) < max(least, 1) else _tenths(part, whole)


def middle(days: Sequence[int], *, least: int) -> int | None:
    """The median in whole days; None where fewer than `least` are known."""
    return round(median(days)) if len(days) >= max(least, 1) else None


def _tenths(part: int, whole: int) -> int:
    """Whole tenths; 1 stands for that or fewer and 9 for that or more, as "all of them" tells of each one."""
    return min(max((2 * TENTHS * part + whole) // (2 * whole), 1), TENTHS - 1)


def _row(of: int | None, cases: Sequence[Case], least: int) -> Row:
    days = [each.days for each in cases if each.days is not None]
    return Row(of, _tenths(len(days), len(cases)), middle(days, least=least))


def _whole(cases: Sequence[Case], rows: Sequence[Row], least: int) -> Row:
    """All together; without a median where only few of it stand in no median of a row."""
    told, named = {row.of for row in rows if row.days is not None}, {row.of for row in rows}
    untold = [each for each in cases if (each.of if each.of in named else None) not in told and each.days is not None]
    whole = _row(None, cases, least)
    return replace(whole, days=None) if 0 < len(untold) < least else whole
