"""Who may not see the team's page, and addresses that ask for what there is not."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.ground import Discipline, Outcome, Site, SiteKind, Theme
from jsp.models.team import Attendance, Opening
from jsp.rules import trend_table
from tests.browser import Browser
from tests.make import MONDAY, id_of, make_site, person
from tests.trends.teams import made, table, team, text_file

ODD = "Part of what this address asks for cannot be shown."


@pytest.fixture
def world(app: Flask) -> Iterator[Flask]:
    """The app with a session of the test's own."""
    with app.app_context():
        yield app


@pytest.mark.parametrize("name", ["bart", "annelies", "nora", "beheer"])
def test_it_is_for_the_team_alone(app: Flask, name: str) -> None:
    browser = Browser(app).signed_in(name)
    for address in ("/trends/", "/trends/year", "/trends/table.csv", "/trends/year.xlsx", "/trends/?site=gilde"):
        assert browser.get(address).status == 403


@pytest.mark.parametrize("code", ["verweg", "nergens", "%00", "gilde'--"])
def test_a_site_of_others_is_as_good_as_none(app: Flask, code: str) -> None:
    browser = Browser(app).signed_in("sanne")
    for address in ("/trends/", "/trends/year", "/trends/table.csv", "/trends/year.xlsx"):
        assert browser.get(f"{address}?site={code}").status == 404


def test_another_team_is_not_added_to_mine(world: Flask, browser: Browser) -> None:
    made(on=MONDAY)
    made(on=MONDAY, site_id=id_of(Site, "verweg"))
    assert table(team(browser, "?sites=together"))["All conversations"][-1] == "1"


@pytest.mark.parametrize("query", [
    "?year=1066", "?year=2099", "?year=x", "?year=99999999999999999999", "?year=²²²²", "?grain=day", "?split=name",
    "?theme=nothing", "?per=pupil", "?sites=all", "?sites=beside&split=channel",
    "?theme=%00", "?split=%F0%9F%8D%8B",
])  # fmt: skip
def test_what_there_is_not_is_said(world: Flask, browser: Browser, query: str) -> None:
    made(on=MONDAY)
    page = team(browser, query)
    assert (page.status, ODD in page.words) == (200, True)
    assert browser.get(f"/trends/table.csv{query}").status == browser.get(f"/trends/year{query}").status == 200


def test_what_there_is_is_not_called_odd(world: Flask, browser: Browser) -> None:
    for query in (
        "",
        "?year=2024",
        "?grain=year",
        "?grain=year&split=level",
        "?site=&theme=&year=&split=",
        "?nothing=1",
    ):
        assert ODD not in team(browser, query).words


def test_a_school_year_before_the_first(world: Flask, browser: Browser) -> None:
    made(on=MONDAY)
    page = team(browser, "?site=raayland&year=2017")
    assert "Nothing was written down in this time, and nothing in the same time a year before." in page.words
    assert "The desk was not open either." in page.words
    assert "<figure" not in page.text
    assert "Nothing was written down in this school year." in team(browser, "year?site=raayland&year=2017").words
    assert browser.get("/trends/year.xlsx?site=raayland&year=2017").status == 404
    assert browser.client.get("/trends/year.csv?site=raayland&year=2017").get_data().decode("utf-8-sig") == ""


def test_nothing_is_missing_where_all_were_there(world: Flask, browser: Browser) -> None:
    """At the Gilde both the family coach and the youth worker sat today."""
    made(on=MONDAY)
    made(on=MONDAY, discipline_id=id_of(Discipline, "youth_worker"))
    words = team(browser, "year?site=gilde").words
    assert "Nothing: for each theme somebody who knows about it stood in the rota." in words


def test_a_site_without_openings_has_no_rate(world: Flask, browser: Browser) -> None:
    made(on=date(2026, 9, 1), site_id=id_of(Site, "raayland"))
    page = team(browser, "?site=raayland&per=hour")
    assert set(table(page)["Money"]) == {"not open", "–"}
    assert "1 conversation" in page.words
    assert "for each hour" not in page.words.split("How to read this")[0].split("Show")[1]
    assert "Nobody stood in the rota in this time" in team(browser, "year?site=raayland").words


def test_an_archived_theme_keeps_its_conversations(world: Flask, browser: Browser) -> None:
    made(on=MONDAY)
    made(on=MONDAY, site_id=id_of(Site, "raayland"), theme_ids=(id_of(Theme, "school"),))
    theme = db.session.get_one(Theme, id_of(Theme, "money"))
    theme.archived_on = MONDAY
    assert table(team(browser, "?site=gilde"))["Money (no longer chosen)"][-1] == "1"
    assert "Money (no longer chosen)" not in table(team(browser, "?site=raayland"))


def test_a_site_that_is_closed_for_ever_keeps_its_past(world: Flask, browser: Browser) -> None:
    made(on=MONDAY)
    db.session.get_one(Site, id_of(Site, "gilde")).archived_on = MONDAY
    page = team(browser, "?site=gilde")
    assert table(page)["Money"][-1] == "1"
    assert "Gilde (closed)" in page.words


def test_the_last_outcome_of_that_kind_may_be_gone(world: Flask, browser: Browser) -> None:
    made(on=MONDAY)
    db.session.get_one(Outcome, id_of(Outcome, "referred")).code = "elsewhere"
    page = team(browser, "year?site=gilde")
    assert (page.status, 'id="referred"' in page.text) == (200, False)


def test_who_works_nowhere_reads_so(world: Flask, browser: Browser) -> None:
    person("sanne").sites = []
    page = team(browser)
    assert "You work at no site yet" in page.words
    assert browser.get("/trends/table.csv").status == 404


def test_a_theme_of_which_nobody_sat_at_the_desk_is_named(world: Flask, browser: Browser) -> None:
    """Only the family coach sits at the Gilde; money is what the youth worker knows about."""
    youth = id_of(Discipline, "youth_worker")
    for place in db.session.scalars(db.select(Attendance)):
        if place.member.discipline_id == youth:
            db.session.delete(place)
    made(on=MONDAY)
    made(on=MONDAY, theme_ids=(id_of(Theme, "school"),), discipline_id=youth)
    rows = table(team(browser, "year?site=gilde"), "missing")
    assert rows["Money"] == ["Gilde", "youth worker", "1"]
    assert rows["asked for by name: youth worker"] == ["Gilde", "youth worker", "1"]
    assert "School" not in rows


def test_an_opening_that_was_called_off_is_no_rota(world: Flask, browser: Browser) -> None:
    for opening in db.session.scalars(db.select(Opening)):
        opening.state = "cancelled"
        opening.settle()
    made(on=MONDAY)
    assert "Nobody stood in the rota in this time" in team(browser, "year?site=gilde").words


def test_many_sites_are_added_up_by_school_year(world: Flask, browser: Browser) -> None:
    made(on=MONDAY)
    person("sanne").sites += [make_site(f"site{at}", SiteKind.VO, 10 + at) for at in range(trend_table.MOST_SITES)]
    page = team(browser, "?sites=beside&grain=week&per=hour")
    assert "Of more than 12 sites together only the numbers of school years are shown." in page.words
    assert table(page)["Money"] == ["0", "0", "0", "0", "0", "1", "1"]
    assert "not open" not in page.words.split("How to read this")[0]


def test_no_cell_of_the_file_is_a_formula(world: Flask, browser: Browser) -> None:
    theme = db.session.get_one(Theme, id_of(Theme, "money"))
    theme.name_en = "=1+1"
    made(on=MONDAY)
    team(browser, "?site=gilde")
    names = {line[0] for line in text_file(browser, "?site=gilde") if line}
    assert "'=1+1" in names
    assert "=1+1" not in names
