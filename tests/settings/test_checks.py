"""What the lists refuse beside a name that is taken; school years, classes, the team."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select

from jsp.extensions import db
from jsp.models.ground import CrisisLine, SchoolClass
from jsp.models.reference import forget_reference
from jsp.models.team import TeamMember
from jsp.rules import school_year
from jsp.rules.refusal import DomainError
from jsp.rules.school_days import is_class_here
from tests.browser import Browser, Page
from tests.settings.test_lists import NEW, add, filled, names, newest, press, sendable


def options(page: Page, name: str) -> dict[str, str]:
    """What a list to choose from offers: value by label."""
    return {
        "".join(each.itertext()).strip(): each.get("value")
        for field in page._all("select") if field.get("name") == name
        for each in field.iter() if each.tag.endswith("option")
    }  # fmt: skip


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(st.integers(2000, 2090), st.integers(-9, 5), st.integers(-25, 20))
def test_a_year_from_one_august_to_the_next_july_is_taken(year: int, early: int, late: int) -> None:
    first, last = date(year, 8, 10) + timedelta(early), date(year + 1, 7, 10) + timedelta(late)
    school_year.check(first, last, [])
    with pytest.raises(DomainError, match="shares days"):
        school_year.check(first, last, [(last, last + timedelta(365))])
    school_year.check(first, last, [(last + timedelta(1), last + timedelta(365))])


@pytest.mark.parametrize("year", [1, 1999, 2100, 9998])
def test_a_year_that_is_a_typing_error_is_refused(year: int) -> None:
    with pytest.raises(DomainError, match="too far away"):
        school_year.check(date(year, 8, 1), date(year + 1, 7, 31), [])


@given(DAYS, st.integers(-400, 298))
def test_what_is_shorter_than_a_school_year_is_refused(first: date, days: int) -> None:
    with pytest.raises(DomainError, match="ends in the next"):
        school_year.check(first, first + timedelta(days), [])


@pytest.mark.parametrize(
    ("code", "changes", "said"),
    [
        ("years", {"starts_on": "2027-07-01", "ends_on": "2028-06-30"}, "deelt dagen met een ander schooljaar"),
        ("years", {"ends_on": "2027-09-01"}, "begint in het ene kalenderjaar"),
        ("years", {"ends_on": "31-07-2028"}, "Vul een dag in"),
        ("team", {"active_until": "2026-10-31"}, "laatste dag ligt voor de eerste"),
        ("team", {"discipline": "999999"}, "Nog niet opgeslagen"),
        ("team", {"active_from": "gisteren"}, "Vul een dag in"),
        ("classes", {"size": "0"}, "Van 1 tot en met 60"),
        ("classes", {"size": "vijf"}, "Vul een heel getal in"),
        ("classes", {"study_year": "7"}, "Van 1 tot en met 6"),
        ("classes", {"site": "999999"}, "Nog niet opgeslagen"),
        ("lines", {"number": "bel maar"}, "Vul een telefoonnummer in"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    coordinator: Browser, code: str, changes: dict[str, Any], said: str
) -> None:
    before = names(coordinator, code)
    page = add(coordinator, code, **changes)
    assert (page.status, said in page.words) == (422, True)
    assert names(coordinator, code) == before


def test_a_class_once_for_each_site_and_year(coordinator: Browser) -> None:
    assert add(coordinator, "classes").status == 303
    assert "Deze klas is er al" in add(coordinator, "classes", code=NEW["classes"]["code"].lower()).words
    sites = options(coordinator.get("/settings/classes/new"), "site")
    assert add(coordinator, "classes", site=sites["Gilde"]).status == 303


def test_an_account_belongs_to_one_member(coordinator: Browser) -> None:
    accounts = options(coordinator.get("/settings/team/new"), "user")
    renske = next(value for label, value in accounts.items() if label.startswith("Renske "))
    assert add(coordinator, "team", user=renske).status == 303
    assert "hoort bij iemand anders in het team" in add(coordinator, "team", first_name="Bo", user=renske).words


def test_who_left_is_gone_from_the_public_page(app: Flask, coordinator: Browser, browser: Browser) -> None:
    add(coordinator, "team")
    assert "Mo" in browser.get("/").words.split()
    at = f"/settings/team/{newest(app, 'team').id}"
    press(coordinator, at, f"{at}/archive")
    assert "Mo" not in browser.get("/").words.split()


def test_who_left_no_longer_sits_at_an_opening(app: Flask, coordinator: Browser, browser: Browser) -> None:
    assert "Sanne en Lieke zijn er" in browser.get("/").words
    with app.app_context():
        sanne = db.session.scalars(select(TeamMember.id).where(TeamMember.first_name == "Sanne")).one()
    press(coordinator, f"/settings/team/{sanne}", f"/settings/team/{sanne}/archive")
    assert "Lieke is er" in browser.get("/").words
    assert "Sanne" not in browser.get("/").words


def test_the_running_year_stays(coordinator: Browser) -> None:
    page = press(coordinator, "/settings/years/1", "/settings/years/1/archive")
    assert "Dit schooljaar loopt nu" in page.words


def test_a_school_says_its_own_words(app: Flask, coordinator: Browser, browser: Browser) -> None:
    add(coordinator, "sites")
    address = f"/settings/sites/{newest(app, 'sites').id}/words"
    form = _words_form(coordinator, address)
    assert coordinator.post(address, form | {"room_nl": "kantoor"}).status == 303
    assert (
        "Waar jullie zitten (Nederlands) van ‘—’ naar ‘kantoor’"
        in coordinator.get(address.removesuffix("/words")).words
    )
    assert newest(app, "sites").words == {"room_nl": "kantoor"}
    assert "nu: kantoor" in coordinator.get(address).words


def _words_form(by: Browser, address: str) -> dict[str, Any]:
    page = by.get(address)
    return next(
        {field.get("name"): field.get("value") or "" for field in form.iter() if field.get("name")}
        for form in page.forms()
        if any(field.get("name") == "room_nl" for field in form.iter())
    )


def test_a_line_asks_to_be_called_until_somebody_did(app: Flask, coordinator: Browser, browser: Browser) -> None:
    add(coordinator, "lines")
    assert "0800-8115" in browser.get("/nu-hulp").words
    at = f"/settings/lines/{newest(app, 'lines').id}"
    assert "nakijken" in coordinator.get(at).words
    assert "nakijken" not in press(coordinator, at, f"{at}/checked").words
    assert newest(app, "lines").checked_on == date(2026, 11, 23)


def test_without_lines_of_its_own_the_usual_ones_stand_there(app: Flask, browser: Browser) -> None:
    with app.app_context():
        db.session.execute(delete(CrisisLine))
        db.session.commit()
        forget_reference()
    words = browser.get("/nu-hulp").words
    assert [number for number in ("112", "113", "0800-2000") if number not in words] == []


def test_sending_the_same_page_again_keeps_what_was_typed(coordinator: Browser) -> None:
    page = add(coordinator, "classes", size="999", need="veel te vertellen")
    assert sendable(page)["need"] == "veel te vertellen"


AWAY = {"away_weekdays": ["1", "3"], "away_from": "2027-02-15", "away_until": "2027-03-12"}


def test_days_and_weeks_at_work_placement_are_kept_and_read_in_words(app: Flask, coordinator: Browser) -> None:
    """E5: with these jsp.rules.school_days.is_class_here says on which days a class can have a lesson."""
    page = coordinator.get("/settings/classes/new")
    assert coordinator.post("/settings/classes/new", filled(page, "classes") | AWAY).status == 303
    with app.app_context():
        row = db.session.scalars(db.select(SchoolClass).where(SchoolClass.code == "H4A")).one()
        away = (row.away_from, row.away_until)
        assert (row.away_weekdays, away) == ([1, 3], (date(2027, 2, 15), date(2027, 3, 12)))
        here = [date(2027, 2, day) for day in range(8, 22) if is_class_here(
            date(2027, 2, day), [], away_weekdays=row.away_weekdays, away=[(date(2027, 2, 15), date(2027, 3, 12))]
        )]  # fmt: skip
        assert here == [date(2027, 2, day) for day in (8, 10, 12)]
        address = f"/settings/classes/{row.id}"
    assert "dinsdag, donderdag" in coordinator.get(address).words


@pytest.mark.parametrize(("change", "said"), [
    ({"away_until": ""}, "Vul beide dagen in"), ({"away_from": ""}, "Vul beide dagen in"),
    ({"away_until": "2027-02-01"}, "De laatste dag ligt voor de eerste"),
    ({"away_weekdays": ["6"]}, "Nog niet opgeslagen"),
])  # fmt: skip
def test_days_at_work_placement_that_cannot_be_are_refused(
    coordinator: Browser, change: dict[str, Any], said: str
) -> None:
    page = coordinator.get("/settings/classes/new")
    page = coordinator.post("/settings/classes/new", filled(page, "classes") | AWAY | change)
    assert (page.status, said in page.words) == (422, True)
