"""Places in a text follow whatever is done to it: nothing is lost, nothing unchanged moves off its words."""

import random
import time
from difflib import SequenceMatcher

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jsp.rules.spans import GOES, MOST_PAIRS, Change, Span, changes_between, follow

TEXTS = st.text(alphabet="ab é😀\nc", max_size=30)
BUDGETS = st.sampled_from([0, 3, 10, MOST_PAIRS])  # of so little most goes by lines, or at once


@given(TEXTS, TEXTS, BUDGETS)
@example("a\nb\n\n", "b\na\n ", 0)
@example("x\n" * 20_001, "y\n" * 20_001, MOST_PAIRS)
def test_the_changes_make_the_new_text_of_the_old_one(old: str, new: str, most: int) -> None:
    made, at = "", 0
    for each in changes_between(old, new, most=most):
        made += old[at : each.before.start]
        made += new[len(made) : len(made) + each.length]
        at = each.before.end
    assert made + old[at:] == new


@given(TEXTS, TEXTS, BUDGETS, st.data())
def test_what_nobody_touched_still_reads_the_same(old: str, new: str, most: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    span = Span(start, data.draw(st.integers(start, len(old))))
    [found] = follow([span], changes_between(old, new, most=most))
    assert 0 <= found.span.start <= found.span.end <= len(new)
    if not found.is_touched:
        assert new[found.span.start : found.span.end] == old[span.start : span.end]


@given(TEXTS, TEXTS, TEXTS)
def test_words_around_a_span_do_not_come_into_it(before: str, inside: str, after: str) -> None:
    old, span = f"x{inside}y", Span(1, 1 + len(inside))
    made = [Change(Span(1, 1), len(before)), Change(Span(span.end, span.end), len(after))]
    [found] = follow([span], made)
    new = f"x{before}{inside}{after}y"
    assert len(old) + len(before) + len(after) == len(new)
    assert (new[found.span.start : found.span.end], found.is_touched) == (inside, False)


def test_a_word_inside_it_became_another() -> None:
    old, new = "M1: Jan zei dat het hielp.", "M1: [docent] zei dat het hielp."
    [found] = follow([Span(4, 15)], changes_between(old, new))
    assert (new[found.span.start : found.span.end], found.is_touched) == ("[docent] zei dat", True)


def test_a_span_that_lost_all_its_words_is_empty_where_it_was() -> None:
    old, new = "een twee drie", "een drie"
    [found] = follow([Span(4, 8)], changes_between(old, new))
    assert (found.span.length, found.is_touched) == (0, True)


def test_very_many_changes_are_followed_in_one_go() -> None:
    changes = [Change(Span(10 * at, 10 * at + 1), 3) for at in range(20_000)]
    spans = [Span(10 * at + 2, 10 * at + 5) for at in range(20_000)]
    began = time.process_time()
    found = follow(spans, changes)
    assert time.process_time() - began < 10
    assert [each.span.start for each in found[:3]] == [4, 16, 28]
    assert not any(each.is_touched for each in found)


def row(seed: int, words: int) -> str:
    """Words of two kinds in no order: whatever compares all of them has very many pairs."""
    return " ".join(random.Random(seed).choices("ab", k=words))


@pytest.mark.parametrize("words", [1_000, 10_000])
def test_what_is_over_the_budget_is_one_change(words: int) -> None:
    assert len(changes_between(row(1, words), row(2, words))) == 1


def test_very_many_parts_within_the_budget_are_over_it_together(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = list[int]()

    class Counting(SequenceMatcher[str]):
        def __init__(self, junk: None, was: list[str], now: list[str], *, autojunk: bool) -> None:
            compared.append(len(was) * len(now))
            super().__init__(junk, was, now, autojunk=autojunk)

    monkeypatch.setattr("jsp.rules.spans.SequenceMatcher", Counting)
    old, new = ("\n".join(f"{row(at + seed, 200)}\nkop {at}" for at in range(300)) for seed in (0, 300))
    assert len(changes_between(old, new)) >= 300
    assert max(compared) <= MOST_PAIRS
    assert sum(compared) <= GOES * MOST_PAIRS


def test_words_far_apart_in_a_long_text_are_a_small_change_each() -> None:
    lines = [f"M1: regel {at} met tien woorden waarvan er eentje anders wordt" for at in range(5_000)]
    one = [*lines[:2_500], lines[2_500].replace("eentje", "niets"), *lines[2_501:]]
    assert [each.before.length for each in changes_between("\n".join(lines), "\n".join(one))] == [6]
    more = ["Erbij.", *one[:4_000], *one[4_001:-1], one[-1].replace("woorden", "letters")]
    found = changes_between("\n".join(lines), "\n".join(more))
    assert [(each.before.length, each.length) for each in found] == [(0, 7), (6, 5), (len(lines[4_000]) + 1, 0), (7, 7)]


def test_when_every_line_of_a_long_text_changed_each_keeps_its_place() -> None:
    lines = [f"M1: regel {at} met woorden" for at in range(1_000)]
    found = changes_between("\n".join(lines), "\n".join(line.replace("met", "zonder") for line in lines))
    assert [(each.before.length, each.length) for each in found] == [(3, 6)] * 1_000
