"""What came of a question stands on its page, for who referred."""

from uuid import UUID

from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.extensions import db
from jsp.rules.referral import State
from tests.browser import Browser
from tests.messages.test_inbox import question
from tests.referrals.rows import add_partner, add_referral


def test_it_says_to_whom_how_it_stands_and_for_how_long_to_its_owner_alone(
    app: Flask, worker: Browser, colleague: Browser, frozen: FrozenDateTimeFactory
) -> None:
    address = question(app, frozen, site="raayland")
    with app.app_context():
        thread = UUID(address.rsplit("/", 1)[1])
        id = add_referral(partner_id=add_partner("Grip Verzonnen"), state=State.RECEIVED, thread_id=thread)
        db.session.commit()
    frozen.tick(3 * 24 * 3600)
    page = Browser(app).signed_in("sanne").get(address)
    assert f"/referrals/{id}" in page.text
    assert "Grip Verzonnen Gezien door de partner" in page.words
    assert "3 dagen" in page.words
    assert str(id) not in Browser(app).signed_in("lieke").get(address).text
