"""The code of the card that the young person holds of a referral."""

from hmac import compare_digest
from uuid import UUID

from jsp import audit, sending
from jsp.models.audit import Action
from jsp.models.referrals import Referral
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import holds, referring

ERASED = N_("All of it was erased. A card would show nothing any more.")
REPLACED = N_("Another code was made since. This one opens nothing: make a new one.")
COMPLAINT = N_(
    "There is a complaint about this referral. As long as that stands we make no new code: whoever sees it here could "
    "erase with it. The card that they have keeps working."
)
PUT_AWAY = N_("This code was shown, and put away with ‘Done’. Was it lost? Then make a new one.")


def keep_code(row: Referral, lookup: str, *, key: UUID, done: UUID, user_id: int) -> None:
    """Let the card be found by this and by nothing else from now on. Raises DomainError, also once `done` was tapped.

    Who sees a code could open the card with it: that counts as having looked, each time that it is shown.
    """
    holds.turn(referring.KIND, row.id)
    is_new = referring.take(row, key, owner=user_id)
    if sending.was_taken(done):
        raise DomainError(PUT_AWAY)
    if row.is_erased:
        raise DomainError(ERASED)
    if is_new and holds.has_complaint(referring.KIND, row.id):
        raise DomainError(COMPLAINT)
    if is_new:
        row.card_lookup = lookup
        audit.record(Action.CODES_MADE, referring.KIND, row.id)
    elif not compare_digest(row.card_lookup or "", lookup):
        raise DomainError(REPLACED)
    audit.record(Action.IDENTITY_READ, referring.KIND, row.id)


def put_away(row: Referral, *, key: UUID, user_id: int) -> None:
    """The young person has the code: the page that showed it, sent again, shows it no more."""
    referring.take(row, key, owner=user_id)
