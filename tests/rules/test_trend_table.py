"""Stretches of time, the same ones a year before, and figures per opened hour."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules import school_year, tally, trend_table
from jsp.rules.tally import Grain
from jsp.rules.trend_table import Cell, Per, Times

YEARS = st.integers(2005, 2080)
DAYS = st.dates(date(2005, 8, 1), date(2080, 7, 31))
FIGURES = st.dictionaries(
    st.sampled_from(trend_table.stretches(Grain.WEEK, 2025, date(2026, 7, 31))), st.integers(0, 99)
)
NOON = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


@given(YEARS)
def test_the_weeks_of_school_years_follow_each_other_without_a_gap(year: int) -> None:
    whole = [
        monday for each in (year, year + 1)
        for monday in trend_table.stretches(Grain.WEEK, each, date(each + 1, 7, 31))
    ]  # fmt: skip
    assert all(later - earlier == timedelta(weeks=1) for earlier, later in pairwise(whole))
    assert all(monday.weekday() == 0 for monday in whole)
    assert len(trend_table.stretches(Grain.WEEK, year, date(year + 1, 7, 31))) in (52, 53)


@given(DAYS, st.sampled_from([Grain.WEEK, Grain.MONTH]))
def test_the_last_stretch_is_that_of_today(today: date, grain: Grain) -> None:
    found = trend_table.stretches(grain, school_year.starting_year(today), today)
    if found:  # before its first Monday a school year has no week
        assert found[-1] == tally.starts(grain, today)
        assert all(tally.starts(grain, first) == first for first in found)
    else:
        assert grain is Grain.WEEK
        assert tally.starts(grain, today).month == 7


def test_school_years_lie_side_by_side_up_to_the_chosen_one() -> None:
    found = trend_table.stretches(Grain.YEAR, 2026, date(2026, 11, 23))
    assert found == tuple(date(year, 8, 1) for year in range(2021, 2027))


@given(DAYS)
def test_a_week_a_year_before_has_the_same_number_and_lies_about_a_year_back(day: date) -> None:
    monday = tally.starts(Grain.WEEK, day)
    before = trend_table.year_before(Grain.WEEK, monday)
    if before is None:
        assert monday.isocalendar().week == 53
    else:
        assert before.weekday() == 0
        assert before.isocalendar().week == monday.isocalendar().week
        assert (monday - before).days in (364, 371)


@given(YEARS)
def test_no_two_weeks_have_the_same_week_a_year_before(year: int) -> None:
    weeks = trend_table.stretches(Grain.WEEK, year, date(year + 1, 7, 31))
    before = [found for week in weeks if (found := trend_table.year_before(Grain.WEEK, week))]
    assert len(before) == len(set(before)) >= len(weeks) - 1
    assert before == sorted(before)


@pytest.mark.parametrize(("monday", "before"), [
    (date(2026, 12, 28), None),  # week 53 of 2026; 2025 has 52
    (date(2026, 11, 23), date(2025, 11, 24)),  # week 48
    (date(2027, 1, 4), date(2025, 12, 29)),  # week 1, which began in the old year then
    (date(2027, 12, 27), date(2026, 12, 21)),  # week 52 after a year of 53
])  # fmt: skip
def test_weeks_around_a_year_of_53(monday: date, before: date | None) -> None:
    assert trend_table.year_before(Grain.WEEK, monday) == before


@given(DAYS)
def test_a_month_a_year_before_is_the_same_month(day: date) -> None:
    first = day.replace(day=1)
    assert trend_table.year_before(Grain.MONTH, first) == date(first.year - 1, first.month, 1)


@given(YEARS, DAYS, st.sampled_from([Grain.WEEK, Grain.MONTH]))
def test_only_what_is_over_is_laid_beside_a_year_before(year: int, today: date, grain: Grain) -> None:
    of = trend_table.stretches(grain, year, today)
    beside = dict(zip(of, trend_table.beside(grain, of, today), strict=True))
    now = tally.starts(grain, today)
    assert beside.pop(now, None) is None
    assert beside == {first: trend_table.year_before(grain, first) for first in of if first != now}


@given(FIGURES, FIGURES)
def test_the_cells_of_a_line_add_up_to_its_total(numbers: dict[date, int], minutes: dict[date, int]) -> None:
    weeks = trend_table.stretches(Grain.WEEK, 2025, date(2026, 7, 31))
    total = trend_table.line(numbers, Times(minutes, numbers), (*weeks, None)).total
    assert total[:3] == (sum(numbers.values()), sum(minutes.values()), sum(numbers.values()))
    assert total.timed == sum(numbers.get(week, 0) for week in weeks if minutes.get(week))


@given(st.integers(0, 10_000), st.integers(1, 100_000))
def test_a_rate_is_the_nearest_hundredth(number: int, minutes: int) -> None:
    rate = Cell(number, minutes, number).rate
    assert rate is not None
    assert abs(rate * minutes - number * 60) <= Decimal("0.005") * minutes
    assert rate == rate.quantize(Decimal("0.01"))


def test_halves_go_up() -> None:
    assert Cell(1, 480, 1).rate == Decimal("0.13")  # 0.125


@pytest.mark.parametrize(("cell", "number", "rate", "was_shut"), [
    (Cell(0, 0, 0), None, None, True), (Cell(3, 0, 3), 3, None, False), (Cell(0, 60, 0), 0, Decimal("0.00"), False),
    (Cell(3, 90, 5), 3, Decimal("2.00"), False), (Cell(0, 0, 2), 0, None, False),
])  # fmt: skip
def test_shut_is_no_fall(cell: Cell, number: int | None, rate: Decimal | None, was_shut: bool) -> None:
    assert cell.figure(Per.NUMBER) == number
    assert cell.figure(Per.HOUR) == rate
    assert cell.was_shut is was_shut


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_is_the_nearest_hundredth(one: int, other: int) -> None:
    share = trend_table.share(one, one + other)
    if one + other == 0:
        assert share is None
    else:
        assert share is not None
        assert abs(share * (one + other) - 100 * one) * 2 <= one + other
