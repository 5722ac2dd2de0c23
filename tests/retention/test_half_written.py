"""A disk gets full, or the power goes, in the middle of a line outside the database: nothing is lost or stays half."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from jsp.backups.erased_again import entries_in
from jsp.extensions import db
from jsp.rules.retention import Kind
from jsp.verbs import erasures, trail, trail_heads
from tests.retention import rows

HALF = '{"kind": "thread", "id": "0123456789ab'  # long enough that no other begins so


@pytest.fixture
def full() -> Iterator[pytest.MonkeyPatch]:
    """A disk with room for ten bytes, and then for none, until that is undone."""
    write = os.write
    left = [10]

    def some(file: int, text: bytes) -> int:
        number = write(file, text[: left[0]]) if left[0] else 0
        left[0] -= number
        if not number:
            raise OSError(28, "No space left on device")
        return number

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jsp.verbs.outside.os.write", some)
        yield patch


def erased() -> str:
    id = uuid4()
    erasures.note(Kind.THREAD, id)
    db.session.commit()
    return str(id)


def test_the_journal_goes_on_where_the_disk_was_full(app: Flask, journal: Path, full: pytest.MonkeyPatch) -> None:
    with app.app_context():
        id = erased()
        with pytest.raises(OSError, match="No space"):
            erasures.export()
        db.session.rollback()
        assert journal.read_bytes() == b""
        full.undo()
        assert erasures.export() == 1
        assert [each["id"] for each in entries_in(journal)] == [id]


def test_half_a_line_at_the_end_of_the_journal_is_nothing(app: Flask, journal: Path) -> None:
    with app.app_context():
        first = erased()
        erasures.export()
        journal.write_text(journal.read_text() + HALF)
        assert [each["id"] for each in entries_in(journal)] == [first], "a restore goes on"
        erasures.trim()
        second = erased()
        erasures.export()
        assert [each["id"] for each in entries_in(journal)] == [first, second]
        assert HALF not in rows.lines(journal)[-1]


def test_a_last_line_without_its_end_is_one(app: Flask, journal: Path) -> None:
    """Somebody looked at the journal with a program that takes line ends away."""
    with app.app_context():
        first = erased()
        erasures.export()
        journal.write_text(journal.read_text().rstrip("\n"))
        assert len(entries_in(journal)) == 1
        second = erased()
        erasures.export()
        assert [each["id"] for each in entries_in(journal)] == [first, second]


def test_an_end_of_the_trail_that_was_half_published_accuses_nobody(
    app: Flask, tmp_path: Path, full: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "heads.jsonl"
    monkeypatch.setitem(app.config, "AUDIT_HEAD_FILE", path)
    with app.app_context():
        erased()
        with pytest.raises(OSError, match="No space"):
            trail_heads.publish_head()
        db.session.rollback()
        assert trail.verify().unreadable == 0
        full.undo()
        path.write_text('{"day":"20')
        trail_heads.publish_head()
        assert (trail.verify().unreadable, trail.verify().heads) == (0, 1)
