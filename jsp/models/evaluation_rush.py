"""Changing a box in a transaction of its own, straight at the driver: what a whole class does within the same seconds.

The session and the compiler of statements would take longer than the database does (decision 19).
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Any

from jsp import clock
from jsp.extensions import db
from jsp.models.evaluation_boxes import CLOSED, Change, Head, open_box, seal_box
from jsp.rules.refusal import DomainError

READ = "SELECT until, seats, contents_sealed FROM evaluation_box WHERE id = %s FOR UPDATE"
WRITE = "UPDATE evaluation_box SET answers = %s, contents_sealed = %s WHERE id = %s"
SQLITE = {text: text.replace("%s", "?").removesuffix(" FOR UPDATE") for text in (READ, WRITE)}  # it has one writer


def change_at_once(head: Head, change: Change) -> None:
    """The same as `change_box`, and committed. Nothing may be under way in the session of this request.

    Raises DomainError where it is closed or full, and NotWrittenError.
    """
    is_sqlite = db.engine.dialect.name == "sqlite"
    read, write = (SQLITE[READ], SQLITE[WRITE]) if is_sqlite else (READ, WRITE)
    id = head.id.hex if is_sqlite else head.id
    with _transaction(begins="BEGIN IMMEDIATE" if is_sqlite else "") as cursor:
        row = cursor.execute(read, (id,)).fetchone()
        if row is None or _instant(row[0]) <= clock.now():
            raise DomainError(CLOSED)
        box = change(open_box(head.id, bytes(row[2])), row[1])
        if box is not None:
            cursor.execute(write, (box.answers, seal_box(head.id, box), id))


class NotWrittenError(Exception):
    """The database could not do it now."""


@contextmanager
def _transaction(*, begins: str) -> Iterator[Any]:
    driver = db.engine.dialect.loaded_dbapi
    try:
        with closing(
            db.engine.raw_connection()
        ) as connection:  # back in the pool what was not committed is rolled back
            cursor = connection.cursor()
            if begins:
                cursor.execute(begins)
            yield cursor
            connection.commit()
    except driver.Error as error:
        raise NotWrittenError from error


def _instant(kept: str | datetime) -> datetime:
    """As the driver gives it: SQLite a text in UTC."""
    return kept if isinstance(kept, datetime) else datetime.fromisoformat(kept).replace(tzinfo=UTC)
