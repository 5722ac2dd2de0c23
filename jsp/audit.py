"""Writes the trail, in the transaction of the act itself: no trail, no act."""

from datetime import datetime

from flask import g
from flask_login import current_user
from sqlalchemy import insert, select

from jsp import clock
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry


def record(action: Action, kind: str, id: object = "", *, user_id: int | None = None) -> None:
    """Add one entry for the person at the screen, or for `user_id` where nobody is signed in (yet)."""
    db.session.execute(
        insert(AuditEntry).values(
            at=clock.now(),
            user_id=user_id if user_id is not None else getattr(current_user, "id", None),
            action=action,
            object_kind=kind,
            object_id=str(id),
        )
    )


def record_apart(action: Action, kind: str, id: object = "", *, user_id: int | None = None) -> None:
    """The same in a transaction of its own, where that of the request changes nothing or is given up."""
    db.session.rollback()
    g.reading = False
    record(action, kind, id, user_id=user_id)
    db.session.commit()


def find_time(action: Action, id: object) -> datetime | None:
    """When the thing first underwent the action, or None where the trail does not know."""
    return db.session.scalar(
        select(AuditEntry.at)
        .where(AuditEntry.object_id == str(id), AuditEntry.action == action)
        .order_by(AuditEntry.id)
        .limit(1)
    )
