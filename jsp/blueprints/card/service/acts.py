"""What who holds a card can do with the referral; none of it names anybody."""

from enum import StrEnum
from uuid import UUID

from jsp import audit, sending
from jsp.models.audit import Action
from jsp.models.referrals import Referral
from jsp.rules import note_check
from jsp.rules.referral import NOT_OUT, Side, State, Step, TaskKind, can
from jsp.rules.refusal import N_, DomainError
from jsp.rules.reply_code import holds_code
from jsp.verbs import holds, own_cards, referring

MOST_NOTES = 20  # of one card: a program could send thousands
CODE_IN_IT = N_("This looks like the code of a card. Nobody needs it but you: leave it out.")
ERASED = N_("All of it was erased here already. There is nothing left that could be wrong.")
TOO_MANY = N_("You sent us %(number)d remarks already. Come by or call us, so that we can look together.")
BACK = N_("This was taken back already. We share nothing any more.")
RUNS = N_("This has not ended yet. Do you not want it any more? Then stop it: that erases it as well.")
OVER = N_("This has ended already. We share nothing any more.")


class Copy(StrEnum):
    """What was taken over by the one in which a referral goes on: it waits there, or was sent from there."""

    KEPT = "kept"
    SENT = "sent"


def correct(row: Referral, text: str, *, key: UUID) -> None:
    """Say that something is not right: its worker has to look at it. Raises DomainError."""
    if holds_code(text):
        raise DomainError(CODE_IN_IT, field="text")
    note_check.check_bsn(text, field="text")
    if not sending.take(key, about=referring.about(row.id)):
        return
    referring.turn(row)
    if row.is_erased:
        raise DomainError(ERASED)
    if sum(each.side is Side.YOUNG_PERSON for each in row.notes) >= MOST_NOTES:
        raise DomainError(TOO_MANY, number=MOST_NOTES)
    referring.add_note(row, Side.YOUNG_PERSON, text, id=key)
    referring.add_task(row, TaskKind.CORRECTION)
    audit.record(Action.CORRECTED, referring.KIND, row.id, of_nobody=True)


def may_stop(row: Referral) -> bool:
    """Whether there is still something to take back."""
    return can(row.state, Step.WITHDRAW, way=row.way)


def may_erase(row: Referral) -> bool:
    """Whether it has ended and something of it still stands here, if only as a copy that was not sent yet."""
    return not row.is_open and (not row.is_erased or copy_of(row) is Copy.KEPT)


def copy_of(row: Referral) -> Copy | None:
    """Where what was shared stands as well: in the one in which this one goes on, until that is erased too."""
    further = [each for each in own_cards.list_further(row) if not each.is_erased]
    if not further:
        return None
    return Copy.SENT if any(each.state not in NOT_OUT for each in further) else Copy.KEPT


def erase(row: Referral, *, key: UUID) -> None:
    """Erase what was shared now instead of later, also where it was taken over to go on and was not sent yet.

    Raises DomainError for what has not ended, and where a claim or the law outweighs the wish of who holds the card.
    """
    holds.check_person(referring.KIND, row.id)
    if not sending.take(key, about=referring.about(row.id)):
        return
    referring.turn(row)
    if row.is_open:
        raise DomainError(RUNS)
    holds.fall(referring.KIND, row.id)
    referring.erase(row)
    for each in own_cards.list_further(row):
        referring.turn(each)
        if each.state in NOT_OUT:
            referring.withdraw(each, of_nobody=True)


def withdraw(row: Referral, *, key: UUID) -> None:
    """Take it back: sharing stops, and what was shared is erased here. Raises DomainError where it ended already."""
    holds.turn(referring.KIND, row.id)
    if not sending.take(key, about=referring.about(row.id)):
        return
    referring.turn(row)
    if row.state is State.WITHDRAWN:
        raise DomainError(BACK)
    if not may_stop(row):
        raise DomainError(OVER)
    holds.fall(referring.KIND, row.id)
    referring.withdraw(row, of_nobody=True)
