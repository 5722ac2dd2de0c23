"""Addresses for people without an account: which thing, and the how manieth link to it, signed, and nothing else.

They are so short that no mail program breaks them, and capitals do not matter.
"""

import hmac
from base64 import b32decode, b32encode
from uuid import UUID

from jsp.models.sealed import keys

ID_BYTES, NUMBER_BYTES, MARK_BYTES = 16, 2, 12
LENGTH = 48  # of all these in letters and figures


def token_of(id: UUID, number: int, *, purpose: str) -> str:
    """What stands in the address of that link; one of another `purpose` is another one."""
    named = id.bytes + number.to_bytes(NUMBER_BYTES)
    return b32encode(named + _mark(named, purpose)).decode().lower()


def read(token: str, *, purpose: str) -> tuple[UUID, int]:
    """Which link a text of an address names; one that nothing has for any text that we did not make."""
    try:
        held = b32decode(token.upper().encode()) if len(token) == LENGTH and token.isascii() else b""
    except ValueError:
        held = b""
    named, mark = held[:-MARK_BYTES], held[-MARK_BYTES:]
    if len(named) != ID_BYTES + NUMBER_BYTES or not hmac.compare_digest(mark, _mark(named, purpose)):
        named = bytes(ID_BYTES + NUMBER_BYTES)
    return UUID(bytes=named[:ID_BYTES]), int.from_bytes(named[ID_BYTES:])


def _mark(named: bytes, purpose: str) -> bytes:
    return bytes.fromhex(keys().mark(named.hex(), purpose=purpose))[:MARK_BYTES]
