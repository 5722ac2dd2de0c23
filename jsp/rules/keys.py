"""The keys of one installation, and how a text is sealed with them: AES-GCM-SIV (RFC 8452).

Every sealed text has a data key of its own, which lies beside it, wrapped by a key of the installation. So a new key of
the installation wraps data keys anew and leaves texts as they are, and what erases a text erases its key.

    envelope:  0 · number of the key (1 byte) · nonce (12) · data key with its tag (48) · nonce (12) · text with its tag

A text opens only at the place it was sealed for, because that place (table, column, row) is part of what both tags
protect.
"""

import hmac
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
ENVELOPE = 0
WRAPPED = NONCE_BYTES + KEY_BYTES + TAG_BYTES
NUMBERS = range(1, 256)
NAMES = ("index", "codes", "audit")
INDEX = frozenset(("name in a caseload", "research", "pace", "device"))  # by which something is found again
AUDIT = frozenset(("trail", "checkpoint of the trail"))


class KeysUnreadableError(ValueError):
    """The text of the key file cannot be what it should be."""


class SealBrokenError(Exception):
    """A sealed text was changed, moved to another place, or belongs to a key that is not here."""


class KeyMissingError(SealBrokenError):
    """It belongs to a key that is not here."""


@dataclass(frozen=True, slots=True)
class DossierKey:
    """The key of 32 bytes of one dossier, with which all of its texts are sealed."""

    key: bytes

    def seal(self, text: str, *, place: str) -> bytes:
        """The text as bytes that only this key opens, and only for `place` (table.column.row)."""
        return bytes([1]) + _seal(AESGCMSIV(self.key), text.encode(), place)

    def open(self, blob: bytes, *, place: str) -> str:
        """The text again; raises SealBrokenError."""
        return _text(_open(AESGCMSIV(self.key), blob[1:], place), place)

    def mark(self, text: str, *, purpose: str) -> str:
        """A keyed mark (HMAC-SHA256, hex) of a text."""
        return hmac.digest(_derived(self.key, purpose), text.encode(), "sha256").hex()


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of 32 bytes: those that wrap by their number (the highest wraps, every one opens), others by their name.

    A file from before keys had names has none: what was marked then was marked with the oldest number.
    """

    by_number: dict[int, bytes]
    by_name: dict[str, bytes] = field(default_factory=dict)

    @property
    def newest(self) -> int:
        """Number of the key that wraps now."""
        return max(self.by_number)

    def seal(self, text: str, *, place: str) -> bytes:
        """The text as bytes that only these keys open, and only for `place` (table.column.row)."""
        key = secrets.token_bytes(KEY_BYTES)
        return self._wrap(key, place) + _seal(AESGCMSIV(key), text.encode(), place)

    def open(self, blob: bytes, *, place: str) -> str:
        """The text again; raises SealBrokenError, of which KeyMissingError where its key is not here.

        It also opens what was sealed without an envelope, before there were any.
        """
        if number_of(blob) not in self.by_number:
            raise KeyMissingError(place)
        if blob[:1] != bytes([ENVELOPE]):
            return _text(_open(self._cipher(blob[0]), blob[1:], place), place)
        wrapped, text = blob[2 : 2 + WRAPPED], blob[2 + WRAPPED :]
        return _text(_open(AESGCMSIV(_open(self._cipher(blob[1]), wrapped, place)), text, place), place)

    def rewrap(self, blob: bytes, *, place: str) -> bytes:
        """The same under the newest key: its data key is wrapped anew, its text stays; raises SealBrokenError."""
        if blob[:1] != bytes([ENVELOPE]):
            return self.seal(self.open(blob, place=place), place=place)
        if blob[1] not in self.by_number:
            raise KeyMissingError(place)
        key = _open(self._cipher(blob[1]), blob[2 : 2 + WRAPPED], place)
        return self._wrap(key, place) + blob[2 + WRAPPED :]

    def derive(self, purpose: str) -> bytes:
        """32 bytes for another purpose, from the key that is there for such purposes."""
        name = "index" if purpose in INDEX else "audit" if purpose in AUDIT else "codes"
        return _derived(self.by_name.get(name) or self.by_number[min(self.by_number)], purpose)

    def derive_by_number(self, purpose: str) -> dict[int, bytes]:
        """32 bytes for another purpose from each of the keys that wrap: for a library that keeps secrets of its own."""
        return {number: _derived(key, purpose) for number, key in self.by_number.items()}

    def mark(self, text: str, *, purpose: str) -> str:
        """A keyed mark (HMAC-SHA256, hex) by which a text can be recognised but not guessed without the keys."""
        return hmac.digest(self.derive(purpose), text.encode(), "sha256").hex()

    def _wrap(self, key: bytes, place: str) -> bytes:
        return bytes([ENVELOPE, self.newest]) + _seal(self._cipher(self.newest), key, place)

    def _cipher(self, number: int) -> AESGCMSIV:
        return _cipher(self.by_number[number])


def number_of(blob: bytes) -> int:
    """Which key of the installation a sealed text needs; 0 for what is none."""
    at = 1 if blob[:1] == bytes([ENVELOPE]) else 0
    return blob[at] if len(blob) > at else 0


def begins_with(number: int) -> bytes:
    """The first bytes of every text that was sealed or wrapped with the key of that number."""
    return bytes([ENVELOPE, number])


@lru_cache(maxsize=16)
def _cipher(key: bytes) -> AESGCMSIV:
    """Laying out a key takes as long as using it; those of the installation are used again and again."""
    return AESGCMSIV(key)


def _seal(cipher: AESGCMSIV, text: bytes, place: str) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, text, place.encode())


def _open(cipher: AESGCMSIV, blob: bytes, place: str) -> bytes:
    try:
        return cipher.decrypt(blob[:NONCE_BYTES], blob[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError(place) from error


def _text(raw: bytes, place: str) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise SealBrokenError(place) from error


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(key)


def make_keys() -> str:
    """The text of a key file with fresh keys: one that wraps, and one for each of NAMES."""
    return "".join(_line(name, secrets.token_bytes(KEY_BYTES)) for name in ("1", *NAMES))


def make_backup_key() -> str:
    """The text of a key file for the backups, with one fresh key."""
    return _line("1", secrets.token_bytes(KEY_BYTES))


def with_new_key(keys: Keys) -> str:
    """The text of the key file with one more key that wraps; raises KeysUnreadableError where all numbers are taken.

    Where names were missing they get the oldest key, which they stood for, so that that number can go one day.
    """
    number = keys.newest + 1
    if number not in NUMBERS:
        raise KeysUnreadableError("all numbers up to 255 are taken")
    return write_keys(Keys({**keys.by_number, number: secrets.token_bytes(KEY_BYTES)}, _all_names(keys)))


def without_key(keys: Keys, number: int) -> str:
    """The text of the key file without that key, which is not the newest one."""
    return write_keys(Keys({of: key for of, key in keys.by_number.items() if of != number}, _all_names(keys)))


def write_keys(keys: Keys) -> str:
    """The text of a key file; `read_keys` reads it."""
    named = {**{str(number): key for number, key in sorted(keys.by_number.items())}, **keys.by_name}
    return "".join(_line(name, key) for name, key in named.items())


def read_keys(text: str) -> Keys:
    """The keys in the text of a key file: on each line a number or a name and a key in base64.

    Raises KeysUnreadableError.
    """
    found: dict[str, bytes] = {}
    for line in text.splitlines():
        name, _space, key = line.partition(" ")
        if name in found:
            raise KeysUnreadableError(f"{name[:5]} stands there twice")
        try:
            found[name] = b64decode(key, validate=True)
        except ValueError as error:
            raise KeysUnreadableError("each line needs a number or a name, and a key in base64") from error
    numbers = {int(name): key for name, key in found.items() if name.isascii() and name.isdigit()}
    names = {name: key for name, key in found.items() if name in NAMES}
    is_whole = len(numbers) + len(names) == len(found) and all(len(key) == KEY_BYTES for key in found.values())
    if not numbers or not is_whole or set(numbers) - set(NUMBERS):
        raise KeysUnreadableError(f"it needs keys of 32 bytes, numbered from 1 to 255 or named {', '.join(NAMES)}")
    return Keys(numbers, names)


def _all_names(keys: Keys) -> dict[str, bytes]:
    oldest = keys.by_number[min(keys.by_number)]
    return {name: keys.by_name.get(name, oldest) for name in NAMES}


def _line(name: str, key: bytes) -> str:
    return f"{name} {b64encode(key).decode()}\n"
