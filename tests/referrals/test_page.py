"""The page of a referral: who it is about after a tap that is kept, how the partner comes in, whose it is."""

from datetime import date
from uuid import UUID

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.outbox import OutboxMail
from jsp.rules.referral import Saw, State
from jsp.verbs import partner_links
from jsp.verbs.looks import list_looks
from tests.browser import Browser, Page
from tests.make import person
from tests.referrals.rows import FAMILY, NAME, add_partner, add_referral, referral
from tests.referrals.steps import links, made
from tests.referrals.test_mine import find

DAY = 24 * 3600


def send(browser: Browser, where: str, **values: object) -> Page:
    """What the page that asks sends to itself."""
    page = browser.get(where)
    [form] = [each for each in page.forms() if each.get("method") == "post" and each.get("action") is None]
    hidden = {each.get("name"): each.get("value") for each in form.iter() if each.get("type") == "hidden"}
    return browser.post(where, hidden | values)


def press(browser: Browser, where: str, to: str, **values: object) -> Page:
    return browser.post(to, browser.get(where).form(to) | values)


def test_writing_it_together_is_no_reading_of_what_was_shared(app: Flask, worker: Browser) -> None:
    id = made(app, state=State.AWAITING_CONSENT)
    worker.get(f"/referrals/{id}/passport")
    press(worker, f"/referrals/{id}", f"/referrals/{id}/shared")
    with app.test_request_context():
        partner_links.send(referral(id), user_id=person("sanne").id)
        db.session.commit()
        assert {each.what for each in list_looks("referral", id)} == {Saw.WRITTEN, Saw.WORDS}
    words = worker.in_language("en").get(f"/referrals/{id}/looked").words
    assert ("before anything is sent" in words, "what you share" in words) == (True, False)
    press(worker, f"/referrals/{id}", f"/referrals/{id}/shared")
    assert "what you share" in worker.get(f"/referrals/{id}/looked").words


def test_who_it_is_about_shows_after_a_tap_and_that_is_kept(app: Flask, worker: Browser) -> None:
    id = made(app)
    page = press(worker, f"/referrals/{id}", f"/referrals/{id}/shared")
    assert NAME in page.words
    assert "niet gedeeld" in page.words, "and which lines stay here"
    with app.app_context():
        read = list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.IDENTITY_READ)))
        assert [(each.object_id, each.user_id) for each in read] == [(str(id), person("sanne").id)]


def test_who_looked_is_there_to_read_along(app: Flask, worker: Browser) -> None:
    id = made(app)
    press(worker, f"/referrals/{id}", f"/referrals/{id}/shared")
    press(worker, f"/referrals/{id}", f"/referrals/{id}/shared")
    page = worker.get(f"/referrals/{id}/looked")
    assert "Sanne (gezinscoach)" in page.words
    assert NAME not in page.text
    with app.app_context():
        looks = list_looks("referral", id)
        assert sorted((each.first_name, each.what) for each in looks) == [("Sanne", Saw.SHARED), ("Sanne", Saw.WORDS)]


def test_the_code_is_there_to_say_as_long_as_the_link_is_open(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id = made(app)
    with app.app_context():
        code = partner_links.code(referral(id))
    assert f"{code[:3]} {code[3:]}" in worker.get(f"/referrals/{id}").words
    frozen.tick(15 * DAY)
    assert f"{code[:3]} {code[3:]}" not in Browser(app).signed_in("sanne").get(f"/referrals/{id}").words


def test_a_partner_without_mail_gets_the_address_in_another_way(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = add_referral(partner_id=add_partner(mail=""))
        db.session.commit()
        address = partner_links.address(referral(id))
    assert address in worker.get(f"/referrals/{id}").words


def test_a_new_link_takes_the_place_of_the_old_one(app: Flask, worker: Browser) -> None:
    id = made(app)
    with app.app_context():
        before = partner_links.token(referral(id))
    press(worker, f"/referrals/{id}", f"/referrals/{id}/link")
    with app.app_context():
        after = partner_links.token(referral(id))
        assert partner_links.find(before) is None
        assert partner_links.find(after) is not None
        assert referral(id).link.mail_id in db.session.scalars(select(OutboxMail.id)).all()  # type: ignore[union-attr]


def test_there_is_no_new_link_without_a_yes_that_counts_today(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id = made(app)
    with app.app_context():
        for each in referral(id).consents:
            each.until = date(2026, 11, 24)
        db.session.commit()
    frozen.tick(2 * DAY)
    worker = Browser(app).signed_in("sanne")
    page = press(worker, f"/referrals/{id}", f"/referrals/{id}/link")
    assert page.status == 303
    with app.app_context():
        assert referral(id).link.number == 1  # type: ignore[union-attr]


def test_a_colleague_takes_it_over_and_finds_it_by_the_same_name(
    app: Flask, worker: Browser, colleague: Browser
) -> None:
    id = made(app)
    where = f"/referrals/{id}/hand-over"
    with app.app_context():
        lieke, otto = person("lieke").id, person("otto").id
    assert send(worker, where, to=str(otto), is_known="y").status == 422, "who does not work at the site"
    assert send(worker, where, to=str(lieke), is_known="y").status == 303
    assert worker.get(f"/referrals/{id}").status == 404
    assert f"/referrals/{id}" in links(find(colleague, f"{NAME} {FAMILY}"))
    assert f"/referrals/{id}" not in links(find(worker, f"{NAME} {FAMILY}"))
    with app.app_context():
        row = referral(id)
        assert (row.owner_id, row.state) == (lieke, State.SENT)
        handed = select(AuditEntry.object_id).where(AuditEntry.action == Action.HANDED_OVER)
        assert db.session.scalars(handed).all() == [str(id)]


def test_nobody_is_given_it_by_accident_or_unknown_to_who_chose_this_worker(app: Flask, worker: Browser) -> None:
    id = made(app)
    where = f"/referrals/{id}/hand-over"
    with app.app_context():
        lieke = str(person("lieke").id)
    assert "selected" not in worker.get(where).text.replace('selected value=""', "")
    for missing in ({"is_known": "y", "to": ""}, {"to": lieke}):
        assert send(worker, where, **missing).status == 422
    assert "eigen kaart" not in worker.get(where).words
    with app.app_context():
        referral(id).card_lookup = "x"
        db.session.commit()
    assert "laat je collega een nieuwe maken" in worker.get(where).words


def test_what_cannot_be_is_missing(worker: Browser) -> None:
    for act in ("", "/looked", "/hand-over", "/withdraw", "/reopen", "/outcome/started"):
        assert worker.get(f"/referrals/{UUID(int=4)}{act}").status == 404
