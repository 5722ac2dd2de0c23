"""How long periods are: chosen before a school year begins, by who coordinates the site, seen by who comes after."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.ground import Site
from jsp.models.released import length_of
from jsp.models.theme_releases import PeriodLength
from jsp.rules.release_periods import Length
from tests.browser import Browser, Page
from tests.make import id_of

PERIODS, GILDE = "/figures/periods", "/figures/periods/gilde"
HALF, TERM = {"length": "half_year"}, {"length": "term"}


def form(page: Page) -> dict[str, Any]:
    """What the form would send as it stands."""
    only = next(each for each in page.forms() if any(field.get("name") == "length" for field in each.iter()))
    only.set("action", "here")
    return page.form("here")


def lengths(app: Flask, *years: int) -> list[Length]:
    with app.app_context():
        return [length_of(id_of(Site, code="gilde"), year) for year in years]


def test_a_site_has_terms_and_the_page_says_when_their_figures_come(coordinator: Browser) -> None:
    words = coordinator.get(PERIODS).words
    assert "Gilde" in words
    assert "Verweg" not in words
    assert "15 december 2026" in words
    assert "15 april 2027" in words
    assert "15 augustus 2027" in words


def test_the_figures_of_a_school_lead_there_for_who_may_choose(coordinator: Browser, care_coordinator: Browser) -> None:
    assert PERIODS in coordinator.in_language("en").get("/figures/").text
    assert PERIODS not in care_coordinator.in_language("en").get("/figures/").text


def test_what_is_chosen_holds_from_the_next_school_year_on(app: Flask, coordinator: Browser) -> None:
    assert coordinator.post(GILDE, form(coordinator.get(GILDE)) | HALF).status == 303
    assert lengths(app, 2025, 2026, 2027, 2028) == [Length.TERM, Length.TERM, Length.HALF_YEAR, Length.HALF_YEAR]
    assert "2027-2028" in coordinator.get(PERIODS).words
    with app.app_context():
        row = db.session.scalars(select(PeriodLength)).one()
        assert (row.site_id, row.first_year, row.set_on) == (id_of(Site, code="gilde"), 2027, date(2026, 11, 23))


def test_until_it_begins_it_can_be_chosen_again(app: Flask, coordinator: Browser) -> None:
    coordinator.post(GILDE, form(coordinator.get(GILDE)) | HALF)
    coordinator.post(GILDE, form(coordinator.get(GILDE)) | TERM)
    assert lengths(app, 2027) == [Length.TERM]


def test_a_form_that_lay_open_until_the_year_began_is_refused(
    app: Flask, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    frozen.move_to("2027-07-31 21:55:00")  # five to twelve at the school
    coordinator.signed_in("renske")
    page = form(coordinator.get(GILDE))
    assert page["year"] == "2027"
    frozen.move_to("2027-07-31 22:05:00")
    answer = coordinator.post(GILDE, page | HALF)
    assert answer.status == 422
    assert form(answer)["year"] == "2028"
    assert lengths(app, 2027) == [Length.TERM]


@pytest.mark.parametrize("year", ["2026", "2025", "2028", "-1", "9" * 30])
def test_no_other_school_year_than_the_next_one_can_be_sent(app: Flask, coordinator: Browser, year: str) -> None:
    answer = coordinator.post(GILDE, form(coordinator.get(GILDE)) | HALF | {"year": year})
    assert answer.status == 422
    assert lengths(app, 2025, 2026, 2027, 2028) == [Length.TERM] * 4


@pytest.mark.parametrize("sent", [{"length": "week"}, {"length": ""}, {"year": ""}, {"year": "soon"}])
def test_what_is_no_choice_is_refused(app: Flask, coordinator: Browser, sent: dict[str, str]) -> None:
    assert coordinator.post(GILDE, form(coordinator.get(GILDE)) | HALF | sent).status == 422
    assert lengths(app, 2027) == [Length.TERM]


def test_who_comes_second_is_told_and_sees_what_holds(app: Flask, coordinator: Browser) -> None:
    mine, theirs = form(coordinator.get(GILDE)), form(coordinator.get(GILDE))
    assert coordinator.post(GILDE, theirs | HALF).status == 303
    answer = coordinator.post(GILDE, mine | TERM)
    assert answer.status == 422
    assert form(answer)["length"] == ["half_year"]
    assert lengths(app, 2027) == [Length.HALF_YEAR]


def test_a_second_tap_changes_nothing_and_leaves_one_line(app: Flask, coordinator: Browser) -> None:
    sent = form(coordinator.get(GILDE)) | HALF
    assert [coordinator.post(GILDE, sent).status for _tap in range(2)] == [303, 303]
    with app.app_context():
        query = select(AuditEntry).where(AuditEntry.action == Action.GROUND_CHANGED)
        assert [each.object_kind for each in db.session.scalars(query)] == ["period_length"]
    assert "Renske" in coordinator.get(GILDE).words


@pytest.mark.parametrize("code", ["verweg", "nergens"])
def test_the_periods_of_another_site_are_not_there(coordinator: Browser, code: str) -> None:
    assert coordinator.get(f"{PERIODS}/{code}").status == 404


@pytest.mark.parametrize("name", ["sanne", "annelies", "bart", "nora", "beheer"])
def test_nobody_else_chooses(app: Flask, name: str) -> None:
    browser = Browser(app).signed_in(name)
    assert [browser.get(address).status for address in (PERIODS, GILDE)] == [403, 403]


@pytest.mark.parametrize("asked", ["theme=1", "from=2026-09-01", "site=gilde&level=havo", "class=V2B", "x"])
def test_figures_cannot_be_asked_for_in_parts(coordinator: Browser, asked: str) -> None:
    for address in ("/figures/", "/figures/report", PERIODS):
        page = coordinator.get(f"{address}?{asked}")
        assert page.status == 400
        assert page.heading == "Dit kun je hier niet opvragen" or page.heading == "This cannot be asked here"
