"""A stream of any length, sealed in pieces: what was changed, cut off, moved or taken from elsewhere does not open.

    head:    mark (8 bytes) · fingerprint of the key (8) · number of this stream (16) · nonce (12) · data key (48)
    pieces:  1 MiB each, the last one shorter or as long, each with a tag of 16 bytes (AES-GCM-SIV, RFC 8452)

The data key belongs to this one stream and is wrapped with the key of the backups. Each piece is bound to the head, to
its number and to whether it is the last: so neither order nor end can be changed, nor can two streams be joined.
"""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jsp.backups import BackupError

MARK = b"JSPBKUP\x01"
KEY, FINGERPRINT, NUMBER, NONCE, TAG = 32, 8, 16, 12, 16  # bytes
NAMED = len(MARK) + FINGERPRINT + NUMBER
HEAD = NAMED + NONCE + KEY + TAG
PIECE = 1 << 20


class NoBackupError(BackupError):
    """It is something else."""


class WrongKeyError(BackupError):
    """It was sealed with a key that is not here."""


class DamagedError(BackupError):
    """It was changed after it was made."""


class CutOffError(BackupError):
    """Its end is missing."""


@dataclass(frozen=True, slots=True)
class Stream:
    """How the pieces of one stream are sealed."""

    cipher: AESGCMSIV
    head: bytes

    def seal(self, number: int, piece: bytes, *, is_last: bool) -> bytes:
        """The sealed piece with that number, from 0; a number comes once in a stream, so it is the nonce as well."""
        return self.cipher.encrypt(number.to_bytes(NONCE), piece, self._place(number, is_last))

    def open(self, number: int, sealed: bytes, *, is_last: bool) -> bytes:
        """The piece again; raises InvalidTag."""
        return self.cipher.decrypt(number.to_bytes(NONCE), sealed, self._place(number, is_last))

    def _place(self, number: int, is_last: bool) -> bytes:
        return self.head + number.to_bytes(NONCE) + bytes([is_last])


def seal(parts: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """What these parts say together, as the bytes of a sealed stream."""
    named = MARK + fingerprint(key) + secrets.token_bytes(NUMBER)
    nonce, data_key = secrets.token_bytes(NONCE), secrets.token_bytes(KEY)
    head = named + nonce + AESGCMSIV(key).encrypt(nonce, data_key, named)
    yield head
    stream = Stream(AESGCMSIV(data_key), head)
    number, waiting = 0, bytearray()
    for part in parts:
        waiting += part
        while len(waiting) > PIECE:
            yield stream.seal(number, bytes(waiting[:PIECE]), is_last=False)
            number, waiting = number + 1, waiting[PIECE:]
    yield stream.seal(number, bytes(waiting), is_last=True)


def unseal(file: BinaryIO, keys: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces again, each of them as it was sealed.

    Only when the last one has come is it certain that the whole is there. Raises a BackupError that says what is wrong.
    """
    stream = _stream(file.read(HEAD), keys)
    number, sealed = 0, file.read(PIECE + TAG)
    while following := file.read(PIECE + TAG):
        yield _opened(stream, number, sealed, is_last=False)
        number, sealed = number + 1, following
    yield _opened(stream, number, sealed, is_last=True)


def fingerprint(key: bytes) -> bytes:
    """By which a key is recognised, and which tells nothing of it."""
    return HKDF(SHA256(), FINGERPRINT, salt=None, info=b"fingerprint of a backup key").derive(key)


def _stream(head: bytes, keys: Iterable[bytes]) -> Stream:
    if head[: len(MARK)] != MARK:
        raise NoBackupError("This file is no backup of JSP.")
    if len(head) < HEAD:
        raise CutOffError("This backup is cut off: its end is missing. Take another copy, or an older backup.")
    named, nonce, wrapped = head[:NAMED], head[NAMED : NAMED + NONCE], head[NAMED + NONCE :]
    key = {fingerprint(each): each for each in keys}.get(named[len(MARK) : len(MARK) + FINGERPRINT])
    if key is None:
        raise WrongKeyError(
            "This backup was sealed with another key than those in the backup key file. Put the key of that time "
            "in it, on a line of its own."
        )
    try:
        return Stream(AESGCMSIV(AESGCMSIV(key).decrypt(nonce, wrapped, named)), head)
    except InvalidTag as error:
        raise _damaged(0) from error


def _opened(stream: Stream, number: int, sealed: bytes, *, is_last: bool) -> bytes:
    try:
        return stream.open(number, sealed, is_last=is_last)
    except InvalidTag as error:
        if is_last and (not sealed or _is_from_the_middle(stream, number, sealed)):
            raise CutOffError(
                "This backup is cut off: its end is missing. Take another copy, or an older backup."
            ) from error
        raise _damaged(number) from error


def _is_from_the_middle(stream: Stream, number: int, sealed: bytes) -> bool:
    """Whether what stands at the end is whole, but was not the end."""
    try:
        stream.open(number, sealed, is_last=False)
    except InvalidTag:
        return False
    return True


def _damaged(number: int) -> DamagedError:
    return DamagedError(
        f"This backup is damaged (at MiB {number + 1}), or cut off there. Take another copy, or an older backup."
    )
