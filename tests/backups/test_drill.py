"""Every week the newest backup is restored somewhere else, looked at and thrown away, and somebody can see that."""

import json
from datetime import timedelta
from pathlib import Path

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import URL

from jsp import clock
from jsp.backups.drill import OUTCOME
from jsp.extensions import db
from jsp.models.job_runs import DRILL, JobRun
from tests.backups.conftest import Run, at_server, databases, held, spelled


def outcome(source: Flask) -> dict[str, object]:
    found: dict[str, object] = json.loads((Path(source.config["BACKUP_FOLDER"]) / OUTCOME).read_text())
    return found


def failures(source: Flask) -> int:
    with source.app_context():
        row = db.session.get(JobRun, DRILL)
        return row.failures if row else 0


def test_it_passes_and_nothing_has_changed(source: Flask, own: URL, backup: Path, run: Run) -> None:
    before, there = held(own), databases(own)
    said = run("backup", "drill").output
    assert ("The drill passed" in said, backup.name in said) == (True, True)
    assert (held(own), databases(own)) == (before, there)
    seen = outcome(source)
    assert (seen["is_right"], seen["backup"], seen["tables"]) == (True, backup.name, len(before) + 1)
    assert int(str(seen["opened"])) > 0
    with source.app_context():
        row = db.session.get_one(JobRun, DRILL)
        assert (row.done_at, row.failures) == (clock.now(), 0)


def test_one_that_is_damaged_fails_it(source: Flask, own: URL, backup: Path, run: Run) -> None:
    content = bytearray(backup.read_bytes())
    content[-1] ^= 1
    backup.write_bytes(content)
    there, before = databases(own), failures(source)
    run("backup", "drill", refused="is damaged")
    assert (outcome(source)["is_right"], databases(own)) == (False, there)
    assert failures(source) == before + 1


def test_where_no_new_ones_are_made_it_fails(
    source: Flask, backup: Path, run: Run, frozen: FrozenDateTimeFactory
) -> None:
    frozen.tick(timedelta(hours=49))
    run("backup", "drill", refused="The newest backup is of 2026-11-23: backups are not being made.")
    assert outcome(source)["is_right"] is False


def test_where_there_is_none_it_fails(source: Flask, run: Run) -> None:
    run("backup", "drill", refused="There is no backup.")


def test_it_takes_the_newest(source: Flask, backup: Path, run: Run, frozen: FrozenDateTimeFactory) -> None:
    frozen.tick(timedelta(seconds=1))
    run("backup")
    run("backup", "drill")
    assert outcome(source)["backup"] != backup.name


def test_where_the_server_does_not_answer_it_fails(source: Flask, own: URL, backup: Path, run: Run) -> None:
    if own.get_backend_name() == "postgresql":
        before = failures(source)
        run("backup", "drill", "--into", spelled(own.set(port=1)), refused="connection failed")
        assert (outcome(source)["is_right"], failures(source)) == (False, before + 1)


def test_who_may_not_begin_one_hears_how_and_it_counts_as_none(source: Flask, own: URL, backup: Path, run: Run) -> None:
    """The app's own user of PostgreSQL may not make a database: whether the backup is right was not seen."""
    if own.get_backend_name() != "postgresql":
        run("backup", "drill")
        return
    before, there = failures(source), databases(own)
    at_server(own, "CREATE ROLE of_the_app LOGIN NOCREATEDB")
    try:
        said = run("backup", "drill", "--into", spelled(own.set(username="of_the_app")), refused="jsp --owner").output
    finally:
        at_server(own, "DROP ROLE of_the_app")
    assert "the database user of_the_app may not make one" in said
    assert "FAILED" not in said
    assert not (Path(source.config["BACKUP_FOLDER"]) / OUTCOME).exists()
    assert (failures(source), databases(own)) == (before, there)
