"""One sealed file with all of the database in it, and none of the keys."""

import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import URL, make_url

from jsp import new_key
from jsp.backups import programs
from jsp.backups.connecting import connected
from jsp.backups.files import write_whole
from jsp.backups.key_file import read_backup_keys
from jsp.backups.kinds import kind_of
from jsp.backups.making import JOURNAL
from jsp.backups.manifest import read_manifest
from jsp.backups.sealing import unseal
from tests.backups.conftest import PLANTED, Run, held, keys_of, spelled


def test_all_of_it_comes_back_somewhere_else(own: URL, target: URL, backup: Path, run: Run) -> None:
    before = held(own)
    said = run("restore", backup, "--into", spelled(target)).output
    assert held(target) == before
    assert before["contact"].rows == 1
    assert "sealed values were opened: the data key fits" in said


def test_it_is_for_its_owner_alone_and_leaves_nothing_lying_about(own: URL, backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]
    if own.get_backend_name() == "sqlite":
        assert not list(Path(str(own.database)).parent.glob(".backup-*"))


def test_the_copy_of_a_database_file_lies_in_a_closed_folder_beside_it(source: Flask, own: URL) -> None:
    if own.get_backend_name() == "sqlite":
        beside = Path(str(own.database)).parent
        with kind_of(own).snapshot(own):
            [folder] = beside.glob(".backup-*")
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert not list(beside.glob(".backup-*"))


def test_nothing_can_be_read_in_it(backup: Path) -> None:
    content = backup.read_bytes()
    words = (PLANTED, "SQLite format 3", "PGDMP", "raayland", "demo.example", "alembic_version", "sanne")
    assert not [word for word in words if word.encode() in content]


def test_opened_it_holds_no_key_and_no_note(source: Flask, backup: Path) -> None:
    """With PostgreSQL its content is packed: what it looks like as a database is looked at below."""
    with backup.open("rb") as file:
        _manifest, parts = read_manifest(unseal(file, read_backup_keys(source.config["BACKUP_KEY_FILE"])))
        content = b"".join(parts)
    assert len(content) > 10_000
    secret = str(source.config["SECRET_KEY"]).encode()
    assert not [each for each in (*keys_of(source), PLANTED.encode(), secret) if each in content]


def test_restored_no_column_of_it_holds_a_key(source: Flask, target: URL, backup: Path, run: Run) -> None:
    run("restore", backup, "--into", spelled(target))
    with connected(target) as connection:
        tables = [f'SELECT * FROM "{name}"' for name in held(target)]
        content = b"\n".join(
            value if isinstance(value, bytes) else str(value).encode()
            for statement in tables
            for row in connection.exec_driver_sql(statement)
            for value in row
        )
    assert b"sanne@demo.example" in content, "the way of looking finds what is there"
    assert not [each for each in keys_of(source) if each in content]


def test_without_a_key_or_with_one_that_others_read_there_is_none(source: Flask, run: Run) -> None:
    key = Path(source.config["BACKUP_KEY_FILE"])
    key.chmod(0o444)
    run("backup", refused="Others can read the backup key")
    key.unlink()
    run("backup", refused="python -m jsp.new_key --backup")
    key.write_text("1 bm8ga2V5\n")
    key.chmod(0o400)
    run("backup", refused="cannot be read")
    assert not Path(source.config["BACKUP_FOLDER"]).exists()


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def parts():  # type: ignore[no-untyped-def]
        yield b"half of it"
        raise OSError(28, "No space left on device")

    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "kept").write_bytes(b"old")
    for name in ("new", "kept"):
        with pytest.raises(OSError, match="No space"):
            write_whole(folder / name, parts())
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("kept", b"old")]


def test_a_full_disk_is_said_in_words(source: Flask, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    run("backup", refused="could not be written: No space left on device")
    assert not list(Path(source.config["BACKUP_FOLDER"]).iterdir())


def test_those_that_had_their_time_go_and_other_files_stay(
    source: Flask, run: Run, frozen: FrozenDateTimeFactory
) -> None:
    folder = Path(source.config["BACKUP_FOLDER"])
    run("backup")
    (folder / "jsp-of-my-own.backup").write_text("x")
    frozen.tick(timedelta(days=20))
    run("backup")
    frozen.tick(timedelta(days=15, seconds=-1))
    run("backup")
    assert len(list(folder.glob("jsp-2*.backup"))) == 3
    frozen.tick(timedelta(seconds=2))
    assert "Removed 1 of more than 35 days ago" in run("backup").output
    assert len(list(folder.glob("jsp-2*.backup"))) == 3
    assert (folder / "jsp-of-my-own.backup").exists()


def test_the_journal_of_erasures_lies_beside_them(source: Flask, run: Run) -> None:
    Path(source.config["ERASURE_JOURNAL"]).write_text('{"kind": "contact", "id": "x", "on": "2026-11-23"}\n')
    run("backup")
    copy = Path(source.config["BACKUP_FOLDER"]) / JOURNAL
    assert copy.read_text() == Path(source.config["ERASURE_JOURNAL"]).read_text()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_on_a_new_machine_the_copy_keeps_what_was_erased_before(source: Flask, run: Run) -> None:
    """Its journal begins anew; an older backup would bring back what the journal of the lost machine said."""
    copy = Path(source.config["BACKUP_FOLDER"]) / JOURNAL
    copy.parent.mkdir()
    old, before, since = (f'{{"kind": "thread", "id": "{each}", "on": "2026-{each}"}}\n' for each in (
        "09-13", "09-14", "11-23"))  # fmt: skip
    copy.write_text(old + before)
    Path(source.config["ERASURE_JOURNAL"]).write_text(since)
    run("backup")
    assert copy.read_text() == before + since, "what is twice as old as any backup goes"


def test_a_folder_can_be_named(source: Flask, run: Run, tmp_path: Path) -> None:
    run("backup", tmp_path / "elsewhere")
    assert len(list((tmp_path / "elsewhere").glob("*.backup"))) == 1


def test_a_new_key_is_for_its_owner_alone_and_never_in_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "backup.key"
    assert new_key.main(["--backup", str(path)]) == 0
    made = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert [len(key) for key in read_backup_keys(path)] == [32]
    assert (new_key.main(["--backup", str(path)]), path.read_text()) == (1, made)
    assert new_key.main(["--backup"]) == 2


def test_a_database_that_cannot_be_read_is_said_in_one_line(
    source: Flask, own: URL, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "damaged.sqlite"
    if own.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(own.database))) as whole, closing(sqlite3.connect(damaged)) as copy:
            whole.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        content = bytearray(damaged.read_bytes())
        content[40 * 4096 : 60 * 4096] = b"\x55" * (20 * 4096)
        damaged.write_bytes(content)
        own = own.set(database=str(damaged))
    else:
        own = own.set(port=1)
    monkeypatch.setitem(source.config, "SQLALCHEMY_DATABASE_URI", spelled(own))
    said = run("backup", refused="Error: The database says: ").output
    assert said.count("\n") == 1
    assert not list(Path(source.config["BACKUP_FOLDER"]).glob("*"))


@pytest.mark.parametrize("address", ["postgresql+psycopg://jsp:geh%40im@host/jsp",
                                     "postgresql+psycopg://jsp@host/jsp?password=geh%40im"])  # fmt: skip
def test_the_programs_of_postgresql_get_the_password_where_nobody_else_sees_it(address: str) -> None:
    url = make_url(address)
    assert programs._environment(url)["PGPASSWORD"] == "geh@im"
    assert "geh" not in " ".join(programs.conninfo(url))
