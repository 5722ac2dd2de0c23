"""Runs the migrations, on SQLite without letting a rebuilt table take its children along."""

from typing import Any

from alembic import context
from flask import current_app

from jsp.models.base import UTCDateTime

state = current_app.extensions["migrate"]
db = state.db


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our own column types as what they are in the database."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Any) -> None:
    """One transaction around all migrations; foreign keys are checked at its end."""
    raw = connection.connection.driver_connection if connection.dialect.name == "sqlite" else None
    if raw is not None:
        raw.execute("PRAGMA foreign_keys=OFF")  # inside a transaction it would do nothing
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_item=render_item,
        transactional_ddl=True,
        **state.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
        if raw is not None and connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise RuntimeError("the migration broke foreign keys")
    if raw is not None:
        raw.execute("PRAGMA foreign_keys=ON")


with db.engine.connect() as connection:
    run(connection)
