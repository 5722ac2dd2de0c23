"""The own contact details and the waiting time: they wait for somebody of us."""

from datetime import timedelta

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.directory import PartnerCorrection
from tests.browser import Browser
from tests.partner.iris import PACKET, at_packet

DETAILS = f"{PACKET}/details"


def corrections(app: Flask) -> list[dict[str, str]]:
    with app.app_context():
        return [row.fields for row in db.session.scalars(select(PartnerCorrection))]


def test_what_is_not_right_is_sent_and_waits(app: Flask, browser: Browser) -> None:
    at_packet(app, browser)
    page = browser.get(DETAILS)
    values = page.form(DETAILS)
    assert (values["contact_person"], values["phone"]) == ("Iris", "0478-000111")
    answer = browser.post(DETAILS, values | {"phone": "0478-000222", "waiting_weeks": "6"}, follow=True)
    assert "Iemand van ons kijkt er eerst naar" in answer.words
    assert corrections(app) == [{"phone": "0478-000222", "waiting_weeks": "6"}]
    assert browser.get(DETAILS).form(DETAILS)["phone"] == "0478-000222"


def test_a_slip_is_refused_beside_its_field(app: Flask, browser: Browser) -> None:
    at_packet(app, browser)
    values = browser.get(DETAILS).form(DETAILS)
    page = browser.post(DETAILS, values | {"mail": "geen adres", "place": "Kerkstraat"})
    assert (page.status, page.form(DETAILS)["place"]) == (422, "Kerkstraat")
    for typed in ({"waiting_weeks": "veel"}, {"times": "x" * 1000}, {"phone": "112\x00"}):
        assert browser.post(DETAILS, values | typed).status == 422
    assert "Schrijf een getal." in browser.post(DETAILS, values | {"waiting_weeks": "een hele tijd"}).words
    assert corrections(app) == []


def test_only_with_an_open_link(app: Flask, browser: Browser, frozen: FrozenDateTimeFactory) -> None:
    assert browser.get(DETAILS).status == 410
    at_packet(app, browser)
    frozen.tick(timedelta(minutes=21))
    assert browser.get(DETAILS).status == 303
