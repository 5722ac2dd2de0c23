"""Too few is said before it is too late, the right colleagues are asked first, and not all of them at once."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.clock import LOCAL
from jsp.rules.coverage import (
    Colleague,
    Staffing,
    hours_of,
    how_many_now,
    is_absent,
    is_unusual_week,
    must_decide,
    staffing,
    unanswered,
    whom_to_ask,
)
from jsp.rules.opening import Slot
from tests.rules.calendars import A_DAY

MONDAY = date(2026, 11, 23)
LUNCH = Slot(MONDAY, time(12, 15), time(13, 30))
NOON = Slot(MONDAY + 2 * A_DAY, time(12), time(14, 30))
NURSE, WORKER, POLICE = 1, 2, 3
SLEEP, MONEY, LOVE, DRUGS = 11, 12, 13, 14
KNOWS = {SLEEP: {NURSE, WORKER}, MONEY: {WORKER}, LOVE: {NURSE}, DRUGS: {POLICE}}


@pytest.mark.parametrize(("people", "least", "most", "expected"), [
    (0, 2, 3, Staffing.EMPTY),
    (0, 0, 3, Staffing.EMPTY),
    (1, 2, 3, Staffing.SHORT),
    (2, 2, 3, Staffing.FINE),
    (3, 2, 3, Staffing.FINE),
    (4, 2, 3, Staffing.CROWDED),
    (1, 1, 1, Staffing.FINE),
    (2, 1, 1, Staffing.CROWDED),
])  # fmt: skip
def test_the_number_of_people_is_weighed(people: int, least: int, most: int, expected: Staffing) -> None:
    assert staffing(people, least=least, most=most) is expected


def test_hours_are_added_up() -> None:
    assert hours_of([LUNCH, NOON]) == 3.75


@pytest.mark.parametrize(("slots", "unusual"), [
    ([LUNCH, NOON], False),  # 3.75 hours
    ([LUNCH, LUNCH], False),  # exactly 2.5
    ([NOON, NOON], False),  # exactly 5
    ([LUNCH, replace(LUNCH, ends=time(13, 29))], True),
    ([NOON, replace(NOON, ends=time(14, 31))], True),
    ([NOON], True),
    ([LUNCH, LUNCH, LUNCH], True),
    ([], True),
])  # fmt: skip
def test_a_week_is_unusual_with_other_than_two_openings_or_other_hours(slots: list[Slot], unusual: bool) -> None:
    assert is_unusual_week(slots, least=2.5, most=5) is unusual


@pytest.mark.parametrize(("asked", "coming", "told"), [
    ({MONEY: 5}, {NURSE}, [(MONEY, [WORKER])]),
    ({MONEY: 4}, {NURSE}, []),  # that few is an accident
    ({MONEY: 5}, {NURSE, WORKER}, []),
    ({SLEEP: 9}, set(), [(SLEEP, [NURSE, WORKER])]),
    ({SLEEP: 9}, {WORKER}, []),  # one of them is enough
    ({MONEY: 5, SLEEP: 9}, {POLICE}, [(SLEEP, [NURSE, WORKER]), (MONEY, [WORKER])]),
    ({LOVE: 7, MONEY: 7}, {POLICE}, [(MONEY, [WORKER]), (LOVE, [NURSE])]),  # as often: in a fixed order
    ({SLEEP: 9, MONEY: 8, LOVE: 7, DRUGS: 6}, {NURSE, WORKER}, []),  # only the three that are asked most count
    ({SLEEP: 9, MONEY: 8, LOVE: 6, DRUGS: 7}, {NURSE, WORKER}, [(DRUGS, [POLICE])]),
    ({99: 50}, set(), []),  # nobody knows about it anyway
    ({}, set(), []),
])  # fmt: skip
def test_a_theme_that_is_asked_often_wants_somebody_who_knows(
    asked: dict[int, int], coming: set[int], told: list[tuple[int, list[int]]]
) -> None:
    assert unanswered(asked, KNOWS, coming) == told


@given(st.dictionaries(st.sampled_from(sorted(KNOWS)), st.integers(0, 12)), st.sets(st.sampled_from([1, 2, 3])))
def test_who_comes_is_never_asked_for(asked: dict[int, int], coming: set[int]) -> None:
    told = unanswered(asked, KNOWS, coming)
    assert all(asked[theme] >= 5 and not coming & set(disciplines) for theme, disciplines in told)


def colleague(number: int, discipline: int, turns: int, *, is_free: bool = True) -> Colleague:
    return Colleague(member_id=number, discipline_id=discipline, turns=turns, is_free=is_free)


COLLEAGUES = [
    colleague(1, NURSE, 3),
    colleague(2, WORKER, 0),
    colleague(3, NURSE, 1),
    colleague(4, NURSE, 0, is_free=False),
    colleague(5, WORKER, 0),
    colleague(6, NURSE, 1),
    colleague(7, POLICE, 0, is_free=False),
]


@pytest.mark.parametrize(("disciplines", "asked"), [
    ({NURSE}, [3, 6, 1]),  # the fewest turns first
    ({WORKER}, [2, 5]),
    ({NURSE, WORKER}, [2, 5, 3, 6, 1]),
    ({POLICE}, [2, 5, 3, 6, 1]),  # nobody of that discipline is free: anybody
    (set(), [2, 5, 3, 6, 1]),
])  # fmt: skip
def test_the_fitting_ones_with_the_fewest_turns_are_asked_first(disciplines: set[int], asked: list[int]) -> None:
    assert [each.member_id for each in whom_to_ask(iter(COLLEAGUES), disciplines)] == asked


PEOPLE = st.lists(
    st.builds(Colleague, member_id=st.integers(1, 50), discipline_id=st.integers(1, 4), turns=st.integers(0, 5),
              is_free=st.booleans()),
    max_size=10, unique_by=lambda each: each.member_id,
)  # fmt: skip


@given(PEOPLE, st.sets(st.integers(1, 4)))
def test_who_is_not_free_is_never_asked_and_somebody_free_always(people: list[Colleague], wanted: set[int]) -> None:
    asked = whom_to_ask(people, wanted)
    free = [each for each in people if each.is_free]
    fitting = [each for each in free if each.discipline_id in wanted]
    assert set(asked) == set(fitting or free)
    assert [each.turns for each in asked] == sorted(each.turns for each in asked)


NOW = datetime(2026, 11, 20, 9, 0, tzinfo=LOCAL)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
ALL = 1_000


@pytest.mark.parametrize(("waiting", "asked_ago", "starts_in", "expected"), [
    (0, None, 72 * HOUR, 2),
    (0, HOUR, 72 * HOUR, 2),  # both said no: two others
    (1, HOUR, 72 * HOUR, 1),
    (2, HOUR, 72 * HOUR, 0),
    (3, HOUR, 72 * HOUR, 0),
    (2, 3 * HOUR - SECOND, 72 * HOUR, 0),
    (2, 3 * HOUR, 72 * HOUR, 2),  # no answer in three hours: two more
    (5, 3 * HOUR, 72 * HOUR, 2),
    (2, HOUR, 24 * HOUR + SECOND, 0),
    (2, HOUR, 24 * HOUR, ALL),
    (0, None, HOUR, ALL),
    (0, None, -HOUR, ALL),
])  # fmt: skip
def test_two_are_asked_at_a_time_and_all_when_it_is_soon(
    waiting: int, asked_ago: timedelta | None, starts_in: timedelta, expected: int
) -> None:
    asked_at = None if asked_ago is None else NOW - asked_ago
    assert how_many_now(waiting=waiting, asked_at=asked_at, starts=NOW + starts_in, now=NOW) == expected


def at(hour: int, minute: int, second: int = 0, *, on: date = MONDAY) -> datetime:
    return datetime.combine(on, time(hour, minute, second), LOCAL)


@pytest.mark.parametrize(("now", "decides"), [
    (at(0, 0), False),
    (at(10, 14, 59), False),
    (at(10, 15), True),  # exactly two hours before
    (at(12, 15), True),
    (at(13, 29, 59), True),
    (at(13, 30), False),  # over
    (at(12, 15, on=MONDAY - A_DAY), False),
    (at(12, 15, on=MONDAY + A_DAY), False),
])  # fmt: skip
def test_somebody_decides_from_two_hours_before_until_it_is_over(now: datetime, decides: bool) -> None:
    assert must_decide(LUNCH, now, people=1, least=2) is decides


@pytest.mark.parametrize(("people", "decides"), [(0, True), (1, True), (2, False), (3, False)])
def test_nobody_decides_where_enough_people_come(people: int, decides: bool) -> None:
    assert must_decide(LUNCH, at(12, 0), people=people, least=2) is decides


def test_the_evening_before_an_early_opening_nothing_is_decided() -> None:
    early = Slot(MONDAY, time(0, 30), time(1))
    assert not must_decide(early, at(23, 30, on=MONDAY - A_DAY), people=0, least=2)


@pytest.mark.parametrize(("day", "absent"), [
    (date(2026, 11, 22), False),
    (date(2026, 11, 23), True),
    (date(2026, 11, 24), True),
    (date(2026, 11, 25), True),
    (date(2026, 11, 26), False),
    (date(2026, 12, 1), True),  # a single day
    (date(2026, 12, 2), False),
])  # fmt: skip
def test_somebody_is_absent_from_the_first_day_until_the_last(day: date, absent: bool) -> None:
    absences = [(date(2026, 12, 1), date(2026, 12, 1)), (MONDAY, date(2026, 11, 25))]
    assert is_absent(day, absences) is absent


def test_who_has_no_absences_is_there() -> None:
    assert not is_absent(MONDAY, [])
