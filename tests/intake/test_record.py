"""Logging a conversation at the desk."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.contacts import Contact
from tests.browser import Browser
from tests.intake.desk import RECORD, contacts, fill


def test_three_taps_make_one_contact(app: Flask, worker: Browser) -> None:
    answer = worker.post(RECORD, fill(worker.get("/today/")), follow=True)
    assert "Opgeslagen. Geld · student · Luisterend oor" in answer.words
    with app.app_context():
        [contact] = contacts()
        assert contact.on.isoformat() == "2026-11-23"
        assert contact.channel == "walk_in"
        assert contact.opening_id is not None


def test_the_trail_has_the_fact_and_not_the_content(app: Flask, worker: Browser) -> None:
    worker.post(RECORD, fill(worker.get("/today/"), note="kan de huur niet betalen"))
    with app.app_context():
        [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.RECORDED))
        assert UUID(entry.object_id) == contacts()[0].id
        assert "huur" not in repr(vars(entry))


def test_the_tiles_are_empty_for_the_next(worker: Browser) -> None:
    values = fill(worker.get("/today/"), note="zonder namen", channel="phone")
    after = worker.post(RECORD, values, follow=True).form(RECORD)
    assert (after["note"], after["channel"], after["site"]) == ("", "phone", "gilde")
    assert "themes" not in after
    assert "asked_by" not in after


def test_sent_twice_makes_one(app: Flask, worker: Browser) -> None:
    values = fill(worker.get("/today/"))
    first, second = worker.post(RECORD, values), worker.post(RECORD, values)
    assert (first.status, second.status) == (303, 303)
    with app.app_context():
        assert len(contacts()) == 1


def test_an_old_page_with_other_answers_loses_nothing(app: Flask, worker: Browser) -> None:
    page = worker.get("/today/")
    worker.post(RECORD, fill(page))
    again = worker.post(RECORD, fill(page, theme="School", note="een ander gesprek"))
    assert again.status == 422
    assert again.form(RECORD)["note"] == "een ander gesprek"
    worker.post(RECORD, again.form(RECORD) | {"outcome": again.choices("outcome")["Verwezen"]})
    with app.app_context():
        assert len(contacts()) == 2


def test_the_key_of_a_colleague_is_refused(app: Flask, worker: Browser, colleague: Browser) -> None:
    values = fill(worker.get("/today/")) | {"csrf_token": colleague.get("/today/").form(RECORD)["csrf_token"]}
    assert colleague.post(RECORD, values).status == 422
    with app.app_context():
        assert contacts() == []


@pytest.mark.parametrize(("missing", "sentence"), [
    ("themes", "Kies waar het over ging"),
    ("asked_by", "Kies er één"),
    ("outcome", "Kies er één"),
])  # fmt: skip
def test_a_tap_too_few_is_said_and_keeps_the_rest(worker: Browser, missing: str, sentence: str) -> None:
    values = fill(worker.get("/today/"), note="blijft staan")
    del values[missing]
    answer = worker.post(RECORD, values)
    assert sentence in answer.words
    assert answer.form(RECORD)["note"] == "blijft staan"


def test_the_first_tap_is_the_main_theme(app: Flask, worker: Browser) -> None:
    page = worker.get("/today/")
    themes = page.choices("themes")
    worker.post(RECORD, fill(page, themes=[themes["Geld"], themes["School"]], main_theme=themes["School"]))
    with app.app_context():
        [contact] = contacts()
        assert contact.theme_ids == (int(themes["School"]), int(themes["Geld"]))


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("note", "het bsn is 111222333", "burgerservicenummer"),
    ("strengths", "111 222 333", "burgerservicenummer"),
    ("on", "2026-11-24", "moet nog komen"),
    ("on", "gisteren", "zoals 2026-11-23"),
    ("follow_up_on", "2026-11-20", "ligt vóór het gesprek"),
    ("note", "x" * 2001, "2001 tekens"),
    ("note", "stop\u202etxet", "niemand kan lezen"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(
    app: Flask, worker: Browser, field: str, value: str, sentence: str
) -> None:
    answer = worker.post(RECORD, fill(worker.get("/today/"), **{field: value}))
    assert (answer.status, sentence in answer.words) == (422, True)
    with app.app_context():
        assert contacts() == []


def test_a_phone_number_is_a_warning_and_no_refusal(app: Flask, worker: Browser) -> None:
    worker.post(RECORD, fill(worker.get("/today/"), note="bel 0612345678"))
    with app.app_context():
        assert contacts()[0].note == "bel 0612345678"


@pytest.mark.parametrize("field", ["themes", "outcome", "asked_by", "channel", "colleague", "school_class"])
def test_a_choice_that_was_not_offered_is_refused(app: Flask, worker: Browser, field: str) -> None:
    answer = worker.post(RECORD, fill(worker.get("/today/")) | {field: "999999"})
    assert answer.status == 422
    with app.app_context():
        assert contacts() == []


def test_another_site_does_not_exist_here(worker: Browser) -> None:
    assert worker.post(RECORD, fill(worker.get("/today/"), site="verweg")).status == 404


def test_it_tells_how_often_and_who_knows(worker: Browser) -> None:
    worker.post(RECORD, fill(worker.get("/today/")))
    answer = worker.post(RECORD, fill(worker.get("/today/")), follow=True)
    assert "2 gesprekken over geld" in answer.words
    assert "Lieke (jongerenwerker)" in answer.words


def test_there_is_no_field_for_a_name(app: Flask, worker: Browser) -> None:
    fields = worker.get("/today/").form(RECORD).keys() | {column.key for column in Contact.__table__.columns}
    assert not {field for field in fields if "name" in field or "naam" in field}
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Contact)) == 0
