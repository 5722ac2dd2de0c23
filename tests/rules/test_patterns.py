"""Fixed hours give an opening every so many weeks, at the same time by the clock on the wall, never on a closed day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.closures import ClosedDays, Effect
from jsp.rules.opening import Slot, State, status
from jsp.rules.patterns import Pattern, days, slots
from tests.rules.calendars import A_DAY, PATTERNS, SCHOOL_YEAR, closures

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY, WEDNESDAY, SUNDAY = 0, 2, 6
CLOSURES = st.lists(closures(*SCHOOL_YEAR), max_size=8)
DAYS = st.dates(*SCHOOL_YEAR)


def at_noon(weekday: int, since: date, until: date, *, every_weeks: int = 1) -> Pattern:
    return Pattern(
        weekday=weekday, starts=time(12), ends=time(13, 30),
        valid_from=since, valid_until=until, every_weeks=every_weeks,
    )  # fmt: skip


def days_of(pattern: Pattern, closed: list[ClosedDays]) -> list[date]:
    return [slot.on for slot in slots(pattern, closed, since=date.min)]


def by_the_calendar(pattern: Pattern) -> list[date]:
    """Turns over every page of the calendar, and counts the weekdays met."""
    pages = [
        pattern.valid_from + number * A_DAY for number in range((pattern.valid_until - pattern.valid_from).days + 1)
    ]
    return [page for page in pages if page.weekday() == pattern.weekday][:: pattern.every_weeks]


@given(PATTERNS, CLOSURES)
def test_there_is_never_an_opening_on_a_closed_day(pattern: Pattern, closed: list[ClosedDays]) -> None:
    shut = [each for each in closed if each.effect is not Effect.OPEN]
    assert not [on for on in days_of(pattern, closed) if any(each.first <= on <= each.last for each in shut)]


@given(PATTERNS, CLOSURES)
def test_only_a_closed_day_is_left_out(pattern: Pattern, closed: list[ClosedDays]) -> None:
    left_out = set(by_the_calendar(pattern)) - set(days_of(pattern, closed))
    shut = [each for each in closed if each.effect is not Effect.OPEN]
    assert all(any(each.first <= on <= each.last for each in shut) for on in left_out)


@given(PATTERNS)
def test_without_closures_it_is_as_the_calendar_on_the_wall_says(pattern: Pattern) -> None:
    assert list(days(pattern)) == days_of(pattern, []) == by_the_calendar(pattern)


@given(PATTERNS, CLOSURES)
def test_every_opening_is_on_its_weekday_at_its_hours(pattern: Pattern, closed: list[ClosedDays]) -> None:
    told = {(slot.on.weekday(), slot.starts, slot.ends) for slot in slots(pattern, closed, since=date.min)}
    assert told <= {(pattern.weekday, pattern.starts, pattern.ends)}


@given(PATTERNS, CLOSURES)
def test_every_opening_lies_within_validity(pattern: Pattern, closed: list[ClosedDays]) -> None:
    assert all(pattern.valid_from <= on <= pattern.valid_until for on in days_of(pattern, closed))


@given(PATTERNS, CLOSURES)
def test_a_closure_does_not_shift_the_weeks(pattern: Pattern, closed: list[ClosedDays]) -> None:
    first = next(days(pattern), None)
    apart = {(on - first).days % (7 * pattern.every_weeks) for on in days_of(pattern, closed)} if first else set()
    assert apart <= {0}


@given(PATTERNS, CLOSURES, DAYS)
def test_made_in_two_parts_it_is_the_same_as_at_once(pattern: Pattern, closed: list[ClosedDays], cut: date) -> None:
    at_once = slots(pattern, closed, since=date.min)
    before = [slot for slot in at_once if slot.on < cut]
    assert before + slots(pattern, closed, since=cut) == at_once


@given(PATTERNS, DAYS, DAYS)
def test_a_part_of_the_days_has_both_its_ends(pattern: Pattern, first: date, last: date) -> None:
    assert list(days(pattern, first, last)) == [day for day in by_the_calendar(pattern) if first <= day <= last]


@pytest.mark.parametrize(("since", "until", "every_weeks", "expected"), [
    (date(2026, 11, 25), date(2026, 11, 25), 1, [25]),
    (date(2026, 11, 26), date(2026, 12, 1), 1, []),
    (date(2026, 11, 4), date(2026, 11, 25), 1, [4, 11, 18, 25]),
    (date(2026, 11, 4), date(2026, 11, 25), 2, [4, 18]),
    (date(2026, 11, 5), date(2026, 11, 25), 2, [11, 25]),  # the first Wednesday makes the first week
    (date(2026, 11, 1), date(2026, 11, 30), 3, [4, 25]),
])  # fmt: skip
def test_wednesdays_fall_as_in_november(since: date, until: date, every_weeks: int, expected: list[int]) -> None:
    pattern = at_noon(WEDNESDAY, since, until, every_weeks=every_weeks)
    assert [day.day for day in days(pattern)] == expected


LUNCH = at_noon(MONDAY, date(2027, 1, 1), date(2027, 3, 31))
CARNIVAL = ClosedDays(date(2027, 2, 6), date(2027, 2, 14))
NATIONAL = ClosedDays(date(2027, 2, 20), date(2027, 2, 28))


def test_a_holiday_has_no_openings_and_the_first_after_it_has() -> None:  # E1
    christmas = ClosedDays(date(2026, 12, 19), date(2027, 1, 3))
    mondays = at_noon(MONDAY, date(2026, 12, 14), date(2027, 1, 11))
    assert days_of(mondays, [christmas]) == [date(2026, 12, 14), date(2027, 1, 4), date(2027, 1, 11)]


@pytest.mark.parametrize(("closed", "carnival_monday", "national_monday"), [
    (CARNIVAL, False, True),
    (NATIONAL, True, False),
])  # fmt: skip
def test_each_site_keeps_its_own_calendar(closed: ClosedDays, carnival_monday: bool, national_monday: bool) -> None:
    open_on = days_of(LUNCH, [closed])  # E3
    assert (date(2027, 2, 8) in open_on, date(2027, 2, 22) in open_on) == (carnival_monday, national_monday)


def test_an_exam_week_stays_open() -> None:  # E4
    exams = ClosedDays(date(2027, 1, 18), date(2027, 1, 29), Effect.OPEN)
    assert days_of(LUNCH, [exams]) == days_of(LUNCH, [])


def test_nobody_walks_in_where_only_the_phone_is_left() -> None:
    remote = ClosedDays(date(2027, 1, 18), date(2027, 1, 18), Effect.REMOTE)
    assert date(2027, 1, 18) not in days_of(LUNCH, [remote])


CHANGES = [
    (date(2026, 10, 25), timedelta(hours=2), timedelta(hours=1)),
    (date(2027, 3, 28), timedelta(hours=1), timedelta(hours=2)),
    (date(2027, 10, 31), timedelta(hours=2), timedelta(hours=1)),
]


@pytest.mark.parametrize(("sunday", "before", "after"), CHANGES)
@pytest.mark.parametrize("weekday", range(7))
def test_the_hours_stay_when_the_clock_changes(weekday: int, sunday: date, before: timedelta, after: timedelta) -> None:
    pattern = at_noon(weekday, sunday - 7 * A_DAY, sunday + 7 * A_DAY)
    begins = [datetime.combine(slot.on, slot.starts, AMSTERDAM) for slot in slots(pattern, [], since=date.min)]
    offsets = [before if each.date() < sunday else after for each in begins]
    assert [each.utcoffset() for each in begins] == offsets
    assert {each.time() for each in begins} == {time(12)}
    assert begins[-1].astimezone(UTC).time() == (datetime.combine(sunday, time(12)) - after).time()


@pytest.mark.parametrize(("sunday", "before", "after"), CHANGES)
def test_the_door_opens_at_noon_in_both_weeks(sunday: date, before: timedelta, after: timedelta) -> None:
    pattern = at_noon(SUNDAY, sunday - 7 * A_DAY, sunday)
    planned = slots(pattern, [], since=date.min)
    for day, offset in ((sunday - 7 * A_DAY, before), (sunday, after)):
        noon = datetime.combine(day, time(12), UTC) - offset
        told = [status(planned, each.astimezone(AMSTERDAM)) for each in (noon - timedelta(seconds=1), noon)]
        assert [(each.state, each.slot) for each in told] == [
            (State.LATER_TODAY, Slot(day, time(12), time(13, 30))), (State.OPEN, Slot(day, time(12), time(13, 30))),
        ]  # fmt: skip
