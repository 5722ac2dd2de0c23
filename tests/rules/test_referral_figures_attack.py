"""An attacker who keeps every figure of every half year that was ever shown, and takes them from each other.

A figure stands on a set of referrals. What is left of one set without another may be nothing, or as many as a figure
needs. Schemes that were spoiled on purpose fall.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from jsp.rules.referral_figures import WITHIN, Case, Table, half_year, is_by_partner, table

BEGINS, ENDS = date(2025, 2, 1), date(2027, 3, 31)
LEAST = 5
SEARCH = settings(max_examples=3000, deadline=None, derandomize=True, phases=[Phase.generate])  # any will do


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral. `deleted`: whether it was erased altogether after its half year was first shown."""

    at: int
    on: date
    partner: int
    theme: int
    days: int | None
    deleted: bool


Figure = frozenset[Sent]
Figures = tuple[set[Figure], set[Figure]]  # on whom shares stand, and on whom medians: their words differ
Scheme = Callable[[list[Sent]], Figures]

some_days = st.sampled_from([BEGINS + timedelta(days=days) for days in range(0, (ENDS - BEGINS).days, 45)])
some = st.tuples(some_days, st.integers(1, 2), st.integers(1, 2), st.none() | st.integers(0, 31), st.booleans())
many = st.integers(1, 7).flatmap(lambda number: some.map(lambda told: [told] * number))  # alike ones: rows that stand
populations = st.lists(many, max_size=10).map(
    lambda lots: [Sent(at, *told) for at, told in enumerate(told for lot in lots for told in lot)]
)


def views() -> Iterator[date]:
    """The days on which somebody looks: one a month."""
    day = BEGINS + timedelta(days=250)
    while day <= ENDS + timedelta(days=250):
        yield day
        day += timedelta(days=30)


def shown(found: list[Sent], *, by_partner: bool, least: int = LEAST) -> Figures:
    """On whom the figures of one table stand."""
    of = {each: each.partner if by_partner else each.theme for each in found}
    made = table([Case(of[each], each.days) for each in found], least=least)
    return _figures(found, of, made)


def _figures(found: list[Sent], of: dict[Sent, int], made: Table) -> Figures:
    named = {row.of for row in made.rows}
    groups = {row: [each for each in found if (of[each] if of[each] in named else None) == row.of] for row in made.rows}
    sets = [(row, group) for row, group in groups.items()] + ([(made.whole, found)] if made.whole else [])
    known = ((row, frozenset(each for each in group if each.days is not None)) for row, group in sets)
    return {frozenset(group) for _, group in sets}, {group for row, group in known if row.days is not None}


def together(all_of_them: Iterable[Figures]) -> Figures:
    shares: set[Figure] = set()
    medians: set[Figure] = set()
    for more_shares, more_medians in all_of_them:
        shares |= more_shares
        medians |= more_medians
    return shares, medians


def sent_in(sent: list[Sent], first: date, last: date) -> list[Sent]:
    return [each for each in sent if first <= each.on <= last]


def halves() -> list[tuple[date, date]]:
    """Each for which it was ever time."""
    return sorted({half_year(day) for day in views()})


def ours(sent: list[Sent]) -> Figures:
    """Of each half year one table, made once; every other year more is asked of a figure."""
    return together(
        shown(sent_in(sent, *half), by_partner=is_by_partner(half[0]), least=LEAST + at % 2)
        for at, half in enumerate(halves())
    )


def both_tables(sent: list[Sent]) -> Figures:
    """Spoiled: each half year by partner and by theme."""
    return together(shown(sent_in(sent, *half), by_partner=by) for half, by in product(halves(), (True, False)))


def the_last_six_months(sent: list[Sent]) -> Figures:
    """Spoiled: of the half year before the day on which somebody looks."""
    ends = [day - WITHIN for day in views()]
    return together(shown(sent_in(sent, end - timedelta(days=182), end), by_partner=True) for end in ends)


def made_again(sent: list[Sent]) -> Figures:
    """Spoiled: a half year is counted anew at each view, also after something of it was deleted."""
    left = [each for each in sent if not each.deleted]
    return together([ours(sent), ours(left)])


def years_too(sent: list[Sent]) -> Figures:
    """Spoiled: beside the halves by partner a whole year by theme."""
    year = sent_in(sent, date(2025, 8, 1), date(2026, 7, 31))
    return together([ours(sent), shown(year, by_partner=False)])


def taken_apart(known: set[Figure]) -> set[Figure]:
    """All that can be had by taking sets off those that hold them, and again from what is left."""
    known = set(known)
    while new := {large - small for small, large in product(known, known) if small < large} - known:
        known |= new
    return known


def is_caught(scheme: Scheme, sent: list[Sent]) -> bool:
    """Whether the attacker is left with fewer than a figure needs."""
    return any(0 < len(left) < LEAST for figures in scheme(sent) for left in taken_apart(figures))


@settings(max_examples=200, deadline=None)
@given(sent=populations)
def test_halves_side_by_side_leave_no_handful(sent: list[Sent]) -> None:
    assert not is_caught(ours, sent)


def test_every_day_lies_in_one_of_the_halves_and_none_in_two() -> None:
    found = halves()
    days = [first + timedelta(days=at) for first, last in found for at in range((last - first).days + 1)]
    assert days == [found[0][0] + timedelta(days=at) for at in range(len(days))]
    assert (found[0][0], days[-1] >= ENDS) == (BEGINS, True)


@pytest.mark.parametrize("spoiled", [both_tables, the_last_six_months, made_again, years_too])
def test_a_spoiled_scheme_falls(spoiled: Scheme) -> None:
    found = find(populations, lambda sent: is_caught(spoiled, sent), settings=SEARCH)
    assert not is_caught(ours, found)
