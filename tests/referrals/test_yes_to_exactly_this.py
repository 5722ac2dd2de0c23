"""A yes is to the packet, the receiver as it was shown, who may see progress and the age that decided who is asked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, select

from jsp import clock
from jsp.extensions import db
from jsp.models.consents import Consent
from jsp.models.outbox import OutboxMail
from jsp.models.referrals import Referral
from jsp.rules.consent import Age, Custody, ReceiverRule
from jsp.rules.referral import Progress, State
from jsp.rules.refusal import DomainError
from jsp.verbs import partner_links, referring
from tests.referrals import answers
from tests.referrals.rows import add_referral, referral

CONSENT = Consent.__table__


def to_partner(**values: object) -> Callable[[Referral], None]:
    return lambda row: [setattr(row.partner, *each) for each in values.items()] and None


def to_row(**values: object) -> Callable[[Referral], None]:
    return lambda row: [setattr(row, *each) for each in values.items()] and None


def say_anew(row: Referral) -> Referral:
    """Everybody says to what the referral now holds what they said before."""
    said = db.session.execute(select(CONSENT).where(CONSENT.c.referral_id == row.id)).mappings().all()
    answers.erase(CONSENT.c.referral_id == row.id)
    db.session.execute(insert(CONSENT), [{**each, "packet_mark": row.packet_mark} for each in said])
    db.session.flush()
    db.session.expire_all()
    return referral(row.id)


CHANGES = {
    "another name": to_partner(name="Ander"),
    "another person": to_partner(contact_person="Iemand anders"),
    "another number": to_partner(phone="0478-999999"),
    "another address": to_partner(mail="mallory@evil.example"),
    "asks less of the parents": to_partner(receiver_rule=ReceiverRule.USUAL),
    "the team sees it": to_row(progress=Progress.TEAM),
    "for longer": to_row(progress_until=clock.today() + timedelta(days=365)),
    "another age": to_row(age=Age.FROM_18),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_agreed_to_is_changed_and_so_nothing_is_sent(app: Flask, change: str) -> None:
    with app.test_request_context():
        row = referral(add_referral(state=State.AWAITING_CONSENT, age=Age.FROM_16, custody=Custody.ONE))
        row.partner.receiver_rule = ReceiverRule.PARENTS_UNTIL_18
        referring.mark_anew(row)
        row = say_anew(row)
        CHANGES[change](row)
        db.session.flush()
        referring.turn(row)
        with pytest.raises(DomainError):
            partner_links.send(row, user_id=row.owner_id)


def test_what_was_sent_gets_no_new_link_to_another_receiver(app: Flask) -> None:
    with app.test_request_context():
        row = referral(add_referral(state=State.SENT))
        row.partner.mail = "mallory@evil.example"
        db.session.flush()
        referring.turn(row)
        with pytest.raises(DomainError):
            partner_links.renew(row, number=2)
        assert len(db.session.query(OutboxMail).all()) == 1
