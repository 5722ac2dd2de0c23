"""What is sealed opens with its keys, at its place, unchanged; and with nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.keys import Keys, KeysUnreadableError, SealBrokenError, make_keys, read_keys

KEYS = Keys({1: bytes(range(32)), 7: bytes(32)})
PLACE = "contact.note.1"
KEY = "A" * 43 + "="
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts, st.text(max_size=20))
def test_it_opens_again(text: str, place: str) -> None:
    place = place.encode(errors="ignore").decode()
    assert KEYS.open(KEYS.seal(text, place=place), place=place) == text


@given(texts)
def test_it_opens_at_no_other_place(text: str) -> None:
    with pytest.raises(SealBrokenError):
        KEYS.open(KEYS.seal(text, place=PLACE), place="contact.note.2")


@given(texts, st.data())
def test_no_byte_of_it_can_be_changed(text: str, data: st.DataObject) -> None:
    blob = bytearray(KEYS.seal(text, place=PLACE))
    at = data.draw(st.integers(0, len(blob) - 1))
    blob[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBrokenError):
        KEYS.open(bytes(blob), place=PLACE)


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x01" + bytes(12), bytes(40), b"\x09" + bytes(40)])
def test_what_is_no_seal_does_not_open(blob: bytes) -> None:
    with pytest.raises(SealBrokenError):
        KEYS.open(blob, place=PLACE)


def test_the_same_text_never_looks_the_same() -> None:
    assert KEYS.seal("zelfde", place=PLACE) != KEYS.seal("zelfde", place=PLACE)


def test_the_newest_key_seals_and_the_old_one_still_opens() -> None:
    old = Keys({1: bytes(range(32))})
    blob = old.seal("van vroeger", place=PLACE)
    assert KEYS.open(blob, place=PLACE) == "van vroeger"
    assert KEYS.seal("nu", place=PLACE)[0] == 7
    with pytest.raises(SealBrokenError):
        old.open(KEYS.seal("nu", place=PLACE), place=PLACE)


def test_marks_do_not_change_when_a_key_is_added_and_differ_by_purpose() -> None:
    old = Keys({1: bytes(range(32))})
    assert old.mark("code", purpose="a") == KEYS.mark("code", purpose="a")
    assert KEYS.mark("code", purpose="a") != KEYS.mark("code", purpose="b")
    assert KEYS.mark("code", purpose="a") != Keys({1: bytes(32)}).mark("code", purpose="a")


def test_a_made_key_can_be_read() -> None:
    keys = read_keys(make_keys() + make_keys(2))
    assert sorted(keys.by_number) == [1, 2]
    assert len(set(keys.by_number.values())) == 2


@pytest.mark.parametrize("text", ["", "x", "1", "1 kort", "1 AAAA", f"0 {KEY}", f"256 {KEY}"])
def test_a_file_that_cannot_be_a_key_is_refused(text: str) -> None:
    with pytest.raises(KeysUnreadableError):
        read_keys(text)
