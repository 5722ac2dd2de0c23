"""When answers are enough: together, from different pupils, and not padded with paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.enough import Heads, is_enough

heads = st.lists(st.builds(Heads, st.integers(0, 12), st.integers(0, 12)), max_size=4)


@pytest.mark.parametrize(("lessons", "expected"), [
    ([], False), ([Heads(7)], False), ([Heads(8)], True), ([Heads(5), Heads(3)], True),
    ([Heads(4), Heads(4)], False), ([Heads(4), Heads(4), Heads(4)], False), ([Heads(0, 8)], True),
    ([Heads(1, 9)], False), ([Heads(8, 3)], True), ([Heads(5, 9), Heads(2)], False), ([Heads(5, 9), Heads(3)], True),
    ([Heads(0, 9), Heads(2)], False), ([Heads(0, 4), Heads(0, 4)], False),
])  # fmt: skip
def test_eight_of_which_five_at_once(lessons: list[Heads], expected: bool) -> None:
    assert is_enough(lessons, least=8, floor=5) is expected


@given(heads)
def test_whoever_takes_the_paper_away_is_left_with_nobody_or_with_enough(lessons: list[Heads]) -> None:
    phones = sum(each.phones for each in lessons)
    if is_enough(lessons, least=8, floor=5):
        assert phones == 0 or phones >= 8
        assert max(each.answers for each in lessons) >= 5


@given(heads, st.integers(0, 30))
def test_paper_makes_no_difference_to_phones(lessons: list[Heads], sheets: int) -> None:
    if any(each.phones for each in lessons):
        padded = [Heads(each.phones, sheets) for each in lessons]
        assert is_enough(padded, least=8, floor=5) is is_enough(lessons, least=8, floor=5)
