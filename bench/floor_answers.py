"""The least that an answer can cost: bare WSGI that reads and writes the same row, synced, and checks nothing.

`/les/<code>` takes the sealed box of that class and puts as many bytes back. `/row/<code>` adds a row for the answer as
survey tools do: that is less, but it keeps what we promise not to keep.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import create_engine, text

from jsp.extensions import PRAGMAS

BOX = "SELECT until, seats, contents_sealed FROM evaluation_box WHERE code = {mark}"
FILL = "UPDATE evaluation_box SET answers = answers, contents_sealed = {mark} WHERE code = {mark}"
ROW = f"INSERT INTO answer_row VALUES ({', '.join(['{mark}'] * 4)})"
FACES, SEALED = "[1,2,3,4,5,4,3,2]", bytes(120)
Answer = Callable[[str, list[tuple[str, str]]], Any]


class SQLite:
    """Writes to a file with the settings of the app."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in PRAGMAS:
            self.connection.execute(f"PRAGMA {pragma}")
        self.look, self.fill, self.add = (each.format(mark="?") for each in (BOX, FILL, ROW))

    def box(self, code: str) -> None:
        """One transaction, one sync."""
        self.connection.execute("BEGIN IMMEDIATE")
        held: bytes = self.connection.execute(self.look, (code,)).fetchone()[2]
        self.connection.execute(self.fill, (held[1:] + held[:1], code))
        self.connection.execute("COMMIT")

    def row(self, code: str) -> None:
        """One transaction, one sync."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute(self.add, (uuid4().hex, code, FACES, SEALED))
        self.connection.execute("COMMIT")


class PostgreSQL:
    """Writes to a server, with prepared statements."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url.replace("+psycopg", ""), prepare_threshold=1)
        self.look, self.fill, self.add = (each.format(mark="%s").encode() for each in (f"{BOX} FOR UPDATE", FILL, ROW))

    def box(self, code: str) -> None:
        """One transaction, one sync; one after the other, as the app does it."""
        found = self.connection.execute(self.look, (code,)).fetchone()
        held: bytes = found[2] if found else b""
        self.connection.execute(self.fill, (held[1:] + held[:1], code))
        self.connection.commit()

    def row(self, code: str) -> None:
        """One transaction, one sync."""
        self.connection.execute(self.add, (uuid4().hex, code, FACES, SEALED))
        self.connection.commit()


class Floor:
    """Opens its database at the first request, so that every worker has a connection of its own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.store: SQLite | PostgreSQL | None = None

    def __call__(self, environ: dict[str, Any], start_response: Answer) -> Iterable[bytes]:
        if self.store is None:
            path = self.url.removeprefix("sqlite:///")
            self.store = SQLite(path) if path != self.url else PostgreSQL(self.url)
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        where, _, code = environ["PATH_INFO"].strip("/").partition("/")
        if environ["REQUEST_METHOD"] == "POST":
            (self.store.row if where == "row" else self.store.box)(code)
        start_response("303 See Other", [("Location", "/"), ("Content-Length", "0")])
        return [b""]


def prepare(url: str) -> None:
    """The table of the rows."""
    engine = create_engine(url)
    kind = "BLOB" if engine.dialect.name == "sqlite" else "BYTEA"
    columns = f"id CHAR(32) PRIMARY KEY, code TEXT, faces TEXT, sealed {kind}"
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS answer_row"))
        connection.execute(text(f"CREATE TABLE answer_row ({columns})"))
        connection.execute(text("CREATE INDEX ix_answer_row_code ON answer_row (code)"))
    engine.dispose()


app = Floor(os.environ.get("DATABASE_URL", ""))
