"""The list for a young person who asks: who looked, on which day, in plain words."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from flask import Flask, render_template_string
from freezegun import freeze_time

from jsp import audit
from jsp.extensions import db
from jsp.models.audit import Action, Behalf
from jsp.models.ground import Setting
from jsp.models.reference import forget_reference
from jsp.rules.looks import What
from jsp.rules.people import FORMER
from jsp.verbs.looks import Look, list_looks, owners_of
from jsp.words.trail_terms import SAW
from tests.browser import Browser
from tests.intake.desk import log
from tests.make import person

CARD = '{% from "macros/card.html" import look %}{{ look(each, row) }}'
PAGE = '{% from "macros/looks.html" import look_list %}{{ look_list(looks, saw, "De Brug") }}'


def look(kind: str, id: object, who: str = "lieke", action: Action = Action.READ, at: str = "", **more: Behalf) -> None:
    with freeze_time(at or "2026-11-23 11:30:00"):
        audit.record(action, kind, id, user_id=person(who).id, **more)
        db.session.commit()


def seen(looks: list[Look]) -> list[tuple[str, str, What]]:
    return [(each.on.isoformat(), each.first_name, each.what) for each in looks]


def test_by_day_the_newest_first_and_once_a_day(app: Flask) -> None:
    with app.test_request_context():
        id = uuid4()
        for at in ("2026-11-20 22:59", "2026-11-20 23:01", "2026-11-21 10:00", "2026-11-22 09:00"):
            look("contact", id, at=at)
        look("contact", uuid4())
        look("thread", id)
        assert seen(list_looks("contact", id)) == [
            ("2026-11-22", "Lieke", What.OPENED), ("2026-11-21", "Lieke", What.OPENED),
            ("2026-11-20", "Lieke", What.OPENED),
        ]  # fmt: skip


def test_what_was_changed_is_no_look(app: Flask) -> None:
    with app.test_request_context():
        id = uuid4()
        for action in (Action.RECORDED, Action.REWRITTEN, Action.FOLLOWED_UP):
            look("contact", id, action=action)
        assert list_looks("contact", id) == []


def test_a_referral_says_what_was_seen_of_it(app: Flask) -> None:
    with app.test_request_context():
        id = uuid4()
        look("passport", id, action=Action.IDENTITY_READ)
        look("passport", id)
        look("referral", id)
        look("referral", id, action=Action.IDENTITY_READ)
        audit.record(Action.PARTNER_READ, "referral", id, of_nobody=True)
        found = seen(list_looks("referral", id))
        assert [what for _on, _name, what in found] == [What.LINK, What.SHARED, What.WORDS, What.WRITTEN]
        assert found[0][1] == ""


def test_for_whom_it_was_is_said(app: Flask) -> None:
    with app.test_request_context():
        id = uuid4()
        look("contact", id, who="renske", behalf=Behalf.OWNER)
        look("contact", id, who="sanne", behalf=Behalf.PERSON)
        text = render_template_string(PAGE, looks=list_looks("contact", id), saw=SAW)
        asked, instead = list_looks("contact", id)
        assert ((asked.asked, asked.instead), (instead.asked, instead.instead)) == ((True, False), (False, True))
        assert text.count("<li>") == 2
        assert "door iemand die niet je eigen medewerker is" in text
        row = SimpleNamespace(partner=SimpleNamespace(name="De Brug"))
        for each, is_said in ((instead, True), (asked, False)):
            assert ("niet je eigen medewerker" in render_template_string(CARD, each=each, row=row)) == is_said
        assert "die er niet was" not in text
        assert "12.30" not in text


@pytest.mark.parametrize("shows", [True, False])
def test_first_names_stand_there_where_the_team_shows_them(app: Flask, shows: bool) -> None:
    with app.test_request_context():
        db.session.merge(Setting(key="public_first_names", value="yes" if shows else "no"))
        db.session.commit()
        forget_reference()
        id = uuid4()
        look("contact", id)
        text = render_template_string(PAGE, looks=list_looks("contact", id), saw=SAW)
        assert ("Lieke" in text) == shows
        [found] = list_looks("contact", id)
        assert (found.role != "", found.first_name) == (True, "Lieke" if shows else "")


@pytest.mark.parametrize("shows", [True, False])
def test_who_works_here_no_more_is_a_former_colleague(app: Flask, shows: bool) -> None:
    with app.test_request_context():
        db.session.merge(Setting(key="public_first_names", value="yes" if shows else "no"))
        person("lieke").roles, person("bart").roles, person("bart").first_name = [], [], FORMER
        db.session.commit()
        forget_reference()
        id = uuid4()
        look("contact", id)
        look("contact", id, who="bart")
        found = {(each.first_name, each.role) for each in list_looks("contact", id)}
        assert found == {("Lieke" if shows else "", FORMER), ("", FORMER)}


def test_whose_it_is_now(app: Flask, worker: Browser) -> None:
    id = log(app, worker)
    with app.app_context():
        things = [("contact", str(id)), ("contact", str(uuid4())), ("contact", "x"), ("wave", "3"), ("view", "a.b")]
        assert owners_of(things) == {("contact", str(id)): person("sanne").id}
