"""Goes along the chain of the trail and says whether it holds: nothing changed, moved, put in, taken out or cut off."""

import json
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import DateTime, String, func, select, type_coerce

from jsp.extensions import db
from jsp.models.audit import AuditCheckpoint, AuditEntry, AuditLink
from jsp.models.sealed import keys
from jsp.rules import trail
from jsp.verbs import outside

AT_ONCE = 2_000
PURPOSE = "trail"
Checkpoint = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain as it was published outside the database on a day; `mac` in hex."""

    day: str
    seq: int
    mac: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    `checked` links hold, up to number `seq`; `broken` is where it goes wrong. `unplaced` entries stand outside the
    chain; `forged` are numbers of checkpoints that nobody with the key signed; `unfit` are published heads that are
    not in it: the end was cut off, or all of it was made anew. `heads` were compared; without any, nobody can tell
    whether the end was cut off. `unreadable` lines of the file of heads say nothing.
    """

    checked: int
    seq: int
    mac: bytes
    broken: trail.Broken | None
    unplaced: int
    forged: tuple[int, ...]
    unfit: tuple[Head, ...]
    heads: int
    unreadable: int

    @property
    def holds(self) -> bool:
        """Whether nobody touched the trail."""
        return not (self.broken or self.unplaced or self.forged or self.unfit or self.unreadable)


def verify() -> Verdict:
    """Look at all of it, one piece after the other; changes nothing.

    What was let go of because of its age meanwhile makes it look once more from the new checkpoint, and what was
    published meanwhile is for the next time: it may be of an end that came after what is looked at.
    """
    heads, unreadable = read_heads(head_file())
    while True:
        begin = newest_checkpoint()
        checked, last, broken = _walk(begin)
        if broken is None or newest_checkpoint() == begin:
            break
    unfit = tuple(each for each in heads if not _is_in_chain(each))
    return Verdict(checked, *last, broken, _count_unplaced(), _forged(), unfit, len(heads), unreadable)


def newest_checkpoint() -> Checkpoint:
    """Number and mac of the link up to which the trail was removed; those of the start where it never was."""
    query = select(AuditCheckpoint.seq, AuditCheckpoint.mac).order_by(AuditCheckpoint.seq.desc()).limit(1)
    row = db.session.execute(query).first()
    return (row.seq, bytes(row.mac)) if row else (0, trail.START)


def head_file() -> Path | None:
    """Where heads are published outside the database; None where they are not."""
    path: Path | None = current_app.config.get("AUDIT_HEAD_FILE")
    return path


def read_heads(path: Path | None) -> tuple[list[Head], int]:
    """Heads that were published, and how many lines could not be read."""
    found = [_head(line) for line in outside.read(path)] if path else []
    heads = [each for each in found if each is not None]
    return heads, len(found) - len(heads)


def _head(line: str) -> Head | None:
    try:
        held = json.loads(line)
        return Head(str(held["day"]), int(held["seq"]), str(held["mac"]))
    except (ValueError, TypeError, KeyError):
        return None


def _walk(begin: Checkpoint) -> tuple[int, Checkpoint, trail.Broken | None]:
    """How many links hold, the last that does, and where it breaks."""
    with closing(read_links()) as rows:
        after, before, broken = trail.first_broken(rows, after=begin[0], before=begin[1], key=keys().derive(PURPOSE))
    return after - begin[0], (after, before), broken


def read_links(most: int | None = None) -> Generator[tuple[trail.Link, trail.Entry | None]]:
    """Links in their order with their entries, as the database holds them: what somebody put there may be none."""
    at: Any = DateTime(timezone=True) if db.engine.dialect.name == "postgresql" else String()
    query = (
        select(
            AuditLink.seq, AuditLink.entry_id, AuditLink.mac, AuditEntry.id, type_coerce(AuditEntry.at, at).label("at"),
            AuditEntry.user_id, type_coerce(AuditEntry.action, String).label("action"), AuditEntry.object_kind,
            AuditEntry.object_id, type_coerce(AuditEntry.on_behalf_of, String).label("on_behalf_of"),
        )
        .outerjoin(AuditEntry, AuditEntry.id == AuditLink.entry_id)
        .order_by(AuditLink.seq)
        .limit(most)
        .execution_options(yield_per=AT_ONCE)
    )  # fmt: skip
    with db.session.execute(query) as rows:
        for row in rows:
            mac = bytes(row.mac) if isinstance(row.mac, bytes | memoryview) else b""
            yield trail.Link(row.seq, row.entry_id, mac), _entry(row)


def _entry(row: Any) -> trail.Entry | None:
    words = (row.action, row.object_kind, row.object_id)
    if row.id is None or not all(isinstance(each, str) for each in words):
        return None
    if not isinstance(row.on_behalf_of, str | None) or not isinstance(row.user_id, int | None):
        return None
    at = _instant(row.at)
    return trail.Entry(row.id, at, row.user_id, *words, row.on_behalf_of) if at else None


def _instant(at: Any) -> datetime | None:
    try:
        found = at if isinstance(at, datetime) else datetime.fromisoformat(at)
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _count_unplaced() -> int:
    query = select(func.count()).select_from(AuditEntry).outerjoin(AuditLink, AuditLink.entry_id == AuditEntry.id)
    return db.session.scalar(query.where(AuditLink.seq.is_(None))) or 0


def _forged() -> tuple[int, ...]:
    key = keys().derive(PURPOSE)
    rows = db.session.execute(select(AuditCheckpoint.__table__).order_by(AuditCheckpoint.seq))
    return tuple(
        row.seq
        for row in rows
        if trail.signature_of(row.seq, bytes(row.mac), row.made_at, key=key) != bytes(row.signature)
    )


def _is_in_chain(head: Head) -> bool:
    """Whether the trail has that link; of what was removed because of its age only the checkpoints are known.

    Which was the last is asked after the link was looked for: until then it may have gone.
    """
    tables = (AuditLink, AuditCheckpoint)
    macs = [db.session.scalar(select(table.mac).where(table.seq == head.seq)) for table in tables]
    there = [bytes(mac).hex() for mac in macs if mac is not None]
    if not there:
        return head.seq < newest_checkpoint()[0] or (head.seq, head.mac) == (0, trail.START.hex())
    return there == [head.mac] * len(there)
