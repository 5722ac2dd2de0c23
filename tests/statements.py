"""What is asked of the database."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from jsp.audit import TURN
from jsp.extensions import db

OF_THE_CHAIN = ("audit_link", "audit_checkpoint", "audit_entry.id IN")


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile, but for those that give the trail its place in the chain.

    Whatever a page asks, these are the same few at the end of each transaction that writes the trail.
    """
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        turn = "pg_advisory_xact_lock" in statement and zlib.crc32(TURN.encode()) in dict(parameters).values()
        if not turn and not any(each in statement for each in OF_THE_CHAIN):
            statements.append(statement)

    with app.app_context():
        connection = db.engines[None]
    event.listen(connection, "before_cursor_execute", note)
    yield statements
    event.remove(connection, "before_cursor_execute", note)
