"""What who holds a card can do with the referral; none of it names anybody."""

from enum import StrEnum
from uuid import UUID

from jsp import audit, sending
from jsp.extensions import take_turns
from jsp.models.audit import Action
from jsp.models.referrals import Referral
from jsp.rules import note_check
from jsp.rules.referral import NOT_OUT, Side, State, Step, TaskKind, can
from jsp.rules.refusal import N_, DomainError
from jsp.rules.reply_code import holds_code
from jsp.rules.retention import HELD_BY_LAW, OUTWEIGHS, Ground
from jsp.verbs import consenting, holds, own_cards, referring

MOST_NOTES = 20  # of one card: a program could send thousands
CODE_IN_IT = N_("This looks like the code of a card. Nobody needs it but you: leave it out.")
ERASED = N_("All of it was erased here already. There is nothing left that could be wrong.")
TOO_MANY = N_("You sent us %(number)d remarks already. Come by or call us, so that we can look together.")
BACK = N_("This was taken back already. We share nothing any more.")
RUNS = N_("This has not ended yet. Do you not want it any more? Then stop it: that erases it as well.")
OVER = N_("This has ended already. We share nothing any more.")
COMPLAINT = N_(
    "We do not erase this with this code: there is a complaint about it. Do you have a card of that itself? Its own "
    "code erases it. Or ask a coordinator of the JSP."
)


class Copy(StrEnum):
    """What was taken over by one in which a referral goes on: where it is, and whether it goes along.

    Who erases the first erases as well what waits in the next and was not sent yet, but for what is kept longer there.
    """

    WAITS = "waits"
    COMPLAINT = "complaint"  # waits, and stays: the code of another card says nothing about it
    LAW = "law"  # waits, and stays: a claim or the law asks for it
    SENT = "sent"


HELD = frozenset({Copy.COMPLAINT, Copy.LAW})


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
    """Whether it has ended and something still stands here, if only a copy that was not sent yet or a yes to one."""
    return not row.is_open and (not row.is_erased or _goes_further(row))


def keeps(row: Referral) -> Ground | None:
    """On what ground it stays itself although who holds its card wants it erased; None: it goes, or it is gone."""
    return None if row.is_erased else holds.what_outweighs(referring.KIND, row.id)


def stays_unsaid(row: Referral) -> bool:
    """Whether a claim or the law keeps it, and there is no yes to take back, which would end that (decision 29)."""
    return row.state in NOT_OUT and not consenting.has_yes(row) and keeps(row) is not None


def goes(row: Referral) -> bool:
    """Whether erasing it now takes anything away, if only a yes to what was taken over."""
    is_own = not row.is_erased and keeps(row) is None
    return not row.is_open and (is_own or _goes_further(row))


def ends_yes(row: Referral) -> bool:
    """Whether a yes to what was taken over ends, although that itself stays here (decision 29)."""
    kept = [each for each in own_cards.list_further(row) if not each.is_erased and _copy(each) in HELD]
    return any(consenting.has_yes(each) for each in kept)


def copies_of(row: Referral) -> frozenset[Copy]:
    """Where what was shared stands as well: in those in which this one goes on, until they are erased too."""
    return frozenset(_copy(each) for each in own_cards.list_further(row) if not each.is_erased)


def erase(row: Referral, *, key: UUID) -> None:
    """Erase what was shared now instead of later, also where it was taken over to go on and was not sent yet.

    Each referral goes by its own hold (decision 29). A claim or the law keeps the one that it stands on, and no other.
    What was taken over stays for a complaint as well: its worker, whom that may be about, could make a code for the
    card of the one before. It needs its own code, or a coordinator. A yes to it is taken back all the same: not to
    share takes no proof. Raises DomainError for what has not ended, and where nothing goes, no yes either.
    """
    waiting = [each for each in _in_turn(row) if each.state in NOT_OUT]
    if not sending.take(key, about=referring.about(row.id)):
        return
    if row.is_open:
        raise DomainError(RUNS)
    copies = copies_of(row)
    if not goes(row) and (keeps(row) or copies & HELD):
        raise DomainError(COMPLAINT if keeps(row) is None and Copy.LAW not in copies else HELD_BY_LAW)
    if keeps(row) is None:
        _erase_own(row)
    for each in waiting:
        _erase_copy(each)


def withdraw(row: Referral, *, key: UUID) -> None:
    """Take it back: sharing stops, and what was shared is erased here.

    Raises DomainError where it ended already, and where nobody said yes yet: then there is nothing to take back, and a
    claim or the law outweighs the wish of who holds the card.
    """
    holds.turn(referring.KIND, row.id)
    if not sending.take(key, about=referring.about(row.id)):
        return
    referring.turn(row)
    if row.state is State.WITHDRAWN:
        raise DomainError(BACK)
    if not may_stop(row):
        raise DomainError(OVER)
    if stays_unsaid(row):
        raise DomainError(HELD_BY_LAW)
    holds.fall(referring.KIND, row.id)
    referring.withdraw(row, of_nobody=True)


def _in_turn(row: Referral) -> list[Referral]:
    """Those in which it goes on; nobody else changes it or them, or holds one, until this transaction ends.

    All turns are taken in one order, so that two who erase the same referrals do not wait for each other in a circle.
    """
    held: set[UUID] = set()
    while others := {row.id, *(each.id for each in own_cards.list_further(row))} - held:
        for id in sorted(others, key=str):
            holds.turn(referring.KIND, id)
            take_turns(referring.about(id))
        held |= others  # what began meanwhile is waited for too
    referring.turn(row)
    return own_cards.list_further(row)


def _goes_further(row: Referral) -> bool:
    return Copy.WAITS in copies_of(row) or ends_yes(row)


def _copy(row: Referral) -> Copy:
    if row.state not in NOT_OUT:
        return Copy.SENT
    ground = holds.what_outweighs(referring.KIND, row.id, is_sure=False)
    if ground is None:
        return Copy.WAITS
    return Copy.LAW if ground in OUTWEIGHS else Copy.COMPLAINT


def _erase_own(row: Referral) -> None:
    holds.fall(referring.KIND, row.id)
    referring.erase(row)


def _erase_copy(row: Referral) -> None:
    if _copy(row) is Copy.WAITS:
        referring.turn(row)
        referring.withdraw(row, of_nobody=True)
    else:
        consenting.take_back(row)
