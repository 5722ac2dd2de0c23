"""What was erased since a backup was made is erased again from the journal, or the restore says why it cannot be."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import URL, create_engine

from jsp.backups import making
from jsp.backups.key_file import read_backup_keys
from jsp.extensions import db, over
from jsp.models.contacts import Contact
from jsp.rules.retention import Kind
from jsp.verbs import erasures
from tests.backups.conftest import PLANTED, Run, databases, held, spelled


def line(kind: str, id: object) -> str:
    return json.dumps({"kind": kind, "id": str(id), "on": "2026-11-23"}) + "\n"


def make_url_of(app: Flask) -> URL:
    with app.app_context():
        return db.engine.url


def test_what_was_erased_since_is_erased_again(source: Flask, target: URL, backup: Path, run: Run) -> None:
    """Of this machine and of the copy beside the backup, each once; and in what was restored, not in what is there."""
    with source.app_context():
        contact = db.session.query(Contact).one()
        one, two = (line(Kind.NOTE, id) for id in (contact.id, uuid4()))
    Path(source.config["ERASURE_JOURNAL"]).write_text(two)
    (backup.parent / making.JOURNAL).write_text(one + two)
    before = held(make_url_of(source))
    assert "Erasures of since then that were done again: 1." in run("restore", backup, "--into", spelled(target)).output
    with source.app_context(), over(target):
        assert [each.note for each in db.session.query(Contact)] == [""]
    assert held(make_url_of(source)) == before


def test_nor_does_it_stay_in_the_files_of_the_database(source: Flask, target: URL, backup: Path, run: Run) -> None:
    """PostgreSQL keeps a row that is gone in its file until that is swept."""
    if target.get_backend_name() == "postgresql":
        with source.app_context():
            contact = db.session.query(Contact).one()
            Path(source.config["ERASURE_JOURNAL"]).write_text(line(Kind.NOTE, contact.id))
            sealed = bytes(contact.note_sealed or b"")[-40:]
        run("restore", backup, "--into", spelled(target))
        engine = create_engine(target, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("CHECKPOINT")
            read = "SELECT pg_read_binary_file(pg_relation_filepath('contact'))"
            content = bytes(connection.exec_driver_sql(read).scalar_one())
        engine.dispose()
        assert (len(content) > 0, sealed in content) == (True, False)


def test_a_line_of_the_journal_that_nobody_knows_is_said(source: Flask, target: URL, backup: Path, run: Run) -> None:
    Path(source.config["ERASURE_JOURNAL"]).write_text(line("later", "x"))
    there = databases(target)
    run("restore", backup, "--into", spelled(target), refused="a line that this version of JSP does not know")
    assert databases(target) == there


@pytest.mark.parametrize("wrong", ['{"kind": "contact", "id"', "3", "[]", "null", '"thread"'])
def test_a_journal_that_cannot_be_read_is_said(source: Flask, target: URL, backup: Path, run: Run, wrong: str) -> None:
    Path(source.config["ERASURE_JOURNAL"]).write_text(f"{line('thread', uuid4())}{wrong}\n")
    there = databases(target)
    run("restore", backup, "--into", spelled(target), refused="journal of erasures is damaged")
    assert databases(target) == there


def test_a_key_in_the_journal_that_is_none_is_said(source: Flask, target: URL, backup: Path, run: Run) -> None:
    Path(source.config["ERASURE_JOURNAL"]).write_text(line("thread", uuid4()) + line("thread", "x"))
    there = databases(target)
    run("restore", backup, "--into", spelled(target), refused="a line that this version of JSP does not know")
    assert databases(target) == there


def erase_the_note(source: Flask, target: URL, journal: Path) -> None:
    """Of the database that is there, by a machine with that journal."""
    source.config["ERASURE_JOURNAL"] = journal
    with source.app_context(), over(target):
        assert erasures.WAYS[Kind.NOTE].again(str(db.session.query(Contact).one().id))
        db.session.commit()
        assert erasures.export() == 1


def notes_of(source: Flask, target: URL) -> list[str]:
    with source.app_context(), over(target):
        return [each.note for each in db.session.query(Contact)]


def test_what_stands_in_the_journal_of_another_machine_the_database_of_before_remembers(
    source: Flask, target: URL, backup: Path, run: Run, tmp_path: Path
) -> None:
    """Two machines write down what is erased, whichever comes first; and the one with the journal may be lost."""
    here = source.config["ERASURE_JOURNAL"]
    run("restore", backup, "--into", spelled(target))
    assert notes_of(source, target) == [PLANTED]
    erase_the_note(source, target, tmp_path / "of_another.jsonl")
    source.config["ERASURE_JOURNAL"] = here
    said = run("restore", backup, "--into", spelled(target), "--replace").output
    assert (notes_of(source, target), "Erasures of since then that were done again: 1." in said) == ([""], True)
    assert "NOTE: no journal of erasures" in said, "what the database did not live to see stands in none"


def test_the_journals_of_all_machines_are_read_where_they_lie_side_by_side(
    source: Flask, target: URL, backup: Path, run: Run
) -> None:
    with source.app_context():
        id = db.session.query(Contact).one().id
    (backup.parent / making.JOURNAL).write_text(line(Kind.NOTE, uuid4()))
    (backup.parent / "erasures-two.jsonl").write_text(line(Kind.NOTE, id))
    said = run("restore", backup, "--into", spelled(target)).output
    assert notes_of(source, target) == [""]
    assert str(backup.parent / "erasures-two.jsonl") in said


def test_a_backup_of_any_machine_has_beside_it_what_was_erased_by_all(
    source: Flask, target: URL, backup: Path, run: Run, tmp_path: Path
) -> None:
    run("restore", backup, "--into", spelled(target))
    erase_the_note(source, target, tmp_path / "of_another.jsonl")
    folder = tmp_path / "of_this_one"
    folder.mkdir()
    (folder / "erasures-lost.jsonl").write_text(lost := line(Kind.NOTE, uuid4()))
    making.make(target, folder, key=read_backup_keys(source.config["BACKUP_KEY_FILE"])[0], days=35)
    assert (folder / making.JOURNAL).read_text() == lost + (tmp_path / "of_another.jsonl").read_text()


def test_without_a_journal_it_warns(target: URL, backup: Path, run: Run) -> None:
    assert "what was erased since then may be back" in run("restore", backup, "--into", spelled(target)).output
