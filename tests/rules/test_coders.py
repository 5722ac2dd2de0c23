"""How far two coders agree: against counting letter by letter, and against figures worked out by hand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.coders import Agreement, compare, judged, pooled_kappa
from jsp.rules.coding_figures import Placed, table, together
from jsp.rules.spans import Span
from jsp.rules.stretches import joined, length, shared, without

LONG = 30
SPANS = st.lists(
    st.tuples(st.integers(0, LONG), st.integers(0, LONG)).map(lambda pair: Span(min(pair), max(pair))), max_size=8
)  # fmt: skip


def letters(spans: list[Span]) -> set[int]:
    return {at for each in spans for at in range(each.start, each.end)}


@given(SPANS, SPANS)
def test_stretches_are_sets_of_letters(one: list[Span], other: list[Span]) -> None:
    first, second = joined(one), joined(other)
    assert letters(first) == letters(one)
    assert length(first) == len(letters(one))
    assert letters(shared(first, second)) == letters(one) & letters(other)
    assert letters(without(first, second)) == letters(one) - letters(other)
    for found in (first, shared(first, second), without(first, second)):
        assert all(each.start < each.end for each in found)
    assert all(before.end < after.start for before, after in pairwise(first))


@given(SPANS, SPANS, SPANS)
def test_kappa_is_what_counting_letter_by_letter_gives(
    one: list[Span], other: list[Span], all_of_it: list[Span]
) -> None:
    universe = letters(all_of_it)
    first, second = letters(one) & universe, letters(other) & universe
    found = compare(one, other, joined(all_of_it))
    assert found.both == len(first & second)
    assert letters([*found.only_one, *found.only_other]) == first ^ second
    if not universe or not first | second or first & second == universe:
        assert found.kappa is None
        return
    n = len(universe)
    agreed = (n - len(first ^ second)) / n
    chance = len(first) * len(second) / n**2 + (n - len(first)) * (n - len(second)) / n**2
    assert found.kappa == pytest.approx((agreed - chance) / (1 - chance))
    assert -1 <= found.kappa <= 1


@pytest.mark.parametrize(("both", "one", "other", "neither", "kappa"), [
    (20, 5, 10, 15, 0.4), (45, 15, 25, 15, 0.1304), (25, 35, 5, 35, 0.2593), (10, 0, 0, 10, 1.0), (0, 5, 5, 0, -1.0),
])  # fmt: skip
def test_kappa_of_tables_worked_out_by_hand(both: int, one: int, other: int, neither: int, kappa: float) -> None:
    first = Span(both, both + one), Span(both + one, both + one + other)
    found = Agreement(both + one + other + neither, both, (first[0],), (first[1],))
    assert found.kappa == pytest.approx(kappa, abs=5e-5)


def test_questions_and_tags_are_nobodys_judgement() -> None:
    text = "# Wat hielp er?\nM1: rust 😀\niedereen knikte"
    assert "".join(text[each.start : each.end] for each in judged(text)) == "rust 😀iedereen knikte"


def test_codes_that_nobody_gave_say_nothing_of_all_codes_together() -> None:
    same, none = Agreement(20, 10, (), ()), Agreement(20, 0, (), ())
    assert pooled_kappa([same, none]) == pytest.approx(1)
    assert pooled_kappa([none]) is None


STRETCH = st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
PLACED = st.builds(Placed, text=st.sampled_from("ab"), span=STRETCH, code=st.sampled_from("xyz"))


@given(st.lists(PLACED, max_size=14))
def test_codes_stand_together_where_passages_share_a_letter(placed: list[Placed]) -> None:
    each_once = sorted(set(placed), key=str)
    expected = sum(
        one.text == other.text and one.code != other.code and one.span.overlap(other.span) > 0
        for at, one in enumerate(each_once) for other in each_once[at + 1 :]
    )  # fmt: skip
    assert sum(together(placed).values()) == expected


def test_a_passage_of_two_who_speak_counts_for_both() -> None:
    found = table([("x", ["mentor", "worker", "mentor"]), ("x", ["mentor"]), ("y", [])])
    assert found["x"] == {"mentor": 2, "worker": 1}
    assert not found["y"]
