"""How entries of the trail hang together: each link holds a keyed mark of its entry and of the link before it.

Who changes, moves or takes out an entry breaks the chain from there on, and cannot mend it without the key. What was
cut off at the end shows where a head of the chain was published elsewhere.
"""

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

START = bytes(32)  # before the first link


@dataclass(frozen=True, slots=True)
class Entry:
    """What of an entry is protected: all of it."""

    id: int
    at: datetime
    user_id: int | None
    action: str
    object_kind: str
    object_id: str
    on_behalf_of: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the chain: `seq` from 1, `mac` of 32 bytes."""

    seq: int
    entry_id: int
    mac: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a chain does not hold: the number of the link, and the entry that should be or is there."""

    seq: int
    entry_id: int | None


def mac_of(entry: Entry, *, seq: int, before: bytes, key: bytes) -> bytes:
    """The mark of an entry at that place, 32 bytes (HMAC-SHA256)."""
    held = [
        before.hex(), seq, entry.id, entry.at.astimezone(UTC).isoformat(timespec="microseconds"), entry.user_id,
        entry.action, entry.object_kind, entry.object_id, entry.on_behalf_of,
    ]  # fmt: skip
    return hmac.digest(key, json.dumps(held, separators=(",", ":")).encode(), "sha256")


def signature_of(seq: int, mac: bytes, made_at: datetime, *, key: bytes) -> bytes:
    """By which a checkpoint shows that the holder of the key made it, 32 bytes."""
    held = [seq, mac.hex(), made_at.astimezone(UTC).isoformat(timespec="microseconds")]
    return hmac.digest(key, json.dumps(held).encode(), "sha256")


def chained(entries: Iterable[Entry], *, after: int, before: bytes, key: bytes) -> list[Link]:
    """Links for these entries, behind the link number `after` whose mac is `before`."""
    links = []
    for seq, entry in enumerate(entries, start=after + 1):
        before = mac_of(entry, seq=seq, before=before, key=key)
        links.append(Link(seq, entry.id, before))
    return links


def first_broken(
    rows: Iterable[tuple[Link, Entry | None]], *, after: int, before: bytes, key: bytes
) -> tuple[int, bytes, Broken | None]:  # fmt: skip
    """Walk along a chain behind link `after`: number and mac of the last link that holds, and where it breaks."""
    for link, entry in rows:
        held = entry is not None and link.seq == after + 1
        if entry is None or not held or mac_of(entry, seq=link.seq, before=before, key=key) != link.mac:
            return after, before, Broken(after + 1, link.entry_id)
        after, before = link.seq, link.mac
    return after, before, None
