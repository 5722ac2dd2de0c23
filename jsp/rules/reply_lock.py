"""What a reply code opens: where the conversation is found, and the key to what was said in it.

The code itself is kept nowhere. Argon2id with a pepper that is not in the database makes 64 bytes of it, and HKDF two
values that tell nothing of each other: the look-up value, which is kept, and the unlock key, which is not.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from jsp.rules.keys import KEY_BYTES, DossierKey

PASSES, MEMORY_KIB, LANES = 2, 19 * 1024, 1  # the least that OWASP advises for Argon2id; decision 0012 says why
HASH_BYTES = 64


@dataclass(frozen=True, slots=True)
class Lock:
    """`lookup`: 64 hexadecimal figures by which the conversation is found; `unlock`: 32 bytes that open its key."""

    lookup: str
    unlock: bytes

    def wrap(self, key: bytes, *, place: str) -> bytes:
        """The key of a conversation, sealed so that only this code opens it."""
        return DossierKey(self.unlock).seal(b64encode(key).decode(), place=place)

    def unwrap(self, blob: bytes, *, place: str) -> bytes:
        """The key again; raises SealBrokenError for that of another conversation."""
        return b64decode(DossierKey(self.unlock).open(blob, place=place))


def lock_of(code: str, pepper: bytes) -> Lock:
    """The lock that this code fits; slow on purpose. The pepper (32 bytes) is the salt that all codes share."""
    made = hash_secret_raw(
        code.encode(), pepper, time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES, hash_len=HASH_BYTES,
        type=Type.ID,
    )  # fmt: skip
    return Lock(_part(made, "lookup").hex(), _part(made, "unlock"))


def _part(made: bytes, purpose: str) -> bytes:
    return HKDFExpand(SHA256(), KEY_BYTES, info=f"reply code {purpose}".encode()).derive(made)
