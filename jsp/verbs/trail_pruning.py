"""Lets go of the oldest part of the trail, once its time is over: all that stays is where the chain goes on."""

from datetime import datetime, timedelta
from itertools import takewhile

from sqlalchemy import Delete, delete, insert, select, text

from jsp import audit, clock
from jsp.extensions import db, take_turns
from jsp.models.audit import Action, AuditCheckpoint, AuditEntry, AuditLink, Behalf
from jsp.models.reference import get_setting
from jsp.models.sealed import keys
from jsp.rules import trail
from jsp.verbs.trail import PURPOSE, newest_checkpoint, read_links

AT_ONCE = 2_000  # links that go in one transaction
FEWER = 500  # keys in one statement
TURN = "trail_pruning"


class TrailBrokenError(Exception):
    """The part that would go does not hold: what could show that somebody touched it stays. Its text is the number."""


def prune(*, days: int | None = None) -> int:
    """Remove what is older than so many days (audit_log_days), some thousands at once; each part is committed.

    A part goes together with the checkpoint that stands for it: whoever looks in between sees a chain that holds.
    Returns how many entries went, and writes that down. It may be broken off at any moment.
    """
    removed = 0
    while part := _prune_part(_limit(days)):
        removed += part
        db.session.commit()
    if removed:
        audit.record(Action.ERASED, "trail", removed, behalf=Behalf.SYSTEM)
        db.session.commit()
    return removed


def may_prune() -> bool:
    """Whether the role with which we are at the database may remove anything from the trail."""
    if db.engine.dialect.name != "postgresql":
        return True
    ask = "SELECT has_table_privilege(current_user, 'audit_entry', 'DELETE')"
    return bool(db.session.scalar(text(ask)))


def count_old(*, days: int | None = None) -> int:
    """How many entries would go."""
    limit = _limit(days)
    query = select(AuditEntry.at).join(AuditLink, AuditLink.entry_id == AuditEntry.id).order_by(AuditLink.seq)
    with db.session.scalars(query.execution_options(yield_per=AT_ONCE)) as instants:
        return sum(1 for _at in takewhile(lambda at: at < limit, instants))


def _limit(days: int | None) -> datetime:
    kept = int(get_setting("audit_log_days")) if days is None else days
    return clock.now() - timedelta(days=kept)


def _prune_part(limit: datetime) -> int:
    """The oldest links, as far as all of them are too old: an older one behind a newer one waits for it."""
    take_turns(TURN)
    key, begin = keys().derive(PURPOSE), newest_checkpoint()
    rows = list(read_links(AT_ONCE))
    part = list(takewhile(lambda row: row[1] is None or row[1].at < limit, rows))
    *_last, broken = trail.first_broken(part, after=begin[0], before=begin[1], key=key)
    if broken is not None:
        raise TrailBrokenError(broken.seq)
    if part:
        _let_go([link for link, _entry in part], key)
    return len(part)


def _let_go(links: list[trail.Link], key: bytes) -> None:
    now, first, last = clock.now(), links[0], links[-1]
    signature = trail.signature_of(last.seq, last.mac, now, key=key)
    db.session.execute(
        insert(AuditCheckpoint), [{"seq": last.seq, "mac": last.mac, "made_at": now, "signature": signature}]
    )
    for at in range(0, len(links), FEWER):
        ids = [link.entry_id for link in links[at : at + FEWER]]
        _remove(delete(AuditEntry).where(AuditEntry.id.in_(ids)))
    _remove(delete(AuditLink).where(AuditLink.seq.between(first.seq, last.seq)))


def _remove(what: Delete) -> None:
    db.session.execute(what.execution_options(synchronize_session=False))
