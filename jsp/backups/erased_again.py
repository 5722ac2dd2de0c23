"""What was erased since a backup was made is erased again after it was restored: by a journal outside the database."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import URL, inspect, select

from jsp.backups import BackupError
from jsp.backups.connecting import connected
from jsp.backups.kinds import kind_of
from jsp.extensions import db
from jsp.models.retention import ErasureEntry
from jsp.verbs import erasures, outside, retention

Entry = dict[str, Any]
ALL = "erasures*.jsonl"  # of every machine one, under names of their own in one folder
DAMAGED = "The journal of erasures is damaged: a line of it cannot be read."


def entries_in(*journals: Path, remembered: Iterable[str] = ()) -> list[Entry]:
    """The lines of these journals and those that a database remembers, each once; no journal has no lines."""
    lines = dict.fromkeys(chain(remembered, chain.from_iterable(map(_lines, journals))))
    return [_entry(line) for line in lines]


def remembered_by(url: URL) -> list[str]:
    """What was erased of that database, by itself: in whichever journal it stands. None of one that is not there."""
    kind = kind_of(url)
    if kind.is_broken(url) or kind.is_empty(url):
        return []
    with connected(url) as connection:
        if not inspect(connection).has_table(ErasureEntry.__tablename__):
            return []  # of a version from before it
        query = select(ErasureEntry.kind, ErasureEntry.object_id, ErasureEntry.on).order_by(ErasureEntry.id)
        return [erasures.line_of(*row) for row in connection.execute(query)]


def replay(entries: Iterable[Entry]) -> int:
    """Erase these again, in the database at hand and in its files; how many were there. Commits."""
    entries = list(entries)
    try:
        count = erasures.replay(entries)
    except erasures.ErasureUnknownError as error:
        raise BackupError(str(error)) from error
    db.session.commit()
    retention.clean_out({table for each in entries if count for table in erasures.WAYS[each["kind"]].tables})
    return count


def _lines(path: Path) -> Iterator[str]:
    yield from filter(None, map(str.strip, outside.read(path)))


def _entry(line: str) -> Entry:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise BackupError(DAMAGED) from error
    if not isinstance(found, dict):
        raise BackupError(DAMAGED)
    return found
