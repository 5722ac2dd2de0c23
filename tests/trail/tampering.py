"""What somebody who has the database in hand could do to the trail: by then no trigger stops them."""

from collections.abc import Sequence

from sqlalchemy import select, text

from jsp import audit
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.verbs import trail
from jsp.verbs.trail import Verdict
from tests.make import person

TABLES = ("audit_entry", "audit_link", "audit_checkpoint")


def write(number: int, *, who: str = "sanne") -> list[int]:
    """So many entries, each in a transaction of its own; their keys."""
    user_id = person(who).id
    for at in range(number):
        audit.record(Action.READ, "contact", f"thing-{at}", user_id=user_id)
        db.session.commit()
    return list(db.session.scalars(select(AuditEntry.id).order_by(AuditEntry.id.desc()).limit(number)))[::-1]


def unlock() -> list[str]:
    """Take the triggers away, as the owner of the tables can; the statements that bring them back."""
    if db.engine.dialect.name == "postgresql":
        for table in TABLES:
            db.session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in TABLES]
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit_%'"
    triggers = db.session.execute(text(query)).all()
    for name, _sql in triggers:
        db.session.execute(text(f"DROP TRIGGER {name}"))
    return [sql for _name, sql in triggers]


def clear() -> None:
    """Begin with no trail: entries of the shared world are of today, and would keep older ones from being the first."""
    back = unlock()
    for table in TABLES:
        db.session.execute(text(f"DELETE FROM {table}"))
    for statement in back:
        db.session.connection().exec_driver_sql(statement)
    db.session.commit()


def tamper(statements: Sequence[str], **values: object) -> Verdict:
    """Do that behind the back of the app, and look."""
    unlock()
    for statement in statements:
        wanted = {name: value for name, value in values.items() if f":{name}" in statement}
        db.session.execute(text(statement), wanted)
    db.session.commit()
    return trail.verify()
