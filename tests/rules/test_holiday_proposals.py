"""Dutch holidays are proposed by region, each once and under a key that stays; unknown years are told as such."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsp.rules.closures import ClosureKind
from jsp.rules.holiday_proposals import (
    Proposal,
    Region,
    carnival,
    carnival_holiday,
    is_moved,
    is_optional,
    lies_within,
    proposals,
    years_without,
)

SCHOOL, PUBLIC = ClosureKind.SCHOOL_HOLIDAY, ClosureKind.PUBLIC_HOLIDAY
SCHOOL_YEAR = date(2026, 8, 24), date(2027, 7, 23)
LONG = date(2023, 1, 1), date(2036, 12, 31)
DAYS = st.dates(date(2024, 1, 1), date(2036, 6, 30))
REGIONS = st.sampled_from(Region)

Spans = dict[str, tuple[date, date]]


def spans(region: Region, kind: ClosureKind, since: date = SCHOOL_YEAR[0], until: date = SCHOOL_YEAR[1]) -> Spans:
    return {each.name_en: (each.first, each.last) for each in proposals(region, since, until) if each.kind is kind}


def test_the_south_has_its_school_holidays() -> None:
    assert spans(Region.SOUTH, SCHOOL) == {
        "Autumn Break": (date(2026, 10, 17), date(2026, 10, 25)),
        "Christmas Break": (date(2026, 12, 19), date(2027, 1, 3)),
        "Spring Break": (date(2027, 2, 13), date(2027, 2, 21)),
        "May Break": (date(2027, 4, 24), date(2027, 5, 2)),
    }


def test_all_have_the_public_holidays_that_fall_on_weekdays() -> None:
    days = {
        "Christmas Day": date(2026, 12, 25),  # Boxing Day is a Saturday
        "New Year's Day": date(2027, 1, 1),
        "Good Friday": date(2027, 3, 26),
        "Easter Monday": date(2027, 3, 29),
        "King's Day": date(2027, 4, 27),
        "Liberation Day": date(2027, 5, 5),
        "Ascension Day": date(2027, 5, 6),
        "Pentecost Monday": date(2027, 5, 17),
    }
    assert spans(Region.NORTH, PUBLIC) == spans(Region.SOUTH, PUBLIC) == {name: (on, on) for name, on in days.items()}


@pytest.mark.parametrize(("since", "until"), [
    (date(2026, 12, 1), date(2027, 1, 31)),
    (date(2026, 12, 1), date(2026, 12, 31)),
    (date(2027, 1, 1), date(2027, 1, 31)),
    (date(2027, 1, 3), date(2027, 1, 3)),
    (date(2026, 12, 19), date(2026, 12, 19)),
])  # fmt: skip
def test_christmas_is_one_holiday_across_the_years_from_either_side(since: date, until: date) -> None:
    found = [each for each in proposals(Region.SOUTH, since, until) if each.kind is SCHOOL]
    assert found == [
        Proposal(
            "school_holiday:2026:Kerstvakantie", SCHOOL, "Kerstvakantie", "Christmas Break",
            date(2026, 12, 19), date(2027, 1, 3),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("day", [date(2026, 12, 18), date(2027, 1, 4)])
def test_the_day_beside_a_holiday_has_none(day: date) -> None:
    assert proposals(Region.SOUTH, day, day) == []


@pytest.mark.parametrize(("region", "spring", "autumn"), [
    (Region.NORTH, date(2027, 2, 20), date(2026, 10, 10)),
    (Region.MIDDLE, date(2027, 2, 20), date(2026, 10, 17)),
    (Region.SOUTH, date(2027, 2, 13), date(2026, 10, 17)),
])  # fmt: skip
def test_every_region_has_its_own_days(region: Region, spring: date, autumn: date) -> None:
    found = spans(region, SCHOOL)
    assert (found["Spring Break"][0], found["Autumn Break"][0]) == (spring, autumn)


@settings(deadline=None, max_examples=30)
@given(REGIONS, DAYS, st.integers(0, 400))
def test_a_part_of_the_years_holds_the_same_as_the_whole(region: Region, since: date, more: int) -> None:
    until = min(since + timedelta(days=more), date(2036, 12, 31))
    whole = [each for each in proposals(region, *LONG) if each.first <= until and each.last >= since]
    assert proposals(region, since, until) == whole


@pytest.mark.parametrize("region", Region)
def test_every_key_is_there_once(region: Region) -> None:
    keys = [each.key for each in proposals(region, *LONG)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("region", Region)
def test_they_come_in_order_and_end_after_they_begin(region: Region) -> None:
    found = [(each.first, each.last) for each in proposals(region, *LONG)]
    assert found == sorted(found)
    assert all(first <= last for first, last in found)


@pytest.mark.parametrize("region", Region)
def test_no_public_holiday_falls_in_a_weekend(region: Region) -> None:
    assert not [each for each in proposals(region, *LONG) if each.kind is PUBLIC and each.first.weekday() > 4]


@pytest.mark.parametrize("region", Region)
def test_school_holidays_of_a_region_do_not_touch(region: Region) -> None:
    school = [each for each in proposals(region, *LONG) if each.kind is SCHOOL]
    assert all((after.first - before.last).days > 1 for before, after in pairwise(school))


@pytest.mark.parametrize(("year", "sunday", "tuesday"), [
    (2025, date(2025, 3, 2), date(2025, 3, 4)),
    (2026, date(2026, 2, 15), date(2026, 2, 17)),
    (2027, date(2027, 2, 7), date(2027, 2, 9)),
    (2028, date(2028, 2, 27), date(2028, 2, 29)),
])  # fmt: skip
def test_carnival_is_from_sunday_until_tuesday(year: int, sunday: date, tuesday: date) -> None:
    assert carnival(year) == (sunday, tuesday)


def test_carnival_lies_outside_the_national_week() -> None:  # E3
    first, last = carnival(2027)
    spring = spans(Region.SOUTH, SCHOOL)["Spring Break"]
    assert last < spring[0] or spring[1] < first


def proposal(kind: ClosureKind, first: date, last: date) -> Proposal:
    return Proposal("key", kind, "naam", "name", first, last)


MAY = proposal(SCHOOL, date(2027, 4, 24), date(2027, 5, 2))


@pytest.mark.parametrize(("kind", "first", "last", "within"), [
    (PUBLIC, date(2027, 4, 27), date(2027, 4, 27), True),
    (PUBLIC, date(2027, 4, 24), date(2027, 4, 24), True),
    (PUBLIC, date(2027, 5, 2), date(2027, 5, 2), True),
    (PUBLIC, date(2027, 5, 3), date(2027, 5, 3), False),
    (PUBLIC, date(2027, 4, 23), date(2027, 4, 24), False),
    (PUBLIC, date(2027, 5, 2), date(2027, 5, 3), False),
    (SCHOOL, date(2027, 4, 27), date(2027, 4, 27), False),  # a school holiday says something itself
])  # fmt: skip
def test_a_public_holiday_within_a_school_holiday_says_nothing_new(
    kind: ClosureKind, first: date, last: date, within: bool
) -> None:
    assert lies_within(proposal(kind, first, last), [MAY]) is within


def test_a_public_holiday_within_another_public_one_does_say_something() -> None:
    day = proposal(PUBLIC, date(2027, 4, 27), date(2027, 4, 27))
    assert not lies_within(day, [day])


@pytest.mark.parametrize(("since", "until", "names"), [
    (*SCHOOL_YEAR, {"Good Friday", "Liberation Day"}),
    (date(2025, 1, 1), date(2025, 12, 31), {"Good Friday"}),  # every fifth year nobody works on 5 May
    (date(2035, 1, 1), date(2035, 12, 31), {"Good Friday"}),
])  # fmt: skip
def test_many_schools_are_open_on_two_of_them(since: date, until: date, names: set[str]) -> None:
    assert {each.name_en for each in proposals(Region.SOUTH, since, until) if is_optional(each)} == names


def test_the_years_that_are_published_are_known() -> None:
    assert years_without(date(2026, 11, 23), date(2028, 7, 31)) == []


def test_the_years_to_come_are_told_as_unknown() -> None:
    unknown = years_without(date(2028, 1, 1), date(2090, 1, 1))
    assert unknown == list(range(unknown[0], 2091))
    assert unknown[0] >= 2031


@pytest.mark.parametrize("region", Region)
def test_a_year_is_unknown_exactly_when_no_school_holiday_begins_in_it(region: Region) -> None:
    years = set(range(2023, 2037))
    known = {each.first.year for each in proposals(region, *LONG) if each.kind is SCHOOL}
    assert set(years_without(*LONG)) == years - known


@pytest.mark.parametrize("day", [date(2089, 12, 31), date(2090, 1, 1)])
def test_a_single_day_asks_for_its_own_year(day: date) -> None:
    assert years_without(day, day) == [day.year]


@pytest.mark.parametrize(("first", "last", "moved"), [
    (date(2027, 2, 6), date(2027, 2, 14), True), (date(2027, 3, 7), date(2027, 3, 9), True),
    (date(2027, 3, 8), date(2027, 3, 9), False), (date(2027, 1, 25), date(2027, 1, 30), True),
    (date(2027, 1, 25), date(2027, 1, 29), False), (date(2026, 12, 19), date(2027, 1, 3), False),
])  # fmt: skip
def test_a_school_holiday_within_two_weeks_of_one_that_stands_is_the_same_one(
    first: date, last: date, moved: bool
) -> None:
    found = proposals(Region.SOUTH, *SCHOOL_YEAR)
    [spring] = [each for each in found if each.name_en == "Spring Break"]
    [monday] = [each for each in found if each.name_en == "Easter Monday"]
    assert is_moved(spring, [(first, last)]) is moved
    assert not is_moved(monday, [(monday.first, monday.last)])


@given(year=st.integers(2024, 2036))
def test_the_holiday_of_carnival_is_nine_days_with_carnival_in_it(year: int) -> None:
    week, (first, last) = carnival_holiday(year), carnival(year)
    assert (week.first.weekday(), week.last.weekday(), (week.last - week.first).days) == (5, 6, 8)
    assert week.first < first < last < week.last
