"""A disposable seat: a random number that one phone holds, signed so that nobody can make one up."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from uuid import UUID

NUMBER, SIGNATURE, STAMP = 15, 15, 6  # bytes of each


def new_seat(evaluation: UUID, *, key: bytes) -> str:
    """A seat at that evaluation, as a page and a cookie carry it: 48 characters."""
    number = secrets.token_bytes(NUMBER)
    return urlsafe_b64encode(number + _signature(number, evaluation, key) + _stamp(number, key)).decode()


def read_seat(text: str, evaluation: UUID, *, key: bytes) -> bytes | None:
    """The number of the seat; None for what we did not give out, or for another evaluation."""
    number, signature, stamp = _parts(text)
    is_ours = hmac.compare_digest(signature, _signature(number, evaluation, key))
    return number if is_ours and hmac.compare_digest(stamp, _stamp(number, key)) else None


def is_seat(text: str, *, key: bytes) -> bool:
    """Whether we gave it out, for whatever evaluation: to be asked before anything is looked up."""
    number, _, stamp = _parts(text)
    return hmac.compare_digest(stamp, _stamp(number, key))


def _parts(text: str) -> tuple[bytes, bytes, bytes]:
    try:
        raw = urlsafe_b64decode(text.encode("ascii"))
    except (UnicodeError, Error):
        raw = b""
    return raw[:NUMBER], raw[NUMBER : NUMBER + SIGNATURE], raw[NUMBER + SIGNATURE :]


def _signature(number: bytes, evaluation: UUID, key: bytes) -> bytes:
    return hmac.digest(key, number + evaluation.bytes, "sha256")[:SIGNATURE]


def _stamp(number: bytes, key: bytes) -> bytes:
    return hmac.digest(key, number, "sha256")[:STAMP]
