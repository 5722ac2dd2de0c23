"""A disposable seat: a random number that one phone holds, signed so that nobody can make one up."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from uuid import UUID

NUMBER, SIGNATURE = 15, 15  # bytes of each


def new_seat(evaluation: UUID, *, key: bytes) -> str:
    """A seat at that evaluation, as a page and a cookie carry it: 40 characters."""
    number = secrets.token_bytes(NUMBER)
    return urlsafe_b64encode(number + _signature(number, evaluation, key)).decode()


def read_seat(text: str, evaluation: UUID, *, key: bytes) -> bytes | None:
    """The number of the seat; None for what we did not give out, or for another evaluation."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii"))
    except (UnicodeError, Error):
        return None
    number, signature = raw[:NUMBER], raw[NUMBER:]
    return number if hmac.compare_digest(signature, _signature(number, evaluation, key)) else None


def _signature(number: bytes, evaluation: UUID, key: bytes) -> bytes:
    return hmac.digest(key, number + evaluation.bytes, "sha256")[:SIGNATURE]
