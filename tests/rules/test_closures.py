"""A closure holds from its first day until its last, and days that cannot be meant are refused."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.closures import (
    USUAL_EFFECT,
    ClosedDays,
    ClosureKind,
    Effect,
    check,
    check_reachable,
    shut_by,
)
from tests.rules.calendars import A_DAY, closures, why

TODAY = date(2026, 11, 23)
AUTUMN = date(2026, 11, 1), date(2026, 11, 30)
CLOSURES = st.lists(closures(*AUTUMN), max_size=6)
DAYS = st.dates(date(2026, 10, 30), date(2027, 1, 1))

TOO_FAR = "starts_on: This year lies too far away. Is there a typing error in it?"
BACKWARDS = "ends_on: The last day is before the first."
OVER = "ends_on: These days are over."
TOO_LONG = "ends_on: This is longer than four months. Is the year right? Cut a longer time into parts."
BOTH = "reachable_until: Fill in both hours, or none."
NO_TIME = "reachable_until: The end is before the beginning."


@pytest.mark.parametrize(("day", "covered"), [
    (date(2026, 12, 18), False),
    (date(2026, 12, 19), True),
    (date(2026, 12, 31), True),
    (date(2027, 1, 1), True),
    (date(2027, 1, 3), True),
    (date(2027, 1, 4), False),
])  # fmt: skip
def test_it_holds_from_the_first_day_until_the_last(day: date, covered: bool) -> None:
    assert ClosedDays(date(2026, 12, 19), date(2027, 1, 3)).covers(day) is covered


@given(closures(*AUTUMN), DAYS)
def test_it_covers_the_days_that_lie_between_and_no_other(closed: ClosedDays, day: date) -> None:
    every = [closed.first + number * A_DAY for number in range((closed.last - closed.first).days + 1)]
    assert closed.covers(day) == (day in every)


@pytest.mark.parametrize(("effect", "shuts"), [(Effect.CLOSED, True), (Effect.REMOTE, True), (Effect.OPEN, False)])
def test_nobody_walks_in_unless_it_stays_open(effect: Effect, shuts: bool) -> None:
    assert ClosedDays(TODAY, TODAY, effect).shuts_desk is shuts


@pytest.mark.parametrize(("kind", "effect"), [
    (ClosureKind.SCHOOL_HOLIDAY, Effect.CLOSED),
    (ClosureKind.PUBLIC_HOLIDAY, Effect.CLOSED),
    (ClosureKind.TRAINING_DAY, Effect.CLOSED),
    (ClosureKind.EXAM_WEEK, Effect.OPEN),
    (ClosureKind.SCHOOL_CLOSURE, Effect.REMOTE),
])  # fmt: skip
def test_every_kind_has_its_usual_effect(kind: ClosureKind, effect: Effect) -> None:
    assert USUAL_EFFECT[kind] is effect


def test_a_closure_shuts_the_desk_unless_something_else_is_said() -> None:
    assert ClosedDays(TODAY, TODAY).effect is Effect.CLOSED


@given(CLOSURES, DAYS)
def test_a_day_is_shut_exactly_when_a_closure_that_shuts_covers_it(closed: list[ClosedDays], day: date) -> None:
    lying = [each for each in closed if each.effect in (Effect.CLOSED, Effect.REMOTE) and each.covers(day)]
    found = shut_by(day, closed)
    assert (found is not None) == bool(lying)
    assert found is None or found in lying


@given(CLOSURES, DAYS)
def test_what_shuts_all_goes_before_what_leaves_the_phone(closed: list[ClosedDays], day: date) -> None:
    found = shut_by(day, closed)
    all_shut = any(each.effect is Effect.CLOSED and each.covers(day) for each in closed)
    assert (found is not None and found.effect is Effect.CLOSED) == all_shut


@given(CLOSURES, DAYS, st.randoms())
def test_the_order_of_the_closures_does_not_matter(closed: list[ClosedDays], day: date, random: object) -> None:
    mixed = sorted(closed, key=lambda _each: random.random())  # type: ignore[attr-defined]
    assert shut_by(day, mixed) == shut_by(day, closed)


def test_of_two_alike_the_one_that_began_first_is_told() -> None:
    week, day = ClosedDays(TODAY - 2 * A_DAY, TODAY + 2 * A_DAY), ClosedDays(TODAY, TODAY)
    assert shut_by(TODAY, iter([day, week])) == week


@pytest.mark.parametrize(("first", "last", "refused"), [
    (TODAY, TODAY, None),
    (date(2026, 12, 19), date(2027, 1, 3), None),
    (TODAY - 7 * A_DAY, TODAY, None),  # told on its last day
    (TODAY - 7 * A_DAY, TODAY - A_DAY, OVER),
    (date(2025, 1, 1), date(2025, 1, 5), OVER),
    (date(2024, 12, 31), date(2025, 1, 5), OVER),
    (date(2024, 12, 31), date(2026, 11, 30), TOO_FAR),
    (date(2029, 12, 31), date(2030, 1, 6), None),
    (date(2030, 1, 1), date(2030, 1, 6), TOO_FAR),
    (date(2200, 1, 1), date(2200, 1, 6), TOO_FAR),
    (date(1, 1, 1), date(9999, 12, 31), TOO_FAR),
    (TODAY, TODAY - A_DAY, BACKWARDS),
    (date(2027, 1, 3), date(2026, 12, 19), BACKWARDS),
    (TODAY, TODAY + 119 * A_DAY, None),
    (TODAY, TODAY + 120 * A_DAY, TOO_LONG),
    (date(2027, 1, 1), date(2027, 12, 31), TOO_LONG),  # swallows a year
    (date(2026, 12, 19), date(2028, 1, 3), TOO_LONG),
    (date(2026, 12, 19), date(2200, 1, 3), TOO_LONG),
])  # fmt: skip
def test_days_that_cannot_be_meant_are_refused(first: date, last: date, refused: str | None) -> None:
    assert why(check, first, last, today=TODAY) == refused


@given(st.dates(date(2024, 1, 1), date(2031, 1, 1)), st.integers(-30, 500))
def test_what_is_let_through_ends_within_four_months_and_is_not_over(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    fine = 2025 <= first.year <= 2029 and last >= TODAY and 0 <= more < 120
    assert (why(check, first, last, today=TODAY) is None) == fine


@pytest.mark.parametrize(("starts", "ends", "refused"), [
    (None, None, None),
    (time(9), time(12), None),
    (time(9), None, BOTH),
    (None, time(12), BOTH),
    (time(0), None, BOTH),
    (time(12), time(9), NO_TIME),
    (time(9), time(9), NO_TIME),
])  # fmt: skip
def test_hours_for_the_phone_are_two_in_order(starts: time | None, ends: time | None, refused: str | None) -> None:
    assert why(check_reachable, starts, ends, Effect.REMOTE) == refused


@pytest.mark.parametrize("effect", [Effect.CLOSED, Effect.OPEN])
def test_hours_for_the_phone_do_not_count_where_it_is_not_answered(effect: Effect) -> None:
    assert why(check_reachable, time(12), time(9), effect) is None
