"""Restores a backup beside the database, looks whether all of it is right, and only then puts it in place."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import URL

from jsp import clock
from jsp.backups import BackupError
from jsp.backups.connecting import connected
from jsp.backups.erased_again import Entry, replay
from jsp.backups.kinds import kind_of
from jsp.backups.making import STAMP
from jsp.backups.manifest import Manifest, read_manifest
from jsp.backups.sample import open_sample, refuse_missing_keys
from jsp.backups.sealing import unseal
from jsp.backups.snapshot import revision_of
from jsp.backups.sums import sums
from jsp.extensions import db, over


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that was restored and is right.

    How many sealed values were opened, to see that the keys fit; from which migration it was brought up to date, ""
    where it was; how many things were erased again.
    """

    manifest: Manifest
    opened: int
    upgraded_from: str
    erased: int


@dataclass(frozen=True, slots=True)
class Restored:
    """`kept`: where the database of before is now; "" where there was none."""

    checked: Checked
    kept: str


def restore(file: Path, url: URL, *, keys: Iterable[bytes], erasures: Iterable[Entry], replace: bool) -> Restored:
    """Let the database at `url` be what is in that backup; raises BackupError, and then nothing has changed."""
    kind = kind_of(url)
    db.engine.dispose()
    was_empty = kind.is_empty(url)
    if not was_empty and not replace:
        raise BackupError(
            "There is a database already, and it is not empty. With --replace the backup comes in its place, "
            "and the old one is kept beside it."
        )
    if not was_empty:
        kind.refuse_in_use(url)
    with tried(file, url, keys=keys, erasures=erasures) as (fresh, checked):
        if not was_empty:
            kind.refuse_in_use(url)  # somebody may have started the app meanwhile
        kept = kind.put_in_place(fresh, url, stamp=f"{clock.now():{STAMP}}")
    return Restored(checked, kept)


@contextmanager
def tried(file: Path, url: URL, *, keys: Iterable[bytes], erasures: Iterable[Entry]) -> Iterator[tuple[URL, Checked]]:
    """That backup as a database beside `url`, in which all is right; gone at the end, unless it was put in place."""
    kind = kind_of(url)
    with file.open("rb") as sealed:
        manifest, parts = read_manifest(unseal(sealed, keys))
        _refuse(manifest, url)
        with kind.loaded(parts, manifest, url) as fresh:
            _compare(manifest, fresh)
            with over(fresh):
                opened = open_sample()
                upgraded = _bring_up_to_date(manifest)
                refuse_missing_keys()
                erased = replay(erasures)
            yield fresh, Checked(manifest, opened, upgraded, erased)


def _refuse(manifest: Manifest, url: URL) -> None:
    """What this app, or this database, cannot take in."""
    if manifest.dialect != url.get_backend_name():
        raise BackupError(f"This backup is of {manifest.dialect}, and the database is {url.get_backend_name()}.")
    if manifest.revision not in {each.revision for each in _migrations().walk_revisions()}:
        raise BackupError(
            f"This backup was made by a newer JSP (migration {manifest.revision}) than this one "
            f"({_migrations().get_current_head()}). Install that version first."
        )


def _compare(manifest: Manifest, fresh: URL) -> None:
    """Whether what was restored adds up to what was backed up."""
    kind = kind_of(fresh)
    with connected(fresh) as connection:
        kind.check_whole(connection)
        revision, found = revision_of(connection), sums(connection)
    wrong = sorted(name for name in {*found, *manifest.tables} if found.get(name) != manifest.tables.get(name))
    if wrong or revision != manifest.revision:
        differs = ", ".join(wrong) or "the migration"
        raise BackupError(f"What was restored is not what was backed up: {differs} differs.")


def _bring_up_to_date(manifest: Manifest) -> str:
    if manifest.revision == _migrations().get_current_head():
        return ""
    try:
        upgrade(directory=str(_folder()))
    except SystemExit as error:
        raise BackupError(f"The migrations from {manifest.revision} on failed; the log says where.") from error
    return manifest.revision


def _migrations() -> ScriptDirectory:
    return ScriptDirectory(str(_folder()))


def _folder() -> Path:
    return Path(current_app.root_path).parent / "migrations"
