"""Backups while people write: each is restored, and looked at for what is torn or missing.

A transaction is one conversation, its entry in the trail and the link of that in the chain: all three, or none. What
was acknowledged before a backup began has to be in it. Control: the files of SQLite copied one after the other, piece
by piece, while people go on, as `cp` does on a slow disk; among those some are torn, which has to be seen.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, make_url, select
from sqlalchemy.exc import DatabaseError

from bench.inside import inside
from bench.safe import many_rows
from bench.safe.houses import houses
from bench.safe.record import record
from bench.safe.writers import CLIENTS, Writers
from bench.scenarios import Ledger
from bench.servers import served
from jsp.backups import BackupError
from jsp.backups.making import make
from jsp.backups.restoring import tried
from jsp.models.audit import Action, AuditEntry, AuditLink
from jsp.models.contacts import Contact

BACKUPS = 15
ROWS = 20_000  # that are there before
COPIES = 10  # at most, of the control
PIECES = 20  # in which it copies; between two of them so many conversations are acknowledged as between two copies
BETWEEN = 12  # conversations that are acknowledged between two of them, at least
LONGEST = 120.0  # seconds that they may take
KEY = bytes(range(32))
SEALED = ".backup"

Take = Callable[[int, Callable[[], None]], Path]  # the number of a copy, and what lets people go on: where it is


@dataclass(frozen=True)
class Copy:
    """A backup, or a plain copy, and how many conversations were acknowledged before it began."""

    path: Path
    before: int


@dataclass
class Seen:
    """What was wrong with which copies."""

    copies: int = 0
    torn: list[str] = field(default_factory=list)
    rows: int = 0

    def look(self, url: str, copy: Copy, sent: set[str]) -> None:
        """Count it, and what is torn in it."""
        self.copies += 1
        try:
            wrong = self._wrong(url, copy, sent)
        except (BackupError, DatabaseError, sqlite3.DatabaseError) as error:
            wrong = f"does not open ({type(error).__name__})"
        if wrong:
            self.torn.append(wrong)

    def _wrong(self, url: str, copy: Copy, sent: set[str]) -> str:
        with _opened(url, copy.path) as restored:
            rows, entries, links = _of(restored, sent)
        self.rows = max(self.rows, len(rows))
        if not rows == entries == links:
            return "a transaction in part"
        return f"{copy.before - len(rows)} missing" if len(rows) < copy.before else ""


@contextmanager
def _opened(url: str, path: Path) -> Iterator[str]:
    """The address of what is in the copy."""
    if path.suffix == SEALED:
        with tried(path, make_url(url), keys=[KEY], erasures=[]) as (fresh, _checked):
            yield fresh.render_as_string(hide_password=False)
        return
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError
    yield f"sqlite:///{path}"


def _of(url: str, sent: set[str]) -> tuple[set[str], set[str], set[str]]:
    """Which of what was sent is there as a conversation, as an entry of the trail, as a link of the chain."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = {str(id) for id in connection.scalars(select(Contact.id))}
        recorded = select(AuditEntry.object_id).where(AuditEntry.action == Action.RECORDED)
        entries = set(connection.scalars(recorded))
        links = set(connection.scalars(recorded.join(AuditLink, AuditLink.entry_id == AuditEntry.id)))
    engine.dispose()
    return rows & sent, entries & sent, links & sent


def _seen(url: str, number: int, take: Take, *, stops: bool = False) -> Seen:
    """Take so many copies while people write, and look at each; `stops` at the first that is torn."""
    seen, copies = Seen(), list[Copy]()
    with served("wsgi:app", url) as server:
        writers = Writers(server.port, Ledger(url))

        def go_on() -> None:
            writers.wait_for(writers.acknowledged + BETWEEN, LONGEST)

        def act() -> None:
            for at in range(number):
                go_on()
                before = writers.acknowledged
                copies.append(Copy(take(at, go_on), before))
                if stops and _look(seen, url, copies, writers):
                    return

        writers.while_they_write(act)
        while copies:
            _look(seen, url, copies, writers)
    return seen


def _look(seen: Seen, url: str, copies: list[Copy], writers: Writers) -> bool:
    copy = copies.pop()
    seen.look(url, copy, {str(key) for key in writers.ledger.keys})
    copy.path.unlink()
    return bool(seen.torn)


def _backup(url: str, folder: Path) -> Take:
    return lambda _at, _go_on: make(make_url(url), folder, key=KEY, days=1).path


def _cp(url: str, folder: Path) -> Take:
    """The files, one after the other, piece by piece."""
    own = Path(str(make_url(url).database))

    def copy(at: int, go_on: Callable[[], None]) -> Path:
        place = folder / f"copy{at}"
        place.mkdir()
        for file in (own, own.with_name(f"{own.name}-wal")):
            with file.open("rb") as source, (place / file.name).open("wb") as target:
                size = file.stat().st_size // PIECES + 1
                while piece := source.read(size):
                    target.write(piece)
                    go_on()
        return place / own.name

    return copy


def main() -> int:
    """Both databases, and the control; returns the exit status."""
    lines: dict[str, object] = {}
    torn = copies = 0
    with houses("torn", "control") as places, tempfile.TemporaryDirectory(prefix="jsp-safe-") as folder:
        for database, urls in places.items():
            for name in urls if database == "SQLite" else ["torn"]:
                many_rows.fill(urls[name], ROWS)
            with inside(urls["torn"]):
                seen = _seen(urls["torn"], BACKUPS, _backup(urls["torn"], Path(folder) / database))
            lines[f"{database}: backups made while {CLIENTS} people write, each restored"] = seen.copies
            lines[f"{database}: torn, or without what was acknowledged before"] = ", ".join(seen.torn) or 0
            lines[f"{database}: conversations of those people in the last one"] = seen.rows
            torn, copies = torn + len(seen.torn), copies + seen.copies
        own = places["SQLite"]["control"]
        control = _seen(own, COPIES, _cp(own, Path(folder)), stops=True)
    lines["Control, SQLite piece by piece: copies until one is torn"] = control.copies
    lines["Control, SQLite piece by piece: what is wrong with it"] = ", ".join(control.torn) or "nothing was seen"
    ok = torn == 0 and copies == 2 * BACKUPS and bool(control.torn)
    aim = f"0 torn of {BACKUPS} on each database, and the control is seen to be torn"
    return record("torn", "Backups while people write", lines, ok=ok, aim=aim)


if __name__ == "__main__":
    sys.exit(main())
