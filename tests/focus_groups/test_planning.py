"""Planning a talk, and the list of all of them."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.rules.talk import TalkForm, TalkState
from jsp.verbs import guiding
from tests import make
from tests.browser import Browser, Page
from tests.focus_groups.planned import GIVEN, LIST, NEW, begun, ids, stored
from tests.statements import counted


def plan(browser: Browser, at: str = "Raayland", **values: Any) -> Page:
    """As somebody fills it in who leaves the rest as it stands."""
    page = browser.get(NEW)
    chosen = {"sites": [page.choices("sites")[at]]}
    return browser.post(NEW, page.form(NEW) | GIVEN | chosen | values, follow=True)


def test_seven_mentors_and_two_workers_are_two_numbers(app: Flask, worker: Browser) -> None:
    page = plan(worker)
    assert page.heading == "Terugkijken op Respect"
    with app.app_context():
        group = stored(app)
        assert [seat.tag for seat in group.participants] == [*(f"M{at}" for at in range(1, 8)), "J1", "J2"]
        assert [each.first_name for each in group.holders] == ["Sanne"]
        assert [site.code for site in group.sites] == ["raayland"]
        assert (group.form, group.minutes, group.state) == (TalkForm.FOCUS_GROUP, 75, TalkState.DRAFT)


@pytest.mark.parametrize(("form", "guide"), [
    ("focus_group", "samenwerken"), ("inventory", "inventarisatie"), ("school", "samenwerken"),
])  # fmt: skip
def test_the_guide_fits_the_form_when_nobody_chooses(app: Flask, worker: Browser, form: str, guide: str) -> None:
    plan(worker, form=form)
    with app.app_context():
        group = stored(app)
        assert group.guide_version_id == guiding.version_to_use(guide).id


def test_the_invitation_is_written_of_what_was_agreed(app: Flask, worker: Browser) -> None:
    plan(worker, starts_at="14:30", minutes="60")
    with app.app_context():
        said = stored(app).invitation
    for part in ("donderdag 3 december", "14.30", "Terugkijken op Respect", "60", "7"):
        assert part in said
    assert said in worker.get(f"{LIST}{ids(app)[0]}").words


def test_of_a_talk_that_was_held_there_is_no_invitation(app: Flask, worker: Browser) -> None:
    plan(worker, held_on="2026-11-19")
    with app.app_context():
        assert stored(app).invitation == ""


def test_two_taps_plan_one_talk(app: Flask, worker: Browser) -> None:
    page = worker.get(NEW)
    values = page.form(NEW) | GIVEN | {"sites": [page.choices("sites")["Raayland"]]}
    first, second = (worker.post(NEW, values).response.headers["Location"] for _tap in range(2))
    assert first == second
    assert len(ids(app)) == 1


@pytest.mark.parametrize("values", [
    {"subject": " "}, {"held_on": ""}, {"held_on": "1926-12-03"}, {"minutes": "4"}, {"minutes": "9" * 30},
    {"seats_mentor": "41"}, {"seats_mentor": "-1"}, {"seats_mentor": "veel"},
    {"seats_teacher": "40", "seats_other": "40"},
    {"seats_mentor": "", "seats_worker": ""}, {"seats_pupil": "3"}, {"form": "pupils"}, {"form": "party"},
    {"guide": "nobody"}, {"programme": "999"}, {"theme": "-1"}, {"sites": ["999"]}, {"sites": []},
    {"subject": "Over 123456782"}, {"subject": "x" * 121}, {"starts_at": "25:00"},
])  # fmt: skip
def test_what_cannot_be_meant_is_refused_on_the_page(app: Flask, worker: Browser, values: dict[str, Any]) -> None:
    page = plan(worker, **values)
    assert page.status == 422
    assert ids(app) == []


def test_a_site_of_somebody_else_is_no_choice(app: Flask, worker: Browser) -> None:
    assert set(worker.get(NEW).choices("sites")) == {"Raayland", "Gilde"}
    with app.app_context():
        far = db.session.scalars(select(Site.id).where(Site.code == "verweg")).one()
    assert plan(worker, sites=[str(far)]).status == 422


def test_a_researcher_chooses_from_all_sites(app: Flask) -> None:
    nora = Browser(app).signed_in("nora")
    assert set(nora.get(NEW).choices("sites")) == {"Raayland", "Gilde", "Verweg"}
    assert plan(nora, "Verweg").status == 200
    assert len(ids(app)) == 1


def test_who_has_one_site_finds_it_chosen(app: Flask, stranger: Browser) -> None:
    assert stranger.get(NEW).form(NEW)["sites"]


def test_the_list_tells_what_comes_what_waits_and_what_is_ready(app: Flask, worker: Browser) -> None:
    begun(app, subject="Klaar", state=TalkState.APPROVED)
    begun(app, subject="Loopt")
    begun(app, subject="Straks", held_on=make.MONDAY.replace(day=30))
    begun(app, subject="Terug", state=TalkState.READ_BACK)
    words = worker.in_language("en").get(LIST).words
    places = [words.index(each) for each in ("Straks", "Terug", "Loopt", "Klaar")]
    assert places == sorted(places)
    assert "being read back: 10 days left" in words
    assert "to be written up" in words
    assert "6 people" in words


def test_an_empty_list_says_how_to_begin(worker: Browser) -> None:
    assert "No talks yet" in worker.in_language("en").get(LIST).words


def test_a_longer_list_asks_no_more_questions(app: Flask, worker: Browser) -> None:
    begun(app)
    worker.get(LIST)
    with counted(app) as few:
        worker.get(LIST)
    for state in (TalkState.DRAFT, TalkState.READ_BACK, TalkState.APPROVED):
        begun(app, state=state, sites=("raayland", "gilde"))
    with counted(app) as more:
        worker.get(LIST)
    assert len(more) == len(few)
