"""More is due than a database takes keys in one statement: SQLite as it is usually built 32,766, PostgreSQL 65,535."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, insert, select

from jsp import clock
from jsp.blueprints.retention.service import subjects
from jsp.extensions import db
from jsp.models.retention import ErasureEntry
from jsp.rules.retention import Kept, Kind
from jsp.verbs import erasures, retention
from tests.make import person
from tests.retention import rows

SQLITE_MOST, MANY = 32_766, 33_000


@pytest.fixture
def strict(app: Flask) -> Iterator[Flask]:
    """SQLite as most have it: that of Debian takes more keys."""
    with app.app_context():
        raw = db.session.connection().connection.dbapi_connection
        if not isinstance(raw, sqlite3.Connection):
            yield app
            return
        before = raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, SQLITE_MOST)
        yield app
        raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)


def test_the_first_of_very_many_that_go_soon_are_listed(strict: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [rows.add_contact(strict, days=days) for days in (360, 350, 345)]
    db.session.flush()
    more = [*(uuid4() for _time in range(MANY)), *ids]

    def due(_kept: Kept, _day: object) -> list[object]:
        return list(more)

    monkeypatch.setattr(retention, "list_due", due)
    assert [each.id for each in subjects.list_soon(person("renske"), "contact")] == ids
    monkeypatch.setattr(subjects, "MOST", 2)
    monkeypatch.setattr(subjects, "AT_ONCE", 1)
    more[:] = sorted(ids)
    assert [each.id for each in subjects.list_soon(person("renske"), "contact")] == ids[:2], "the first to go"


def test_very_many_are_written_into_the_journal(strict: Flask, journal: Path) -> None:
    entries = [{"kind": Kind.THREAD, "object_id": str(uuid4()), "on": clock.today() - timedelta(days=1)}
               for _time in range(MANY)]  # fmt: skip
    db.session.execute(insert(ErasureEntry), entries)
    db.session.commit()
    assert erasures.export() == MANY
    assert db.session.scalar(select(func.count()).where(~ErasureEntry.written)) == 0
    assert len(rows.lines(journal)) == MANY
