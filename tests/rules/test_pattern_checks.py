"""Fixed hours that cannot be, or that get in the way of others, are refused beside the field that is wrong."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.opening import Slot
from jsp.rules.patterns import Pattern, check, clash, slots
from tests.rules.calendars import A_DAY, PATTERNS, why

TODAY = date(2026, 11, 23)
FRIDAY = 4
LUNCH = Pattern(
    weekday=2, starts=time(12), ends=time(14, 30), valid_from=date(2026, 11, 25), valid_until=date(2027, 7, 9)
)
FORTNIGHT = replace(LUNCH, every_weeks=2)

UPSIDE_DOWN = "ends: The end is before the beginning."
NO_TIME = "ends: It ends when it begins."
TOO_SHORT = "ends: This is shorter than a quarter of an hour."
TOO_LONG = "ends: This is longer than twelve hours. Is there a typing error in it?"
TOO_FAR = "valid_from: This year lies too far away. Is there a typing error in it?"
BACKWARDS = "valid_until: The last day is before the first."
MORE_THAN_A_YEAR = "valid_until: This is longer than a school year. Make a new one for the next."
OVER = "valid_until: These days are over."
NEVER = "valid_until: This weekday does not occur between these two days."
IN_THE_WAY = "starts: This gets in the way of other fixed hours of this site."


def test_fixed_hours_of_a_school_year_are_fine() -> None:
    assert why(check, LUNCH, [], today=TODAY) is None


@pytest.mark.parametrize(("starts", "ends", "refused"), [
    (time(14, 30), time(12), UPSIDE_DOWN),
    (time(12), time(12), NO_TIME),
    (time(12), time(12, 14), TOO_SHORT),
    (time(12), time(12, 15), None),
    (time(8), time(20), None),
    (time(8), time(20, 1), TOO_LONG),
    (time(0, 30), time(23, 30), TOO_LONG),  # 23 hours
    (time(22), time(1), UPSIDE_DOWN),  # past midnight
])  # fmt: skip
def test_hours_that_no_desk_keeps_are_refused(starts: time, ends: time, refused: str | None) -> None:
    assert why(check, replace(LUNCH, starts=starts, ends=ends), [], today=TODAY) == refused


@pytest.mark.parametrize(("since", "until", "refused"), [
    (date(2025, 1, 1), date(2025, 6, 1), OVER),
    (date(2024, 12, 31), date(2025, 6, 1), TOO_FAR),
    (date(2028, 12, 31), date(2029, 7, 1), None),
    (date(2029, 1, 1), date(2029, 7, 1), TOO_FAR),
    (date(2200, 1, 1), date(2200, 7, 1), TOO_FAR),
    (date(2026, 11, 25), date(2200, 7, 1), MORE_THAN_A_YEAR),
    (date(2026, 11, 25), date(9999, 12, 31), MORE_THAN_A_YEAR),
    (TODAY, TODAY + 400 * A_DAY, None),
    (TODAY, TODAY + 401 * A_DAY, MORE_THAN_A_YEAR),
    (date(2026, 11, 25), date(2026, 11, 24), BACKWARDS),
    (date(2026, 11, 25), date(2026, 11, 25), None),
    (date(2026, 9, 1), TODAY, None),  # ends today
    (date(2026, 9, 1), TODAY - A_DAY, OVER),
    (date(2026, 11, 26), date(2026, 12, 1), NEVER),
    (date(2026, 11, 26), date(2026, 12, 2), None),
])  # fmt: skip
def test_days_that_cannot_be_meant_are_refused(since: date, until: date, refused: str | None) -> None:
    assert why(check, replace(LUNCH, valid_from=since, valid_until=until), [], today=TODAY) == refused


@pytest.mark.parametrize(("other", "refused"), [
    (LUNCH, IN_THE_WAY),
    (replace(LUNCH, starts=time(14, 29), ends=time(16)), IN_THE_WAY),
    (replace(LUNCH, starts=time(14, 30), ends=time(16)), None),  # the one begins as the other ends
    (replace(LUNCH, starts=time(10), ends=time(12, 1)), IN_THE_WAY),
    (replace(LUNCH, starts=time(10), ends=time(12)), None),
    (replace(LUNCH, starts=time(13), ends=time(13, 15)), IN_THE_WAY),
    (replace(LUNCH, starts=time(8), ends=time(18)), IN_THE_WAY),
    (replace(LUNCH, weekday=FRIDAY), None),
    (replace(LUNCH, valid_from=date(2027, 7, 8), valid_until=date(2028, 7, 1)), None),  # from the week after
    (replace(LUNCH, valid_from=date(2027, 7, 7), valid_until=date(2028, 7, 1)), IN_THE_WAY),  # one day in common
    (replace(LUNCH, every_weeks=2), IN_THE_WAY),
])  # fmt: skip
def test_what_gets_in_the_way_of_other_hours_is_refused(other: Pattern, refused: str | None) -> None:
    assert why(check, LUNCH, [replace(LUNCH, weekday=FRIDAY), other], today=TODAY) == refused


@pytest.mark.parametrize(("later", "every_weeks", "met"), [
    (7, 2, None),  # the even weeks and the odd ones never meet
    (21, 2, None),
    (14, 2, date(2026, 12, 9)),
    (7, 3, date(2026, 12, 23)),  # every second and every third meet once in six weeks
    (7, 4, None),
])  # fmt: skip
def test_every_other_week_meets_only_in_its_own_weeks(later: int, every_weeks: int, met: date | None) -> None:
    since = FORTNIGHT.valid_from + timedelta(days=later)
    assert clash(FORTNIGHT, replace(LUNCH, valid_from=since, every_weeks=every_weeks)) == met


@given(PATTERNS, PATTERNS, st.booleans())
def test_they_clash_on_the_first_day_that_two_openings_meet(one: Pattern, drawn: Pattern, same_day: bool) -> None:
    other = replace(drawn, weekday=one.weekday) if same_day else drawn
    theirs: dict[date, Slot] = {slot.on: slot for slot in slots(other, [], since=date.min)}
    mine = slots(one, [], since=date.min)
    met = [slot.on for slot in mine if slot.on in theirs and slot.meets(theirs[slot.on])]
    assert clash(one, other) == clash(other, one) == min(met, default=None)
