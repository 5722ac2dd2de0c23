"""A text keeps what was meant, and nothing in it hides what was written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.text import INVISIBLE, UnreadableTextError, clean

HIDING = "".join(map(chr, INVISIBLE))
ANY = st.text(st.characters())
READABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], include_characters="\r\n\t", exclude_characters=HIDING)
)


@given(READABLE)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(READABLE)
def test_what_is_kept_is_composed_and_ends_its_lines_one_way(text: str) -> None:
    kept = clean(text)
    assert unicodedata.is_normalized("NFC", kept)
    assert "\r" not in kept
    assert kept == kept.strip()


@given(READABLE)
def test_no_word_is_lost(text: str) -> None:
    assert clean(text).split() == unicodedata.normalize("NFC", text).split()


@given(ANY)
def test_whatever_is_kept_can_be_stored_and_read(text: str) -> None:
    try:
        kept = clean(text)
    except UnreadableTextError:
        return
    assert kept.encode().decode() == kept
    assert not {unicodedata.category(character) for character in kept if character not in "\n\t"} & {"Cc", "Cs"}


@pytest.mark.parametrize(("raw", "kept"), [
    ("  een\r\ntwee\rdrie\n", "een\ntwee\ndrie"),
    ("cafe\u0301", "café"),
    ("", ""),
    (" \r\n\t ", ""),
    ("👩‍👩‍👧 مرحبا 漢字", "👩‍👩‍👧 مرحبا 漢字"),
    ("a\tb", "a\tb"),
])  # fmt: skip
def test_it_is_kept_like_this(raw: str, kept: str) -> None:
    assert clean(raw) == kept


@pytest.mark.parametrize("hidden", ["\x00", "\x07", "\x1b", "\x7f", "\ud800", *map(chr, sorted(INVISIBLE))])
def test_what_nobody_can_read_is_refused(hidden: str) -> None:
    with pytest.raises(UnreadableTextError):
        clean(f"voor{hidden}na")
