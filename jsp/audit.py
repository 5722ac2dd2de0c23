"""Writes the trail, in the transaction of the act itself: no trail, no act."""

from datetime import UTC, datetime, time
from typing import Any

from flask import g
from flask_login import current_user
from sqlalchemy import insert, select

from jsp import clock
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry


def record(
    action: Action, kind: str, id: object = "", *, user_id: int | None = None, of_nobody: bool = False
) -> None:  # fmt: skip
    """Add one entry for the person at the screen, or for `user_id` where nobody is signed in (yet).

    `of_nobody`: it may name nobody, also where somebody is signed in; of such an act only the day is kept.
    """
    if user_id is None and not of_nobody:
        user_id = getattr(current_user, "id", None)
    db.session.execute(
        insert(AuditEntry).values(
            at=_start_of_today() if of_nobody else clock.now(),
            user_id=user_id,
            action=action,
            object_kind=kind,
            object_id=str(id),
        )
    )


def _start_of_today() -> datetime:
    return datetime.combine(clock.today(), time(), clock.LOCAL).astimezone(UTC)


def record_apart(action: Action, kind: str, id: object = "", **whose: Any) -> None:
    """The same in a transaction of its own, where that of the request changes nothing or is given up."""
    db.session.rollback()
    g.reading = False
    record(action, kind, id, **whose)
    db.session.commit()


def find_time(action: Action, id: object) -> datetime | None:
    """When the thing first underwent the action, or None where the trail does not know."""
    return db.session.scalar(
        select(AuditEntry.at)
        .where(AuditEntry.object_id == str(id), AuditEntry.action == action)
        .order_by(AuditEntry.id)
        .limit(1)
    )
