"""Whoever adds and takes off what is shown is left with nothing, or with as many as a figure needs."""

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsp.rules.referral_figures import Case, Row, Tables, apart, half_year, middle, share, tables

GRIP, WOON, HELDER = 1, 2, 3
MONEY, HOUSING, HEALTH = 11, 12, 13
cases = st.lists(
    st.builds(Case, st.integers(1, 5), st.integers(11, 15), st.none() | st.integers(0, 31)), max_size=60
)  # fmt: skip


def many(number: int, partner: int, theme: int, days: int | None = 3) -> list[Case]:
    return [Case(partner, theme, days)] * number


def test_a_partner_with_too_few_stands_together_with_another() -> None:
    found = tables([*many(8, GRIP, MONEY), *many(6, WOON, MONEY), *many(2, HELDER, MONEY)], least=5)
    assert [row.of for row in found.partners] == [(GRIP,), (WOON, HELDER)]


def test_a_partner_is_not_taken_off_a_theme() -> None:
    """All five of Grip are about money; the sixth about money would be alone."""
    found = tables([*many(5, GRIP, MONEY), *many(1, WOON, MONEY), *many(9, WOON, HOUSING)], least=5)
    assert [row.of for row in found.partners] == [(GRIP,), (WOON,)]
    assert [row.of for row in found.themes] == [(MONEY, HOUSING)]


def test_what_has_nothing_to_do_with_each_other_stands_apart() -> None:
    found = tables([*many(5, GRIP, MONEY), *many(5, WOON, HOUSING)], least=5)
    assert ([row.of for row in found.partners], [row.of for row in found.themes]) == (
        [(GRIP,), (WOON,)], [(MONEY,), (HOUSING,)],
    )  # fmt: skip


def test_shares_are_tenths_and_medians_whole_days() -> None:
    cases = [*many(5, GRIP, MONEY, 2), *many(2, GRIP, MONEY, 9), *many(3, GRIP, MONEY, None)]
    assert tables(cases, least=5).whole == Row((), 7, 2)
    assert tables(cases[5:], least=5).whole == Row((), 4, None), "of two of them no median is shown"
    assert tables(cases[:4], least=5) == Tables()


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(4, 40, None), (5, 40, 1), (36, 40, None), (20, 40, 5), (0, 0, None)]
)
def test_a_month_shows_tenths_where_both_sides_are_enough(part: int, whole: int, shown: int | None) -> None:
    assert share(part, whole, least=5) == shown


def test_a_median_needs_enough() -> None:
    assert (middle([1, 2, 3, 4], least=5), middle([1, 2, 3, 4, 30], least=5)) == (None, 3)


@given(found=cases, least=st.integers(1, 8))
def test_every_group_is_large_enough_and_each_referral_stands_in_one(found: list[Case], least: int) -> None:
    shown = tables(found, least=least)
    for rows, key in ((shown.partners, "partner"), (shown.themes, "theme")):
        numbers = Counter(getattr(each, key) for each in found)
        sizes = [sum(numbers[id] for id in row.of) for row in rows]
        assert all(size >= least for size in sizes)
        assert sum(sizes) in (0, len(found))
        ids = [id for row in rows for id in row.of]
        assert len(ids) == len(set(ids))


@given(found=cases, least=st.integers(1, 8), data=st.data())
@settings(max_examples=300)
def test_no_sum_of_what_is_shown_isolates_a_handful(found: list[Case], least: int, data: st.DataObject) -> None:
    """The weight that a sum of groups, some of them taken off, leaves each referral with."""
    shown = tables(found, least=least)
    if not shown.partners:
        return
    weights = [data.draw(st.lists(st.integers(-2, 2), min_size=len(rows), max_size=len(rows)))
               for rows in (shown.partners, shown.themes)]  # fmt: skip
    by_partner = {id: weight for row, weight in zip(shown.partners, weights[0], strict=True) for id in row.of}
    by_theme = {id: weight for row, weight in zip(shown.themes, weights[1], strict=True) for id in row.of}
    for whole in (-2, -1, 0, 1, 2):
        left = sum(1 for each in found if whole + by_partner[each.partner] + by_theme[each.theme] != 0)
        assert left == 0 or left >= least


@given(found=cases, least=st.integers(2, 6))
def test_the_smallest_cut_is_found(found: list[Case], least: int) -> None:
    """Beside the plain way: try every side."""
    partners = [(id,) for id in sorted({each.partner for each in found})]
    themes = [(id,) for id in sorted({each.theme for each in found})]
    numbers = set()
    for side in product((False, True), repeat=len(partners) + len(themes)):
        of = dict(zip([*partners, *themes], side, strict=True))
        numbers.add(sum(1 for each in found if of[each.partner,] != of[each.theme,]))
    is_apart = apart(found, partners, themes, least=least) is not None
    assert is_apart == any(0 < number < least for number in numbers)


@given(today=st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_half_year_is_over_for_a_month_and_the_next_is_not(today: date) -> None:
    first, last = half_year(today)
    assert (first.month, last.month) in ((2, 7), (8, 1))
    assert last + timedelta(days=31) < today <= last + timedelta(days=31 + 1 + 184)
