"""Places in a text follow whatever is done to it: nothing is lost, nothing unchanged moves off its words."""

import time

from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.spans import Change, Span, changes_between, follow

TEXTS = st.text(alphabet="ab é😀\nc", max_size=30)


@given(TEXTS, TEXTS)
def test_the_changes_make_the_new_text_of_the_old_one(old: str, new: str) -> None:
    made, at = "", 0
    for each in changes_between(old, new):
        made += old[at : each.before.start]
        made += new[len(made) : len(made) + each.length]
        at = each.before.end
    assert made + old[at:] == new


@given(TEXTS, TEXTS, st.data())
def test_what_nobody_touched_still_reads_the_same(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    span = Span(start, data.draw(st.integers(start, len(old))))
    [found] = follow([span], changes_between(old, new))
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
