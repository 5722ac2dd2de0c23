from flask import Flask
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from jsp.verbs import referring
from tests.referrals.rows import add_referral, referral


def test_a_mail_that_still_waits_goes_with_what_was_withdrawn(app: Flask) -> None:
    with app.app_context():
        row = referral(add_referral())
        assert waiting() == 1
        referring.withdraw(row, of_nobody=True)
        db.session.flush()
        assert waiting() == 0


def waiting() -> int:
    return db.session.scalar(select(func.count()).select_from(OutboxMail)) or 0
