"""Another answer to who has authority, and another age: what was said before does not stand in the way, nor along."""

from uuid import uuid4

from flask import Flask

from jsp.blueprints.referrals.service import choosing, consent
from jsp.extensions import db
from jsp.models.referrals import Referral
from jsp.rules.consent import Age, Answer, Custody, Decision, Giver
from jsp.rules.passport import Line, LineKind
from jsp.rules.referral import State
from jsp.verbs import consenting
from tests.referrals.rows import LINES, add_referral, add_yes, referral


def test_the_no_of_who_has_no_authority_ends(app: Flask) -> None:
    with app.test_request_context():
        row = referral(add_referral(state=State.AWAITING_CONSENT, age=Age.FROM_12, custody=Custody.TWO, yes=False))
        add_yes(row, Decision.SHARE, Giver.PARENT_2, Answer.REFUSED)
        say_custody(row, Custody.ONE)
        assert standing(row) == [Giver.YOUNG_PERSON, Giver.PARENT_1]
        assert all(each.ended_on for each in row.consents)


def test_of_both_parents_a_no_stays_a_no(app: Flask) -> None:
    with app.test_request_context():
        row = referral(add_referral(state=State.AWAITING_CONSENT, age=Age.FROM_12, custody=Custody.ONE, yes=False))
        add_yes(row, Decision.SHARE, Giver.PARENT_1, Answer.REFUSED)
        say_custody(row, Custody.TWO)
        assert [each.giver for each in row.consents if each.ended_on is None] == [Giver.PARENT_1]


def test_another_age_than_the_packet_tells_is_written_and_asked_anew(app: Flask) -> None:
    told = (*LINES, Line(LineKind.AGE, "12 tot en met 15", True))
    with app.test_request_context():
        row = referral(add_referral(state=State.AWAITING_CONSENT, age=Age.FROM_12, custody=Custody.ONE, lines=told))
        say_age(row, Age.FROM_16)
        assert row.state is State.DRAFT
        plain = referral(add_referral(state=State.AWAITING_CONSENT, age=Age.FROM_12, custody=Custody.ONE))
        say_age(plain, Age.FROM_16)
        assert plain.state is State.AWAITING_CONSENT
        db.session.rollback()


def say_custody(row: Referral, custody: Custody) -> None:
    seen = consenting.in_sight(row)
    consent.set_custody(row, custody, seen=seen, key=uuid4(), user_id=row.owner_id)


def say_age(row: Referral, age: Age) -> None:
    choosing.set_age(row, age, seen=consenting.in_sight(row), key=uuid4(), user_id=row.owner_id)


def standing(row: Referral) -> list[Giver]:
    return list(consent.stand(row).share.missing)
