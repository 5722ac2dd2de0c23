"""An answer is promised for a day on which somebody works, at the end of the opening of that day, and never earlier."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jsp.rules.closures import ClosedDays, Effect
from jsp.rules.opening import Slot
from jsp.rules.promise import END_OF_DAY, Plan, Promise, promise
from tests.rules.calendars import A_DAY, HOURS, closures

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in range(23, 28))
NEXT_MONDAY, NEXT_TUESDAY = date(2026, 11, 30), date(2026, 12, 1)
MORNING, NOON = (time(9), time(11)), (time(12, 15), time(14, 30))
CHRISTMAS = ClosedDays(date(2026, 12, 19), date(2027, 1, 3))

AUTUMN = date(2026, 11, 1), date(2027, 1, 31)
DAYS = st.dates(*AUTUMN)
NUMBERS = st.integers(1, 5)
SLOTS = st.lists(st.builds(lambda day, hours: Slot(day, *hours), DAYS, HOURS), max_size=40).map(tuple)
PLANS = st.builds(Plan, st.lists(closures(*AUTUMN), max_size=6).map(tuple), SLOTS, SLOTS)


def called_off(plan: Plan, slot: Slot) -> Plan:
    """The same plan, with one opening that does not take place after all."""
    return replace(plan, slots=tuple(each for each in plan.slots if each != slot), off=(*plan.off, slot))


@pytest.mark.parametrize(("asked", "days", "expected"), [
    (MONDAY, 1, TUESDAY),
    (MONDAY, 2, WEDNESDAY),
    (MONDAY, 5, NEXT_MONDAY),
    (FRIDAY, 1, NEXT_MONDAY),  # the weekend does not count
    (FRIDAY + A_DAY, 1, NEXT_MONDAY),
    (FRIDAY + 2 * A_DAY, 2, NEXT_TUESDAY),
    (date(2026, 12, 17), 1, date(2026, 12, 18)),
    (date(2026, 12, 17), 2, date(2027, 1, 4)),  # nor do the holidays
    (date(2026, 12, 25), 1, date(2027, 1, 4)),
])  # fmt: skip
def test_an_answer_waits_for_a_school_day(asked: date, days: int, expected: date) -> None:
    assert Plan((CHRISTMAS,)).promise(asked, days) == Promise(expected, time(17))


@pytest.mark.parametrize(("effect", "expected"), [
    (Effect.CLOSED, WEDNESDAY), (Effect.REMOTE, TUESDAY), (Effect.OPEN, TUESDAY),
])  # fmt: skip
def test_a_day_counts_on_which_the_team_answers_from_home(effect: Effect, expected: date) -> None:
    assert Plan((ClosedDays(TUESDAY, TUESDAY, effect),)).promise(MONDAY, 1) == Promise(expected, END_OF_DAY)


@pytest.mark.parametrize(("held", "off", "expected"), [
    ([], [], Promise(TUESDAY, time(17))),
    ([NOON], [], Promise(TUESDAY, time(14, 30))),
    ([NOON, MORNING], [], Promise(TUESDAY, time(14, 30))),  # the end of the last one
    ([MORNING, NOON], [], Promise(TUESDAY, time(14, 30))),
    ([MORNING], [NOON], Promise(TUESDAY, time(11))),  # somebody is there after all
    ([NOON], [MORNING], Promise(TUESDAY, time(14, 30))),
    ([], [NOON], Promise(WEDNESDAY, time(17))),  # nobody is there
    ([], [MORNING, NOON], Promise(WEDNESDAY, time(17))),
    ([NOON], [NOON], Promise(TUESDAY, time(14, 30))),
])  # fmt: skip
def test_it_is_the_end_of_the_opening_of_that_day(
    held: list[tuple[time, time]], off: list[tuple[time, time]], expected: Promise
) -> None:
    plan = Plan((), tuple(Slot(TUESDAY, *hours) for hours in held), tuple(Slot(TUESDAY, *hours) for hours in off))
    assert plan.promise(MONDAY, 1) == expected


def test_openings_of_other_days_change_nothing() -> None:
    plan = Plan((), (Slot(MONDAY, *NOON), Slot(WEDNESDAY, *NOON)), (Slot(MONDAY, *MORNING), Slot(THURSDAY, *NOON)))
    assert plan.promise(MONDAY, 1) == Promise(TUESDAY, END_OF_DAY)


def test_every_day_that_is_lost_moves_it_one_further() -> None:
    plan = Plan(
        (ClosedDays(TUESDAY, TUESDAY),), (Slot(FRIDAY, *MORNING),), (Slot(WEDNESDAY, *NOON), Slot(THURSDAY, *NOON))
    )
    assert plan.promise(MONDAY, 1) == Promise(FRIDAY, time(11))
    assert plan.promise(MONDAY, 2) == Promise(NEXT_MONDAY, END_OF_DAY)


@given(PLANS, DAYS, NUMBERS)
def test_it_is_a_later_day_on_which_somebody_works(plan: Plan, asked: date, days: int) -> None:
    made = plan.promise(asked, days)
    assert made is not None
    assert made.on > asked
    assert made.on.isoweekday() <= 5
    assert not [each for each in plan.closed if each.effect is Effect.CLOSED and each.first <= made.on <= each.last]
    held, off = {slot.on for slot in plan.slots}, {slot.on for slot in plan.off}
    assert made.on in held or made.on not in off


@given(PLANS, DAYS, NUMBERS)
def test_no_opening_of_that_day_ends_later(plan: Plan, asked: date, days: int) -> None:
    made = plan.promise(asked, days)
    assert made is not None
    ends = [slot.ends for slot in plan.slots if slot.on == made.on]
    assert made.until == (max(ends) if ends else time(17))


@given(PLANS, DAYS, NUMBERS)
def test_more_days_are_never_sooner(plan: Plan, asked: date, days: int) -> None:
    fewer, more = plan.promise(asked, days), plan.promise(asked, days + 1)
    assert fewer is not None
    assert more is not None
    assert fewer.on < more.on


@given(PLANS, DAYS, st.integers(0, 30), NUMBERS)
def test_who_asks_later_is_never_answered_sooner(plan: Plan, asked: date, later: int, days: int) -> None:
    one, other = plan.promise(asked, days), plan.promise(asked + later * A_DAY, days)
    assert one is not None
    assert other is not None
    assert one <= other


@given(PLANS, DAYS, NUMBERS, st.data())
def test_calling_an_opening_off_brings_no_day_nearer(plan: Plan, asked: date, days: int, data: st.DataObject) -> None:
    assume(plan.slots)
    before = plan.promise(asked, days)
    after = called_off(plan, data.draw(st.sampled_from(plan.slots))).promise(asked, days)
    assert before is not None
    assert after is not None
    assert before.on <= after.on


@given(st.lists(PLANS, min_size=1, max_size=4), DAYS, NUMBERS, st.randoms())
def test_of_several_sites_the_first_one_answers(plans: list[Plan], asked: date, days: int, random: object) -> None:
    made = promise(asked, days, plans)
    assert made is not None
    each = [one for one in (plan.promise(asked, days) for plan in plans) if one is not None]
    assert made in each
    assert all((made.on, made.until) <= (one.on, one.until) for one in each)
    random.shuffle(plans)  # type: ignore[attr-defined]
    assert promise(asked, days, iter(plans)) == made


def test_of_two_sites_that_answer_on_one_day_it_is_the_earlier_hour() -> None:
    plans = [Plan(), Plan((), (Slot(TUESDAY, *NOON),)), Plan((), (Slot(TUESDAY, time(18), time(20)),))]
    assert promise(MONDAY, 1, plans) == Promise(TUESDAY, time(14, 30))


def test_where_nobody_works_for_more_than_a_year_nothing_is_promised() -> None:
    shut = Plan((ClosedDays(MONDAY, MONDAY + 450 * A_DAY),))
    assert shut.promise(MONDAY, 1) is None
    assert promise(MONDAY, 1, [shut, shut]) is None
    assert promise(MONDAY, 1, [shut, Plan()]) == Promise(TUESDAY, END_OF_DAY)


def test_where_there_is_no_site_nothing_is_promised() -> None:
    assert promise(MONDAY, 1, []) is None
