"""Iris, who has a link and a code that was said by phone."""

from typing import Any
from uuid import UUID

from flask import Flask

from jsp.extensions import db
from jsp.models.referrals import Referral
from jsp.rules.referral import Step
from jsp.verbs import partner_links
from tests.browser import Browser, Page
from tests.referrals.rows import add_referral, referral

PACKET = "/partner/packet"
WRONG = "Deze code past niet bij deze link"


def made(app: Flask, **how: Any) -> UUID:
    """A referral that was sent (or as `how` says); committed."""
    with app.test_request_context():
        id = add_referral(**how)
        db.session.commit()
        return id


def door(app: Flask, id: UUID) -> tuple[str, str]:
    """The address and the code of its link."""
    with app.test_request_context():
        row = referral(id)
        return f"/partner/{partner_links.token(row)}", partner_links.code(row)


def stored(app: Flask, id: UUID) -> Referral:
    """As it stands in the database, with all that a test reads of it."""
    with app.test_request_context():
        row = referral(id)
        db.session.expunge_all()
        return row


def opens(browser: Browser, address: str, code: str) -> Page:
    """Type the code, and go where that leads."""
    page = browser.post(address, {"code": code})
    if page.status != 303:
        return page
    assert page.response.headers["Location"] == PACKET
    return browser.get(PACKET)


def at_packet(app: Flask, browser: Browser, **how: Any) -> tuple[UUID, Page]:
    """A referral whose packet is open in this browser."""
    id = made(app, **how)
    return id, opens(browser, *door(app, id))


def says(browser: Browser, page: Page, step: Step, **values: Any) -> Page:
    """Press a button of the page; what closes it asks once more first."""
    if step is Step.FINISH:
        page = browser.get(f"{PACKET}/finish")
    return browser.post(f"{PACKET}/{step}", page.form(f"{PACKET}/{step}") | values)


def wrong_one(code: str) -> str:
    """Six figures that are not those."""
    return f"{(int(code) + 1) % 1_000_000:06}"
