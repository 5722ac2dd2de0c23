"""The weekly drill: the newest backup is restored in a temporary place, and what came of that is written down."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import URL

from jsp import clock
from jsp.backups import DATABASE_ERRORS, BackupError, words_of
from jsp.backups.erased_again import Entry
from jsp.backups.files import write_whole
from jsp.backups.making import backups_in, made_at
from jsp.backups.restoring import tried

OUTCOME = "drill.json"
OLDEST = timedelta(hours=48)  # of the newest backup: they are made every day


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a drill saw. `why` it failed, or ""."""

    at: str
    is_right: bool
    why: str
    backup: str
    rows: int = 0
    tables: int = 0
    opened: int = 0
    erased: int = 0
    seconds: float = 0.0

    @property
    def line(self) -> str:
        """For who reads the log of it."""
        if not self.is_right:
            return f"The drill FAILED ({self.backup or 'no backup'}): {self.why}"
        return (
            f"The drill passed: {self.backup} was restored in {self.seconds} s. {self.rows} rows in {self.tables} "
            f"tables are what was backed up, {self.opened} sealed values open, {self.erased} erasures were done again."
        )


def drill(folder: Path, url: URL, *, keys: Iterable[bytes], erasures: Iterable[Entry]) -> Outcome:
    """Restore the newest backup of the folder beside `url`, look at all of it, throw it away, and keep the outcome."""
    found = backups_in(folder)
    name = found[0].name if found else ""
    try:
        outcome = _tried(found, url, keys, erasures)
    except (BackupError, OSError, *DATABASE_ERRORS) as error:
        outcome = Outcome(clock.now().isoformat(timespec="seconds"), False, words_of(error), name)
    if folder.is_dir():
        write_whole(folder / OUTCOME, [json.dumps(asdict(outcome), indent=1).encode()])
    return outcome


def _tried(found: list[Path], url: URL, keys: Iterable[bytes], erasures: Iterable[Entry]) -> Outcome:
    if not found:
        raise BackupError("There is no backup.")
    newest = found[0]
    if clock.now() - made_at(newest) > OLDEST:
        raise BackupError(f"The newest backup is of {made_at(newest):%Y-%m-%d}: backups are not being made.")
    began = perf_counter()
    with tried(newest, url, keys=keys, erasures=erasures) as (_fresh, checked):
        took = round(perf_counter() - began, 1)
    manifest = checked.manifest
    return Outcome(
        clock.now().isoformat(timespec="seconds"), True, "", newest.name, rows=manifest.rows,
        tables=len(manifest.tables), opened=checked.opened, erased=checked.erased, seconds=took,
    )  # fmt: skip
