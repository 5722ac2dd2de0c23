"""What is sealed opens with its keys, at its place, unchanged; and with nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.keys import (
    AUDIT,
    INDEX,
    DossierKey,
    KeyMissingError,
    Keys,
    KeysUnreadableError,
    SealBrokenError,
    begins_with,
    make_keys,
    number_of,
    read_keys,
    with_new_key,
    without_key,
    write_keys,
)

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


def test_the_newest_key_wraps_and_the_old_one_still_opens() -> None:
    old = Keys({1: bytes(range(32))})
    blob = old.seal("van vroeger", place=PLACE)
    assert KEYS.open(blob, place=PLACE) == "van vroeger"
    assert KEYS.seal("nu", place=PLACE).startswith(begins_with(7))
    with pytest.raises(KeyMissingError):
        old.open(KEYS.seal("nu", place=PLACE), place=PLACE)


@given(texts)
def test_wrapped_anew_it_no_longer_needs_the_old_key_and_its_text_was_not_touched(text: str) -> None:
    blob = Keys({1: bytes(range(32))}).seal(text, place=PLACE)
    again = KEYS.rewrap(blob, place=PLACE)
    assert (number_of(blob), number_of(again)) == (1, 7)
    assert Keys({7: bytes(32)}).open(again, place=PLACE) == text
    assert again[62:] == blob[62:]
    with pytest.raises(SealBrokenError):
        KEYS.rewrap(blob, place="contact.note.2")


@given(texts)
def test_what_was_sealed_before_there_were_envelopes_opens_and_gets_one(text: str) -> None:
    old = DossierKey(KEYS.by_number[1]).seal(text, place=PLACE)
    assert (KEYS.open(old, place=PLACE), number_of(old)) == (text, 1)
    again = KEYS.rewrap(old, place=PLACE)
    assert (KEYS.open(again, place=PLACE), number_of(again)) == (text, 7)


def test_every_text_has_a_data_key_of_its_own() -> None:
    one, other = (KEYS.seal("zelfde", place=PLACE) for _ in range(2))
    with pytest.raises(SealBrokenError):
        KEYS.open(one[:62] + other[62:], place=PLACE)


def test_marks_do_not_change_when_a_key_is_added_and_differ_by_purpose() -> None:
    old = Keys({1: bytes(range(32))})
    more = read_keys(with_new_key(old))
    assert sorted(more.by_number) == [1, 2]
    assert old.mark("code", purpose="a") == more.mark("code", purpose="a")
    assert KEYS.mark("code", purpose="a") != KEYS.mark("code", purpose="b")
    assert KEYS.mark("code", purpose="a") != Keys({1: bytes(32)}).mark("code", purpose="a")


@pytest.mark.parametrize("purpose", ["recovery-codes", *sorted(INDEX | AUDIT)])
def test_the_oldest_key_can_go_and_no_mark_changes(purpose: str) -> None:
    old = Keys({1: bytes(range(32))})
    newer = read_keys(without_key(read_keys(with_new_key(old)), 1))
    assert list(newer.by_number) == [2]
    assert newer.mark("code", purpose=purpose) == old.mark("code", purpose=purpose)


def test_finding_codes_and_the_trail_have_keys_of_their_own() -> None:
    keys = read_keys(make_keys())
    held = [keys.by_number[1], *keys.by_name.values()]
    assert len(set(held)) == len(held) == 4
    for name, purpose in (("index", "research"), ("codes", "recovery-codes"), ("audit", "trail")):
        other = Keys(keys.by_number, {**keys.by_name, name: bytes(32)})
        changed = {each for each in ("research", "recovery-codes", "trail") if keys.derive(each) != other.derive(each)}
        assert changed == {purpose}


def test_a_made_key_can_be_read() -> None:
    keys = read_keys(make_keys())
    assert read_keys(write_keys(keys)) == keys


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "1",
        "1 kort",
        "1 AAAA",
        f"0 {KEY}",
        f"256 {KEY}",
        f"index {KEY}",
        f"1 {KEY}\n1 {KEY}",
        f"1 {KEY}\nanders {KEY}",
    ],
)
def test_a_file_that_cannot_be_a_key_is_refused(text: str) -> None:
    with pytest.raises(KeysUnreadableError):
        read_keys(text)
