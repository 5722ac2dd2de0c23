"""A project of another program: all of it comes into one talk after a yes, or nothing does."""

from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, select

from jsp.extensions import db
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkText, TextKind
from jsp.rules.qda import QdaUser
from jsp.rules.qda_write import write_codebook, write_project
from jsp.rules.talk import TalkState
from tests import make
from tests.browser import Browser
from tests.coding.exchange import (
    BRING,
    CODES,
    KEEP,
    KEEP_CODES,
    bring,
    coded,
    counted,
    look,
    look_codes,
    take_out,
)
from tests.focus_groups import rows
from tests.rules.test_qda_round_trip import PROJECT, SOURCE, TEXT


@pytest.fixture
def sanne(app: Flask) -> Browser:
    return Browser(app).signed_in("sanne").in_language("en")


def talk(app: Flask, **more: object) -> object:
    with app.app_context():
        group = rows.add_group(**more)
        db.session.commit()
        return group.id


def emptied(app: Flask) -> None:
    """All that was coded goes, as in a house that never saw it."""
    with app.app_context():
        for table in (Coding, Passage, TalkText, Code, Codebook):
            db.session.execute(delete(table))
        db.session.commit()


def test_our_own_project_comes_back_as_it_was_in_an_empty_house(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    before = take_out(sanne, made.group)
    emptied(app)
    page = bring(sanne, before, made.group)
    assert "The project is here." in page.words
    assert take_out(sanne, made.group) == before
    with app.app_context():
        [text] = db.session.scalars(select(TalkText))
        assert (text.kind, text.group_id, text.words) == (TextKind.PROJECT, made.group, rows.SAID)
        assert db.session.scalars(select(Codebook.name)).all() == ["Werkboek"]


def test_a_foreign_project_is_shown_before_anything_is_kept(app: Flask, sanne: Browser) -> None:
    id = talk(app)
    before = counted(app)
    page = look(sanne, write_project(PROJECT), id)
    assert (page.status, page.heading) == (200, "This is in the project")
    for said in (f"Verslag {len(TEXT)} characters, 4 passages", "4 codings", "3 new codes",
                 "New codebook: van-elders"):  # fmt: skip
        assert said in page.words, page.words
    assert counted(app) == before


def test_after_a_yes_all_of_it_is_here(app: Flask, sanne: Browser) -> None:
    id = talk(app)
    bring(sanne, write_project(PROJECT), id)
    with app.app_context():
        text = db.session.get(TalkText, SOURCE)
        assert (text.words, text.name, text.group_id) == (TEXT, "Verslag", id)
        found = db.session.scalars(select(Passage).where(Passage.text_id == SOURCE).order_by(Passage.id)).all()
        assert [(each.id, each.span, each.memo) for each in found] == [
            (each.guid, each.span, each.memo) for each in PROJECT.sources[0].passages
        ]
        assert [(coding.id, coding.code_id, coding.memo) for each in found for coding in each.codings] == [
            (each.guid, each.code, each.memo) for each in PROJECT.codings
        ]
        assert {coding.coder_id for each in found for coding in each.codings} == {make.person("sanne").id}


def test_sent_twice_it_is_there_once(app: Flask, sanne: Browser) -> None:
    id = talk(app)
    page = look(sanne, write_project(PROJECT), id)
    sanne.post(KEEP, page.form(KEEP))
    once = counted(app)
    assert "This was sent before." in sanne.post(KEEP, page.form(KEEP), follow=True).words
    assert counted(app) == once


def test_a_text_that_is_here_comes_beside_it(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    data, before = take_out(sanne, made.group), counted(app)
    page = look(sanne, data, made.group)
    assert "This text is here already. It comes beside that as a text of its own." in page.words
    assert "2 codes are here already, and stay as they are" in page.words
    sanne.post(KEEP, page.form(KEEP))
    after = counted(app)
    assert after == before | {"talk_text": 2, "passage": before["passage"] + 3, "coding": before["coding"] + 3}
    with app.app_context():
        texts = list(db.session.scalars(select(TalkText)))
        assert {each.copy_of for each in texts} == {None, next(each.id for each in texts if each.copy_of is None)}


def test_people_of_the_file_stay_apart_or_become_one(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    data = take_out(sanne, made.group)
    emptied(app)
    page = look(sanne, data, made.group)
    with app.app_context():
        ids = {name: make.person(name).id for name in ("sanne", "renske")}
    assert [page.form(KEEP)[f"coders-{at}"] for at in (0, 1)] == [str(ids["renske"]), str(ids["sanne"])]
    sanne.post(KEEP, page.form(KEEP) | {"coders-0": str(ids["sanne"])})
    with app.app_context():
        assert set(db.session.scalars(select(Coding.coder_id))) == {ids["sanne"]}


def of_nobody_here() -> bytes:
    """A project of Sanne and of somebody who is not known here."""
    bo = QdaUser(UUID(int=6), "Bo")
    first, *others = PROJECT.sources[0].passages
    passages = replace(first, codings=(replace(first.codings[0], user=bo.guid),)), *others
    source = replace(PROJECT.sources[0], passages=passages)
    return write_project(replace(PROJECT, users=(*PROJECT.users, bo), sources=(source,)))


def test_who_is_not_known_here_is_chosen_and_never_guessed(app: Flask, sanne: Browser) -> None:
    id = talk(app, holders=("sanne", "renske"))
    page, before = look(sanne, of_nobody_here(), id), counted(app)
    with app.app_context():
        ids = {name: str(make.person(name).id) for name in ("sanne", "renske")}
    assert [page.form(KEEP)[f"coders-{at}"] for at in (0, 1)] == ["", ids["sanne"]]
    assert "A coding always belongs to somebody who holds this talk" in page.words
    asked = sanne.post(KEEP, page.form(KEEP) | {"coders-1": ids["renske"]})
    assert (asked.status, "Choose one." in asked.words, counted(app)) == (422, True, before)
    assert [asked.form(KEEP)[f"coders-{at}"] for at in (0, 1)] == ["", ids["renske"]]
    assert sanne.post(KEEP, asked.form(KEEP) | {"coders-0": ids["sanne"]}).status == 303
    with app.app_context():
        coder = select(Coding.coder_id).where(Coding.id == PROJECT.codings[0].guid)
        assert str(db.session.scalar(coder)) == ids["sanne"]
        assert {str(each) for each in db.session.scalars(select(Coding.coder_id))} == set(ids.values())


def test_where_all_are_known_nothing_is_asked(app: Flask, sanne: Browser) -> None:
    page = look(sanne, write_project(PROJECT), talk(app))
    assert "A coding always belongs to somebody who holds this talk" not in page.words


def test_nobody_outside_the_talk_can_be_said_to_have_coded(app: Flask, sanne: Browser) -> None:
    id = talk(app)
    page = look(sanne, write_project(PROJECT), id)
    with app.app_context():
        other = make.person("renske").id
    before = counted(app)
    sanne.post(KEEP, page.form(KEEP) | {"coders-0": str(other)}, follow=True)
    assert counted(app) == before


def test_codes_that_changed_meanwhile_are_shown_again(app: Flask, sanne: Browser) -> None:
    id = talk(app)
    page = look(sanne, write_project(PROJECT), id)
    with app.app_context():
        rows.add_code(rows.add_book("Ander"), "Rust", id=PROJECT.codes[0].guid)
        db.session.commit()
    before = counted(app)
    answer = sanne.post(KEEP, page.form(KEEP), follow=True)
    assert "Somebody changed this while you had it open." in answer.text
    assert counted(app) == before


def test_only_into_an_open_talk_of_the_own(app: Flask, sanne: Browser) -> None:
    mine, other = talk(app), talk(app, holders=("renske",))
    closed = talk(app, state=TalkState.APPROVED)
    assert [str(each) in sanne.get(BRING).text for each in (mine, other, closed)] == [True, False, False]
    assert look(sanne, write_project(PROJECT), other).status == 422
    page = look(sanne, write_project(PROJECT), mine)
    with app.app_context():
        row = db.session.get(FocusGroup, mine)
        row.state, row.read_until, row.approved_on = TalkState.APPROVED, make.MONDAY, make.MONDAY
        db.session.commit()
    before = counted(app)
    assert "approved" in sanne.post(KEEP, page.form(KEEP), follow=True).text
    assert counted(app) == before


def test_codes_come_beside_those_of_a_book(app: Flask, sanne: Browser) -> None:
    with app.app_context():
        book = rows.add_book()
        rows.add_code(book, "Anders")
        db.session.commit()
        id = book.id
    page = look_codes(sanne, write_codebook(PROJECT.codes), book=str(id))
    assert "3 new codes" in page.words
    assert "another code “Anders” in the same place: this one becomes “Anders (2)”" in page.words
    assert "The codes are here." in sanne.post(KEEP_CODES, page.form(KEEP_CODES), follow=True).words
    with app.app_context():
        names = db.session.execute(select(Code.name, Code.colour).where(Code.book_id == id).order_by(Code.name))
        assert [each.name for each in names] == ["Anders", "Anders (2)", "Rust & orde", "Één vraag 😀"]
    again = look_codes(sanne, write_codebook(PROJECT.codes))
    assert (again.status, "All codes of this file are here already." in again.words) == (422, True)


def test_a_new_book_is_called_as_the_file_or_as_somebody_says(app: Flask, sanne: Browser) -> None:
    page = look_codes(sanne, write_codebook(PROJECT.codes), name="Van de universiteit")
    sanne.post(KEEP_CODES, page.form(KEEP_CODES))
    with app.app_context():
        assert db.session.scalars(select(Codebook.name)).all() == ["Van de universiteit"]
        db.session.execute(delete(Code))
        db.session.commit()
    taken = look_codes(sanne, write_codebook(PROJECT.codes), name="van de  Universiteit")
    assert (taken.status, "There is a codebook with this name." in taken.words) == (422, True)


@pytest.mark.parametrize("data", [b"", b"PK", b"<a/>", b"\0" * 100], ids=["nothing", "zip", "xml", "nul"])
def test_what_is_no_such_file_gets_a_sentence(app: Flask, sanne: Browser, data: bytes) -> None:
    before = counted(app)
    for page in (look(sanne, data, talk(app)), look_codes(sanne, data)):
        assert (page.status, "Not saved yet." in page.words) == (422, True)
    assert counted(app) == before


def test_what_was_not_shown_is_not_kept(app: Flask, sanne: Browser) -> None:
    page = look(sanne, write_project(PROJECT), talk(app))
    before = counted(app)
    assert "Choose the file again." in sanne.post(KEEP, page.form(KEEP) | {"token": "x"}, follow=True).text
    page = look_codes(sanne, write_codebook(PROJECT.codes))
    assert "Choose the file again." in sanne.post(KEEP_CODES, page.form(KEEP_CODES) | {"token": "x"}, follow=True).text
    assert counted(app) == before
    assert sanne.get(CODES).status == 200
