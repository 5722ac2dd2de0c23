"""Asking everybody for a second factor: from when it holds, how many have none yet, and who that is."""

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.ground import Installation
from jsp.models.reference import forget_reference
from tests.accounts.test_second_factor import SECOND, ask_everybody, bare
from tests.browser import Browser, Page
from tests.intake.desk import own_form
from tests.make import CAST, person

SETTING, PEOPLE = "/settings/retention/second_factor_for_all", "/accounts/people/"


def admin(app: Flask) -> Browser:
    return Browser(app).signed_in("beheer")


def number_of(app: Flask, name: str) -> int:
    with app.app_context():
        return int(person(name).id)


def without(page: Page) -> set[str]:
    """The first names of who is marked as having none."""
    rows = {each.findtext(".//strong"): "".join(each.itertext()) for each in page._all("li")}
    return {str(name) for name, words in rows.items() if "geen tweede stap" in words}


def test_it_holds_from_the_next_click_and_the_page_of_a_person_says_so(app: Flask, mentor: Browser) -> None:
    assert mentor.get("/today/").heading == "Vandaag"
    where = f"{PEOPLE}{number_of(app, 'bart')}"
    assert "Tweede stap uit" in admin(app).get(where).words
    ask_everybody(app)
    assert mentor.get("/today/").response.headers["Location"] == SECOND, "who was signed in already"
    page = admin(app).get(where)
    assert "nog niet; wordt gevraagd bij de volgende klik" in page.words
    assert "keer dat" not in page.words
    assert "bij hun volgende klik, ook wie nu is ingelogd" in admin(app).get(SETTING).words


def test_of_who_has_no_role_none_is_asked(app: Flask) -> None:
    with app.app_context():
        person("bart").roles = []
        db.session.commit()
    ask_everybody(app)
    assert "Tweede stap uit" in admin(app).get(f"{PEOPLE}{number_of(app, 'bart')}").words


@pytest.mark.parametrize("bared", [(), ("sanne",)])
def test_the_setting_tells_how_many_have_none_yet(app: Flask, bared: tuple[str, ...]) -> None:
    for name in bared:
        bare(app, name)
    with app.app_context():
        people = [person(name) for name in CAST]
        counted = [each for each in people if each.active and each.roles]
        number = sum(not each.has_second_factor for each in counted)
    assert number > 1
    browser = admin(app)
    page = browser.get(SETTING)
    assert f"{number} van de {len(counted)} open accounts hebben hier nog geen tweede stap" in page.words
    assert "Zet je dit aan, dan wordt die gevraagd bij de volgende klik" in page.words
    browser.post(SETTING, own_form(page, "value") | {"value": "yes"})
    page = browser.get(SETTING)
    assert "Die wordt gevraagd bij de volgende klik" in page.words
    assert "open accounts" not in browser.get("/settings/retention/contact_note_days").words


def test_who_closed_or_waits_for_a_role_is_not_counted(app: Flask) -> None:
    bare(app, "sanne")
    before = admin(app).get(SETTING).words.split(" open accounts")[0].rsplit(" ", 4)[-4:]
    with app.app_context():
        person("bart").active, person("annelies").roles = False, []
        db.session.commit()
    after = admin(app).get(SETTING).words.split(" open accounts")[0].rsplit(" ", 4)[-4:]
    assert [int(before[0]) - int(after[0]), int(before[3]) - int(after[3])] == [2, 2]


def test_in_a_demo_it_says_that_nobody_is_asked(app: Flask) -> None:
    with app.app_context():
        db.session.get_one(Installation, 1).is_demo = True
        db.session.commit()
        forget_reference()
    bare(app, "sanne")
    words = admin(app).get(SETTING).words
    assert "In een demo wordt niemand erom gevraagd" in words
    assert "wordt die gevraagd bij de volgende klik" not in words
    assert "Tweede stap uit" in admin(app).get(f"{PEOPLE}{number_of(app, 'sanne')}").words


def test_the_list_marks_who_has_one(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        expected = {person(name).first_name for name in CAST if not person(name).has_second_factor}
        person("nora").active = False
        db.session.commit()
    assert without(coordinator.get(PEOPLE)) == expected - {"Nora"}
    bare(app, "sanne")
    assert without(coordinator.get(PEOPLE)) == (expected | {"Sanne"}) - {"Nora"}


def test_a_coordinator_reads_no_look_ahead_at_what_only_an_administrator_changes(coordinator: Browser) -> None:
    assert "open accounts" not in coordinator.get("/settings/values/second_factor_for_all").words
