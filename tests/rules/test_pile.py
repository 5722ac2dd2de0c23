"""The order of a pile, as a word."""

import pytest

from jsp.rules.pile import order_of, word_of


def test_it_comes_back() -> None:
    assert order_of(word_of([3, 0, 2, 1]), 4) == [3, 0, 2, 1]


@pytest.mark.parametrize("word", ["", "x", "é", "AAAA", word_of([0, 1]), word_of([0, 1, 1, 2]), "=" * 9])
def test_what_is_no_order_of_so_many_is_none(word: str) -> None:
    assert order_of(word, 4) is None
