"""What a pupil sees without an account: is it open, where, who, how to reach it, and where to get help at once."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import delete, select

from jsp.content import usual
from jsp.extensions import db
from jsp.models.ground import CrisisLine, Site
from jsp.models.reference import forget_reference
from tests.browser import Browser, Page

HOUR = "2026-11-23 {}"
OPEN, EARLY, LAST_SECOND, OVER = (HOUR.format(at) for at in ("11:30:00", "10:00:00", "12:29:59", "12:30:00"))
DAY_BEFORE = "2026-11-24 10:00:00"


def card(page: Page, site: str) -> str:
    """What the page says of one site."""
    [section] = [each for each in page._all("section") if each.get("aria-labelledby") == site]
    return " ".join(" ".join(section.itertext()).split())


def links(page: Page) -> set[str]:
    return {link.get("href") for link in page.root.iter("a")}  # type: ignore[union-attr]


def choose(browser: Browser, language: str, back: str = "/") -> Page:
    return browser.post("/taal", {"language": language, "back": back})


@pytest.mark.parametrize(("moment", "sentences"), [
    (EARLY, ("Vandaag open 12.15–13.30 uur", "Ruimte 0.12. Sanne en Lieke zijn er dan. Kom dan gerust.")),
    (OPEN, ("Nu open tot 13.30 uur", "Ruimte 0.12. Sanne en Lieke zijn er. Kom gerust.")),
    (LAST_SECOND, ("Nu open tot 13.30 uur", "Kom gerust.")),
    (OVER, ("Nu dicht", "Volgende keer open: woensdag 25 november, 12.15–13.30 uur", "Ruimte 0.12.")),
    (DAY_BEFORE, ("Nu dicht", "Volgende keer open: morgen, woensdag 25 november, 12.15–13.30 uur")),
])  # fmt: skip
def test_it_says_how_the_site_stands_at_this_minute(
    browser: Browser, frozen: FrozenDateTimeFactory, moment: str, sentences: tuple[str, ...]
) -> None:
    frozen.move_to(moment)
    told = card(browser.get("/"), "gilde")
    assert [sentence for sentence in sentences if sentence not in told] == []


@pytest.mark.parametrize(("moment", "sentences"), [
    (EARLY, ("Open today 12.15–13.30", "Room 0.12. Sanne and Lieke will be there. Come in then.")),
    (OPEN, ("Open now until 13.30", "Come in.")),
    (LAST_SECOND, ("Open now until 13.30", "Come in.")),
    (OVER, ("Closed now", "Next time open: Wednesday 25 November, 12.15–13.30", "Room 0.12.")),
])  # fmt: skip
def test_it_says_so_in_english_too(
    browser: Browser, frozen: FrozenDateTimeFactory, moment: str, sentences: tuple[str, ...]
) -> None:
    frozen.move_to(moment)
    told = card(browser.in_language("en").get("/"), "gilde")
    assert [sentence for sentence in sentences if sentence not in told] == []


def test_from_the_last_minute_on_it_no_longer_says_come_in(browser: Browser, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to(OVER)
    told = card(browser.get("/"), "gilde")
    assert "Nu open" not in told
    assert "Kom gerust" not in told


def test_one_person_is_there(browser: Browser, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2026-11-24 11:30:00")
    assert "Lokaal 0.12. Sanne is er. Kom gerust." in card(browser.get("/"), "raayland")


@pytest.mark.parametrize(("language", "sentence"), [
    ("nl", "Nu dicht We weten nog niet wanneer we weer open zijn. Bel, mail of stel je vraag."),
    ("en", "Closed now No new opening is planned yet. Call, mail or ask your question."),
])  # fmt: skip
def test_without_a_plan_it_promises_nothing(browser: Browser, language: str, sentence: str) -> None:
    assert sentence in card(browser.in_language(language).get("/"), "verweg")


def test_a_site_that_closed_for_good_is_not_there(app: Flask, browser: Browser) -> None:
    with app.app_context():
        site = db.session.query(Site).filter_by(code="verweg").one()
        site.archived_on = date(2026, 11, 1)
        db.session.commit()
    assert "Verweg" not in browser.get("/").words


def test_phone_and_mail_are_there_to_read_and_to_tap(browser: Browser) -> None:
    page = browser.get("/")
    assert "Bellen 0478-00 00 01" in page.words
    assert "Mailen jsp@demo.example" in page.words
    assert {"tel:+31478000001", "mailto:jsp@demo.example"} <= links(page)


def test_the_team_is_there_by_first_name_and_what_they_do(browser: Browser) -> None:
    assert "Sanne Helpt je verder." in browser.get("/").words


@pytest.mark.parametrize("number", ["112", "113", "0800-2000", "0800-0188", "0800-0432", "0800-0450"])
def test_help_at_once_has_the_number_to_read_and_to_tap(app: Flask, browser: Browser, number: str) -> None:
    with app.app_context():
        db.session.execute(delete(CrisisLine))
        usual.lay_usual()
        db.session.commit()
        forget_reference()
    page = browser.get("/nu-hulp")
    assert f"Bel {number}" in page.words
    assert f"tel:{number.replace('-', '')}" in links(page)


@pytest.mark.parametrize("address", ["/", "/nu-hulp", "/gegevens"])
def test_every_page_leads_to_help_and_to_the_way_out(browser: Browser, address: str) -> None:
    assert {"tel:112", "tel:113", "/nu-hulp", "https://www.buienradar.nl"} <= links(browser.get(address))


@pytest.mark.parametrize("address", ["/", "/nu-hulp", "/gegevens", "/healthz", "/readyz", "/bestaat-niet"])
def test_looking_sets_no_cookie(browser: Browser, address: str) -> None:
    assert browser.get(address).response.headers.getlist("Set-Cookie") == []


def test_choosing_a_language_sets_that_cookie_and_no_other(browser: Browser) -> None:
    [cookie] = choose(browser, "en").response.headers.getlist("Set-Cookie")
    assert cookie.startswith("language=en;")
    assert "HttpOnly" in cookie


def test_the_language_is_remembered_and_can_be_changed_back(browser: Browser) -> None:
    assert browser.get("/nu-hulp").heading == "Nu hulp nodig?"
    choose(browser, "en")
    browser.language = "en"
    assert browser.get("/nu-hulp").heading == "Need help now?"
    assert browser.get("/").root.get("lang") == "en"  # type: ignore[union-attr]
    choose(browser, "nl")
    browser.language = "nl"
    assert browser.get("/nu-hulp").heading == "Nu hulp nodig?"


def test_the_footer_offers_the_other_language_and_the_way_back(browser: Browser) -> None:
    page = browser.get("/nu-hulp")
    assert page.form("/taal") == {"back": "/nu-hulp"}
    assert page.choices("language") == {"English": "en"}


def test_what_a_stranger_asks_for_is_no_part_of_a_page_that_is_kept_for_all(browser: Browser) -> None:
    assert browser.get("/nu-hulp?site=raayland&year=2025").form("/taal") == {"back": "/nu-hulp"}


@pytest.mark.parametrize(("asked", "back"), [
    ("site=gilde&theme=1", "?site=gilde"), ("theme=1", ""), ("year=//evil.example", "?year=%2F%2Fevil.example"),
    ("site=a%26b%0D%0Ac%22%C3%A9&site=d", "?site=a%26b%0D%0Ac%22%C3%A9"),
])  # fmt: skip
def test_the_way_back_keeps_the_school_and_the_year_for_who_is_signed_in(
    worker: Browser, asked: str, back: str
) -> None:
    values: dict[str, Any] = worker.get(f"/nu-hulp?{asked}").form("/taal")
    assert values == {"back": f"/nu-hulp{back}"}
    assert choose(worker, "en", values["back"]).response.headers["Location"] == f"/nu-hulp{back}"


def test_a_language_that_we_do_not_speak_changes_nothing(browser: Browser) -> None:
    assert choose(browser, "xx").response.headers.getlist("Set-Cookie") == []
    assert browser.get("/nu-hulp").heading == "Nu hulp nodig?"


@pytest.mark.parametrize(("back", "to"), [
    ("/nu-hulp", "/nu-hulp"), ("/", "/"), ("/gegevens", "/gegevens"), ("", "/"), ("nu-hulp", "/"),
    ("//evil.example", "/"), ("https://evil.example", "/"), ("/\\evil.example", "/"), ("\\\\evil.example", "/"),
    ("/\t/evil.example", "/"), ("/\n/evil.example", "/"), ("/\t\\evil.example", "/"), (" //evil.example", "/"),
    ("javascript:alert(1)", "/"), ("///evil.example", "/"),
])  # fmt: skip
def test_it_only_comes_back_to_a_page_of_ours(browser: Browser, back: str, to: str) -> None:
    assert choose(browser, "en", back).response.headers["Location"] == to


def test_the_page_after_choosing_is_the_one_before(browser: Browser) -> None:
    values: dict[str, Any] = browser.get("/gegevens").form("/taal") | {"language": "en"}
    browser.language = "en"
    assert browser.post("/taal", values, follow=True).heading == "Your data, in short"


def test_a_website_named_beside_a_number_is_a_link(app: Flask, browser: Browser) -> None:
    with app.app_context():
        line = db.session.scalars(select(CrisisLine)).first()
        assert line is not None
        line.about_nl = "Gratis, of chat op <b>113.nl</b>"
        db.session.commit()
        forget_reference()
    page = browser.get("/nu-hulp")
    assert '<a class="utrecht-link utrecht-link--html-a" href="https://113.nl">113.nl</a>' in page.text
    assert "&lt;b&gt;" in page.text
