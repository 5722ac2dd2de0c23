"""Decisions: what, who, when; done or not; what they change; what was told back."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.findings import Decision
from jsp.models.lesson_reach import Agreement
from jsp.models.programmes import Adaptation
from jsp.rules.evaluation import Source
from tests import make
from tests.browser import Browser, Page
from tests.findings.rows import add_decision, add_finding_of
from tests.focus_groups import rows
from tests.lessons.conftest import add_ground, class_of
from tests.lessons.rows import add_series

WHAT = "Eén vaste les per maand samen voorbereiden."
TEXT = "Begin met vijf minuten samen voorbereiden."


@pytest.fixture
def sanne(app: Flask) -> Browser:
    return Browser(app).signed_in("sanne").in_language("en")


@pytest.fixture
def place(app: Flask) -> str:
    """The address of a decision of Sanne, who gives the lessons with Bart."""
    with app.app_context():
        add_ground()
        add_series()
        decision = add_decision(add_finding_of(rows.add_group()), WHAT)
        db.session.add(Agreement(
            id=UUID(int=7, version=4), school_class_id=class_of("V2B").id, text="We laten elkaar uitpraten.",
            owner_id=make.person("bart").id, made_on=make.MONDAY, changed_on=make.MONDAY,
        ))  # fmt: skip
        db.session.commit()
        return f"/findings/decisions/{decision.id}"


def press(browser: Browser, where: str, **values: Any) -> Page:
    return browser.post(where, browser.get(where).form(where) | values)


def stored(app: Flask) -> Decision:
    with app.app_context():
        db.session.rollback()
        return db.session.scalars(select(Decision)).one()


def test_a_decision_says_what_who_and_when(app: Flask, sanne: Browser) -> None:
    with app.app_context():
        where = f"/findings/{add_finding_of(rows.add_group()).id}/decide"
        db.session.commit()
    assert press(sanne, where, what="", who="").status == 422
    assert press(sanne, where, what="Leerling 111222333", who="JSP").status == 422
    assert press(sanne, where, what=WHAT, who="JSP", due_on="2026-12-11").status == 303
    made = stored(app)
    assert (made.what, made.who, made.due_on, made.done_on) == (WHAT, "JSP", date(2026, 12, 11), None)


def test_what_is_late_stands_first_and_what_is_done_goes(app: Flask, sanne: Browser) -> None:
    with app.app_context():
        finding = add_finding_of(rows.add_group())
        for what, due_on in (("Zonder dag.", None), ("Later.", date(2026, 12, 1)), ("Te laat.", date(2026, 11, 20))):
            add_decision(finding, what, due_on=due_on)
        late = add_decision(finding, "Nog later.", due_on=date(2026, 11, 1))
        db.session.commit()
        where = f"/findings/decisions/{late.id}"
    words = sanne.get("/findings/").words
    assert sorted(("Zonder dag.", "Later.", "Te laat.", "Nog later."), key=words.index) == [
        "Nog later.", "Te laat.", "Later.", "Zonder dag."
    ]  # fmt: skip
    assert "3 days late" in words
    sanne.post(f"{where}/done", sanne.get(where).form(f"{where}/done"))
    assert "Nog later." not in sanne.get("/findings/").words
    sanne.post(f"{where}/undone", sanne.get(where).form(f"{where}/undone"))
    assert "Nog later." in sanne.get("/findings/").words


def test_of_two_who_change_it_the_second_is_told(app: Flask, place: str, sanne: Browser) -> None:
    form = sanne.get(f"{place}/edit").form(f"{place}/edit")
    assert sanne.post(f"{place}/edit", form | {"who": "Mentoren"}).status == 303
    again = form | {"who": "Niemand", "once": sanne.get(f"{place}/edit").form(f"{place}/edit")["once"]}
    page = sanne.post(f"{place}/edit", again)
    assert "Somebody changed this while you had it open." in page.words
    assert stored(app).who == "Mentoren"


def test_a_lesson_is_changed_by_a_proposal_once(app: Flask, place: str, sanne: Browser) -> None:
    where = f"{place}/propose/respect/2"
    assert f'href="{where}"' in sanne.get(f"{place}/lesson").text
    assert sanne.get(where).form(where)["text"] == WHAT
    form = sanne.get(where).form(where) | {"text": TEXT, "part": "step"}
    assert [sanne.post(where, form).status for _time in range(2)] == [303, 303]
    with app.app_context():
        made = db.session.scalars(select(Adaptation)).one()
        assert (made.source, made.lesson_key, made.activity_key, made.text) == (Source.TALK, "2", "step", TEXT)
        assert made.series_id is None, "no class is behind it"
        assert stored(app).adaptation_id == made.id
    page = press(sanne, where, text="Nog iets anders.")
    assert "A change was proposed already." in page.words
    with app.app_context():
        assert len(db.session.scalars(select(Adaptation)).all()) == 1


@pytest.mark.parametrize("where", ["respect/9", "nothing/1"])
def test_a_lesson_that_is_not_there_is_missing(place: str, sanne: Browser, where: str) -> None:
    assert sanne.get(f"{place}/propose/{where}").status == 404


def test_a_researcher_proposes_nothing_and_follows_no_link_that_is_not_theirs(app: Flask, place: str) -> None:
    with app.app_context():
        group = db.session.scalars(select(rows.FocusGroup)).one()
        rows.to_state(group, rows.TalkState.APPROVED)
        db.session.commit()
    nora = Browser(app).signed_in("nora").in_language("en")
    assert [nora.get(f"{place}/{at}").status for at in ("lesson", "propose/respect/2")] == [404, 404]
    page = nora.get(place)
    assert "Propose to change a lesson" not in page.words
    sanne = Browser(app).signed_in("sanne")
    press(sanne, f"{place}/propose/respect/2")
    press(sanne, f"{place}/agreement", agreement=str(UUID(int=7, version=4)))
    page = nora.get(place)
    assert "We laten elkaar uitpraten." in page.words
    addresses = [each.get("href") for each in page._all("a")]
    assert not [each for each in addresses if each and nora.get(each, follow=True).status == 403]


def test_an_agreement_that_is_not_ones_own_cannot_be_chosen(app: Flask, place: str, sanne: Browser) -> None:
    with app.app_context():
        own = db.session.scalars(select(Agreement)).one()
        foreign = Agreement(
            id=UUID(int=8, version=4), school_class_id=own.school_class_id, text="Vreemd", owner_id=own.owner_id,
            made_on=make.MONDAY, changed_on=make.MONDAY,
        )  # fmt: skip
        foreign.school_class_id = far_class()
        db.session.add(foreign)
        db.session.commit()
    assert "Vreemd" not in sanne.get(f"{place}/agreement").text
    assert press(sanne, f"{place}/agreement", agreement=str(UUID(int=8, version=4))).status == 422
    assert press(sanne, f"{place}/agreement", agreement="x").status == 422
    assert press(sanne, f"{place}/agreement", agreement=str(UUID(int=7, version=4))).status == 303
    assert stored(app).agreement_id == UUID(int=7, version=4)
    assert press(sanne, f"{place}/agreement", agreement="").status == 303
    assert stored(app).agreement_id is None


def far_class() -> int:
    """A class at the far site."""
    near = class_of("V2B")
    far = type(near)(
        code="X1", site_id=make.id_of(make.Site, "verweg"), school_year_id=near.school_year_id, level="havo",
        study_year=1, size=20,
    )  # fmt: skip
    db.session.add(far)
    db.session.flush()
    return far.id


def test_an_item_checks_it(app: Flask, place: str, sanne: Browser) -> None:
    where = f"{place}/item"
    options = [each.get("value") for each in sanne.get(where)._all("option")]
    assert len(options) > 5
    assert press(sanne, where, item="nothing/at-all").status == 422
    assert press(sanne, where, item=options[1]).status == 303
    made = stored(app)
    assert made.item_key == options[1].partition("/")[2]
    assert sanne.get(where).form(where)["item"] == options[1]
    assert press(sanne, where, item="").status == 303
    assert (stored(app).questionnaire_id, stored(app).item_key) == (None, "")


def test_what_we_did_with_it_is_told_and_taken_back(app: Flask, place: str, sanne: Browser) -> None:
    assert press(sanne, f"{place}/tell", told="x" * 501).status == 422
    assert press(sanne, f"{place}/tell", told="We doen het nu zo.").status == 303
    assert (stored(app).told, stored(app).told_on) == ("We doen het nu zo.", make.MONDAY)
    assert press(sanne, f"{place}/tell", told="").status == 303
    assert (stored(app).told, stored(app).told_on) == ("", None)


def test_what_stands_stays_where_it_is_no_choice_any_more(app: Flask, place: str, sanne: Browser) -> None:
    options = [each.get("value") for each in sanne.get(f"{place}/item")._all("option")]
    press(sanne, f"{place}/item", item=options[1])
    press(sanne, f"{place}/agreement", agreement=str(UUID(int=7, version=4)))
    with app.app_context():
        made = db.session.scalars(select(Decision)).one()
        made.item_key = "gone"
        db.session.scalars(select(Agreement)).one().school_class_id = far_class()
        db.session.commit()
    assert press(sanne, f"{place}/item").status == 303
    assert press(sanne, f"{place}/agreement").status == 303
    assert (stored(app).item_key, stored(app).agreement_id) == ("gone", UUID(int=7, version=4))


def test_a_proposal_is_a_change_of_the_decision(app: Flask, place: str, sanne: Browser) -> None:
    press(sanne, f"{place}/propose/respect/2", text=TEXT)
    with app.app_context():
        query = select(AuditEntry.object_kind).where(AuditEntry.action == Action.FINDING_CHANGED)
        assert list(db.session.scalars(query)) == ["decision"]
