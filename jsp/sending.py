"""Forms that are sent twice count once, and two who change the same thing come one after the other."""

from uuid import UUID

from flask import g, has_request_context, request
from sqlalchemy import select

from jsp.extensions import db, insert, take_turns
from jsp.models.history import Sending
from jsp.models.sealed import keys
from jsp.rules.marks import marked as marked
from jsp.rules.refusal import N_, DomainError


def take(key: UUID, *, about: str) -> bool:
    """Whether this once-key is new; the database decides, also between two that are sent at the same moment.

    From here on nobody else changes what it is `about` until this transaction ends: read again what a check goes by.
    Raises DomainError for a key that came with something else before (decision 2).
    """
    take_turns(about)
    mark = _mark_of_form(key)
    new = insert(Sending).values(key=key, mark=mark).on_conflict_do_nothing().returning(Sending.key)
    if db.session.execute(new).first() is not None:
        return True
    if db.session.scalar(select(Sending.mark).where(Sending.key == key)) != mark:
        raise DomainError(OTHER)
    g.sent_before = True
    return False


def was_taken(key: UUID) -> bool:
    """Whether this once-key was used, by the first of two taps."""
    return db.session.get(Sending, key) is not None


def was_sent_before() -> bool:
    """Whether the form of this request was taken earlier: what it asked for may have been changed since."""
    return bool(g.get("sent_before"))


def _mark_of_form(key: UUID) -> str:
    """The key is part of it, so that equal texts of two forms cannot be told by their marks."""
    if not has_request_context():
        return ""
    sent = sorted((name, value) for name, value in request.form.items(multi=True) if name not in CARRIED)
    return keys().mark(f"{key} {sent!r}", purpose="sending")


CARRIED = ("csrf_token", "once", "seen")
OTHER = N_("This page was sent before with something else in it. Look at how it stands now, and send yours again.")
BEFORE = N_("This was sent before. Look at how it stands now.")
SETTLED = N_("This was settled already. Look at how it stands now.")
IN_HISTORY = N_("Somebody changed this while you had it open. Look at the history, and send yours again.")
IN_SIGHT = N_("Somebody changed this while you had it open. Look at how it stands now, and send yours again.")


def check_unchanged(seen: str, now: str, told: str = IN_HISTORY) -> None:
    """Raises DomainError, with the field `seen`, where somebody else changed something since this page was made."""
    if seen != now:
        raise DomainError(told, field="seen")
