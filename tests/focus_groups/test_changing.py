"""Changing what was agreed on, and taking a talk away that never came."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp.blueprints.focus_groups.service.planning import mark
from jsp.extensions import db
from jsp.models.findings import Finding
from jsp.models.focus_group_rows import get_held
from jsp.models.focus_groups import Participant
from jsp.models.talk_texts import TalkNote, TalkText
from jsp.rules.talk import Part, TalkState
from tests import make
from tests.browser import Browser, Page
from tests.findings.rows import add_finding_of
from tests.focus_groups import rows
from tests.focus_groups.planned import LIST, begun, ids, note, stored
from tests.focus_groups.rows import add_text
from tests.focus_groups.test_planning import plan


def change(browser: Browser, id: UUID, page: Page | None = None, **values: Any) -> Page:
    where = f"{LIST}{id}/change"
    return browser.post(where, (page or browser.get(where)).form(where) | values, follow=True)


def test_a_changed_day_comes_into_the_invitation_that_we_wrote(app: Flask, worker: Browser) -> None:
    plan(worker)
    change(worker, ids(app)[0], held_on="2026-12-10", guide="inventarisatie")
    with app.app_context():
        said = stored(app).invitation
    assert "donderdag 10 december" in said
    assert "4" in said


def test_an_invitation_in_own_words_stays(app: Flask, worker: Browser) -> None:
    plan(worker)
    change(worker, ids(app)[0], invitation="Kom je ook?")
    change(worker, ids(app)[0], held_on="2026-12-10")
    with app.app_context():
        assert stored(app).invitation == "Kom je ook?"


def test_two_who_change_it_notice_each_other(app: Flask, worker: Browser) -> None:
    id = begun(app, holders=("sanne", "lieke"))
    page = worker.get(f"{LIST}{id}/change")
    change(Browser(app).signed_in("lieke"), id, subject="Van Lieke")
    refused = change(worker, id, page, subject="Van Sanne")
    assert refused.status == 422
    with app.app_context():
        assert stored(app).subject == "Van Lieke"
    again = worker.post(f"{LIST}{id}/change", refused.form(f"{LIST}{id}/change"), follow=True)
    assert again.status == 200
    with app.app_context():
        assert stored(app).subject == "Van Sanne"


def test_what_was_approved_is_not_changed(app: Flask, worker: Browser) -> None:
    id = begun(app)
    page = worker.get(f"{LIST}{id}/change")
    with app.app_context():
        group = stored(app)
        group.state, group.read_until, group.approved_on = TalkState.APPROVED, make.MONDAY, make.MONDAY
        group.approved_by_id = make.person("sanne").id
        db.session.commit()
        seen = mark(get_held(make.person("sanne"), id))
    assert change(worker, id, page, subject="Anders", seen=seen).status == 422
    with app.app_context():
        assert stored(app).subject == "Terugkijken op Respect"


def test_a_group_with_mentors_does_not_become_one_of_pupils(app: Flask, worker: Browser) -> None:
    id = begun(app)
    assert change(worker, id, form="pupils").status == 422


def test_a_talk_with_names_does_not_become_one_of_pupils(app: Flask, worker: Browser) -> None:
    id = begun(app, seats={Part.WORKER: 2})
    with app.app_context():
        stored(app).participants[0].name = "Bart"
        db.session.commit()
    assert change(worker, id, form="pupils").status == 422
    with app.app_context():
        stored(app).participants[0].name = ""
        db.session.commit()
    assert change(worker, id, form="pupils").status == 200


def test_notes_keep_the_guide_that_they_stand_in(app: Flask, worker: Browser) -> None:
    id = begun(app)
    note(app, id)
    assert change(worker, id, guide="inventarisatie").status == 422
    assert change(worker, id, subject="Anders").status == 200


def test_a_talk_that_never_came_is_taken_away(app: Flask, worker: Browser) -> None:
    id = begun(app)
    where = f"{LIST}{id}/delete"
    worker.post(where, worker.get(where).form(where), follow=True)
    assert ids(app) == []
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Participant)) == 0


def test_a_second_tap_finds_it_taken_away(app: Flask, worker: Browser) -> None:
    where = f"{LIST}{begun(app)}/delete"
    values = worker.get(where).form(where)
    for _tap in range(2):
        assert worker.post(where, values).response.headers["Location"] == LIST
    assert worker.get(where).status == 404


def test_notes_that_were_taken_away_hold_no_talk(app: Flask, worker: Browser) -> None:
    id = begun(app)
    note(app, id)
    with app.app_context():
        db.session.scalars(select(TalkNote)).one().words = ""
        db.session.commit()
    where = f"{LIST}{id}/delete"
    worker.post(where, worker.get(where).form(where))
    assert ids(app) == []


@pytest.mark.parametrize("what", ["note", "text"])
def test_a_talk_of_which_something_stands_written_stays(app: Flask, worker: Browser, what: str) -> None:
    id = begun(app)
    where = f"{LIST}{id}/delete"
    values = worker.get(where).form(where)
    if what == "note":
        note(app, id)
    else:
        with app.app_context():
            add_text(stored(app))
            db.session.commit()
    assert worker.post(where, values).status == 422
    assert ids(app) == [id]
    worker.post(where, worker.get(where).form(where) | {"with_words": "y"})
    assert ids(app) == []
    with app.app_context():
        assert not [*db.session.scalars(select(TalkNote)), *db.session.scalars(select(TalkText))]


def test_a_talk_on_which_a_finding_rests_stays(app: Flask, worker: Browser) -> None:
    with app.app_context():
        finding = add_finding_of(rows.add_group())
        db.session.commit()
        id, about = finding.evidence[0].group_id, finding.id
    where = f"{LIST}{id}/delete"
    assert worker.post(where, worker.get(where).form(where) | {"with_words": "y"}).status == 422
    with app.app_context():
        assert db.session.get_one(Finding, about).evidence
