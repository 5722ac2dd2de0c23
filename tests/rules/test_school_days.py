"""The team works on weekdays that are not shut, lessons need a school that is open, and answers count working days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.closures import ClosedDays, Effect
from jsp.rules.school_days import is_class_here, is_school_day, is_working_day, working_day_ahead
from tests.rules.calendars import A_DAY, closures

MONDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 11, day) for day in (23, 27, 28, 29))
TUESDAYS = {1}
CHRISTMAS = ClosedDays(date(2026, 12, 19), date(2027, 1, 3))

AUTUMN = date(2026, 11, 1), date(2027, 1, 31)
DAYS = st.dates(*AUTUMN)
CLOSURES = st.lists(closures(*AUTUMN), max_size=8)


def worked(first: date, closed: list[ClosedDays]) -> list[date]:
    """Every working day of the year from `first` on, found by striking out days."""
    pages = [first + number * A_DAY for number in range(366)]
    struck = {
        each.first + number * A_DAY
        for each in closed if each.effect is Effect.CLOSED
        for number in range((each.last - each.first).days + 1)
    }  # fmt: skip
    return [page for page in pages if page.isoweekday() <= 5 and page not in struck]


@pytest.mark.parametrize(("effect", "works", "teaches"), [
    (Effect.CLOSED, False, False),
    (Effect.REMOTE, True, False),  # the team answers from home
    (Effect.OPEN, True, True),  # E4: an exam week
])  # fmt: skip
def test_a_closure_stops_the_lessons_and_the_work_or_neither(effect: Effect, works: bool, teaches: bool) -> None:
    closed = [ClosedDays(MONDAY, FRIDAY, effect)]
    assert (is_working_day(MONDAY, closed), is_school_day(MONDAY, closed)) == (works, teaches)
    assert (is_working_day(FRIDAY, closed), is_school_day(FRIDAY, closed)) == (works, teaches)


@pytest.mark.parametrize(("day", "expected"), [(MONDAY, True), (FRIDAY, True), (SATURDAY, False), (SUNDAY, False)])
def test_there_is_work_and_teaching_from_monday_until_friday(day: date, expected: bool) -> None:
    assert (is_working_day(day, []), is_school_day(day, [])) == (expected, expected)


def test_what_shuts_all_goes_before_an_exam_week() -> None:
    exams, training_day = ClosedDays(MONDAY, FRIDAY, Effect.OPEN), ClosedDays(MONDAY, MONDAY)
    assert not is_working_day(MONDAY, [exams, training_day])
    assert not is_school_day(MONDAY, [exams, training_day])


@given(DAYS, CLOSURES)
def test_there_are_only_lessons_on_working_days(day: date, closed: list[ClosedDays]) -> None:
    assert is_working_day(day, closed) or not is_school_day(day, closed)


@given(DAYS, st.integers(0, 60), CLOSURES)
def test_the_days_ahead_are_counted_page_by_page(day: date, number: int, closed: list[ClosedDays]) -> None:
    coming = worked(day, closed) if number == 0 else worked(day + A_DAY, closed)
    assert working_day_ahead(day, number, closed) == coming[max(number - 1, 0)]


@given(DAYS, st.integers(1, 20), CLOSURES)
def test_one_working_day_more_is_the_next_one(day: date, number: int, closed: list[ClosedDays]) -> None:
    earlier = working_day_ahead(day, number, closed)
    assert earlier is not None
    assert working_day_ahead(earlier, 1, closed) == working_day_ahead(day, number + 1, closed)


@pytest.mark.parametrize(("day", "number", "expected"), [
    (MONDAY, 0, MONDAY),
    (MONDAY, 1, date(2026, 11, 24)),
    (MONDAY, 5, date(2026, 11, 30)),
    (FRIDAY, 0, FRIDAY),
    (FRIDAY, 1, date(2026, 11, 30)),
    (FRIDAY, 2, date(2026, 12, 1)),
    (SATURDAY, 0, date(2026, 11, 30)),
    (SATURDAY, 1, date(2026, 11, 30)),
    (SUNDAY, 2, date(2026, 12, 1)),
    (date(2026, 12, 18), 0, date(2026, 12, 18)),
    (date(2026, 12, 18), 1, date(2027, 1, 4)),  # the last day before the holiday
    (date(2026, 12, 17), 1, date(2026, 12, 18)),
    (date(2026, 12, 24), 0, date(2027, 1, 4)),
    (date(2026, 12, 24), 3, date(2027, 1, 6)),
])  # fmt: skip
def test_an_answer_waits_for_the_first_day_on_which_somebody_works(day: date, number: int, expected: date) -> None:
    assert working_day_ahead(day, number, iter([CHRISTMAS])) == expected


@pytest.mark.parametrize(("effect", "expected"), [
    (Effect.CLOSED, date(2026, 12, 7)),
    (Effect.REMOTE, date(2026, 11, 24)),
    (Effect.OPEN, date(2026, 11, 24)),
])  # fmt: skip
def test_an_answer_only_waits_where_nobody_works(effect: Effect, expected: date) -> None:
    assert working_day_ahead(MONDAY, 1, [ClosedDays(MONDAY, date(2026, 12, 4), effect)]) == expected


@pytest.mark.parametrize("number", [0, 1, 5])
def test_where_nobody_works_for_more_than_a_year_nothing_is_promised(number: int) -> None:
    assert working_day_ahead(MONDAY, number, [ClosedDays(MONDAY, MONDAY + 450 * A_DAY)]) is None


def test_where_nobody_works_for_a_year_it_is_the_day_after() -> None:
    assert working_day_ahead(MONDAY, 1, [ClosedDays(MONDAY, MONDAY + 364 * A_DAY)]) == date(2027, 11, 23)


@pytest.mark.parametrize(("day", "here"), [
    (date(2026, 11, 23), True),
    (date(2026, 11, 24), False),  # the Tuesdays at work (bbl)
    (date(2026, 11, 25), True),
    (date(2026, 11, 28), False),  # Saturday
    (date(2026, 11, 30), False),  # the first day of the placement
    (date(2026, 12, 9), False),
    (date(2026, 12, 11), False),  # the last day of the placement
    (date(2026, 12, 14), True),
    (date(2026, 12, 15), False),
    (date(2026, 12, 21), False),  # holiday
    (date(2027, 1, 4), True),
])  # fmt: skip
def test_a_class_at_its_placement_has_no_lesson(day: date, here: bool) -> None:  # E5
    placement = [(date(2026, 11, 30), date(2026, 12, 11))]
    assert is_class_here(day, [CHRISTMAS], away_weekdays=TUESDAYS, away=placement) is here


@given(DAYS, CLOSURES)
def test_a_class_without_a_placement_is_here_on_every_school_day(day: date, closed: list[ClosedDays]) -> None:
    assert is_class_here(day, closed, away_weekdays=(), away=()) == is_school_day(day, closed)


@pytest.mark.parametrize(("effect", "here"), [(Effect.CLOSED, False), (Effect.REMOTE, False), (Effect.OPEN, True)])
def test_a_class_can_have_a_lesson_in_an_exam_week_only(effect: Effect, here: bool) -> None:
    closed = iter([ClosedDays(MONDAY, FRIDAY, effect)])
    assert is_class_here(MONDAY, closed, away_weekdays=iter(TUESDAYS), away=iter([])) is here
