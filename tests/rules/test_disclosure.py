"""What is shown comes from noisy counts alone, stays near the truth, and never stands on fewer than five questions."""

import random
from collections import Counter
from fractions import Fraction
from itertools import accumulate
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.disclosure import ALL_WEIGHTS, BOUND, WEIGHTS, Change, Released, change, release

NOISES = range(-BOUND, BOUND + 1)
FIRST = dict(zip(NOISES, accumulate((WEIGHTS[z] for z in NOISES[:-1]), initial=0), strict=True))  # draw that gives it
E = sum(Fraction(1, factorial(at)) for at in range(60))  # far more exactly than twelve decimals

noises = st.integers(-BOUND, BOUND)
cells = st.dictionaries(st.integers(1, 99), st.tuples(st.integers(0, 60), noises), max_size=14)


class Chosen:
    """A source that draws what a test wants; it counts how often it is asked."""

    def __init__(self, *draws: int) -> None:
        self.draws = draws
        self.asked: list[int] = []

    def randrange(self, stop: int, /) -> int:
        self.asked.append(stop)
        return self.draws[(len(self.asked) - 1) % len(self.draws)]


def made(of: dict[int, tuple[int, int]]) -> Released:
    """Of counts with this noise on each."""
    return release({theme: n for theme, (n, _z) in of.items()}, Chosen(*(FIRST[z] for _n, z in of.values()), 0))


def rounded(number: int) -> int | None:
    """In other words than the engine has for it."""
    return None if number < 10 else min(range(0, 2000, 5), key=lambda each: abs(each - number))


@given(of=cells)
def test_what_is_shown_stands_on_five_questions_and_lies_within_seven(of: dict[int, tuple[int, int]]) -> None:
    for theme, number in made(of).shown.items():
        if number is not None:
            assert of[theme][0] >= 5
            assert abs(number - of[theme][0]) <= 7


@given(of=cells, others=st.lists(noises, min_size=14, max_size=14))
def test_whatever_was_counted_and_drawn_the_same_noisy_counts_show_the_same(
    of: dict[int, tuple[int, int]], others: list[int]
) -> None:
    """Nothing but y goes into it: not how y came about, and not what the other counts were."""
    split = {theme: (n + z - other, other) for (theme, (n, z)), other in zip(of.items(), others, strict=False)}
    assert made(split) == made(of)


@given(of=cells)
def test_figures_and_total_are_those_of_the_noisy_counts(of: dict[int, tuple[int, int]]) -> None:
    noisy = {theme: n + z for theme, (n, z) in of.items()}
    found = made(of)
    assert found.total == rounded(sum(noisy.values()))
    shown = sorted(number for number in noisy.values() if number >= 10)
    is_alike = len(shown) < 2 or 5 * shown[-1] > 4 * sum(noisy.values())
    assert found.is_total_only is is_alike
    assert found.shown == ({} if is_alike else {theme: rounded(number) for theme, number in noisy.items()})


@given(of=cells)
def test_every_theme_gets_noise_of_its_own_also_one_that_nobody_asked_about(of: dict[int, tuple[int, int]]) -> None:
    source = Chosen(0)
    release({theme: n for theme, (n, _z) in of.items()}, source)
    assert source.asked == [ALL_WEIGHTS] * len(of)


def test_noise_on_nought_is_shown_where_others_are() -> None:
    """Two themes of 20, and ten of which nobody asked: their noise is in the total."""
    of = {1: (20, 0), 2: (20, 0)} | {theme: (0, BOUND) for theme in range(3, 13)}
    assert made(of).total == 90
    assert made(of).shown == {1: 20, 2: 20} | dict.fromkeys(range(3, 13))


@pytest.mark.parametrize("z", NOISES)
def test_weights_are_those_of_the_stated_noise_to_twelve_decimals(z: int) -> None:
    assert 0 <= E ** (BOUND - abs(z)) * 10**12 - WEIGHTS[z] < 1
    assert sum(WEIGHTS.values()) == ALL_WEIGHTS


@pytest.mark.parametrize("z", NOISES)
def test_each_noise_is_drawn_as_often_as_its_weight_says(z: int) -> None:
    """With 10 - z questions a figure is shown from that noise on: the draws that show it are counted, all of them."""

    def is_shown(draw: int) -> bool:
        return made_by(draw, 10 - z).shown != {}

    low, high = 0, ALL_WEIGHTS - 1  # the least draw that shows it lies between them
    assert is_shown(high)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_shown(middle) else (middle + 1, high)
    assert ALL_WEIGHTS - low == sum(WEIGHTS[each] for each in NOISES if each >= z)


def made_by(draw: int, number: int) -> Released:
    """Of two themes with as many questions, and the same draw for both."""
    return release({1: number, 2: number}, Chosen(draw))


def test_draws_of_a_real_source_are_spread_as_stated() -> None:
    """Chi-square with ten degrees of freedom: above 29.6 once in a thousand seeds, of which this is one."""
    source, number, seen = random.Random(2026), 4000, Counter[int]()
    for _time in range(number):
        draw = source.randrange(ALL_WEIGHTS)
        seen[max(z for z in NOISES if made_by(draw, 10 - z).shown)] += 1
    expected = {z: number * WEIGHTS[z] / ALL_WEIGHTS for z in NOISES}
    assert sum((seen[z] - expected[z]) ** 2 / expected[z] for z in NOISES) < 29.6


def chance_shown(n: int) -> float:
    return sum(WEIGHTS[z] for z in NOISES if n + z >= 10) / ALL_WEIGHTS


def test_how_likely_a_figure_is_shown_is_as_the_security_dossier_says() -> None:
    assert [chance_shown(n) for n in range(5)] == [0.0] * 5
    found = {n: round(100 * chance_shown(n), 1) for n in (5, 8, 10, 12, 15)}
    assert found == {5: 0.3, 8: 9.7, 10: 73.2, 12: 96.5, 15: 100.0}


def test_one_question_more_or_less_changes_chances_by_a_factor_e_at_most() -> None:
    """But for 0.0031: (1, 0.0031)-differential privacy, of every set of outcomes at once, in both directions."""
    for step in (1, -1):
        more = sum(max(0, WEIGHTS[z] - E * WEIGHTS.get(z + step, 0)) for z in NOISES) / ALL_WEIGHTS
        assert more < Fraction(313, 100_000)


@pytest.mark.parametrize(
    ("counts", "is_total_only"),
    [
        ({}, True),
        ({1: 0, 2: 0}, True),
        ({1: 30, 2: 9}, True),  # one that is shown
        ({1: 40, 2: 10}, False),  # exactly 80 %
        ({1: 41, 2: 10}, True),
        ({1: 10, 2: 10}, False),
        ({1: 10, 2: 10, 3: 0}, False),
    ],
)
def test_too_few_themes_or_too_much_of_one_leave_the_total(counts: dict[int, int], is_total_only: bool) -> None:
    assert made({theme: (n, 0) for theme, n in counts.items()}).is_total_only is is_total_only


def test_a_total_below_ten_is_not_told() -> None:
    assert made({1: (5, 0), 2: (4, 0)}).total is None
    assert made({1: (5, 0), 2: (5, 0)}).total == 10


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (None, None, Change.UNKNOWN),
        (20, 10, Change.MORE),
        (10, 20, Change.LESS),
        (15, 10, Change.NOT_CLEAR),
        (15, 20, Change.NOT_CLEAR),
        (15, 15, Change.NOT_CLEAR),
        (15, None, Change.UNKNOWN),
        (20, None, Change.MORE),
        (None, 20, Change.LESS),
        (None, 15, Change.UNKNOWN),
    ],
)
def test_more_or_less_is_said_from_ten_on(now: int | None, before: int | None, said: Change) -> None:
    assert change(now, before) is said
