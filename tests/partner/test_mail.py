"""The mails of a whole referral, caught by a server: that something waits, a link that survives, and no content."""

from collections.abc import Iterator
from email import policy
from email.parser import BytesParser

import pytest
from flask import Flask

from jsp import jobs
from jsp.extensions import db
from jsp.rules.referral import Step
from jsp.verbs import partner_links, referring
from tests.browser import Browser
from tests.mailbox import Mailbox, catching
from tests.partner.iris import at_packet, door, made, opens, says, wrong_one
from tests.referrals.rows import FAMILY, NAME, PHONE, STORY, add_partner, referral

IRIS = "iris@partner.example"
NEVER = (NAME, FAMILY, PHONE, STORY, "geleend", "Geld", "Money", "Raayland", "Gilde", "Sanne", "Grip", "verwijz",
         "hulp", "buurthuis", "Iris")  # fmt: skip


@pytest.fixture
def mailbox(app: Flask) -> Iterator[Mailbox]:
    with catching() as box:
        app.config["MAIL_SERVER"] = box.address
        yield box
        app.config["MAIL_SERVER"] = ""


def run(app: Flask) -> None:
    with app.app_context():
        jobs.run_all()


def text_of(message: object) -> str:
    """Subject, every other head line but those of our catcher, and the body, decoded."""
    found = BytesParser(policy=policy.default).parsebytes(message.as_bytes())  # type: ignore[attr-defined]
    heads = [f"{name}: {value}" for name, value in found.items() if name != "To" and not name.startswith("X-")]
    return "\n".join([*heads, found.get_content()])


def words_of(message: object) -> str:
    """The same without the link, in which anything may stand by accident."""
    return "\n".join(line for line in text_of(message).splitlines() if not line.startswith("https://"))


def test_no_mail_of_a_whole_referral_holds_what_it_is_about(app: Flask, browser: Browser, mailbox: Mailbox) -> None:
    id, page = at_packet(app, browser)
    codes = [door(app, id)[1]]
    run(app)
    says(browser, page, Step.SEEN)
    browser.post(door(app, id)[0], {"code": wrong_one(codes[0])})
    with app.test_request_context():
        row = referral(id)
        partner_links.write_mail(row, "partner_nudge")
        db.session.commit()
    run(app)
    with app.test_request_context():
        partner_links.renew(referral(id), number=2)
        db.session.commit()
    codes.append(door(app, id)[1])
    run(app)
    page = opens(browser, *door(app, id))
    says(browser, page, Step.NOT_POSSIBLE, obstacle="not_fitting", suggestion="Vraag het bij het buurthuis.")
    taken_back = made(app)
    with app.test_request_context():
        referring.withdraw(referral(taken_back), of_nobody=True)
        db.session.commit()
    run(app)
    assert {message["To"] for message in mailbox.caught} >= {IRIS}
    assert len([message for message in mailbox.caught if message["To"] == IRIS]) == 3
    for message in mailbox.caught:
        said = words_of(message)
        assert not [word for word in (*NEVER, *codes) if word.casefold() in said.casefold()], said
        assert id.hex not in text_of(message).replace("-", "")


def test_the_link_survives_a_mail_program(app: Flask, mailbox: Mailbox) -> None:
    id = made(app)
    run(app)
    [message] = mailbox.caught
    address = "https://jsp.example" + door(app, id)[0]
    assert address in text_of(message).splitlines(), "on a line of its own"
    assert len(address) <= 78, "and no longer than a line of a mail"
    assert address.rsplit("/", 1)[1].isalnum()
    assert address in message.as_string(), "also where nobody decodes it"


def test_a_partner_without_an_address_gets_no_mail(app: Flask, mailbox: Mailbox) -> None:
    with app.test_request_context():
        partner = add_partner(mail="")
        db.session.commit()
    made(app, partner_id=partner)
    run(app)
    assert not mailbox.caught


def test_a_new_link_throws_away_the_mail_of_the_one_before(app: Flask, mailbox: Mailbox) -> None:
    id = made(app)
    with app.test_request_context():
        partner_links.renew(referral(id), number=2)
        db.session.commit()
    run(app)
    [message] = mailbox.caught
    assert door(app, id)[0] in text_of(message)
