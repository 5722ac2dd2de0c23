"""The keys of one installation, and how a text is sealed with them: AES-GCM-SIV (RFC 8452).

A sealed text is: number of the key (1 byte), nonce (12 bytes), ciphertext with its tag. It opens only at the place it
was sealed for, because that place (table, column, row) is part of what the tag protects.
"""

import hmac
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
NUMBERS = range(1, 256)


class KeysUnreadableError(ValueError):
    """The text of the key file cannot be what it should be."""


class SealBrokenError(Exception):
    """A sealed text was changed, moved to another place, or belongs to a key that is not here."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of 32 bytes by their number; the highest number seals, every one opens."""

    by_number: dict[int, bytes]

    @property
    def newest(self) -> int:
        """Number of the key that seals now."""
        return max(self.by_number)

    def seal(self, text: str, *, place: str) -> bytes:
        """The text as bytes that only these keys open, and only for `place` (table.column.row)."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = _cipher(self.by_number[self.newest]).encrypt(nonce, text.encode(), place.encode())
        return bytes([self.newest]) + nonce + sealed

    def open(self, blob: bytes, *, place: str) -> str:
        """The text again; raises SealBrokenError."""
        number, nonce, sealed = blob[:1], blob[1 : 1 + NONCE_BYTES], blob[1 + NONCE_BYTES :]
        try:
            return _cipher(self.by_number[number[0]]).decrypt(nonce, sealed, place.encode()).decode()
        except (InvalidTag, ValueError, LookupError) as error:
            raise SealBrokenError(place) from error

    def derive(self, purpose: str) -> bytes:
        """32 bytes for another purpose, from the oldest key, so that adding a key changes nothing made before."""
        oldest = self.by_number[min(self.by_number)]
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(oldest)

    def mark(self, text: str, *, purpose: str) -> str:
        """A keyed mark (HMAC-SHA256, hex) by which a text can be recognised but not guessed without the keys."""
        return hmac.digest(self.derive(purpose), text.encode(), "sha256").hex()


@cache
def _cipher(key: bytes) -> AESGCMSIV:
    """Laying out a key takes as long as using it."""
    return AESGCMSIV(key)


def make_keys(number: int = 1) -> str:
    """A line for the key file with a fresh key."""
    return f"{number} {b64encode(secrets.token_bytes(KEY_BYTES)).decode()}\n"


def read_keys(text: str) -> Keys:
    """The keys in the text of a key file: a number and a key in base64 on each line; raises KeysUnreadableError."""
    found = {}
    for line in text.splitlines():
        number, _space, key = line.partition(" ")
        try:
            found[int(number)] = b64decode(key, validate=True)
        except ValueError as error:
            raise KeysUnreadableError("each line needs a number and a key in base64") from error
    if not found or any(number not in NUMBERS or len(key) != KEY_BYTES for number, key in found.items()):
        raise KeysUnreadableError("it needs at least one key of 32 bytes, numbered from 1 to 255")
    return Keys(found)
