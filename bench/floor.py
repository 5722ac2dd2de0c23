"""The least that logging a contact can cost: bare WSGI that writes the same two rows, synced, and checks nothing."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg

from jsp.extensions import PRAGMAS

CONTACT = (
    "id", "site_id", "opening_id", "writer_id", "owner_id", '"on"', "channel", "theme_id", "asked_by", "outcome_id",
    "is_return", "is_reachable_agreed", "age_band", "level", "study_year", "school_class_id", "discipline_id",
    "colleague_id", "colleague_seen_on", "follow_up_on", "follow_up_done_on", "note_sealed", "strengths_sealed",
)  # fmt: skip
AUDIT = ("at", "user_id", "action", "object_kind", "object_id")
Answer = Callable[[str, list[tuple[str, str]]], Any]


def insert(table: str, columns: tuple[str, ...], mark: str) -> str:
    """The statement that adds one row."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"


def contact_row(id: object) -> tuple[object, ...]:
    """A contact as the app would write it: site, writer, theme and outcome are the first of the demo."""
    today, none = datetime.now(UTC).date().isoformat(), (None,) * 9
    return (id, 1, None, 1, 1, today, "walk_in", 1, "pupil", 1, False, False, *none, None, None)


def audit_row(id: object) -> tuple[object, ...]:
    """The trail of that contact."""
    return (datetime.now(UTC).replace(tzinfo=None).isoformat(" "), 1, "recorded", "contact", str(id))


class SQLite:
    """Writes to a file with the settings of the app."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in PRAGMAS:
            self.connection.execute(f"PRAGMA {pragma}")
        self.contact, self.audit = insert("contact", CONTACT, "?"), insert("audit_entry", AUDIT, "?")

    def write(self) -> None:
        """One transaction, one sync."""
        id = uuid4()
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute(self.contact, contact_row(id.hex))
        self.connection.execute(self.audit, audit_row(id))
        self.connection.execute("COMMIT")


class PostgreSQL:
    """Writes to a server, with prepared statements."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url.replace("+psycopg", ""), prepare_threshold=1)
        self.contact, self.audit = insert("contact", CONTACT, "%s"), insert("audit_entry", AUDIT, "%s")

    def write(self) -> None:
        """One transaction, one sync."""
        id = uuid4()
        self.connection.execute(self.contact, contact_row(id))
        self.connection.execute(self.audit, audit_row(id))
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
        if environ["REQUEST_METHOD"] == "POST":
            self.store.write()
        start_response("303 See Other", [("Location", "/"), ("Content-Length", "0")])
        return [b""]


app = Floor(os.environ.get("DATABASE_URL", ""))
