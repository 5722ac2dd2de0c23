"""Scores beside each other: never in the order of the scores, but for the gaps of one unit."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.wave import Measure, Score
from jsp.rules.wave_figures import DIGITS, GapWord, at, by_scale, gaps, shapes, spread, trends

MEANS = st.decimals(min_value=1, max_value=5, places=2)


def score(unit: str, scale: str, mean: str | Decimal, measure: Measure = Measure.SCORE, n: int = 9) -> Score:
    return Score(unit, scale, measure, Decimal(mean), None, n)


def both(unit: str, scale: str, importance: str | Decimal, realised: str | Decimal) -> list[Score]:
    return [score(unit, scale, realised, Measure.REALISED), score(unit, scale, importance, Measure.IMPORTANCE)]


@given(st.lists(MEANS, min_size=3, max_size=3))
def test_units_stand_by_the_alphabet_whatever_they_scored(means: list[Decimal]) -> None:
    found = by_scale(score(unit, "task_motivation", mean) for unit, mean in zip(("vo", "Po", "so"), means, strict=True))
    assert [each.unit for each in found["task_motivation"]] == ["Po", "so", "vo"]


def test_scales_stand_as_they_always_do_and_others_by_the_alphabet() -> None:
    found = by_scale(
        score("po", scale, "3") for scale in ("zorg", "wellbeing_classmates", "aandacht", "task_motivation")
    )
    assert list(found) == ["task_motivation", "wellbeing_classmates", "aandacht", "zorg"]


@given(st.lists(st.tuples(MEANS, MEANS), min_size=1, max_size=6), st.randoms())
def test_the_largest_gap_of_a_unit_comes_first(pairs: list[tuple[Decimal, Decimal]], chance: Random) -> None:
    scores = [each for at, pair in enumerate(pairs) for each in both("so", f"c{at}", *pair)]
    chance.shuffle(scores)
    sizes = [gap.size for gap in gaps(scores)["so"]]
    assert sizes == sorted((one - other for one, other in pairs), reverse=True)


def test_units_with_gaps_stand_by_the_alphabet() -> None:
    assert list(gaps([*both("vo", "x", "5", "1"), *both("Po", "x", "2", "2")])) == ["Po", "vo"]


@pytest.mark.parametrize(("importance", "realised", "word"), [
    ("4.5", "3.5", GapWord.LARGE), ("4.5", "3.51", GapWord.SOME), ("4", "3.5", GapWord.SOME),
    ("4", "3.51", GapWord.NONE), ("3", "3.49", GapWord.NONE), ("3", "3.5", GapWord.AHEAD),
])  # fmt: skip
def test_a_gap_has_a_word(importance: str, realised: str, word: GapWord) -> None:
    [gap] = gaps(both("po", "x", importance, realised))["po"]
    assert gap.word is word


def test_a_competence_of_which_half_is_unknown_has_no_gap() -> None:
    assert gaps([score("po", "x", "4", Measure.IMPORTANCE)]) == {}


def test_years_are_compared_only_where_the_scale_has_the_same_key() -> None:
    found = trends({
        2019: [score("po", "task_motivation", "3.5"), score("vo", "task_motivation", "3")],
        2018: [score("po", "task_motivation", "3.4"), score("po", "cognitive_confidence", "3")],
    })  # fmt: skip
    assert list(found) == ["task_motivation"]
    assert [(row.unit, {year: str(each.mean) for year, each in row.years.items()}) for row in
            found["task_motivation"]] == [("po", {2018: "3.4", 2019: "3.5"}), ("vo", {2019: "3"})]  # fmt: skip
    assert trends({2018: [score("po", "task_motivation", "3.4")]}) == {}


def test_no_two_years_have_the_same_shape_and_the_newest_is_the_dot() -> None:
    found = shapes(range(2015, 2027))
    told = [year if shape == DIGITS else shape for year, shape in found.items()]
    assert (len(set(told)), found[2026]) == (12, "dot")


@given(st.decimals(min_value=-9, max_value=9, places=2), st.decimals(min_value=-9, max_value=9, places=2))
def test_a_higher_value_never_stands_more_to_the_left(one: Decimal, other: Decimal) -> None:
    left, right = (float(at(each)[:-1]) for each in sorted((one, other)))
    assert 4 <= left <= right <= 96


def test_the_line_goes_one_standard_deviation_to_both_sides() -> None:
    assert spread(Score("po", "x", Measure.SCORE, Decimal("4.5"), Decimal("1"), 9)) == (at(Decimal("3.5")), at(5))
    assert spread(score("po", "x", "4")) is None
