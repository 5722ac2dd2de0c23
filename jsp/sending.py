"""Forms that are sent twice count once, and two who change the same thing come one after the other."""

from uuid import UUID

from jsp.extensions import db, insert, take_turns
from jsp.models.history import Sending
from jsp.rules.refusal import N_, DomainError


def take(key: UUID, *, about: str) -> bool:
    """Whether this once-key is new; the database decides, also between two that are sent at the same moment.

    From here on nobody else changes what it is `about` until this transaction ends: read again what a check goes by.
    """
    take_turns(about)
    new = insert(Sending).values(key=key).on_conflict_do_nothing().returning(Sending.key)
    return db.session.execute(new).first() is not None


SETTLED = N_("This was settled already. Look at how it stands now.")
IN_HISTORY = N_("Somebody changed this while you had it open. Look at the history, and send yours again.")
IN_SIGHT = N_("Somebody changed this while you had it open. Look at how it stands now, and send yours again.")


def check_unchanged(seen: str, now: str, told: str = IN_HISTORY) -> None:
    """Raises DomainError, with the field `seen`, where somebody else changed something since this page was made."""
    if seen != now:
        raise DomainError(told, field="seen")
