"""An installation with a backup key, a backup of it, and a place to restore into that is not there yet."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import URL, create_engine, make_url, text

from jsp import audit
from jsp.backups.connecting import connected
from jsp.backups.sums import Sum, sums
from jsp.config import write_new_backup_key
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from tests.intake.desk import store

PLANTED = "zij durft de fietsenstalling niet meer in"
Run = Callable[..., Result]


@pytest.fixture
def source(committing: Flask, note: None, tmp_path: Path) -> Flask:
    """The app of this file, with a conversation in which there is a note, and a folder and a key for backups."""
    key, folder, journal = tmp_path / "backup.key", tmp_path / "backups", tmp_path / "erasures.jsonl"
    write_new_backup_key(key)
    committing.config.update(BACKUP_KEY_FILE=key, BACKUP_FOLDER=folder, BACKUP_DAYS=35, ERASURE_JOURNAL=journal)
    return committing


@pytest.fixture(scope="module")
def note(committing: Flask) -> None:
    with committing.app_context():
        store(1)
        contact = db.session.query(Contact).one()
        contact.note = PLANTED
        audit.record(Action.RECORDED, "contact", contact.id)
        db.session.commit()


@pytest.fixture
def run(source: Flask) -> Run:
    """A command at the server; it has to end well, unless the test says how it is refused."""

    def command(*words: str | Path, refused: str | None = None) -> Result:
        result = source.test_cli_runner().invoke(args=[str(word) for word in words])
        if refused is None:
            assert result.exit_code == 0, (result.output, result.exception)
        else:
            assert (result.exit_code, refused in result.output) == (1, True), (result.output, result.exception)
        return result

    return command


@pytest.fixture
def backup(source: Flask, run: Run) -> Path:
    run("backup")
    [made] = Path(source.config["BACKUP_FOLDER"]).glob("*.backup")
    return made


@pytest.fixture
def own(source: Flask) -> URL:
    return make_url(str(source.config["SQLALCHEMY_DATABASE_URI"]))


@pytest.fixture
def target(own: URL, tmp_path: Path) -> Iterator[URL]:
    """The address of a database that is not there."""
    if own.get_backend_name() == "sqlite":
        yield own.set(database=str(tmp_path / "target.sqlite"))
        return
    url = own.set(database=f"target_{uuid4().hex}")
    yield url
    for name in databases(url):
        if name.startswith(str(url.database)):
            at_server(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def at_server(url: URL, statement: str) -> list[str]:
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        done = connection.execute(text(statement))
        found = list(done.scalars()) if done.returns_rows else []
    engine.dispose()
    return found


def databases(url: URL) -> list[str]:
    """What there is at its server, or in its folder."""
    if url.get_backend_name() == "sqlite":
        return sorted(path.name for path in Path(str(url.database)).parent.glob("*.sqlite*"))
    return sorted(at_server(url, "SELECT datname FROM pg_database"))


def spelled(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def held(url: URL) -> dict[str, Sum]:
    """What all of its tables add up to, but for the row that says when there was a backup."""
    with connected(url) as connection:
        found = sums(connection)
    del found["job_run"]
    return found


def change(url: URL, statement: str) -> None:
    """Past the app."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def keys_of(app: Flask) -> list[bytes]:
    """Every key of this installation, as bytes and as they are written in files."""
    keys = app.config["DATA_KEYS"]
    raw = [*keys.by_number.values(), *keys.by_name.values()]
    written = [line.split()[1] for line in Path(app.config["BACKUP_KEY_FILE"]).read_text().splitlines()]
    assert raw, "there is a key to look for"
    assert written, os.fspath(app.config["BACKUP_KEY_FILE"])
    return [*raw, *(key.hex().encode() for key in raw), *(each.encode() for each in written)]
