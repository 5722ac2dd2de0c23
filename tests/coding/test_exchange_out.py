"""Talks and codes as a project for other programs: all that is coded, and nothing of who took part."""

import pytest
from flask import Flask
from lxml import etree
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.coding import Code, Codebook
from jsp.models.focus_groups import FocusGroup, Participant
from jsp.rules.qda import user_key, walk
from jsp.rules.qda_codes import read_codebook
from jsp.rules.qda_zip import unpack
from jsp.rules.talk import TalkState
from tests import make
from tests.browser import Browser
from tests.coding.exchange import OUT, PAGE, ask, coded, project, take_out
from tests.focus_groups import rows
from tests.research.conftest import agree
from tests.rules.qda_reader import SCHEMA
from tests.statements import counted


@pytest.fixture
def sanne(app: Flask) -> Browser:
    return Browser(app).signed_in("sanne").in_language("en")


@pytest.fixture
def nora(app: Flask) -> Browser:
    return Browser(app).signed_in("nora").in_language("en")


def test_a_project_holds_the_text_the_codes_and_who_coded_what(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    data = take_out(sanne, made.group)
    SCHEMA.assertValid(etree.fromstring(unpack(data).qde))
    found = project(data)
    [source] = found.sources
    assert (source.guid, source.name, source.text) == (made.text, "Verslag", rows.SAID)
    assert [(depth, each.guid, each.name, each.definition, each.is_codable) for depth, each in walk(found.codes)] == [
        (1, made.book, "Werkboek", "", False), (2, made.calm, "Rust & orde", "Wat rust gaf", True),
        (3, made.question, "Één vraag 😀", "", True),
    ]  # fmt: skip
    assert [
        (source.text[each.span.start : each.span.end], each.codings[0].code, each.codings[0].memo, each.memo)
        for each in source.passages
    ] == [
        ("We wilden rust in de klas", made.calm, "Twijfel: <rust>?", ""),
        ("café-gesprek 😀 hielp", made.calm, "", ""),
        ("😀 hielp: één vraag", made.question, "", "Kern van dit gesprek"),
    ]
    with app.app_context():
        coders = {make.person(name).first_name: user_key(make.person(name).id) for name in ("sanne", "renske")}
    assert {each.name: each.guid for each in found.users} == coders
    assert [each.codings[0].user for each in source.passages] == [coders["Sanne"], coders["Renske"], coders["Sanne"]]
    assert [each.sources for each in found.sets if each.sources] == [(made.text,)]


def test_who_only_reads_the_talk_gets_letters_for_who_coded(app: Flask) -> None:
    made = coded(app, holders=("sanne",))
    with app.app_context():
        rows.to_state(db.session.get_one(FocusGroup, made.group), TalkState.APPROVED)
        db.session.commit()
    found = project(take_out(Browser(app).signed_in("renske").in_language("en"), made.group))
    assert {each.name for each in found.users} == {"A", "B"}


def test_names_of_who_took_part_are_nowhere_in_it(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    with app.app_context():
        seat = db.session.scalars(select(Participant).where(Participant.group_id == made.group)).first()
        seat.name, seat.mail = "Ümit Zonneveld", "umit@school.example"
        db.session.commit()
    packed = unpack(take_out(sanne, made.group))
    for part in (packed.qde, *packed.texts.values()):
        assert not [word for word in ("mit", "Zonneveld", "school.example") if word.encode() in part]


def test_that_it_was_taken_out_is_written_down(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    take_out(sanne, made.group)
    sanne.get(f"/coding/books/{made.book}/codebook.qdc")
    with app.app_context():
        trail = db.session.execute(
            select(AuditEntry.object_kind, AuditEntry.object_id).where(AuditEntry.action == Action.EXPORTED)
        ).all()
    assert [tuple(each) for each in trail] == [("talk", str(made.group)), ("codebook", str(made.book))]


def test_a_codebook_alone_has_its_codes_at_the_top(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    data = sanne.get(f"/coding/books/{made.book}/codebook.qdc").response.data
    assert [(depth, each.guid) for depth, each in walk(read_codebook(data))] == [(1, made.calm), (2, made.question)]


def test_what_was_put_away_goes_along_only_where_it_was_given(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    with app.app_context():
        for id in (made.calm, made.question):
            db.session.get(Code, id).archived_on = make.MONDAY
        rows.add_code(db.session.get(Codebook, made.book), "Nooit", place=9, archived_on=make.MONDAY)
        db.session.commit()
    assert [each.guid for _depth, each in walk(project(take_out(sanne, made.group)).codes)] == [
        made.book, made.calm, made.question
    ]  # fmt: skip
    assert sanne.get(f"/coding/books/{made.book}/codebook.qdc").status == 409


def test_two_texts_of_one_name_can_be_told_apart(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    with app.app_context():
        other = rows.add_group()
        rows.add_text(other, "M1: Ja.")
        db.session.commit()
        id = other.id
    assert {each.name for each in project(take_out(sanne, made.group, id)).sources} == {"Verslag", "Verslag (2)"}


def test_a_talk_of_others_cannot_be_chosen(app: Flask, sanne: Browser) -> None:
    made = coded(app, holders=("renske",))
    assert str(made.group) not in sanne.get(PAGE).text
    with app.app_context():
        rows.add_group()
        db.session.commit()
    assert ask(sanne, made.group).status == 422


def test_a_researcher_waits_for_the_agreement(app: Flask, nora: Browser) -> None:
    made = coded(app, state=TalkState.APPROVED)
    assert "have not agreed" in ask(nora, made.group).words
    agree(app, "yes")
    assert len(project(take_out(nora, made.group)).sources) == 1


def test_a_coordinator_of_the_site_needs_no_agreement(app: Flask) -> None:
    made = coded(app, holders=("sanne",), state=TalkState.APPROVED)
    renske = Browser(app).signed_in("renske").in_language("en")
    assert len(project(take_out(renske, made.group)).sources) == 1


def test_without_a_talk_nothing_is_made(app: Flask, sanne: Browser) -> None:
    coded(app)
    assert ask(sanne).status == 422
    assert "talks" not in sanne.get(PAGE).form(OUT)


def test_more_talks_take_no_more_statements(app: Flask, sanne: Browser) -> None:
    """But for the trail, in which each is written down."""
    made, times = coded(app), []
    for _more in range(2):
        with app.app_context():
            ids = [rows.add_group() for _each in range(3)]
            for each in ids:
                rows.add_text(each, "M1: Ja.")
            db.session.commit()
        values = sanne.get(PAGE).form(OUT)
        chosen = [each.get("value") for each in sanne.get(PAGE)._all("input") if each.get("name") == "talks"]
        with counted(app) as asked:
            assert sanne.client.post(OUT, data=values | {"talks": chosen}).status_code == 200
        times.append(len([each for each in asked if each.startswith("SELECT") and "audit" not in each]))
    assert times[0] == times[1], made
