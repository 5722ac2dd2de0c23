"""What goes into the box of a running evaluation comes out as counts, once for each seat, in whatever order it came."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.box import BLOCK, Box, Filled, Paper, add, digest, packed_counts, unpacked, unpacked_counts
from jsp.rules.evaluation import LONGEST_ANSWER, SCORES

ITEMS = ("safe", "learned", "usable")
scores = st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(SCORES))
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
filled = st.builds(Filled, scores=scores, text=words)
seats = st.binary(min_size=15, max_size=15)
handed = st.dictionaries(seats, filled, max_size=8)
Counts = dict[str, dict[int, int]]
PAPER = st.dictionaries(st.sampled_from(ITEMS), st.dictionaries(st.sampled_from(SCORES), st.integers(1, 9), min_size=1))


def put(handed_in: list[tuple[bytes, Filled]]) -> Box:
    """All of it, each seat with a key of its own."""
    box = Box()
    for seat, each in handed_in:
        box = box.put(seat, each, key=f"of {seat.hex()}")
    return box


@given(handed, st.lists(seats), PAPER, st.integers(0, 9))
def test_a_box_that_was_packed_is_the_same_box(
    of: dict[bytes, Filled], late: list[bytes], counts: Counts, paper: int
) -> None:  # fmt: skip
    box = replace(put(list(of.items())), paper=Paper(paper, counts, ("op papier",)))
    for seat in late:
        box = box.take(seat)
    assert unpacked(box.packed()) == box


@given(handed)
def test_the_counts_are_what_was_put_in(of: dict[bytes, Filled]) -> None:
    box = put(list(of.items()))
    counted = Counter((item, score) for each in of.values() for item, score in each.scores.items())
    assert {(item, score): number for item, by in box.counts.items() for score, number in by.items()} == counted
    assert sorted(text for _key, text in box.texts) == sorted(each.text for each in of.values() if each.text)
    assert box.answers == len(of)
    assert all(box.has(seat) and box.is_used(seat) for seat in of)


@given(handed.flatmap(lambda of: st.tuples(
    st.just(of), st.permutations([*of.items(), *of.items()]), st.lists(st.sampled_from(sorted(of) or [b"none"])),
)))  # fmt: skip
def test_putting_twice_is_putting_once_in_whatever_order(
    case: tuple[dict[bytes, Filled], list[tuple[bytes, Filled]], list[bytes]],
) -> None:
    of, twice, taken = case
    box = Box()
    for seat in taken:
        box = box.take(seat)
    for seat, each in twice:
        box = box.put(seat, each, key=f"of {seat.hex()}")
    once = put(list(of.items()))
    assert (box.counts, box.texts, box.used) == (once.counts, once.texts, once.used)
    if set(taken) <= set(of):
        assert box.packed() == put(twice).packed()


@given(filled, filled)
def test_a_seat_keeps_what_it_said_first(first: Filled, second: Filled) -> None:
    box = put([(b"seat", first)])
    assert put([(b"seat", first), (b"seat", second)]) == box
    assert box.take(b"seat") == box


@given(handed)
def test_the_order_in_which_it_came_does_not_show(of: dict[bytes, Filled]) -> None:
    assert put(list(of.items())).packed() == put(list(reversed(of.items()))).packed()


@given(handed, st.integers(0, 30))
def test_its_length_is_a_whole_number_of_blocks(of: dict[bytes, Filled], paper: int) -> None:
    length = len(replace(put(list(of.items())), paper=Paper(paper)).packed().encode())
    assert length % BLOCK == 0
    assert length <= 2 * BLOCK, "eight pupils who write little are in as much as nobody, or one block more"


@pytest.mark.parametrize("text", ["", "a", "é" * 80, "😀" * 20])
def test_one_answer_more_hardly_ever_shows_in_its_length(text: str) -> None:
    box, lengths = Box(), [len(Box().packed().encode())]
    for number in range(30):
        box = box.put(bytes([number]), Filled(scores=dict.fromkeys(ITEMS, 3), text=text), key=f"{number:032}")
        lengths.append(len(box.packed().encode()))
    grown = sum(now != before for before, now in pairwise(lengths))
    assert grown <= 2, lengths


def test_a_seat_that_was_taken_is_not_an_answer() -> None:
    box = Box().take(b"seat")
    assert (box.answers, box.has(b"seat"), box.is_used(b"seat"), box.has(b"other")) == (0, True, False, False)


def test_neither_the_seat_nor_who_said_what_stands_in_it() -> None:
    seat = b"A seat of 15 by"
    packed = Box().put(seat, Filled(scores={"safe": 1}, text="Ik"), key="a key").packed()
    assert seat.hex() not in packed
    assert seat.decode() not in packed
    assert digest(seat) in packed, "that it was taken; its text lies under another key"


@given(PAPER)
def test_counts_that_wait_are_as_long_as_none(counts: Counts) -> None:
    packed = packed_counts(counts)
    assert unpacked_counts(packed) == counts
    assert len(packed.encode()) == BLOCK


def test_paper_is_kept_apart_from_what_came_by_phone() -> None:
    box = replace(put([(b"seat", Filled(scores={"safe": 2}))]), paper=Paper(3, {"safe": {2: 3}}))
    assert (box.answers, box.counts, box.busy) == (4, {"safe": {2: 1}}, 0)


def test_adding_changes_nothing_of_what_was_there() -> None:
    before = {"safe": {1: 1}}
    assert add(before, {"safe": 1, "learned": 5}) == {"safe": {1: 2}, "learned": {5: 1}}
    assert before == {"safe": {1: 1}}


def test_a_class_that_writes_as_much_as_it_may_still_comes_out() -> None:
    long = "😀" * LONGEST_ANSWER
    box = put([(bytes([number]), Filled(scores={}, text=long)) for number in range(30)])
    assert [text for _key, text in unpacked(box.packed()).texts] == [long] * 30
