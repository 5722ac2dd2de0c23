"""Signals by the rules of EARS: values worked out by hand, and what may never make one."""

from datetime import date, timedelta
from itertools import product
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.signals import LEAST_NUMBER, THRESHOLD, Rise, Rule, Week, distance, find_rise, is_known, over

HOURS = st.integers(1, 40).map(lambda quarters: quarters / 4)
NUMBERS = st.integers(0, 40)
SERIES = st.lists(st.builds(Week, NUMBERS, HOURS), min_size=1, max_size=20)
AFTER_NOTHING = st.lists(st.integers(2, 4), min_size=2, max_size=3).map(lambda few: weeks(*[0] * 9, *few))
SPREAD = [0, 10, 0, 10, 0, 10, 5]  # mean 5, standard deviation 5: more than chance alone, so that EARS is bare here
MONDAY = date(2026, 11, 16)


def weeks(*numbers: int, hours: float = 5.0) -> list[Week]:
    return [Week(number, hours) for number in numbers]


# Flat four: mean 4, standard deviation 0, so the square root of 4 counts: two questions.
# Flat none: mean 0, so one question counts.
@pytest.mark.parametrize(("numbers", "c1", "c2"), [
    ([4] * 9 + [10], 3.0, 3.0),
    ([4] * 9 + [11], 3.5, 3.5),
    ([0] * 9 + [5], 5.0, 5.0),
    ([0] * 9 + [0], 0.0, 0.0),
    ([4] * 9 + [0], -2.0, -2.0),
    ([*SPREAD, 5, 5, 25], 4.899, 4.0),  # C1: of 0 10 0 10 5 5 5 the mean is 5, the deviation the root of 100 / 6
    ([*SPREAD, 25, 25, 25], 1.35, 4.0),  # C1: of 0 10 0 10 5 25 25 the mean is 10.714 and the deviation 10.578
])  # fmt: skip
def test_what_c1_and_c2_are(numbers: list[int], c1: float, c2: float) -> None:
    values = [distance(weeks(*numbers), rule) for rule in (Rule.C1, Rule.C2)]
    assert values == pytest.approx([c1, c2], abs=0.001)


def test_what_c3_is() -> None:
    """Of flat fours 8, 9 and 9 lie 2, 2.5 and 2.5 deviations of two questions above: 1 + 1.5 + 1.5."""
    assert over(weeks(*[4] * 9, 8, 9, 9)) == pytest.approx([1.5, 1.5, 1.0])


def plain_ears(numbers: list[int]) -> tuple[float, float, float]:
    """C1, C2 and C3 of the last number, as the literature has them, with the floor under the deviation."""

    def above(at: int, gap: int) -> float:
        base = numbers[at - gap - 7 : at - gap]
        return (numbers[at] - mean(base)) / max(stdev(base), mean(base) ** 0.5, 1)

    last = len(numbers) - 1
    return above(last, 0), above(last, 2), sum(max(0, above(at, 2) - 1) for at in (last, last - 1, last - 2))


@given(st.lists(NUMBERS, min_size=12, max_size=20))
def test_with_equal_hours_it_is_plain_ears(numbers: list[int]) -> None:
    series = weeks(*numbers, hours=1.0)
    mine = distance(series, Rule.C1), distance(series, Rule.C2), sum(over(series))
    assert mine == pytest.approx(plain_ears(numbers))


@pytest.mark.parametrize(("numbers", "rise"), [
    ([4] * 7 + [11], Rise(Rule.C1, 1, 11, 0, 8)),
    ([*SPREAD, 5, 5, 21], Rise(Rule.C1, 1, 21, 0, 13)),
    ([*SPREAD, 14, 14, 21], Rise(Rule.C2, 1, 21, 0, 15)),
    ([4] * 9 + [9, 9], Rise(Rule.C3, 2, 18, 3, 13)),
    ([4] * 9 + [8, 8, 8], Rise(Rule.C3, 3, 24, 6, 18)),
    ([0] * 9 + [3, 3], Rise(Rule.C3, 2, 6, 0, 2)),
    ([0] * 9 + [4, 4], Rise(Rule.C3, 2, 8, 0, 2)),  # C2 speaks first, of too few
    ([0] * 9 + [4, 4, 4], Rise(Rule.C3, 3, 12, 0, 3)),
])  # fmt: skip
def test_each_rule_says_what_it_sees(numbers: list[int], rise: Rise) -> None:
    assert find_rise(weeks(*numbers)) == rise


@pytest.mark.parametrize("numbers", [
    [4] * 7 + [10],  # three deviations, and no more
    [4] * 9 + [8, 8],  # C3 is two, and no more
    [0] * 9 + [4],  # four deviations, and too few to speak of
    [0] * 9 + [1, 4],  # the same: one in the week before is as usual, and does not count along
    [0] * 9 + [2, 2],
    [4] * 9 + [9, 9, 4],  # over again
    [4] * 9 + [10, 0, 7],  # C3 is 2.5, but 17 in three weeks is as usual
    [4] * 4 + [40],  # too short a history
    [4] * 6 + [8, 8, 8],  # the same, two weeks ago
    [40],
    [],
])  # fmt: skip
def test_nothing_is_said_without_reason(numbers: list[int]) -> None:
    assert find_rise(weeks(*numbers)) is None


@pytest.mark.parametrize("hours", [0.1, 0.3, 1 / 3, 0.7, 4.35, 5])
def test_three_deviations_are_no_more_than_three(hours: float) -> None:
    assert find_rise(weeks(*[4] * 9, 10, hours=hours)) is None
    assert find_rise(weeks(*[4] * 9, 11, hours=hours)) == Rise(Rule.C1, 1, 11, 0, 8)


def test_five_weeks_are_history_enough() -> None:
    assert find_rise(weeks(*[4] * 5, 40)) == Rise(Rule.C1, 1, 40, 0, 8)


@given(rate=st.integers(0, 12), hours=st.lists(st.integers(1, 30), min_size=1, max_size=20))
def test_a_steady_rate_is_never_a_signal(rate: int, hours: list[int]) -> None:
    """However long or short the weeks are."""
    assert find_rise([Week(rate * each, each) for each in hours]) is None


@given(number=st.integers(0, 20), before=st.integers(0, 20), times=st.integers(1, 8))
def test_more_hours_and_as_many_more_questions_is_nothing_new(number: int, before: int, times: int) -> None:
    assert find_rise([*weeks(*[number] * before), Week(number * times, 5.0 * times)]) is None


def test_twice_as_many_in_the_same_hours_is_something_else() -> None:
    assert find_rise([*weeks(*[9] * 9), Week(18, 10)]) is None
    assert find_rise([*weeks(*[9] * 9), Week(19, 5)]) is not None


def test_the_usual_range_is_for_as_many_hours() -> None:
    rise = find_rise([*weeks(*[4] * 9), Week(30, 20)])
    assert rise == Rise(Rule.C1, 1, 30, 8, 24)  # 16 in twenty hours, and twice their root to both sides


def test_a_short_week_weighs_as_much_as_it_was_open() -> None:
    """One question in a quarter of an hour does not make four an hour of what is usual."""
    series = [Week(1, 0.25), *weeks(*[0] * 6), Week(7, 5)]
    assert find_rise(series) is not None


@given(SERIES, st.sampled_from([0.25, 4.0, 64.0]))
def test_in_what_unit_the_hours_are_makes_no_difference(series: list[Week], unit: float) -> None:
    other = [Week(each.number, each.hours * unit) for each in series]
    assert [distance(other, rule) for rule in (Rule.C1, Rule.C2)] == pytest.approx(
        [distance(series, rule) for rule in (Rule.C1, Rule.C2)]
    )


@given(SERIES)
def test_the_usual_range_always_lies_below(series: list[Week]) -> None:
    rise = find_rise(series)
    if rise is not None:
        assert 0 <= rise.low <= rise.high < rise.number >= LEAST_NUMBER
        assert 1 <= rise.weeks <= 3
        assert (rise.weeks > 1) is (rise.rule is Rule.C3)


@given(st.lists(NUMBERS, min_size=9, max_size=9), st.integers(0, 200))
def test_above_the_threshold_and_enough_is_always_told(numbers: list[int], newest: int) -> None:
    """No sentence is held back for its range, as long as C1 or C2 speaks."""
    series = weeks(*numbers, newest)
    loud = max(distance(series, Rule.C1) or 0, distance(series, Rule.C2) or 0) > THRESHOLD[Rule.C1]
    assert not loud or newest < LEAST_NUMBER or find_rise(series) is not None


@given(SERIES | AFTER_NOTHING, st.integers(0, 4), HOURS)
def test_more_is_never_told_less(series: list[Week], more: int, hours: float) -> None:
    """More in the newest week, or as many in less time, after the same weeks."""
    *before, (number, opened) = series
    if find_rise(series) is not None:
        assert find_rise([*before, Week(number + more, min(hours, opened))]) is not None


@pytest.mark.parametrize("usual", [0, 1, 2, 4])
def test_once_enough_is_told_all_that_is_more_is_told(usual: int) -> None:
    """Where questions are few the rules take turns: none is silenced by one that speaks of too few."""
    for before in product(range(9), repeat=2):
        told = [find_rise(weeks(*[usual] * 9, *before, newest)) is not None for newest in range(20)]
        assert told == sorted(told), before
        assert told[-1]


def test_more_in_a_week_before_may_be_told_less() -> None:
    """It is what is usual for C1 (and, from three weeks ago, for C2 and C3): that is what EARS is."""
    assert find_rise(weeks(*[4] * 9, 0, 0, 10)) is not None
    assert find_rise(weeks(*[4] * 9, 4, 4, 10)) is None


@pytest.mark.parametrize(("days_before", "known"), [(-3, True), (0, True), (14, True), (15, False)])
def test_a_rise_is_not_told_in_the_two_weeks_after_one_was_settled(days_before: int, known: bool) -> None:
    """Counted until the Monday on which the week is over."""
    assert is_known(MONDAY, [MONDAY + timedelta(weeks=1, days=-days_before)]) is known


def test_nor_as_long_as_one_is_open() -> None:
    assert is_known(MONDAY, [MONDAY - timedelta(weeks=20), None])


def test_what_was_never_told_is_new() -> None:
    assert not is_known(MONDAY, [])
