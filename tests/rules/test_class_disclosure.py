"""What is shown of what a class said: large enough, never split, never a count."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from jsp.rules.class_disclosure import (
    NOTHING,
    Figure,
    Part,
    Showing,
    disclosed,
    disclosed_of_several,
    most_divided,
    pooled,
    tenths,
)
from jsp.rules.evaluation import SCORES

counted = st.dictionaries(st.sampled_from(SCORES), st.integers(1, 30), min_size=1)


def answers_of(number: int, faces: tuple[int, ...] = SCORES) -> Iterator[dict[int, int]]:
    """All that so many pupils can answer together."""
    for times in product(range(number + 1), repeat=len(faces) - 1):
        if sum(times) <= number:
            yield dict(zip(faces, (*times, number - sum(times)), strict=True))


def is_alone(of_it: dict[int, int]) -> bool:
    """Whether one pupil differs from all the others, who are of one mind."""
    return max(of_it.values()) == sum(of_it.values()) - 1


def figure(*times: int, least: int = 5) -> Figure:
    return disclosed({"safe": dict(zip(SCORES, times, strict=True))}, least=least)["safe"]


@given(counted)
def test_tenths_add_up_and_are_less_than_one_away(of_it: dict[int, int]) -> None:
    number, parts = sum(of_it.values()), tenths(of_it)
    assert sum(parts) == 10
    assert all(
        abs(part - Fraction(10 * of_it.get(score, 0), number)) < 1 for score, part in zip(SCORES, parts, strict=True)
    )


@given(counted, st.integers(2, 4))
def test_a_class_that_is_twice_as_large_looks_the_same(of_it: dict[int, int], times: int) -> None:
    """Nothing of how many there were is left in it, but that where all but one agree the one is not shown."""
    assume(max(of_it.values()) < sum(of_it.values()) - 1)
    larger = {score: times * number for score, number in of_it.items()}
    one, two = (disclosed({"safe": each}, least=1)["safe"] for each in (of_it, larger))
    assert (one.showing, one.tenths, one.mean, one.face) == (two.showing, two.tenths, two.mean, two.face)


@given(counted, st.integers(5, 20))
def test_fewer_than_the_least_are_not_shown(of_it: dict[int, int], least: int) -> None:
    shown = disclosed({"safe": of_it}, least=least)["safe"]
    assert (shown == NOTHING) is (sum(of_it.values()) < least)


@given(counted)
def test_where_nearly_everyone_agrees_the_rest_is_not_shown(of_it: dict[int, int]) -> None:
    shown, largest = disclosed({"safe": of_it}, least=1)["safe"], max(of_it.values())
    if max(tenths(of_it)) >= 9 or largest >= sum(of_it.values()) - 1:
        assert (shown.tenths, shown.mean) == ((), None)
        assert shown.face is not None
        assert of_it[shown.face] == largest
    else:
        assert shown.showing is Showing.FIGURES
        assert shown.face is None


def test_a_mean_has_one_decimal_and_halves_go_up() -> None:
    assert figure(0, 0, 5, 2, 1).mean == Decimal("3.5")
    assert figure(0, 0, 13, 5, 2).mean == Decimal("3.5"), "3.45"
    assert figure(2, 0, 0, 0, 2, least=4).mean == Decimal("3.0")


def test_nearly_everyone_goes_by_the_tenths_that_would_be_seen_and_not_by_the_exact_share() -> None:
    assert figure(0, 0, 0, 9, 1) == Figure(Showing.NEARLY_EVERYONE, face=4)
    assert figure(1, 0, 0, 0, 7) == Figure(Showing.NEARLY_EVERYONE, face=5), "seven of eight would be seen as 9 and 1"
    assert figure(0, 0, 0, 12, 2).showing is Showing.NEARLY_EVERYONE
    assert figure(0, 0, 0, 11, 3).showing is Showing.FIGURES
    assert figure(1, 0, 0, 0, 4).showing is Showing.NEARLY_EVERYONE, "eight tenths, but all save one"
    assert figure(0, 0, 5, 0, 0).showing is Showing.NEARLY_EVERYONE


def test_no_class_of_five_to_twelve_is_told_that_one_differs_from_all_the_others() -> None:
    """Also to who knows how many there were, and lays everything beside it that they could have answered."""
    for number in range(5, 13):
        could_be: dict[Figure, set[bool]] = defaultdict(set)
        for of_it in answers_of(number):
            could_be[figure(*of_it.values())].add(is_alone(of_it))
        assert {True} not in could_be.values()
        assert len(could_be) > 40, "and there is something to see"


def test_nor_by_what_the_school_sees_of_two_such_classes_together() -> None:
    could_be: dict[tuple[Figure, ...], set[tuple[bool, ...]]] = defaultdict(set)
    for one, two in product([*answers_of(5, (1, 3, 5)), *answers_of(6, (1, 3, 5))], repeat=2):
        parts = [Part({"it": one}, 5), Part({"it": two}, 5)]
        each = [disclosed(part.counts, least=5)["it"] for part in parts]
        seen = (*each, disclosed_of_several(parts, least=8)["it"])
        could_be[seen].add((is_alone(one), is_alone(two)))
    for some in could_be.values():
        assert all(False in told for told in zip(*some, strict=True))


def test_where_remainders_are_equal_the_tenths_keep_the_mean() -> None:
    """The lowest faces used to win, so that a lesson looked worse than it was."""
    assert tenths({1: 4, 2: 1, 3: 4, 4: 5, 5: 1}) == (3, 0, 3, 3, 1)
    assert tenths({1: 1, 2: 1, 3: 0, 4: 1, 5: 1}) in {(3, 2, 0, 2, 3), (2, 3, 0, 3, 2)}
    assert tenths({1: 5, 5: 15}) == (2, 0, 0, 0, 8), "of two that are as near the higher one, as means go up"


WORST = {1: 2, 2: 2, 3: 2, 4: 3, 5: 3}  # found by going through all that up to thirty pupils can answer


@given(st.lists(st.sampled_from(SCORES), min_size=5, max_size=30))
@example([score for score, times in WORST.items() for _time in range(times)])
@settings(max_examples=300)
def test_a_mean_of_the_tenths_is_at_most_three_tenths_off(scores: list[int]) -> None:
    mean = Fraction(sum(scores), len(scores))
    parts = tenths({score: scores.count(score) for score in SCORES})
    of_tenths = Fraction(sum(score * part for score, part in zip(SCORES, parts, strict=True)), 10)
    assert abs(of_tenths - mean) < Fraction(3, 10)
    shown = disclosed({"it": {score: scores.count(score) for score in SCORES}}, least=5)["it"].mean
    assert shown is None or abs(of_tenths - Fraction(shown)) <= Fraction(3, 10)


def test_only_items_with_the_same_key_are_pooled() -> None:
    assert pooled([{"safe": {1: 2}, "learned": {3: 1}}, {"safe": {1: 1, 5: 4}}]) == {
        "safe": {1: 3, 5: 4}, "learned": {3: 1},
    }  # fmt: skip


def test_what_may_not_stand_alone_is_not_in_what_is_shown_together() -> None:
    few, many = Part({"safe": {1: 3}}, 5), Part({"safe": {3: 4, 4: 4}}, 5)
    assert disclosed_of_several([few, many], least=8)["safe"] == disclosed(many.counts, least=8)["safe"]
    assert disclosed_of_several([few, few, few], least=8)["safe"] == NOTHING


def test_one_where_nearly_everyone_agreed_is_not_put_with_others() -> None:
    agreed, divided = Part({"safe": {5: 9, 1: 1}}, 5), Part({"safe": {3: 5, 4: 5}}, 5)
    assert disclosed_of_several([agreed, divided], least=8)["safe"] == NOTHING
    assert disclosed_of_several([agreed, agreed], least=8)["safe"] == Figure(Showing.NEARLY_EVERYONE, face=5)
    assert disclosed_of_several([agreed, Part({"safe": {1: 9}}, 5)], least=8)["safe"] == NOTHING


def test_the_most_divided_item_is_known_by_what_is_shown() -> None:
    figures = disclosed({
        "mild": {3: 5, 4: 5}, "split": {1: 5, 5: 5}, "few": {1: 2, 5: 2}, "agreed": {5: 10},
    }, least=5)  # fmt: skip
    assert most_divided(figures, ["mild", "split", "few", "agreed"]) == "split"
    assert most_divided(figures, ["mild", "few", "agreed", "missing"]) is None
    assert most_divided(figures | {"first": figures["split"]}, ["first", "split"]) == "first"


def test_a_class_is_divided_only_with_two_tenths_and_two_pupils_on_both_sides() -> None:
    assert figure(1, 1, 0, 3, 3).is_divided
    assert figure(2, 0, 3, 1, 2).is_divided
    assert not figure(1, 0, 0, 3, 4).is_divided, "one of eight is a tenth"
    assert not figure(1, 0, 0, 2, 2).is_divided, "one of five is two tenths"
    assert not figure(0, 0, 6, 1, 1).is_divided
    assert not figure(2, 0, 0, 10, 18).is_divided, "two of thirty are less than a tenth"


def test_parts_where_nearly_everyone_agreed_are_not_added_up_to_those_who_did_not() -> None:
    small = Part({"safe": {5: 4, 1: 1}}, 5)
    assert disclosed_of_several([small, small], least=8)["safe"] == Figure(Showing.NEARLY_EVERYONE, face=5)
