"""The least that logging a contact can cost: bare WSGI that writes the same rows, synced, and checks nothing."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg

from jsp.extensions import PRAGMAS
from jsp.rules.contact import AskedBy, Channel, ContactDraft
from jsp.rules.tally import cells

CONTACT = (
    "id", "site_id", "opening_id", "writer_id", "owner_id", '"on"', "channel", "theme_id", "asked_by", "outcome_id",
    "is_return", "is_reachable_agreed", "age_band", "level", "study_year", "school_class_id", "discipline_id",
    "colleague_id", "colleague_seen_on", "follow_up_on", "follow_up_done_on", "note_sealed", "strengths_sealed",
    "registered_on", "registered_site_id",
)  # fmt: skip
AUDIT = ("at", "user_id", "action", "object_kind", "object_id")
FIGURE = ("site_id", "grain", "split", "starts", "theme_id", "value", "is_main", "number")
Answer = Callable[[str, list[tuple[str, str]]], Any]


def insert(table: str, columns: tuple[str, ...], mark: str) -> str:
    """The statement that adds one row."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"


def counting(mark: str) -> str:
    """The statement that adds one to a figure."""
    more = "UPDATE SET number = theme_tally.number + excluded.number"
    return f"{insert('theme_tally', FIGURE, mark)} ON CONFLICT ({', '.join(FIGURE[:-1])}) DO {more}"


def contact_row(id: object) -> tuple[object, ...]:
    """A contact as the app would write it: site, writer, theme and outcome are the first of the demo."""
    today, none = datetime.now(UTC).date().isoformat(), (None,) * 9
    return (id, 1, None, 1, 1, today, "walk_in", 1, "pupil", 1, False, False, *none, None, None, today, 1)


def figure_rows() -> list[tuple[object, ...]]:
    """The figures in which that contact counts, one more in each."""
    today = datetime.now(UTC).date()
    found = ContactDraft(id=uuid4(), site_id=1, on=today, channel=Channel.WALK_IN, theme_ids=(1,),
                         asked_by=AskedBy.PUPIL, outcome_ids=(1,))  # fmt: skip
    return [(site, grain.value, split.value, starts.isoformat(), *rest, 1)
            for site, grain, split, starts, *rest in sorted(cells(found))]  # fmt: skip


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
        self.figure, self.figures = counting("?"), figure_rows()

    def write(self) -> None:
        """One transaction, one sync."""
        id = uuid4()
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute(self.contact, contact_row(id.hex))
        self.connection.executemany(self.figure, self.figures)
        self.connection.execute(self.audit, audit_row(id))
        self.connection.execute("COMMIT")


class PostgreSQL:
    """Writes to a server, with prepared statements."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url.replace("+psycopg", ""), prepare_threshold=1)
        self.contact, self.audit = insert("contact", CONTACT, "%s"), insert("audit_entry", AUDIT, "%s")
        self.figure, self.figures = counting("%s"), figure_rows()

    def write(self) -> None:
        """One transaction, one sync."""
        id = uuid4()
        self.connection.execute(self.contact, contact_row(id))
        with self.connection.cursor() as cursor:
            cursor.executemany(self.figure, self.figures)
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
