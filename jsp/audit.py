"""Writes the trail, in the transaction of the act itself: no trail, no act.

At the end of the transaction its entries get their places in the chain. Only then does it wait for others who do the
same, and for nothing else any more: so nobody waits for each other in a circle, and numbers have no gap.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from flask import g
from flask_login import current_user
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session, SessionTransaction

from jsp import clock
from jsp.extensions import db, take_turns
from jsp.models.audit import Action, AuditCheckpoint, AuditEntry, AuditLink, Behalf
from jsp.models.sealed import keys
from jsp.rules import trail

ENTRIES = AuditEntry.__table__.c
UNCHAINED = "entries of the trail without a place in it"
TURN = "trail"


def record(
    action: Action, kind: str, id: object = "", *, user_id: int | None = None, of_nobody: bool = False,
    behalf: Behalf | None = None,
) -> None:  # fmt: skip
    """Add one entry for the person at the screen, or for `user_id` where nobody is signed in (yet).

    `of_nobody`: it may name nobody, also where somebody is signed in; of such an act only the day is kept.
    `behalf`: for whom, where that is somebody else.
    """
    if user_id is None and not of_nobody:
        user_id = getattr(current_user, "id", None)
    made = db.session.execute(
        insert(AuditEntry)
        .values(
            at=_start_of_today() if of_nobody else clock.now(),
            user_id=user_id,
            action=action,
            object_kind=kind,
            object_id=str(id),
            on_behalf_of=behalf,
        )
        .returning(AuditEntry.id)
    )
    db.session.info.setdefault(UNCHAINED, []).append(made.scalar_one())


def record_apart(action: Action, kind: str, id: object = "", **whose: Any) -> None:
    """The same in a transaction of its own, where that of the request changes nothing or is given up."""
    db.session.rollback()
    g.reading = False
    record(action, kind, id, **whose)
    db.session.commit()


def chain_all() -> None:
    """Give a place to every entry that has none: those that were put into the database as they are."""
    query = select(AuditEntry.id).where(AuditEntry.id.not_in(select(AuditLink.entry_id))).order_by(AuditEntry.id)
    db.session.info[UNCHAINED] = list(db.session.scalars(query))


def find_time(action: Action, id: object) -> datetime | None:
    """When the thing first underwent the action, or None where the trail does not know."""
    return db.session.scalar(
        select(AuditEntry.at)
        .where(AuditEntry.object_id == str(id), AuditEntry.action == action)
        .order_by(AuditEntry.id)
        .limit(1)
    )


def head() -> tuple[int, bytes]:
    """Number and mac of the last link; those of the last checkpoint where all of it was removed."""
    for table in (AuditLink, AuditCheckpoint):
        row = db.session.execute(select(table.seq, table.mac).order_by(table.seq.desc()).limit(1)).first()
        if row is not None:
            return row.seq, row.mac
    return 0, trail.START


def as_entry(row: Any) -> trail.Entry:
    """A row with the columns of the trail, as what its mark covers."""
    return trail.Entry(
        row.id, row.at, row.user_id, str(row.action), row.object_kind, row.object_id,
        str(row.on_behalf_of) if row.on_behalf_of else None,
    )  # fmt: skip


def _start_of_today() -> datetime:
    return datetime.combine(clock.today(), time(), clock.LOCAL).astimezone(UTC)


@event.listens_for(db.session, "before_commit")
def _chain(session: Session) -> None:
    if session.in_nested_transaction():
        return
    ids = list(dict.fromkeys(session.info.pop(UNCHAINED, [])))  # SQLite gives a key that was taken back again
    if not ids:
        return
    session.flush()
    take_turns(TURN)
    after, before = head()
    links = trail.chained(_entries(ids), after=after, before=before, key=keys().derive("trail"))
    if links:  # none where they were taken back with a savepoint
        rows = [{"seq": link.seq, "entry_id": link.entry_id, "mac": link.mac} for link in links]
        session.execute(insert(AuditLink), rows)


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Session, ended: SessionTransaction) -> None:
    """A savepoint that is taken back takes only its own entries along, and then they are not there any more."""
    if not ended.nested:
        session.info.pop(UNCHAINED, None)


def _entries(ids: list[int]) -> Iterable[trail.Entry]:
    """Those of them that are there, in their order."""
    most = 500
    for at in range(0, len(ids), most):
        query = select(AuditEntry.__table__).where(ENTRIES.id.in_(ids[at : at + most])).order_by(ENTRIES.id)
        yield from map(as_entry, db.session.execute(query))
