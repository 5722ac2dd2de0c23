"""The page of one school, its poster, and that what everybody sees alike is kept no longer than a minute."""

from datetime import date, time

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.team import Opening
from jsp.rules.opening import OpeningState
from jsp.shared_pages import KEY
from tests import make
from tests.browser import Browser
from tests.hours.desk import add_pattern, close, form_with, opening_id, press

TUESDAY = date(2026, 11, 24)


def test_it_lists_what_comes_and_what_is_closed_in_order(app: Flask, coordinator: Browser, browser: Browser) -> None:
    add_pattern(app, coordinator)
    close(app, coordinator, "raayland", starts_on="2026-12-02", ends_on="2026-12-04")
    words = browser.get("/raayland").words
    rows = ("dinsdag 24 november 12.00–14.30 uur", "donderdag 26 november 12.00–14.30 uur",
            "woensdag 2 december – vrijdag 4 december Studiedag: dicht", "donderdag 10 december")  # fmt: skip
    assert [words.index(row) for row in rows] == sorted(words.index(row) for row in rows)
    assert "donderdag 3 december" not in words


def test_it_has_phone_mail_people_and_the_address_for_a_calendar(browser: Browser) -> None:
    page = browser.get("/gilde")
    links = {link.get("href") for link in page.root.iter("a")}  # type: ignore[union-attr]
    assert {"tel:+31478000001", "mailto:jsp@demo.example", "/gilde/poster", "webcal://jsp.example/gilde/openings.ics",
            "/nu-hulp", "https://www.buienradar.nl"} <= links  # fmt: skip
    assert "Sanne Helpt je verder." in page.words


def test_first_names_are_a_setting(app: Flask, coordinator: Browser, browser: Browser) -> None:
    where = "/settings/values/public_first_names"
    coordinator.post(where, form_with(coordinator.get(where), "value") | {"value": "no"})
    for address in ("/", "/gilde"):
        assert "Sanne" not in browser.get(address).words


def test_the_poster_shows_the_fixed_hours_and_a_code_to_scan(
    app: Flask, coordinator: Browser, browser: Browser
) -> None:
    add_pattern(app, coordinator)
    page = browser.get("/raayland/poster")
    assert "donderdag 12.00–14.30 uur" in page.words
    assert "jsp.example/raayland" in page.words
    assert "<svg" in page.text


@pytest.mark.parametrize("address", ["/verwegg", "/verwegg/poster", "/verwegg/openings.ics", "/Raayland"])
def test_a_site_that_is_not_there_is_a_page_that_is_not_there(browser: Browser, address: str) -> None:
    assert browser.get(address).heading == "Deze pagina bestaat niet"


def test_no_site_can_take_an_address_of_ours(app: Flask, coordinator: Browser) -> None:
    values = {"name": "Vraag", "kind": "vo", "room": "1", "phone": "0478-000003", "mail": "a@demo.example"}
    where = "/settings/sites/new"
    page = coordinator.get(where)
    form = next(form for form in page.forms() if "room" in {each.get("name") for each in form.iter()})
    sent = {each.get("name"): each.get("value") or "" for each in form.iter() if each.get("type") == "hidden"}
    assert coordinator.post(where, sent | values | {"region": "south"}).status == 303
    with app.app_context():
        assert db.session.scalars(select(Site.code).where(Site.name == "Vraag")).one() == "vraag_2"


@pytest.mark.parametrize("address", ["/", "/raayland", "/nu-hulp", "/gegevens", "/raayland/openings.ics"])
def test_what_everybody_sees_may_be_kept_until_the_minute_is_over(
    browser: Browser, frozen: FrozenDateTimeFactory, address: str
) -> None:
    frozen.move_to("2026-11-23 11:30:42")
    response = browser.client.get(address)
    assert response.headers["Cache-Control"] == "public, max-age=18"
    assert {"Cookie", "Accept-Encoding"} <= set(response.headers["Vary"].split(", "))
    again = browser.client.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_who_is_signed_in_gets_a_page_that_nobody_keeps(worker: Browser) -> None:
    assert worker.get("/").response.headers["Cache-Control"] == "no-store"
    assert "Sanne" in worker.get("/").words


def test_a_kept_page_never_outlives_its_minute(app: Flask, browser: Browser, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2026-11-23 12:29:58")
    assert "Nu open tot 13.30 uur" in browser.get("/gilde").words
    frozen.move_to("2026-11-23 12:30:00")
    assert "Nu dicht" in browser.get("/gilde").words


def test_each_language_is_kept_apart(app: Flask, browser: Browser) -> None:
    assert "Nu open" in browser.get("/gilde").words
    assert "Open now" in Browser(app).in_language("en").get("/gilde").words
    assert "Nu open" in browser.get("/gilde").words


def test_what_is_called_off_here_is_said_at_once(app: Flask, coordinator: Browser, browser: Browser) -> None:
    assert "Nu open" in browser.get("/gilde").words
    off = f"/hours/openings/{opening_id(app, 'gilde', date(2026, 11, 23))}/off"
    press(coordinator, off, f"{off}/illness")
    assert "Vandaag niet open" in browser.get("/gilde").words


def test_what_another_process_changed_is_said_within_seconds(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    assert "Nu open" in browser.get("/gilde").words
    with app.app_context():
        opening = db.session.get_one(Opening, opening_id(app, "gilde", date(2026, 11, 23)))
        opening.state = OpeningState.CANCELLED
        opening.settle()
        db.session.commit()
    frozen.tick(4.9)
    assert "Nu open" in browser.get("/gilde").words
    frozen.tick(0.2)
    assert "Vandaag niet open" in browser.get("/gilde").words


def test_it_is_packed_only_for_who_can_unpack_it(browser: Browser) -> None:
    plain = browser.client.get("/")
    packed = browser.client.get("/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["ETag"] != packed.headers["ETag"]
    assert len(packed.data) * 2 < len(plain.data)


def test_no_more_pages_are_kept_than_fit(app: Flask, browser: Browser) -> None:
    with app.app_context():
        for at in range(320):
            make.make_site(f"s{at}", make.SiteKind.VO, 10 + at)
        db.session.commit()
    for at in range(320):
        browser.client.get(f"/s{at}")
    assert len(app.extensions[KEY]) <= 300


def test_with_many_schools_the_start_page_lists_their_names(app: Flask, browser: Browser) -> None:
    with app.app_context():
        for at in range(11):
            make.make_site(f"s{at}", make.SiteKind.VO, 10 + at)
        db.session.commit()
    page = browser.get("/")
    assert "Waar zit je op school? Gilde Raayland S0 S1" in page.words
    assert "Nu open" not in page.words


@pytest.mark.parametrize(("moment", "said"), [
    ("2027-03-26 11:00:00", "Nu open tot 14.30"), ("2027-03-26 13:29:59", "Nu open"),
    ("2027-03-26 13:30:00", "Nu dicht"),
    ("2027-03-29 09:59:59", "Vandaag open 12.00"), ("2027-03-29 10:00:00", "Nu open"),
    ("2027-03-29 12:29:59", "Nu open"), ("2027-03-29 12:30:00", "Nu dicht"),
    ("2026-10-23 10:00:00", "Nu open"), ("2026-10-26 11:00:00", "Nu open"), ("2026-10-26 10:59:59", "Vandaag open"),
])  # fmt: skip
def test_when_the_clock_changes_it_stays_twelve_at_the_school(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory, moment: str, said: str
) -> None:
    with app.app_context():
        site = db.session.scalars(select(Site).where(Site.code == "verweg")).one()
        for on in (date(2027, 3, 26), date(2027, 3, 29), date(2026, 10, 23), date(2026, 10, 26)):
            make.make_opening(site, on, time(12), time(14, 30))
        db.session.commit()
    frozen.move_to(moment)
    assert said in browser.get("/verweg").words
