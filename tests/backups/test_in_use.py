"""What the app has open is not taken away from under it."""

from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, create_engine, text

from jsp.backups import restoring
from jsp.backups.manifest import Manifest
from tests.backups.conftest import Run, databases, held, spelled


def test_while_somebody_has_it_open_it_is_not_replaced(target: URL, backup: Path, run: Run) -> None:
    run("restore", backup, "--into", spelled(target))
    before, there = held(target), databases(target)
    engine = create_engine(target)
    with engine.connect() as somebody:
        work(somebody)
        run("restore", backup, "--into", spelled(target), "--replace", refused="in use. Stop the app")
    engine.dispose()
    assert (held(target), databases(target)) == (before, there)


def test_nor_where_the_app_was_started_while_the_backup_was_looked_at(
    target: URL, backup: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What people write from then on would be in the database that was put aside."""
    run("restore", backup, "--into", spelled(target))
    before, there = held(target), databases(target)
    engine, compare, opened = create_engine(target), restoring._compare, []

    def compare_slowly(manifest: Manifest, fresh: URL) -> None:
        compare(manifest, fresh)
        opened.append(engine.connect())
        work(opened[0])

    monkeypatch.setattr(restoring, "_compare", compare_slowly)
    run("restore", backup, "--into", spelled(target), "--replace", refused="in use. Stop the app")
    opened[0].close()
    engine.dispose()
    assert (held(target), databases(target)) == (before, there)


def work(somebody: Connection) -> None:
    if somebody.dialect.name == "sqlite":
        somebody.exec_driver_sql("PRAGMA journal_mode=WAL")  # as the app has it
    somebody.execute(text("SELECT 1 FROM site")).all()
