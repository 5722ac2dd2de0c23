"""What is shown of what a class said: large enough, never split, never a count."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.disclosure import (
    NOTHING,
    Figure,
    Part,
    Showing,
    disclosed,
    disclosed_of_several,
    due,
    most_divided,
    pooled,
    tenths,
)
from jsp.rules.evaluation import SCORES

counted = st.dictionaries(st.sampled_from(SCORES), st.integers(1, 30), min_size=1)


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
    """Nothing of how many there were is left in it."""
    larger = {score: times * number for score, number in of_it.items()}
    assert disclosed({"safe": of_it}, least=1) == disclosed({"safe": larger}, least=1)


@given(counted, st.integers(5, 20))
def test_fewer_than_the_least_are_not_shown(of_it: dict[int, int], least: int) -> None:
    shown = disclosed({"safe": of_it}, least=least)["safe"]
    assert (shown == NOTHING) is (sum(of_it.values()) < least)


@given(counted)
def test_where_nearly_everyone_agrees_the_rest_is_not_shown(of_it: dict[int, int]) -> None:
    shown, largest = disclosed({"safe": of_it}, least=1)["safe"], max(of_it.values())
    if 10 * largest >= 9 * sum(of_it.values()):
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


def test_nine_of_ten_are_nearly_everyone_and_eight_of_nine_are_not() -> None:
    assert figure(0, 0, 0, 9, 1) == Figure(Showing.NEARLY_EVERYONE, face=4)
    assert figure(0, 0, 0, 8, 1).showing is Showing.FIGURES
    assert figure(0, 0, 5, 0, 0).showing is Showing.NEARLY_EVERYONE


def test_those_that_wait_come_together_or_not_at_all() -> None:
    assert due([("one", 3)], least=5) == ()
    assert due([("one", 3), ("two", 2)], least=5) == ("one", "two")
    assert due([("one", 3), ("two", 20)], least=5) == ("one", "two"), "what waited is never left over"
    assert due([], least=5) == ()


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
    assert most_divided(figures, ["few", "agreed", "missing"]) is None
    assert most_divided(figures | {"first": figures["split"]}, ["first", "split"]) == "first"
