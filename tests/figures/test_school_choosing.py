"""Of which school and which years figures are shown, to whom, and with which page a care coordinator begins."""

from datetime import date

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.rules.roles import Role
from tests import make
from tests.browser import Browser, Page
from tests.figures.reports import release
from tests.figures.rows import SUMMER_2025, SUMMER_2026, table_of

PAGE = "/figures/"
SIGN_IN = "/accounts/sign-in"
SUMMER_2024 = (date(2024, 4, 1), date(2024, 7, 31))


@pytest.fixture(autouse=True)
def released(app: Flask) -> None:
    """Three summers at Raayland, one at the two other schools."""
    with app.app_context():
        for number, period in enumerate((SUMMER_2024, SUMMER_2025, SUMMER_2026)):
            release(period, 50, money=20 + 5 * number, school=15)
        release(SUMMER_2026, 90, health=45, school=45, site="gilde")
        release(SUMMER_2026, 95, health=50, school=45, site="verweg")
        db.session.commit()


def schools(page: Page) -> list[str]:
    """Those to choose from, the one that is shown with a star."""
    assert page.root is not None
    links = page.root.xpath("//nav[@aria-label='School']//a")
    return [each.text_content() + ("*" if each.get("aria-current") else "") for each in links]


@pytest.mark.parametrize(("who", "offers"), [
    ("sanne", ["Raayland*", "Gilde"]), ("renske", ["Raayland*", "Gilde"]), ("annelies", []),
    ("nora", ["Raayland*", "Gilde", "Verweg"]),
])  # fmt: skip
def test_the_first_school_is_chosen_beforehand(app: Flask, who: str, offers: list[str]) -> None:
    page = Browser(app).signed_in(who).in_language("en").get(PAGE)
    assert page.heading == "Themes at Raayland"
    assert schools(page) == offers


def test_another_school_is_one_tap_away(worker: Browser) -> None:
    page = worker.in_language("en").get(f"{PAGE}?site=gilde")
    assert page.heading == "Themes at Gilde"
    assert table_of(page)[-1] == ["All themes together", "90"]


@pytest.mark.parametrize("where", ["", "table.csv", "table.xlsx"])
@pytest.mark.parametrize(("who", "site"), [("annelies", "gilde"), ("sanne", "verweg"), ("annelies", "nowhere")])
def test_a_foreign_school_is_missing_like_one_that_does_not_exist(app: Flask, who: str, site: str, where: str) -> None:
    assert Browser(app).signed_in(who).get(f"{PAGE}{where}?site={site}").status == 404


def test_of_a_school_that_was_closed_the_figures_stay_and_none_are_promised(app: Flask, worker: Browser) -> None:
    with app.app_context():
        db.session.get(Site, make.id_of(Site, "raayland")).archived_on = date(2026, 7, 31)  # type: ignore[union-attr]
        db.session.commit()
    worker.in_language("en")
    assert schools(worker.get(PAGE)) == ["Gilde*", "Raayland"]
    page = worker.get(f"{PAGE}?site=raayland")
    assert table_of(page)[1] == ["Money", "25", "30"]
    assert "These figures come" not in page.words


def test_two_school_years_are_shown_and_others_can_be_chosen(care_coordinator: Browser) -> None:
    care_coordinator.in_language("en")
    assert table_of(care_coordinator.get(PAGE))[0] == ["Theme", "Apr–Jul 2025", "Apr–Jul 2026"]
    page = care_coordinator.get(f"{PAGE}?year=2024")
    assert table_of(page)[0] == ["Theme", "Apr–Jul 2024", "Apr–Jul 2025"]
    assert "Last period of that school year: April–July 2025" in page.words


def test_another_language_shows_the_same_school_and_year(worker: Browser) -> None:
    back = worker.get(f"{PAGE}?site=raayland&year=2024").form("/taal")
    assert back == {"back": f"{PAGE}?site=raayland&year=2024"}
    page = worker.in_language("en").post("/taal", {**back, "language": "en"}, follow=True)
    assert page.heading == "Themes at Raayland"
    assert table_of(page)[0] == ["Theme", "Apr–Jul 2024", "Apr–Jul 2025"]


@pytest.mark.parametrize("year", ["2022", "2026", "x", "", "02025", "9" * 40])
def test_a_year_without_figures_is_missing(care_coordinator: Browser, year: str) -> None:
    assert care_coordinator.get(f"{PAGE}?year={year}").status == 404


@pytest.mark.parametrize("asked", ["theme=1", "from=2026-05-01", "class=V2B", "site=raayland&on=2026-05-01"])
@pytest.mark.parametrize("where", ["", "table.csv"])
def test_nothing_smaller_can_be_asked_for(care_coordinator: Browser, asked: str, where: str) -> None:
    assert care_coordinator.get(f"{PAGE}{where}?{asked}").status == 400


@pytest.mark.parametrize("who", ["bart", "beheer"])
def test_it_is_not_for_everybody(app: Flask, who: str) -> None:
    assert Browser(app).signed_in(who).get(PAGE).status == 403


def test_who_has_no_school_reads_whom_to_ask(app: Flask) -> None:
    with app.app_context():
        make.make_user("nieuw", Role.CARE_COORDINATOR)
        db.session.commit()
    browser = Browser(app).signed_in("nieuw").in_language("en")
    assert "No site belongs to your account yet." in browser.get(PAGE).words
    assert browser.get(f"{PAGE}table.csv").status == 404


def test_signing_in_leads_a_care_coordinator_to_the_themes_without_a_tap(app: Flask) -> None:
    browser = Browser(app)
    assert browser.signs_in("annelies").response.headers["Location"] == PAGE
    page = browser.in_language("en").get(PAGE)
    assert page.heading == "Themes at Raayland"
    assert "/today/" in [each.get("href") for each in page.root.xpath("//nav//a")]  # type: ignore[union-attr]


def test_others_begin_with_today(app: Flask) -> None:
    assert Browser(app).signs_in("bart").response.headers["Location"] == "/today/"


def test_who_was_on_the_way_to_a_page_gets_there(app: Flask) -> None:
    browser = Browser(app)
    values = browser.get(f"{SIGN_IN}?next=/today/").form(SIGN_IN)
    values |= {"email": "annelies@demo.example", "password": make.PASSWORD, "next": "/today/"}
    assert browser.post(SIGN_IN, values).response.headers["Location"] == "/today/"
