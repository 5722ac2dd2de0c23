"""The link by which a partner reads one packet: made when it is sent, opened with a code that is given by phone.

The address holds which link it is, signed, and nothing else; who has the address alone reads nothing. The mail that
brings it says only that something waits.
"""

import hmac
import secrets
from datetime import date, timedelta
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from jsp import audit, clock, mail, referring
from jsp.models.audit import Action
from jsp.models.reference import get_setting
from jsp.models.referral_rows import find_referral
from jsp.models.referrals import PartnerLink, Referral
from jsp.rules.referral import Step, TaskKind

DIGITS = 6
MOST_WRONG = 5  # then it closes, and its worker hears it
PLACE = "partner_link.code"


def send(row: Referral, *, user_id: int) -> None:
    """Let the packet go: everybody's yes is looked at once more, a link is made, and a mail waits where there is one.

    Raises DomainError, and then nothing of it has happened.
    """
    referring.turn(row)
    referring.move(row, Step.SEND, user_id=user_id)
    number = row.link.number + 1 if row.link else 1
    renew(row, number=number)
    audit.record(Action.SHARED, referring.KIND, row.id, user_id=user_id)


def renew(row: Referral, *, number: int) -> None:
    """A new link with a new code in place of the old one, and the mail that brings it."""
    today = clock.today()
    link = row.link or PartnerLink(id=row.id)
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    link.number, link.wrong, link.closed_on, link.nudged_on = number, 0, None, None
    link.code_sealed = row.content_keys.seal(code, place=f"{PLACE}.{row.id}")
    link.packet_until = today + timedelta(days=int(get_setting("partner_link_days")))
    link.answer_until = today + timedelta(days=int(get_setting("partner_answer_days")))
    row.link = link
    link.mail_id = write_mail(row, "partner_packet")


def write_mail(row: Referral, kind: str) -> UUID | None:
    """A mail with the address of the link and nothing of what it is about; None for a partner without one."""
    if not row.partner.mail:
        return None
    return mail.queue_to(kind, address=row.partner.mail, language="nl", link=address(row))


def address(row: Referral) -> str:
    """The full address of the link; raises LookupError where there is none."""
    return mail.link("partner.enter", token=token(row))


def token(row: Referral) -> str:
    """What stands in the address."""
    if row.link is None:
        raise LookupError(row.id)
    made: str = _signer().dumps([row.id.hex, row.link.number])
    return made


def find(token: str) -> Referral | None:
    """The referral of a link that is still the one, whether or not it may be opened; None for any other text."""
    try:
        id, number = _signer().loads(token)
        row = find_referral(UUID(id))
    except (BadSignature, ValueError, TypeError):
        return None
    return row if row is not None and row.link is not None and row.link.number == number else None


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


def fits(row: Referral, typed: str) -> bool:
    """Whether these are the figures; the fifth wrong try closes the link and asks the worker to call. It commits not.

    The caller has the turn, so that tries at the same moment count one after the other.
    """
    link = row.link
    if link is None or not is_open(row, clock.today()):
        return False
    figures = "".join(each for each in typed[:40] if each in "0123456789")
    if hmac.compare_digest(figures, code(row)):
        link.wrong = 0
        return True
    link.wrong += 1
    if link.wrong >= MOST_WRONG:
        link.closed_on = clock.today()
        referring.add_task(row, TaskKind.LINK_CLOSED)
    return False


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="partner link")
