"""The link by which a partner reads one packet: made when it is sent, opened with a code that is given by phone.

The address holds which link it is, signed, and nothing else; who has the address alone reads nothing. The mail that
brings it says only that something waits. It is so short that no mail program breaks it, and capitals do not matter.
"""

import hmac
import secrets
from datetime import date, timedelta
from uuid import UUID

from jsp import audit, clock, mail
from jsp.models.audit import Action
from jsp.models.reference import get_setting
from jsp.models.referral_rows import find_referral, read_anew
from jsp.models.referrals import PartnerLink, Referral
from jsp.models.sealed import keys
from jsp.rules.referral import Step, TaskKind
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import consenting, referring, signed_links

DIGITS = 6
PLACE = "partner_link.code"
PURPOSE = "partner link"


def send(row: Referral, *, user_id: int) -> None:
    """Let the packet go: everybody's yes is looked at once more, a link is made, and a mail waits where there is one.

    Raises DomainError, and then nothing of it has happened. The caller has the turn.
    """
    referring.move(row, Step.SEND, user_id=user_id)
    renew(row, number=1)
    audit.record(Action.SHARED, referring.KIND, row.id, user_id=user_id)


def renew(row: Referral, *, number: int) -> None:
    """A new link with a new code in place of the old one, and the mail that brings it.

    Raises DomainError where the receiver is another by now than the one that was said yes to.
    """
    if not referring.is_same_receiver(row):
        raise DomainError(N_("What stands here of this partner was changed since. Take it back, and ask anew."))
    today = clock.today()
    link = row.link or PartnerLink(id=row.id)
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    link.number, link.wrong, link.closed_on, link.nudged_on = number, 0, None, None
    link.code_sealed = row.content_keys.seal(code, place=f"{PLACE}.{row.id}")
    link.made_on = today
    days = timedelta(days=int(get_setting("partner_link_days")))
    link.packet_until = min(today + days, consenting.share_until(row) or today)
    link.answer_until = today + timedelta(days=int(get_setting("partner_answer_days")))
    row.link = link
    write_mail(row, "partner_packet")


def write_mail(row: Referral, kind: str) -> None:
    """A mail with the address of the link and nothing of what it is about; none for a partner without an address.

    It takes the place of the one before, which may not have gone out yet, and goes when what was shared is erased.
    """
    link = row.link
    if link is None:
        raise LookupError(row.id)
    if link.mail_id is not None:
        mail.withdraw(link.mail_id)
    to = row.partner.mail
    told = {"link": address(row), "phone": row.site.phone}
    link.mail_id = mail.queue_to(kind, address=to, language="nl", **told) if to else None


def close(row: Referral) -> None:
    """Nobody opens it any more, and a mail that waits goes out no more: there is nobody to say its code to."""
    link = row.link
    if link is None:
        return
    if link.mail_id is not None:
        mail.withdraw(link.mail_id)
        link.mail_id = None
    link.closed_on = link.closed_on or clock.today()
    referring.close_tasks(row, TaskKind.SAY_CODE, TaskKind.LINK_CLOSED)


def partner_is_back(row: Referral) -> None:
    """Nobody has to choose another partner any more; but what was closed meanwhile stays so, until its worker acts.

    That is a new link, or a call where another stands there by now than was said yes to. The caller has the turn.
    """
    referring.close_tasks(row, TaskKind.PARTNER_ARCHIVED)
    if row.is_shared and row.link is not None and row.link.closed_on is not None:
        referring.add_task(row, TaskKind.LINK_CLOSED if referring.is_same_receiver(row) else TaskKind.CALL_PARTNER)


def address(row: Referral) -> str:
    """The full address of the link; raises LookupError where there is none."""
    return mail.link("partner.enter", token=token(row))


def token(row: Referral) -> str:
    """What stands in the address."""
    if row.link is None:
        raise LookupError(row.id)
    return token_of(row.id, row.link.number)


def token_of(id: UUID, number: int) -> str:
    """What stands in the address of that link of that referral."""
    return signed_links.token_of(id, number, purpose=PURPOSE)


def find(token: str) -> Referral | None:
    """The referral of a link that is still the one, whether or not it may be opened; None for any other text."""
    id, number = read(token)
    row = find_referral(id)
    return row if row is not None and is_the_one(row, number) else None


def is_the_one(row: Referral, number: int) -> bool:
    """Whether that is the link that was made last, and it was not erased."""
    return row.link is not None and row.link.number == number


def code(row: Referral) -> str:
    """The figures that the worker says by phone."""
    if row.link is None:
        raise LookupError(row.id)
    return row.content_keys.open(row.link.code_sealed, place=f"{PLACE}.{row.id}")


def is_open(row: Referral, on: date) -> bool:
    """Whether the link takes a code on that day at all."""
    link = row.link
    return link is not None and not row.is_erased and link.closed_on is None and on <= link.answer_until


def shows_packet(row: Referral, on: date) -> bool:
    """Whether what was sent may still be read by it."""
    return is_open(row, on) and row.is_shared and row.link is not None and on <= row.link.packet_until


def figures(typed: str) -> str:
    """What was typed, without all that is no figure."""
    return "".join(each for each in typed[:40] if each in "0123456789")


def fits(row: Referral, typed: str) -> bool:
    """Whether these are the figures; the fifth wrong try closes the link and asks the worker to call. It commits not.

    The caller has the turn, so that tries at the same moment count one after the other. The right figures of a link
    that is not open any more fit too: ask `is_open`.
    """
    link = row.link
    if link is None:
        return False
    is_right = hmac.compare_digest(figures(typed), code(row))
    if not is_open(row, clock.today()):
        return is_right
    link.wrong = 0 if is_right else link.wrong + 1
    if link.is_guessed:
        link.closed_on = clock.today()
        referring.add_task(row, TaskKind.LINK_CLOSED)
        audit.record(Action.CODES_GUESSED, referring.KIND, row.id, of_nobody=True)
    return is_right


def as_much_work(typed: str) -> None:
    """What `fits` costs, for an address that nothing has: how long it takes tells nothing."""
    read_anew(UUID(int=0))
    spare = keys().seal("0" * DIGITS, place=PLACE)
    hmac.compare_digest(figures(typed), keys().open(spare, place=PLACE))


def read(token: str) -> tuple[UUID, int]:
    """Which link a text of an address names; one that nothing has for any text that we did not make."""
    return signed_links.read(token, purpose=PURPOSE)
