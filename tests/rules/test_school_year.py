"""Every day belongs to exactly one school year, from 1 August until 31 July."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules import school_year

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(("day", "name"), [
    (date(2026, 7, 31), "2025-2026"),
    (date(2026, 8, 1), "2026-2027"),
    (date(2026, 12, 31), "2026-2027"),
    (date(2027, 1, 1), "2026-2027"),
    (date(2028, 2, 29), "2027-2028"),
])  # fmt: skip
def test_it_turns_on_the_first_of_august(day: date, name: str) -> None:
    assert school_year.name(day) == name


@given(DAYS)
def test_a_day_lies_within_its_own_school_year(day: date) -> None:
    first, last = school_year.bounds(day)
    assert first <= day <= last
    assert (first.month, first.day, last.month, last.day) == (8, 1, 7, 31)


@given(DAYS)
def test_school_years_leave_no_gap_and_do_not_overlap(day: date) -> None:
    first, last = school_year.bounds(day)
    assert school_year.bounds(last + A_DAY)[0] == last + A_DAY
    assert school_year.bounds(first - A_DAY)[1] == first - A_DAY


@given(DAYS, DAYS)
def test_two_days_share_a_name_when_they_share_a_year(one: date, other: date) -> None:
    same = school_year.bounds(one) == school_year.bounds(other)
    assert (school_year.name(one) == school_year.name(other)) is same


@given(DAYS)
def test_a_week_is_monday_to_sunday_around_the_day(day: date) -> None:
    monday, sunday = school_year.week(day)
    assert monday <= day <= sunday
    assert (monday.weekday(), sunday - monday) == (0, timedelta(days=6))
