"""A full disk, a locked or absent database: said in plain words, reading goes on, nothing acknowledged is lost."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from jsp import create_app
from jsp.extensions import db
from tests import make
from tests.browser import Browser
from tests.conftest import settings
from tests.intake.desk import RECORD, contacts, fill

ROOT = Path(__file__).parent.parent


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Flask]:
    """An app with a database file of its own, so that real locks and commits happen."""
    app = create_app(settings(f"sqlite:///{tmp_path / 'own.sqlite'}"))
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        make.world()
        db.session.commit()
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


def file_of(app: Flask) -> str:
    return str(app.config["SQLALCHEMY_DATABASE_URI"]).removeprefix("sqlite:///")


def impatient(app: Flask, milliseconds: int) -> None:
    """Make this process wait less long for a lock than people would."""
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={milliseconds}")


def test_a_locked_database_is_said_and_heals(own: Flask) -> None:
    worker = Browser(own).signed_in("sanne")
    values = fill(worker.get("/today/"), note="een notitie die hier moet blijven staan")
    impatient(own, 50)
    locker = sqlite3.connect(file_of(own), isolation_level=None)
    locker.execute("BEGIN IMMEDIATE")
    answer = worker.post(RECORD, values)
    assert (answer.status, answer.heading) == (503, "Opslaan kan nu niet")
    assert "een notitie die hier moet blijven staan" in answer.text
    assert worker.get("/today/").heading == "Vandaag", "reading goes on"
    locker.execute("ROLLBACK")
    locker.close()
    assert worker.post(RECORD, values).status == 303
    with own.app_context():
        assert len(contacts()) == 1


def test_a_full_disk_is_said_and_what_was_acknowledged_stays(own: Flask) -> None:
    worker = Browser(own).signed_in("sanne")
    acknowledged = 0
    with own.app_context(), db.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 3}")
    for _ in range(40):
        answer = worker.post(RECORD, fill(worker.get("/today/"), note="x" * 1900))
        if answer.status != 303:
            break
        acknowledged += 1
    assert (answer.status, answer.heading) == (503, "Opslaan kan nu niet")
    assert worker.get("/today/").heading == "Vandaag", "reading goes on"
    with own.app_context():
        assert len(contacts()) == acknowledged > 0
    with own.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=100000")
    assert worker.post(RECORD, fill(worker.get("/today/"))).status == 303


@pytest.fixture
def full_at_commit(own: Flask) -> Iterator[None]:
    """A disk without room for the last page: all goes well until it has to be kept."""

    def refuse(_connection: Any) -> None:
        raise OperationalError("COMMIT", {}, sqlite3.OperationalError("database or disk is full"))

    with own.app_context():
        engine = db.engine
    event.listen(engine, "commit", refuse)
    yield
    event.remove(engine, "commit", refuse)


def test_who_signs_in_while_the_disk_is_full_is_told_so(own: Flask, full_at_commit: None) -> None:
    """The library of accounts commits when the view is over already."""
    answer = Browser(own).signs_in("sanne")
    assert (answer.status, answer.heading) == (503, "Opslaan kan nu niet")
    assert make.PASSWORD not in answer.text


def test_a_failure_of_the_database_tells_no_values(own: Flask) -> None:
    with own.app_context(), pytest.raises(OperationalError) as failed:
        db.session.execute(text("SELECT nothing FROM nowhere WHERE name = :name"), {"name": "iemand"})
    assert "iemand" not in str(failed.value)


def test_an_absent_database_gives_a_page_and_not_ready(tmp_path: Path) -> None:
    app = create_app(settings(f"sqlite:///{tmp_path / 'nowhere' / 'none.sqlite'}"))
    browser = Browser(app)
    assert [browser.get(where).heading for where in ("/", "/readyz")] == ["Opslaan kan nu niet"] * 2
    assert browser.get("/healthz").text == "ok\n"


def test_a_hundred_times_the_same_form_at_once_makes_one(own: Flask) -> None:
    worker = Browser(own).signed_in("sanne")
    values = fill(worker.get("/today/"))
    cookie = worker.client.get_cookie("session")
    assert cookie is not None
    start = threading.Barrier(8)

    def send(_turn: int) -> int:
        client = own.test_client()
        client.set_cookie("session", cookie.value)
        if _turn < 8:
            start.wait(timeout=30)
        return client.post(RECORD, data=values).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(send, range(100))) == {303}
    with own.app_context():
        assert len(contacts()) == 1


def test_sqlite_syncs_every_commit(own: Flask) -> None:
    wanted: dict[str, Any] = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    with own.app_context(), db.engine.connect() as connection:
        read = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}
    assert read == wanted
