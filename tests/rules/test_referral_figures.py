"""Whoever adds and takes off what is shown is left with nothing, or with as many as a figure needs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.referral_figures import Case, Row, Table, half_year, is_by_partner, middle, share, table

GRIP, WOON, HELDER = 1, 2, 3
CASES = st.lists(st.builds(Case, st.integers(1, 4), st.none() | st.integers(0, 31)), max_size=30)
LEAST = st.integers(1, 8)


def many(number: int, of: int, days: int | None = 3) -> list[Case]:
    return [Case(of, days)] * number


def standing(shown: Table) -> list[int | None]:
    return [row.of for row in shown.rows]


def is_in(case: Case, row: Row, shown: Table) -> bool:
    return case.of == row.of or (row.of is None and case.of not in standing(shown))


def leaves_a_handful(figures: Sequence[Sequence[bool]], least: int) -> bool:
    """Whether some sum of figures, some of them taken off, is about fewer than `least`; of each figure: who is in."""
    alike = Counter(zip(*figures, strict=True))
    for signs in product((-1, 0, 1), repeat=len(figures)):
        left = sum(
            number
            for ins, number in alike.items()
            if sum(s for s, is_there in zip(signs, ins, strict=True) if is_there)
        )
        if 0 < left < least:
            return True
    return False


def shares(found: Sequence[Case], shown: Table) -> list[list[bool]]:
    """Who stands in each share that is shown."""
    whole = [[True] * len(found)] if shown.whole else []
    return [*whole, *([is_in(each, row, shown) for each in found] for row in shown.rows)]


def medians(found: Sequence[Case], shown: Table) -> list[list[bool]]:
    """Who stands in each median that is shown."""
    whole = [[each.days is not None for each in found]] if shown.whole and shown.whole.days is not None else []
    told = [row for row in shown.rows if row.days is not None]
    return [*whole, *([each.days is not None and is_in(each, row, shown) for each in found] for row in told)]


@given(found=CASES, least=LEAST)
def test_no_sum_of_what_is_shown_is_about_a_handful(found: list[Case], least: int) -> None:
    shown = table(found, least=least)
    assert not leaves_a_handful(shares(found, shown), least)
    assert not leaves_a_handful(medians(found, shown), least)


def test_and_it_is_seen_where_it_would_be() -> None:
    """A row that does not go away with the few others; a median of all beside it; both tables of one half year."""
    found = [*many(6, GRIP), *many(2, WOON)]
    grip = Row(GRIP, 10, 3)
    wrong = Table(Row(None, 10, 3), (grip,))
    assert leaves_a_handful(shares(found, wrong), 5)
    assert leaves_a_handful(medians(found, wrong), 5)
    assert not leaves_a_handful(medians(found, replace(wrong, whole=Row(None, 10, None))), 5)
    by_partner, about_money = [True] * 5 + [False] * 10, [True] * 6 + [False] * 9
    assert leaves_a_handful([by_partner, about_money], 5)


@given(found=CASES, least=LEAST)
def test_each_row_has_enough_and_each_referral_stands_in_one_at_most(found: list[Case], least: int) -> None:
    shown = table(found, least=least)
    sizes = [sum(each) for each in shares(found, shown)[1:]]
    assert all(size >= least for size in sizes)
    assert sum(sizes) == len(found) or not sizes or len(found) - sum(sizes) >= least
    assert (shown.whole is None) == (len(found) < least)


def test_the_few_stand_together_where_they_are_enough() -> None:
    found = [*many(8, GRIP), *many(3, WOON), *many(2, HELDER)]
    assert standing(table(found, least=5)) == [GRIP, None]


def test_else_the_smallest_row_goes_away_with_them() -> None:
    found = [*many(8, GRIP), *many(6, WOON), *many(2, HELDER)]
    assert standing(table(found, least=5)) == [GRIP]
    assert standing(table(found[:14], least=5)) == [GRIP, WOON]


def test_shares_are_tenths_and_medians_whole_days() -> None:
    cases = [*many(5, GRIP, 2), *many(2, GRIP, 9), *many(3, GRIP, None)]
    assert table(cases, least=5) == Table(Row(None, 7, 2), (Row(GRIP, 7, 2),))
    assert table(cases[5:], least=5).whole == Row(None, 4, None), "of two of them no median is shown"
    assert table(cases[:4], least=5) == Table()


@pytest.mark.parametrize(("known", "not_known", "shown"), [(9, 0, 9), (0, 9, 1), (40, 1, 9), (1, 40, 1), (8, 2, 8)])
def test_all_and_nobody_look_like_nearly_all_and_nearly_nobody(known: int, not_known: int, shown: int) -> None:
    (row,) = table([*many(known, GRIP), *many(not_known, GRIP, None)], least=5).rows
    assert row.tenths == shown


def test_a_median_of_all_is_not_shown_where_few_stand_in_it_alone() -> None:
    found = [*many(6, GRIP), *many(1, WOON), *many(5, WOON, None)]
    assert table(found, least=5).whole == Row(None, 6, None)


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(4, 40, None), (5, 40, 1), (36, 40, None), (20, 40, 5), (0, 0, None)]
)
def test_a_share_needs_enough_on_both_sides(part: int, whole: int, shown: int | None) -> None:
    assert share(part, whole, least=5) == shown


def test_a_median_needs_enough() -> None:
    assert (middle([1, 2, 3, 4], least=5), middle([1, 2, 3, 4, 30], least=5)) == (None, 3)


@given(today=st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_half_year_is_over_for_a_month_and_the_next_is_not(today: date) -> None:
    first, last = half_year(today)
    assert (first.month, last.month, is_by_partner(first)) in ((2, 7, True), (8, 1, False))
    assert last + timedelta(days=31) < today <= last + timedelta(days=31 + 1 + 184)
