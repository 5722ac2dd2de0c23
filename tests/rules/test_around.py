"""A piece of a text with what stands around it: its lines and no more, cut between words."""

import pytest

from jsp.rules.around import Around, around, line_number
from jsp.rules.spans import Span

TEXT = "# Vraag\nM1: een twee drie vier\nM2: vijf zes 😀 zeven"


def of(words: str, most: int | None = None) -> Around:
    start = TEXT.index(words)
    return around(TEXT, Span(start, start + len(words)), most)


def test_it_stands_in_its_line() -> None:
    assert of("twee") == Around("M1: een ", "twee", " drie vier", 2)
    assert of("😀") == Around("M2: vijf zes ", "😀", " zeven", 3)


def test_of_several_lines_what_stands_before_the_first_and_after_the_last() -> None:
    assert of("vier\nM2: vijf") == Around("M1: een twee drie ", "vier\nM2: vijf", " zes 😀 zeven", 2)


def test_words_up_to_the_end_of_a_line_do_not_take_the_next_one() -> None:
    assert of("vier").after == ""
    start = TEXT.index("\nM2")
    assert around(TEXT, Span(start - 4, start + 1)).after == ""


def test_nothing_is_left_of_it() -> None:
    start = TEXT.index("twee")
    assert around(TEXT, Span(start, start)) == Around("M1: een ", "", "twee drie vier", 2)


@pytest.mark.parametrize(("most", "before", "after"), [
    (8, "M1: een ", " drie …"), (7, "… een ", " drie …"), (10, "M1: een ", " drie vier"), (2, "… ", " …"),
])  # fmt: skip
def test_what_is_long_is_cut_between_words(most: int, before: str, after: str) -> None:
    found = of("twee", most)
    assert (found.before, found.after) == (before, after)


def test_one_long_word_is_cut_within_itself() -> None:
    assert around(f"{'a' * 9}bc{'d' * 9}", Span(9, 11), 4) == Around("…aaaa", "bc", "dddd…", 1)


def test_lines_are_counted_from_one() -> None:
    assert [line_number(TEXT, TEXT.index(each)) for each in ("#", "M1", "zeven")] == [1, 2, 3]
