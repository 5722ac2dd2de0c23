"""A code opens its own conversation and no other, and what is kept of it does not tell how."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.keys import SealBrokenError
from jsp.rules.reply_lock import Lock, lock_of

CODE, OTHER_CODE = (
    "aalbes boter fiets gitaar lama olifant tomaat zebra",
    "aalbes boter fiets gitaar lama olifant zebra tomaat",
)
PEPPER, OTHER_PEPPER = bytes(range(32)), bytes(32)
PLACE = "thread.code_key.1"
KEYS = st.binary(min_size=32, max_size=32)


@pytest.fixture(scope="module")
def lock() -> Lock:
    return lock_of(CODE, PEPPER)


def test_what_was_locked_years_ago_still_opens(lock: Lock) -> None:
    assert lock.lookup == "cb95a65ffde2704386f6d346bf0041564a4eab9b958bce23cf8d26f65bb3c2ff"
    assert lock.unlock.hex() == "8135b50280c70b5ac15b034ae413b2750512590a7f55b8f80da3117933a91458"


def test_the_same_code_has_the_same_lock(lock: Lock) -> None:
    assert lock_of(CODE, PEPPER) == lock


@pytest.mark.parametrize(("code", "pepper"), [(OTHER_CODE, PEPPER), (CODE, OTHER_PEPPER)])
def test_another_code_or_another_installation_has_another(lock: Lock, code: str, pepper: bytes) -> None:
    other = lock_of(code, pepper)
    assert other.lookup != lock.lookup
    assert other.unlock != lock.unlock


def test_what_is_kept_to_find_it_holds_nothing_of_what_opens_it(lock: Lock) -> None:
    parts = {lock.unlock.hex()[at : at + 8] for at in range(57)}
    assert not [part for part in parts if part in lock.lookup]
    assert (len(lock.lookup), len(lock.unlock)) == (64, 32)


@given(KEYS, KEYS, st.text("abc.0123", max_size=20))
def test_the_key_of_a_conversation_comes_out_as_it_went_in(unlock: bytes, key: bytes, place: str) -> None:
    lock = Lock("", unlock)
    assert lock.unwrap(lock.wrap(key, place=place), place=place) == key


@given(KEYS, KEYS, KEYS)
def test_another_code_does_not_open_it(unlock: bytes, other: bytes, key: bytes) -> None:
    blob = Lock("", unlock).wrap(key, place=PLACE)
    if other == unlock:
        return
    with pytest.raises(SealBrokenError):
        Lock("", other).unwrap(blob, place=PLACE)


@given(KEYS, KEYS)
def test_at_the_place_of_another_conversation_it_does_not_open(unlock: bytes, key: bytes) -> None:
    lock = Lock("", unlock)
    with pytest.raises(SealBrokenError):
        lock.unwrap(lock.wrap(key, place=PLACE), place="thread.code_key.2")


def test_the_look_up_value_opens_nothing(lock: Lock) -> None:
    blob = lock.wrap(bytes(32), place=PLACE)
    with pytest.raises(SealBrokenError):
        Lock("", bytes.fromhex(lock.lookup)).unwrap(blob, place=PLACE)
