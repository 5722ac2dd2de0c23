"""PostgreSQL: whether the role of the app could change the trail."""

from collections.abc import Iterator

from sqlalchemy import inspect, text

from jsp.doctor.finding import Finding, note, ok
from jsp.extensions import db

TRAIL = ("audit_entry", "audit_link", "audit_checkpoint")
RIGHTS = ("UPDATE", "DELETE", "TRUNCATE")
SQL = "deploy/postgres/roles.sql"


def check() -> Iterator[Finding]:
    """A trigger refuses it as well; a role that may not do it cannot take the trigger away."""
    if db.engine.dialect.name != "postgresql":
        return
    connection = db.session.connection()
    there = [name for name in TRAIL if inspect(connection).has_table(name)]
    ask = text("SELECT has_table_privilege(current_user, :name, :right)")
    may = sorted({name for name in there for right in RIGHTS if connection.scalar(ask, {"name": name, "right": right})})
    if may:
        yield note("trail-role", f"The app's role may change or empty {', '.join(may)}.", f"Give it less: see {SQL}.")
    else:
        yield ok("trail-role", "The app's role can only add to the trail.")
