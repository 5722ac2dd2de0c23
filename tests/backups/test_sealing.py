"""A sealed stream opens whole and unchanged, or it does not open."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jsp.backups import BackupError, pipe, sealing
from jsp.backups.sealing import HEAD, TAG, CutOffError, DamagedError, NoBackupError, WrongKeyError
from jsp.config import write_new_backup_key

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
SMALL = 16  # bytes to a piece, so that a few hundred bytes have many
SEALED = SMALL + TAG
contents = st.binary(min_size=1, max_size=6 * SMALL)
several = st.binary(min_size=3 * SMALL, max_size=6 * SMALL)


@pytest.fixture(autouse=True, scope="module")
def small_pieces() -> Iterator[None]:
    kept, sealing.PIECE = sealing.PIECE, SMALL
    yield
    sealing.PIECE = kept


def seal(content: bytes, key: bytes = KEY) -> bytes:
    return b"".join(sealing.seal([content], key))


def unseal(sealed: bytes, *keys: bytes) -> bytes:
    return b"".join(sealing.unseal(BytesIO(sealed), keys or (KEY,)))


def pieces(sealed: bytes) -> list[bytes]:
    return [sealed[at : at + SEALED] for at in range(HEAD, len(sealed), SEALED)]


def refused(sealed: bytes) -> type[BackupError]:
    """What it is refused with."""
    with pytest.raises(BackupError) as refusal:
        unseal(sealed)
    return refusal.type


@given(st.lists(st.binary(max_size=3 * SMALL), max_size=6))
def test_what_went_in_comes_out_in_whichever_parts_it_came(parts: list[bytes]) -> None:
    sealed = b"".join(sealing.seal(parts, KEY))
    assert unseal(sealed) == b"".join(parts)
    assert all(len(each) == SEALED for each in pieces(sealed)[:-1])


@given(contents, st.data())
def test_a_bit_that_was_turned_is_found(content: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(content))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= 1 << data.draw(st.integers(0, 7))
    assert refused(bytes(sealed))


@given(contents, st.data())
def test_an_end_that_is_missing_is_found(content: bytes, data: st.DataObject) -> None:
    sealed = seal(content)
    assert refused(sealed[: data.draw(st.integers(0, len(sealed) - 1))])


@given(several)
def test_one_that_ends_between_two_pieces_is_said_to_be_cut_off(content: bytes) -> None:
    sealed = seal(content)
    assert {refused(sealed[:end]) for end in range(HEAD, len(sealed), SEALED)} == {CutOffError}


@given(contents, st.binary(min_size=1, max_size=2 * SEALED))
def test_what_was_added_is_found(content: bytes, more: bytes) -> None:
    assert refused(seal(content) + more)


@given(several, st.data())
def test_pieces_that_changed_places_are_found(content: bytes, data: st.DataObject) -> None:
    sealed = seal(content)
    held = pieces(sealed)
    other = data.draw(st.permutations(held))
    assume(other != held)
    assert refused(sealed[:HEAD] + b"".join(other))


@given(several, st.data())
def test_a_piece_that_was_left_out_or_comes_twice_is_found(content: bytes, data: st.DataObject) -> None:
    sealed = seal(content)
    held = pieces(sealed)
    at = data.draw(st.integers(0, len(held) - 1))
    for other in (held[:at] + held[at + 1 :], held[: at + 1] + held[at:]):
        assert refused(sealed[:HEAD] + b"".join(other))


@given(several, st.data())
def test_two_backups_cannot_be_joined(content: bytes, data: st.DataObject) -> None:
    """Not even two of the same content, with the same key."""
    one, two = seal(content), seal(content)
    ends = range(HEAD, len(one), SEALED)
    at = data.draw(st.sampled_from(ends))
    assert refused(one[:at] + two[at:])
    assert refused(one + two)


def test_nothing_of_it_can_be_read_and_no_two_are_alike() -> None:
    content = b"zij durft de fietsenstalling niet meer in" * 20
    one, two = seal(content), seal(content)
    assert not [word for word in content.split() if len(word) > 4 and word in one]
    assert not {*pieces(one)} & {*pieces(two)}
    assert len({*pieces(one)}) == len(pieces(one))
    assert all(mine != other for mine, other in pairwise(pieces(one)))


def test_another_key_does_not_open_it_and_one_of_several_does() -> None:
    assert unseal(seal(b"x"), OTHER, KEY) == b"x"
    with pytest.raises(WrongKeyError, match="with another key"):
        unseal(seal(b"x"), OTHER)


@pytest.mark.parametrize("content", [b"", b"JSP", b"PK\x03\x04" + bytes(200), bytes(500)])
def test_another_file_is_said_to_be_no_backup(content: bytes) -> None:
    assert refused(content) is NoBackupError


def test_a_changed_middle_is_said_to_be_damaged_and_where() -> None:
    sealed = bytearray(seal(bytes(5 * SMALL)))
    sealed[HEAD + 2 * SEALED] ^= 1
    with pytest.raises(DamagedError, match="at MiB 3"):
        unseal(bytes(sealed))


def test_what_comes_through_the_pipe_is_sealed_and_opened_again(tmp_path: Path) -> None:
    key, sealed, opened = tmp_path / "key", BytesIO(), BytesIO()
    write_new_backup_key(key)
    assert pipe.main(["seal", str(key)], BytesIO(b"of the log " * 50), sealed) == 0
    assert pipe.main(["open", str(key)], BytesIO(sealed.getvalue()), opened) == 0
    assert (opened.getvalue(), b"of the log" in sealed.getvalue()) == (b"of the log " * 50, False)


def test_the_pipe_says_what_it_cannot_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "key"
    write_new_backup_key(key)
    assert pipe.main(["open", str(key)], BytesIO(seal(b"x")), BytesIO()) == 1
    assert "sealed with another key" in capsys.readouterr().err
    assert pipe.main(["open"], BytesIO(), BytesIO()) == 2
