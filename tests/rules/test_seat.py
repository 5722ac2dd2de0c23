"""A seat is one that we gave out, for that evaluation, with that key; anything else is none."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.seat import NUMBER, new_seat, read_seat

HERE, KEY = UUID(int=1), bytes(range(32))
at = st.integers(0, 47)


def test_what_we_gave_out_is_read() -> None:
    seat = new_seat(HERE, key=KEY)
    number = read_seat(seat, HERE, key=KEY)
    assert number is not None
    assert (len(seat), len(number)) == (48, NUMBER)
    assert number == read_seat(seat, HERE, key=KEY)


def test_no_two_are_the_same() -> None:
    assert len({new_seat(HERE, key=KEY) for _ in range(500)}) == 500


@given(st.uuids(), st.binary(min_size=1, max_size=40))
def test_it_is_none_at_another_evaluation_or_with_another_key(other: UUID, key: bytes) -> None:
    seat = new_seat(HERE, key=KEY)
    assert other == HERE or read_seat(seat, other, key=KEY) is None
    assert key == KEY or read_seat(seat, HERE, key=key) is None


@given(st.integers(0, 29), st.integers(1, 255))
def test_no_byte_of_it_can_be_changed(place: int, change: int) -> None:
    raw = bytearray(urlsafe_b64decode(new_seat(HERE, key=KEY)))
    raw[place] ^= change
    assert read_seat(urlsafe_b64encode(raw).decode(), HERE, key=KEY) is None


@given(at)
def test_it_cannot_be_cut(length: int) -> None:
    assert read_seat(new_seat(HERE, key=KEY)[:length], HERE, key=KEY) is None


@given(st.text())
@pytest.mark.parametrize("add", ["", "before", "after"])
def test_what_anybody_types_is_none_or_the_very_seat(add: str, text: str) -> None:
    """One number, whatever is written around it: a seat that could be written in two ways would be two answers."""
    seat = new_seat(HERE, key=KEY)
    typed = {"before": text + seat, "after": seat + text}.get(add, text)
    assert read_seat(typed, HERE, key=KEY) in (None, read_seat(seat, HERE, key=KEY) if add else None)


@pytest.mark.parametrize("text", ["", "=", "====", "é", "\ud800", "\0", "A" * 40, "A" * 1_000_000, str(HERE)])
def test_what_is_no_seat(text: str) -> None:
    assert read_seat(text, HERE, key=KEY) is None
