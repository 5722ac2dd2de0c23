"""Makes a backup, and throws away those that had their time."""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

from sqlalchemy import URL

from jsp import clock
from jsp.backups import BackupError
from jsp.backups.erased_again import ALL, remembered_by
from jsp.backups.files import UNFINISHED, write_whole
from jsp.backups.kinds import kind_of
from jsp.backups.manifest import Manifest
from jsp.backups.sealing import seal
from jsp.verbs import outside

STAMP = "%Y%m%d-%H%M%S"  # in UTC
NAME = re.compile(r"jsp-(\d{8}-\d{6})-[0-9a-f]{6}\.backup")
JOURNAL = "erasures.jsonl"
DAY = re.compile(r'"on": "([0-9-]+)"')


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is there: its file, its size in bytes, what it holds, and which older ones went."""

    path: Path
    size: int
    manifest: Manifest
    removed: list[Path]


def make(url: URL, folder: Path, *, key: bytes, days: int, journal: Path | None = None) -> Made:
    """Make a backup of the database in that folder, and remove those of before so many days.

    A journal of erasures (opaque ids) is laid beside them, so that what was erased can be erased again where this
    machine is lost: what the database remembers, whichever machine wrote it down, the journal of this one, and what
    stands in the journals that lie there, for on a new machine it begins anew.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"jsp-{clock.now():{STAMP}}-{secrets.token_hex(3)}.backup"
        with kind_of(url).snapshot(url) as snapshot:
            size = write_whole(path, seal(chain([snapshot.manifest.write()], snapshot.parts), key))
            manifest = snapshot.manifest
        lines = chain(_lines_in(*sorted(folder.glob(ALL)), journal), remembered_by(url))
        _lay_beside(folder / JOURNAL, lines, since=clock.today() - timedelta(days=2 * days))
    except OSError as error:
        raise BackupError(f"The backup could not be written: {error.strerror} ({error.filename or folder}).") from error
    return Made(path, size, manifest, _remove_old(folder, days))


def backups_in(folder: Path) -> list[Path]:
    """The newest first, by the moment in their names."""
    return sorted((path for path in folder.glob("jsp-*.backup") if NAME.fullmatch(path.name)), reverse=True)


def made_at(path: Path) -> datetime:
    """The moment in the name of a backup."""
    found = NAME.fullmatch(path.name)
    if found is None:
        raise ValueError(path.name)
    return datetime.strptime(found[1], STAMP).replace(tzinfo=UTC)


def _lines_in(*journals: Path | None) -> Iterator[str]:
    return chain.from_iterable(outside.read(path) for path in journals if path)


def _lay_beside(copy: Path, lines: Iterable[str], *, since: date) -> None:
    young = [line for line in dict.fromkeys(lines) if _day_of(line) >= since.isoformat()]
    if young or copy.exists():
        write_whole(copy, (f"{line}\n".encode() for line in young))


def _day_of(line: str) -> str:
    """Of the erasing; what cannot be read stays, for who restores to see."""
    found = DAY.search(line)
    return found[1] if found else date.max.isoformat()


def _remove_old(folder: Path, days: int) -> list[Path]:
    """The newest one stays, however old it is."""
    until = clock.now() - timedelta(days=days)
    old = [path for path in backups_in(folder)[1:] if made_at(path) < until]
    for path in chain(old, _unfinished(folder)):
        path.unlink(missing_ok=True)
    return old


def _unfinished(folder: Path) -> Iterator[Path]:
    """What a backup that was killed left behind a day ago or more."""
    for path in folder.glob(f"{UNFINISHED}*"):
        if clock.now().timestamp() - path.stat().st_mtime > timedelta(days=1).total_seconds():
            yield path
