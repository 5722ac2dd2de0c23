"""Twice a year a partner is asked whether it is still right; opening the link changes nothing, one tap says yes."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import clock
from jsp.blueprints.directory.service import upkeep
from jsp.blueprints.directory.service.upkeep import EVERY, MOST_A_DAY
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.directory import Partner, PartnerCorrection, PartnerKind
from jsp.models.directory_rows import get_partner
from jsp.models.ground import Setting
from jsp.models.outbox import OutboxMail
from jsp.models.reference import forget_reference
from tests.browser import Browser
from tests.forged import forged
from tests.referrals.rows import add_partner

TODAY = date(2026, 11, 23)


@pytest.fixture
def mailing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setitem(app.config, "MAIL_SERVER", "smtp://localhost:1")
    return app


def asked(app: Flask) -> list[str]:
    """Do the job; who was mailed by then."""
    with app.app_context():
        upkeep.ask_partners()
        db.session.commit()
        return [mail.letter for mail in db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "still_right"))]


def made(app: Flask, **fields: object) -> str:
    """The address of the link of a partner."""
    with app.app_context():
        partner = get_partner(add_partner(**fields))  # type: ignore[arg-type]
        db.session.commit()
        return f"/klopt/{upkeep.token(partner)}"


def the_one(app: Flask) -> Partner:
    with app.app_context():
        return db.session.scalars(select(Partner)).one()


def test_who_was_not_looked_at_for_half_a_year_is_mailed_once(
    mailing: Flask, frozen: FrozenDateTimeFactory
) -> None:  # fmt: skip
    with mailing.app_context():
        add_partner("Lang geleden", checked_on=TODAY - EVERY, mail="lang@partner.example")
        add_partner("Pas nog", checked_on=TODAY - EVERY + timedelta(days=1), mail="pas@partner.example")
        add_partner("Dicht", checked_on=None, archived_on=TODAY, mail="dicht@partner.example")
        add_partner("Zonder mail", checked_on=None, mail="")
        db.session.commit()
    mails = asked(mailing)
    assert len(mails) == 1
    assert "lang@partner.example" in mails[0]
    assert "Lang geleden" in mails[0], "a partner reads which entry it is: its own"
    assert len(asked(mailing)) == 1, "the same day again"
    frozen.tick(EVERY - timedelta(days=2))
    assert "pas@partner.example" in asked(mailing)[-1]
    frozen.tick(timedelta(days=2))
    assert len(asked(mailing)) == 3, "the first one again, who did not answer"


def test_of_many_some_are_mailed_each_day(mailing: Flask, frozen: FrozenDateTimeFactory) -> None:
    with mailing.app_context():
        for number in range(MOST_A_DAY + 3):
            add_partner(f"Partner {number}", checked_on=None, mail=f"p{number}@partner.example")
        db.session.commit()
    assert len(asked(mailing)) == MOST_A_DAY
    assert len(asked(mailing)) == MOST_A_DAY
    frozen.tick(timedelta(days=1))
    assert len(asked(mailing)) == MOST_A_DAY + 3


def test_where_no_mail_goes_out_nobody_counts_as_asked(app: Flask) -> None:
    with app.app_context():
        add_partner(checked_on=None)
        db.session.commit()
    assert asked(app) == []
    assert the_one(app).asked_on is None


def test_opening_the_link_changes_nothing_and_one_tap_says_yes(app: Flask, browser: Browser) -> None:
    where = made(app, checked_on=date(2026, 1, 5), waiting_weeks=2, waiting_on=date(2026, 1, 5))
    for _scanner in range(3):
        page = browser.get(where)
    assert "Helpt je met geld." in page.words
    assert the_one(app).checked_on == date(2026, 1, 5)
    said = browser.post(f"{where}/ja", page.form(f"{where}/ja"), follow=True)
    assert said.heading == "Dank u wel"
    found = the_one(app)
    assert (found.checked_on, found.checked_by_id, found.waiting_on) == (TODAY, None, TODAY)
    with app.app_context():
        trail = select(AuditEntry.user_id).where(AuditEntry.action == Action.DIRECTORY_CHANGED)
        assert list(db.session.scalars(trail)) == [None]
    browser.post(f"{where}/ja", page.form(f"{where}/ja"))
    assert the_one(app).checked_on == TODAY


def test_that_the_partner_itself_said_so_stands_there_and_in_the_history(
    app: Flask, browser: Browser, worker: Browser
) -> None:
    where = made(app)
    browser.post(f"{where}/ja", browser.get(where).form(f"{where}/ja"))
    page = worker.get(f"/directory/{the_one(app).id}").words.casefold()
    assert "gecontroleerd door de partner zelf op" in page
    assert "nagekeken, het klopt maandag 23 november, door de partner zelf" in page


def test_a_partner_is_addressed_politely(mailing: Flask, browser: Browser) -> None:
    where = made(mailing, checked_on=None, offer_nl="Hulp bij schulden.")
    pages = [where, f"{where}x", "/klopt/dank/ja", "/klopt/dank/anders"]
    texts = [*(browser.get(page).words for page in pages), *asked(mailing)]
    assert len(texts) == 5
    for text in texts:
        assert not re.search(r"\b(je|jij|jou|jouw|jullie)\b", text, re.IGNORECASE), text


def test_a_partner_reads_where_and_when_as_pupils_do(app: Flask, browser: Browser) -> None:
    words = browser.get(made(app, place="Plein 1", times="op maandag", sites=("gilde",))).words
    for said in ("Plein 1", "op maandag", "Gilde"):
        assert said in words


def test_a_partner_is_no_pupil_who_has_to_leave_quickly(app: Flask, browser: Browser) -> None:
    where = made(app)
    for page in (where, f"{where}x", "/klopt/dank/ja"):
        assert "data-exit" not in browser.get(page).text
        assert "/nu-hulp" not in browser.get(page).text


def test_a_partner_can_call_about_the_rest(mailing: Flask, browser: Browser) -> None:
    where = made(mailing, checked_on=None)
    assert "tel:" not in browser.get(where).text.split("<form")[-2], "no number, no empty sentence"
    with mailing.app_context():
        db.session.add(Setting(key="jsp_phone", value="0478-00 00 09"))
        db.session.commit()
        forget_reference()
    assert "tel:+31478000009" in browser.get(where).text
    [mail] = asked(mailing)
    assert "0478-00 00 09" in mail


def test_a_route_of_a_school_comes_to_no_other(app: Flask, browser: Browser) -> None:
    words = browser.get(made(app, sites=("gilde",), kind=PartnerKind.SCHOOL_ROUTE)).words
    assert "Komt ook op" not in words


def test_no_name_stands_in_the_address_or_the_title(app: Flask, browser: Browser) -> None:
    where = made(app)
    assert "grip" not in where.casefold()
    assert "Grip" not in "".join(browser.get(where)._all("title")[0].itertext())


@pytest.mark.parametrize("act", ["", "/ja"])
@pytest.mark.parametrize("how", ["forged", "old", "archived", "other address"])
def test_a_link_that_is_none_any_more_says_so_and_changes_nothing(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory, how: str, act: str
) -> None:
    where = made(app, checked_on=date(2026, 1, 5))
    page = browser.get(where)
    values = page.form(f"{where}{act}")
    if how == "old":
        frozen.tick(timedelta(days=61))
    with app.app_context():
        partner = db.session.scalars(select(Partner)).one()
        partner.archived_on = clock.today() if how == "archived" else None
        partner.mail = "nieuw@partner.example" if how == "other address" else partner.mail
        db.session.commit()
    where = forged(where) if how == "forged" else where
    for page in (browser.get(where), browser.post(f"{where}{act}", values | {"phone": "0900-123"})):
        assert page.status == 404
        assert page.heading == "Deze link werkt niet meer"
        assert "Grip" not in page.words
    assert the_one(app).checked_on == date(2026, 1, 5)
    with app.app_context():
        assert not db.session.scalars(select(PartnerCorrection)).all()


@pytest.mark.parametrize("token", ["of-nobody", "W10.x", "a" * 5_000, "..", "%00"])
def test_any_other_text_is_no_link(browser: Browser, token: str) -> None:
    assert browser.get(f"/klopt/{token}").status == 404
