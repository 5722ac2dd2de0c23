"""PostgreSQL: whether the role of the app could change the trail."""

from collections.abc import Iterator

from sqlalchemy import inspect, text

from jsp.extensions import db
from jsp.rules.finding import Finding, note, ok
from jsp.rules.refusal import N_

TRAIL = ("audit_entry", "audit_link", "audit_checkpoint")
RIGHTS = "UPDATE, DELETE, TRUNCATE"  # any of them
SQL = "deploy/postgres/roles.sql"


def check() -> Iterator[Finding]:
    """A trigger refuses it as well; a role that may not do it cannot take the trigger away."""
    if db.engine.dialect.name != "postgresql":
        return
    connection = db.session.connection()
    there = [name for name in TRAIL if inspect(connection).has_table(name)]
    ask = text("SELECT has_table_privilege(current_user, :name, :right)")
    may = sorted(name for name in there if connection.scalar(ask, {"name": name, "right": RIGHTS}))
    if may:
        yield note(
            "trail-role", N_("The app's role may change or empty %(tables)s."), N_("Give it less: see %(sql)s."),
            tables=", ".join(may), sql=SQL,
        )  # fmt: skip
    else:
        yield ok("trail-role", N_("The app's role can only add to the trail."))
