"""A backup comes back whole and looked at, or it does not and nothing has changed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import URL

from jsp.backups import making, sample
from jsp.backups.key_file import read_backup_keys
from jsp.backups.manifest import Manifest, read_manifest
from jsp.backups.sealing import HEAD, seal, unseal
from jsp.backups.sums import Sum
from jsp.config import write_new_backup_key
from jsp.extensions import db, over
from jsp.models.contacts import Contact
from jsp.rules.keys import Keys
from tests.backups.conftest import PLANTED, Run, at_server, change, databases, held, spelled
from tests.test_migrations import FOLDER

MARKED = "UPDATE site SET room = 'veranderd'"


def resealed(source: Flask, backup: Path, **other: object) -> Path:
    """The same backup, of which the manifest says something else."""
    keys = read_backup_keys(source.config["BACKUP_KEY_FILE"])
    with backup.open("rb") as file:
        manifest, parts = read_manifest(unseal(file, keys))
        known = {name: getattr(manifest, name) for name in Manifest.__slots__}
        content = [Manifest(**{**known, **other}).write(), *parts]  # type: ignore[arg-type]
    path = backup.with_name("other.backup")
    path.write_bytes(b"".join(seal(content, keys[0])))
    return path


def test_what_is_there_is_not_written_over(target: URL, backup: Path, run: Run) -> None:
    run("restore", backup, "--into", spelled(target))
    change(target, MARKED)
    before = held(target)
    run("restore", backup, "--into", spelled(target), refused="it is not empty")
    assert held(target) == before


def test_in_its_place_the_old_one_is_kept_beside_it(own: URL, target: URL, backup: Path, run: Run) -> None:
    run("restore", backup, "--into", spelled(target))
    change(target, MARKED)
    changed = held(target)
    said = run("restore", backup, "--into", spelled(target), "--replace").output
    assert held(target) == held(own)
    [old] = [name for name in databases(target) if "before" in name and str(target.database).split("/")[-1] in name]
    assert old in said
    place = Path(str(target.database)).with_name(old) if target.get_backend_name() == "sqlite" else old
    assert held(target.set(database=str(place))) == changed


def test_a_database_without_tables_may_be_filled(target: URL, backup: Path, run: Run) -> None:
    if target.get_backend_name() == "sqlite":
        Path(str(target.database)).touch()
    else:
        at_server(target, f'CREATE DATABASE "{target.database}"')
    run("restore", backup, "--into", spelled(target))
    assert held(target)["contact"].rows == 1


def test_a_broken_database_file_can_be_replaced_and_is_kept(target: URL, backup: Path, run: Run) -> None:
    if target.get_backend_name() == "sqlite":
        path = Path(str(target.database))
        path.write_bytes(b"no database at all" * 1000)
        Path(f"{path}-wal").write_bytes(b"of old")
        run("restore", backup, "--into", spelled(target), refused="it is not empty")
        run("restore", backup, "--into", spelled(target), "--replace")
        assert held(target)["contact"].rows == 1
        assert {path.name.rpartition("-")[2] for path in path.parent.glob("*.before-*")} >= {"wal"}


def test_what_lies_beside_a_database_that_is_gone_does_not_get_into_the_new_one(
    target: URL, backup: Path, run: Run, tmp_path: Path
) -> None:
    """Its log holds pages of before: SQLite would lay them over those of the backup."""
    if target.get_backend_name() == "sqlite":
        path = Path(str(target.database))
        with closing(sqlite3.connect(path)) as app:
            app.execute("PRAGMA journal_mode=WAL")
            app.execute("CREATE TABLE of_before (id)")
            app.commit()
            log = Path(f"{path}-wal").read_bytes()
        path.unlink()
        Path(f"{path}-wal").write_bytes(log)
        said = run("restore", backup, "--into", spelled(target)).output
        assert held(target)["contact"].rows == 1
        [kept] = path.parent.glob("*.before-*")
        assert (kept.read_bytes(), str(kept) in said) == (log, True)


def test_what_a_run_that_was_killed_left_on_the_server_goes_with_the_next(target: URL, backup: Path, run: Run) -> None:
    """It holds all that the backup holds; one of today may be somebody's who is busy."""
    if target.get_backend_name() == "postgresql":
        stem = str(target.database)[:36]  # a name has 63 characters at most
        left, busy, other = (f"{stem}_fresh_{end}" for end in ("20261121030000000000", "20261123030000000000", "air"))
        for name in (left, busy, other):
            at_server(target, f'CREATE DATABASE "{name}"')
        run("restore", backup, "--into", spelled(target))
        there = databases(target)
        assert [name in there for name in (left, busy, other)] == [False, True, True]
        for name in (busy, other):
            at_server(target, f'DROP DATABASE "{name}"')


@pytest.mark.parametrize("what", ["damaged", "cut", "added", "other"])
def test_what_is_not_as_it_was_made_is_refused(source: Flask, target: URL, backup: Path, run: Run, what: str) -> None:
    content, there = backup.read_bytes(), databases(target)
    middle = len(content) // 2
    turned = bytes([content[middle] ^ 1])
    other = {
        "damaged": (content[:middle] + turned + content[middle + 1 :], "is damaged"),
        "cut": (content[: HEAD + 10], "cut off"),
        "added": (content + b"x", "is damaged"),
        "other": (b"PK" + content, "is no backup of JSP"),
    }
    bad, words = other[what]
    backup.write_bytes(bad)
    run("restore", backup, "--into", spelled(target), refused=words)
    assert databases(target) == there


def test_what_the_system_does_not_allow_is_said_in_words(
    target: URL, backup: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_text: str) -> None:
        raise PermissionError(13, "Permission denied", "/srv/backup.key")

    there = databases(target)
    monkeypatch.setattr("jsp.backups.key_file.read_keys", refuse)
    for words in (["restore", backup, "--into", spelled(target)], ["backup"]):
        run(*words, refused="Error: The system says: Permission denied (/srv/backup.key)")
    assert databases(target) == there


def test_a_disk_that_gets_full_is_said_in_words(
    target: URL, backup: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    if target.get_backend_name() == "sqlite":
        monkeypatch.setattr("os.fsync", full)
        run("restore", backup, "--into", spelled(target), refused="Error: The system says: No space left on device")
        assert not databases(target)


def test_with_another_backup_key_it_does_not_open(source: Flask, target: URL, backup: Path, run: Run) -> None:
    key = Path(source.config["BACKUP_KEY_FILE"])
    old = key.read_text()
    key.unlink()
    write_new_backup_key(key)
    run("restore", backup, "--into", spelled(target), refused="sealed with another key")
    key.chmod(0o600)
    key.write_text(key.read_text() + old.replace("1 ", "2 "))
    run("restore", backup, "--into", spelled(target))


def test_with_another_data_key_it_does_not_come_in(
    source: Flask, target: URL, backup: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = databases(target)
    monkeypatch.setitem(source.config, "DATA_KEYS", Keys({1: bytes(32)}))
    run("restore", backup, "--into", spelled(target), refused="data key that is here does not open")
    assert databases(target) == there


def test_with_a_data_key_from_before_a_new_one_was_added_it_does_not_come_in(
    source: Flask, target: URL, backup: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy in a safe may be old: it opens most texts, and the few that are looked into need not be the newest."""
    monkeypatch.setattr(sample, "EACH", 0)
    monkeypatch.setitem(source.config, "DATA_KEYS", Keys({2: bytes(32)}))
    run("restore", backup, "--into", spelled(target), refused="key 1 is not in it. Bring back")
    run("backup", "drill", refused="key 1 is not in it. Bring back")


def test_one_of_a_newer_version_is_refused(source: Flask, target: URL, backup: Path, run: Run) -> None:
    newer = resealed(source, backup, revision="9999")
    run("restore", newer, "--into", spelled(target), refused="made by a newer JSP (migration 9999)")


def test_one_row_that_is_missing_is_seen(source: Flask, target: URL, backup: Path, run: Run) -> None:
    keys = read_backup_keys(source.config["BACKUP_KEY_FILE"])
    with backup.open("rb") as file:
        tables = read_manifest(unseal(file, keys))[0].tables
    there = databases(target)
    for wrong in (Sum(tables["site"].rows + 1, tables["site"].sum), Sum(tables["site"].rows, "0")):
        other = resealed(source, backup, tables={**tables, "site": wrong})
        run("restore", other, "--into", spelled(target), refused="not what was backed up: site differs")
    assert databases(target) == there


def test_it_does_not_come_into_another_kind_of_database(own: URL, target: URL, backup: Path, run: Run) -> None:
    kinds = {"sqlite": "postgresql://jsp@127.0.0.1:1/jsp", "postgresql": "sqlite:////tmp/jsp-nowhere/none.sqlite"}
    words = {"sqlite": "does not let us in", "postgresql": "This backup is of postgresql, and the database is sqlite"}
    name = own.get_backend_name()
    run("restore", backup, "--into", kinds[name], refused=words[name])


def test_an_older_one_is_brought_up_to_date(source: Flask, target: URL, backup: Path, run: Run, tmp_path: Path) -> None:
    run("restore", backup, "--into", spelled(target))
    with source.app_context(), over(target):
        downgrade(directory=FOLDER, revision="0013")
    older = making.make(target, tmp_path / "older", key=read_backup_keys(source.config["BACKUP_KEY_FILE"])[0], days=1)
    said = run("restore", older.path, "--into", spelled(target), "--replace").output
    assert "It was of migration 0013, and was brought to the newest." in said
    with source.app_context(), over(target):
        assert [each.note for each in db.session.query(Contact)] == [PLANTED]
