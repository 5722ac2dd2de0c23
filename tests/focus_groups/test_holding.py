"""Who holds a talk, and what others see of it."""

from uuid import UUID

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.focus_groups import FocusGroup
from jsp.rules.talk import Part, TalkState
from tests import make
from tests.browser import Browser, Page
from tests.focus_groups.planned import LIST, begun, stored
from tests.focus_groups.rows import MENTORS


def test_a_second_holder_reads_and_changes_it_too(app: Flask, worker: Browser) -> None:
    id = begun(app)
    lieke = Browser(app).signed_in("lieke")
    assert lieke.get(f"{LIST}{id}").status == 404
    assert add(worker, app, id, "lieke").status == 200
    assert lieke.get(f"{LIST}{id}/people").status == 200


def add(browser: Browser, app: Flask, id: UUID, name: str) -> Page:
    where = f"{LIST}{id}/holders"
    with app.app_context():
        person = make.person(name).id
    return browser.post(f"{where}/add", browser.get(where).form(f"{where}/add") | {"person": str(person)}, follow=True)


@pytest.mark.parametrize("name", ["otto", "bart", "beheer"])
def test_who_does_not_work_with_it_cannot_hold_it(app: Flask, worker: Browser, name: str) -> None:
    id = begun(app)
    assert add(worker, app, id, name).status == 422
    with app.app_context():
        assert [each.first_name for each in stored(app).holders] == ["Sanne"]


def let_go(browser: Browser, app: Flask, id: UUID, name: str) -> Page:
    with app.app_context():
        where = f"{LIST}{id}/holders/{make.person(name).id}/remove"
    return browser.post(where, browser.get(where).form(where), follow=True)


def test_who_lets_go_does_not_see_it_any_more(app: Flask, worker: Browser) -> None:
    id = begun(app, holders=("sanne", "lieke"))
    assert let_go(worker, app, id, "sanne").status == 200
    assert worker.get(f"{LIST}{id}").status == 404


def test_a_second_tap_to_let_go_is_no_fault(app: Flask, worker: Browser) -> None:
    id = begun(app, holders=("sanne", "lieke"))
    with app.app_context():
        where = f"{LIST}{id}/holders/{make.person('sanne').id}/remove"
    values = worker.get(where).form(where)
    for _tap in range(2):
        assert worker.post(where, values).response.headers["Location"] == LIST


@pytest.mark.parametrize("who", ["otto", "renske", "nora"])
def test_who_does_not_hold_it_takes_nobody_off(app: Flask, who: str) -> None:
    id = begun(app, holders=("sanne", "lieke"))
    own = begun(app, holders=(who, "lieke"), sites=("verweg",))
    browser = Browser(app).signed_in(who)
    with app.app_context():
        lieke = make.person("lieke").id
    values = browser.get(f"{LIST}{own}/holders/{lieke}/remove").form(f"{LIST}{own}/holders/{lieke}/remove")
    assert browser.post(f"{LIST}{id}/holders/{lieke}/remove", values).status in (404, 422)
    with app.app_context():
        assert len(db.session.get_one(FocusGroup, id).holders) == 2


def test_the_last_one_does_not_let_go(app: Flask, worker: Browser) -> None:
    id = begun(app, holders=("sanne", "lieke"))
    with app.app_context():
        make.person("lieke").active = False
        db.session.commit()
    assert let_go(worker, app, id, "sanne").status == 422
    assert worker.get(f"{LIST}{id}").status == 200


@pytest.mark.parametrize("page", [
    "", "/change", "/holders", "/delete", "/people", "/people/links", "/people/names/erase",
])  # fmt: skip
@pytest.mark.parametrize("who", ["lieke", "otto", "renske", "nora"])
def test_a_foreign_talk_is_as_missing_as_none(app: Flask, page: str, who: str) -> None:
    id = begun(app)
    browser = Browser(app).signed_in(who)
    assert browser.get(f"{LIST}{id}{page}").status == 404
    assert "Terugkijken" not in browser.get(LIST).words


@pytest.mark.parametrize("who", ["renske", "nora"])
def test_a_reader_finds_facts_without_names_and_no_way_to_change_them(app: Flask, who: str) -> None:
    id = begun(app, state=TalkState.APPROVED, seats=MENTORS | {Part.CARE_COORDINATOR: 1})
    with app.app_context():
        stored(app).participants[0].name = "Geheimpje"
        db.session.commit()
    browser = Browser(app).signed_in(who).in_language("en")
    page = browser.get(f"{LIST}{id}")
    assert "4 × mentor" in page.words
    assert "1 × others" in page.words
    assert "care coordinator" not in page.words
    assert "Geheimpje" not in page.text
    assert f"{id}/people" not in page.text
    for part in ("/people", "/change", "/holders", "/people/links"):
        assert browser.get(f"{LIST}{id}{part}").status == 404


@pytest.mark.parametrize(("mentors", "told"), [(4, True), (5, False)])
def test_who_plans_a_small_talk_hears_that_it_stays_in_the_group(
    app: Flask, worker: Browser, mentors: int, told: bool
) -> None:
    id = begun(app, seats={Part.MENTOR: mentors})
    words = worker.in_language("en").get(f"{LIST}{id}").words
    assert ("Fewer than 5 people take part" in words) is told
