"""What only who may change the tables themselves could do with answers."""

from sqlalchemy import ColumnElement, delete, text

from jsp.extensions import db
from jsp.models.consents import Consent

CONSENT = Consent.__table__


def erase(*which: ColumnElement[bool]) -> None:
    """Take away answers, and first what keeps them; both come back with the end of the test."""
    on = " ON consent" if db.engine.dialect.name == "postgresql" else ""
    db.session.execute(text(f"DROP TRIGGER IF EXISTS consent_kept{on}"))
    db.session.execute(delete(CONSENT).where(*which))
