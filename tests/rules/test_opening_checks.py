"""One opening: how long it lasts, when it is over, what it meets, and which hours and days are refused."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.closures import ClosedDays, Effect
from jsp.rules.opening import Slot, check_day, check_hours
from tests.rules.calendars import A_DAY, HOURS, QUARTERS, why

TODAY = date(2026, 11, 23)
LUNCH = Slot(TODAY, time(12, 15), time(13, 30))

BACKWARDS = "ends: The end is before the beginning."
NO_TIME = "ends: It ends when it begins."
TOO_SHORT = "ends: This is shorter than a quarter of an hour."
TOO_LONG = "ends: This is longer than twelve hours. Is there a typing error in it?"
OVER = "on: This day is over."
TOO_FAR = "on: This year lies too far away. Is there a typing error in it?"
SHUT = "on: The site is closed that day. Change the closure first."


@pytest.mark.parametrize(("starts", "ends", "refused"), [
    (time(12, 15), time(13, 30), None),
    (time(13, 30), time(12, 15), BACKWARDS),
    (time(12, 15), time(12, 15), NO_TIME),
    (time(12, 15), time(12, 29), TOO_SHORT),
    (time(12, 55), time(13, 9), TOO_SHORT),
    (time(12, 15), time(12, 30), None),
    (time(8), time(20), None),
    (time(8), time(20, 1), TOO_LONG),
    (time(0), time(23), TOO_LONG),
    (time(23, 30), time(0, 30), BACKWARDS),
])  # fmt: skip
def test_hours_that_no_desk_keeps_are_refused(starts: time, ends: time, refused: str | None) -> None:
    assert why(check_hours, starts, ends) == refused


@given(QUARTERS, QUARTERS)
def test_from_a_quarter_until_twelve_hours_is_fine(starts: time, ends: time) -> None:
    lasts = datetime.combine(TODAY, ends) - datetime.combine(TODAY, starts)
    assert (why(check_hours, starts, ends) is None) == (15 * 60 <= lasts.total_seconds() <= 12 * 3600)


@pytest.mark.parametrize(("day", "refused"), [
    (TODAY - A_DAY, OVER),
    (TODAY, None),
    (TODAY + A_DAY, None),
    (date(2029, 12, 31), None),
    (date(2030, 1, 1), TOO_FAR),
    (date(2200, 1, 1), TOO_FAR),
    (date(2026, 12, 18), None),
    (date(2026, 12, 19), SHUT),
    (date(2027, 1, 3), SHUT),
    (date(2027, 1, 4), None),
])  # fmt: skip
def test_days_on_which_nothing_can_be_planned_are_refused(day: date, refused: str | None) -> None:
    christmas = ClosedDays(date(2026, 12, 19), date(2027, 1, 3))
    assert why(check_day, day, today=TODAY, closed=[christmas]) == refused


@pytest.mark.parametrize(("effect", "refused"), [(Effect.CLOSED, SHUT), (Effect.REMOTE, SHUT), (Effect.OPEN, None)])
def test_only_where_people_can_walk_in_something_is_planned(effect: Effect, refused: str | None) -> None:
    assert why(check_day, TODAY, today=TODAY, closed=[ClosedDays(TODAY, TODAY, effect)]) == refused


@given(HOURS)
def test_it_lasts_as_long_as_the_clock_says(hours: list[time]) -> None:
    lasts = datetime.combine(TODAY, hours[1]) - datetime.combine(TODAY, hours[0])
    assert Slot(TODAY, *hours).minutes * 60 == lasts.total_seconds()


@pytest.mark.parametrize(("now", "over"), [
    (datetime.combine(TODAY, time(0)), False),
    (datetime.combine(TODAY, time(13, 29, 59)), False),
    (datetime.combine(TODAY, time(13, 30)), True),
    (datetime.combine(TODAY + A_DAY, time(0)), True),
    (datetime.combine(TODAY - A_DAY, time(23, 59)), False),
])  # fmt: skip
def test_it_is_over_from_its_last_minute_on(now: datetime, over: bool) -> None:
    assert LUNCH.is_over(now) is over


@given(HOURS, HOURS, st.integers(0, 1))
def test_two_meet_when_they_have_a_quarter_in_common(one: list[time], other: list[time], later: int) -> None:
    first, second = Slot(TODAY, *one), Slot(TODAY + later * A_DAY, *other)
    together = quarters(first) & quarters(second)
    assert first.meets(second) is second.meets(first) is bool(together)


@pytest.mark.parametrize(("starts", "ends", "meets"), [
    (time(13, 29), time(14), True),
    (time(13, 30), time(14), False),
    (time(11), time(12, 16), True),
    (time(11), time(12, 15), False),
])  # fmt: skip
def test_one_that_begins_as_another_ends_does_not_meet_it(starts: time, ends: time, meets: bool) -> None:
    other = Slot(TODAY, starts, ends)
    assert (LUNCH.meets(other), other.meets(LUNCH)) == (meets, meets)


def quarters(slot: Slot) -> set[tuple[date, int]]:
    begins, ends = (at.hour * 4 + at.minute // 15 for at in (slot.starts, slot.ends))
    return {(slot.on, quarter) for quarter in range(begins, ends)}
