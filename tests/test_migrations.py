"""Up, down and up again with data in it: nothing is lost, nothing stays readable, and the models fit at the end."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from jsp import audit, create_app
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.base import Base
from jsp.models.contacts import Contact
from tests import make
from tests.conftest import DATABASES, make_database, settings
from tests.intake.desk import store

FOLDER = str(Path(__file__).parents[1] / "migrations")
FIRST = "0001"
PLANTED = "zij durft de fietsenstalling niet meer in"
ADDED_LATER = {"role"}  # each role has its row from 0002 on


@pytest.fixture(params=DATABASES)
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The newest tables with the small world in them and a conversation with a note."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    else:
        url = f"{request.getfixturevalue('postgres_url')}/migrations_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        make_database(url)
    app = create_app(settings(url))
    with app.app_context():
        upgrade(directory=FOLDER)
        make.world()
        db.session.flush()
        store(3)
        contact = db.session.scalars(select(Contact)).first()
        assert contact is not None
        contact.note = PLANTED
        audit.record(Action.RECORDED, "contact", contact.id)
        db.session.commit()
        yield app
        db.session.remove()
        db.engine.dispose()
        if request.param == "postgresql":
            drop_database(url)


def drop_database(url: str) -> None:
    server, name = url.rsplit("/", 1)
    engine = db.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    engine.dispose()


def counts() -> dict[str, int]:
    """How many rows each table holds."""
    tables = MetaData()
    tables.reflect(db.engine)
    return {
        name: db.session.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.tables.items()
    }


def notes() -> list[str]:
    return [contact.note for contact in db.session.scalars(select(Contact).order_by(Contact.note_sealed.is_(None)))]


def test_nothing_is_lost_on_the_way_down_and_up(filled: Flask) -> None:
    before, kept = counts(), notes()
    db.session.remove()
    downgrade(directory=FOLDER, revision=FIRST)
    old = counts()
    assert {name: old[name] for name in old if name in before} == {name: before[name] for name in old}
    assert db.session.scalars(text("SELECT note FROM contact WHERE note <> ''")).all() == [PLANTED]
    db.session.remove()
    upgrade(directory=FOLDER)
    after = counts()
    assert {name: after[name] for name in old if name not in ADDED_LATER} == {
        name: old[name] for name in old if name not in ADDED_LATER
    }
    assert notes() == kept
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text("DELETE FROM audit_entry"))
    db.session.rollback()


def test_a_note_that_was_sealed_can_no_longer_be_read_in_the_files(filled: Flask) -> None:
    downgrade(directory=FOLDER, revision=FIRST)
    db.session.execute(text("UPDATE contact SET note = :note WHERE note <> ''"), {"note": PLANTED})
    db.session.commit()
    assert PLANTED.encode() in held(filled), "the way of looking finds it while it is there"
    upgrade(directory=FOLDER)
    assert PLANTED.encode() not in held(filled)


def held(app: Flask) -> bytes:
    """What the table of conversations holds on disk."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()
        file = Path(str(app.config["SQLALCHEMY_DATABASE_URI"]).removeprefix("sqlite:///"))
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return file.read_bytes()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        folder = connection.scalar(text("SHOW data_directory"))
        database = connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
    return b"".join(path.read_bytes() for path in Path(f"{folder}/base/{database}").iterdir() if path.is_file())


def test_the_tables_are_what_the_models_say(filled: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_all_the_way_down_leaves_nothing(filled: Flask) -> None:
    db.session.remove()
    downgrade(directory=FOLDER, revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
