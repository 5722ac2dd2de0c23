"""What stands on the board is read however a pupil types it; what cannot be a code is told apart from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.join_code import FIGURES, LETTERS, LONG, is_short, make_code, make_secret, read_code, spaced

between = st.text(" -–._/·\t\u00a0", max_size=3)


@given(st.integers(100_000, 999_999), st.lists(between, min_size=7, max_size=7))
def test_blanks_and_dashes_in_it_do_not_matter(number: int, parts: list[str]) -> None:
    typed = "".join(part + each for part, each in zip(parts, [*str(number), ""], strict=True))
    assert read_code(typed) == str(number)


@given(st.text(LETTERS, min_size=LONG, max_size=LONG))
def test_nor_do_capitals_in_the_long_one(code: str) -> None:
    assert read_code(code.upper()) == code
    assert not is_short(code)


@given(st.text())
def test_what_is_read_is_one_of_the_two(typed: str) -> None:
    code = read_code(typed)
    assert code is None or is_short(code) or (len(code) == LONG and set(code) <= set(LETTERS))


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "12345a", "aeioua", "١٢٣٤٥٦", "123²56", "a" * 16, "9" * 5000]
)
def test_what_can_be_neither(typed: str) -> None:
    assert read_code(typed) is None


def test_a_made_code_is_six_figures_and_does_not_begin_with_a_zero() -> None:
    made = {make_code() for _ in range(500)}
    assert all(is_short(code) and code[0] != "0" for code in made)
    assert len(made) > 490, "all over the place"


def test_the_long_one_cannot_be_guessed() -> None:
    assert len(LETTERS) ** LONG > 2**64
    made = {make_secret() for _ in range(200)}
    assert len(made) == 200
    assert all(read_code(code) == code for code in made)


def test_on_the_board_it_stands_in_two_groups() -> None:
    assert spaced("482913") == "482 913"
    assert len(spaced("482913")) == FIGURES + 1
