"""An SQLite database: copied while people write, restored beside the old one, and put in its place."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection

from jsp.backups import BackupError
from jsp.backups.connecting import connected
from jsp.backups.files import PRIVATE, flush_folder, write_whole
from jsp.backups.manifest import Manifest
from jsp.backups.snapshot import Snapshot, describe

WORK = ".backup-"  # of the folders (0700) beside the database in which a copy lies for as long as it takes
SIDES = ("-wal", "-shm", "-journal")  # what lies beside a database; SQLite lays it over whatever stands there next
FORMAT = b"SQLite format 3\0"
READ = 1 << 20  # bytes


def file_of(url: URL) -> Path:
    """The file of the database; raises BackupError where it has none."""
    if not url.database or url.database == ":memory:":
        raise BackupError("This database is in memory alone.")
    return Path(url.database).absolute()


@contextmanager
def snapshot(url: URL) -> Iterator[Snapshot]:
    """The database as it is at one moment, by SQLite's own online backup.

    The copy lies beside the database itself, on the same disk, so that nothing comes where it was not already.
    """
    path = file_of(url)
    if not path.exists():
        raise BackupError(f"There is no database at {path}.")
    with _work_folder(path.parent) as folder:
        copy = folder / "copy.sqlite"
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # all of it in one file
        with copy.open("rb") as file, connected(url.set(database=str(copy))) as connection:
            yield Snapshot(describe(connection, version=0), iter(lambda: file.read(READ), b""))


@contextmanager
def loaded(parts: Iterable[bytes], manifest: Manifest, url: URL) -> Iterator[URL]:
    """What a backup holds as a database beside the one at `url`; gone at the end, unless it was put in its place."""
    target = file_of(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _work_folder(target.parent) as folder:
        fresh = folder / "fresh.sqlite"
        write_whole(fresh, parts)
        yield url.set(database=str(fresh))


def check_whole(connection: Connection) -> None:
    """Raise BackupError where the file contradicts itself."""
    broken = connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok"
    if broken or connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise BackupError("The database in this backup is damaged: SQLite finds contradictions in it.")


def is_broken(url: URL) -> bool:
    """Whether it is there and no database; SQLite would throw away what lies beside it when it opens such a file."""
    path = file_of(url)
    if not path.exists():
        return False
    with path.open("rb") as file:
        return file.read(len(FORMAT)) not in (FORMAT, b"")


def refuse_without_right(_url: URL) -> None:
    """Whoever may write in its folder may make one."""


def is_empty(url: URL) -> bool:
    """Whether nothing would be lost by writing over it."""
    path = file_of(url)
    if not path.exists() or not path.stat().st_size:
        return True
    if is_broken(url):
        return False
    try:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None
    except sqlite3.DatabaseError:
        return False


def refuse_in_use(url: URL) -> None:
    """Raise BackupError while the app has it open; else all of it is in one file from here on."""
    path = file_of(url)
    if not path.exists() or is_broken(url):
        return  # broken: nobody works in it, and it is kept with all that lies beside it
    try:
        with closing(sqlite3.connect(path, timeout=0.2)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")  # only where nobody else has it open
    except sqlite3.OperationalError as error:
        raise BackupError("The database is in use. Stop the app and its jobs first.") from error
    except sqlite3.DatabaseError:
        return


def put_in_place(fresh: URL, url: URL, *, stamp: str) -> str:
    """Let it be the database at `url` from here on; returns where the old one is kept, "" where there was none.

    Of a database that is gone its log may be there still: that is kept as well, and out of the way.
    """
    new, target = file_of(fresh), file_of(url)
    old = target.with_name(f"{target.name}.before-{stamp}")
    with suppress(FileNotFoundError):
        os.link(target, old)
    for side in SIDES:
        with suppress(FileNotFoundError):
            os.rename(f"{target}{side}", f"{old}{side}")
    kept = next((f"{old}{end}" for end in ("", *SIDES) if Path(f"{old}{end}").exists()), "")
    with closing(sqlite3.connect(new)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    new.chmod(PRIVATE)
    if os.geteuid() == 0:  # the app runs as somebody else: whose folder it is
        owner = target.parent.stat()
        os.chown(new, owner.st_uid, owner.st_gid)
    new.replace(target)
    flush_folder(target.parent)
    return kept


@contextmanager
def _work_folder(parent: Path) -> Iterator[Path]:
    """A folder for this user alone (0700), removed at the end; so is what a run that was killed left behind."""
    for left in parent.glob(f"{WORK}*"):
        if not _is_running(left.name.removeprefix(WORK).partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{WORK}{os.getpid()}-", dir=parent) as folder:
        yield Path(folder)


def _is_running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
