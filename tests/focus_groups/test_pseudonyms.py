"""Names and places become others everywhere; the list is for who holds the talk, and suspects are shown."""

from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.coding import Passage
from jsp.models.focus_groups import FocusGroup, Pseudonym
from jsp.models.talk_texts import Correction, CorrectionKind, TalkNote, TalkText
from jsp.rules.talk import TalkState
from jsp.verbs import talk_names
from tests import make
from tests.browser import Browser, Page
from tests.focus_groups.rows import add_book, add_code, add_coding, add_group, add_text

WORDS = "M1: Toen kwam Youssef Amrani binnen.\nM2: Ja, youssef hielp de klas.\nJ1: De klas was rustig."


def begun(app: Flask, words: str = WORDS, **more: Any) -> UUID:
    with app.app_context():
        group = add_group(**more)
        text = add_text(group, words)
        add_coding(text, add_code(add_book(), "Hulp"), "Youssef Amrani binnen")
        add_coding(text, add_code(add_book("Ander"), "Rust"), "De klas was rustig")
        for place, said in enumerate(["Youssef: rustig kind", "Niets bijzonders"]):
            note = TalkNote(
                id=uuid4(), group_id=group.id, author_id=make.person("sanne").id, place=place, version=place + 1
            )
            note.words = said
            db.session.add(note)
        db.session.commit()
        return group.id


def at(id: UUID, what: str = "") -> str:
    return f"/focus-groups/{id}/names{what}"


def send(browser: Browser, id: UUID, what: str, **values: Any) -> Page:
    where = at(id, what)
    return browser.post(where, browser.get(at(id)).form(where) | values, follow=True)


def add(browser: Browser, id: UUID, real: str = "Youssef Amrani\nYoussef", stand_in: str = "[pupil 1]") -> Page:
    return send(browser, id, "/add", real=real, stand_in=stand_in)


def words(app: Flask) -> str:
    with app.app_context():
        return db.session.scalars(select(TalkText)).one().words


def notes(app: Flask) -> list[tuple[str, int]]:
    with app.app_context():
        return [(each.words, each.version) for each in db.session.scalars(select(TalkNote).order_by(TalkNote.place))]


def test_a_name_on_the_list_says_how_often_it_stands_there(app: Flask, worker: Browser) -> None:
    id = begun(app)
    page = add(worker.in_language("en"), id)
    assert "Youssef Amrani · Youssef → [pupil 1] still 3 times" in page.words
    assert words(app) == WORDS


def test_it_is_replaced_in_texts_and_notes_and_passages_follow(app: Flask, worker: Browser) -> None:
    id = begun(app)
    add(worker.in_language("en"), id)
    page = send(worker, id, "/replace")
    assert "3 places were replaced." in page.text
    assert "[pupil 1] nowhere any more" in page.words
    assert words(app) == "M1: Toen kwam [pupil 1] binnen.\nM2: Ja, [pupil 1] hielp de klas.\nJ1: De klas was rustig."
    assert notes(app) == [("[pupil 1]: rustig kind", 3), ("Niets bijzonders", 2)]
    with app.app_context():
        rows = db.session.scalars(select(Passage).order_by(Passage.starts))
        text = words(app)
        assert [(text[row.starts : row.ends], row.to_check) for row in rows] == [
            ("[pupil 1] binnen", True), ("De klas was rustig", False)
        ]  # fmt: skip


def test_it_is_replaced_in_memos_and_in_what_was_put_right(app: Flask, worker: Browser) -> None:
    id = begun(app)
    with app.app_context():
        passage = db.session.scalars(select(Passage)).first()
        passage.memo = passage.codings[0].memo = "Youssef is bedoeld"
        group = db.session.get_one(FocusGroup, id)
        right = Correction(id=uuid4(), group_id=id, participant_id=group.participants[0].id, made_on=make.MONDAY,
                           kind=CorrectionKind.CHANGED)  # fmt: skip
        right.before, right.after = "Youssef hielp", "Hij hielp"
        db.session.add(right)
        db.session.commit()
    add(worker, id)
    send(worker, id, "/replace")
    with app.app_context():
        passage = db.session.scalars(select(Passage).where(Passage.memo_sealed.is_not(None))).one()
        assert (passage.memo, passage.codings[0].memo) == ("[pupil 1] is bedoeld",) * 2
        right = db.session.scalars(select(Correction)).one()
        assert (right.before, right.after) == ("[pupil 1] hielp", "Hij hielp")


def test_what_may_be_a_name_stands_there_once_with_a_stand_in_that_is_free(app: Flask, worker: Browser) -> None:
    id = begun(
        app, words="M1: Toen kwam Youssef Amrani binnen.\nM2: Wij zagen Bea. Bel 06-12345678. De klas was rustig"
    )
    page = worker.in_language("en").get(at(id))
    assert "Youssef Amrani a name or place? 1 time" in page.words
    assert "06-12345678 a phone number?" in page.words
    assert 'value="[phone number 1]"' in page.text
    page = add(worker, id, real="Bea", stand_in="[person 1]")
    assert 'value="[person 1]"' not in page.text
    assert 'value="[person 2]"' in page.text


def test_what_cannot_stand_beside_the_others_is_refused_and_stays_in_the_form(app: Flask, worker: Browser) -> None:
    id = begun(app)
    add(worker.in_language("en"), id)
    page = add(worker, id, real="Bea", stand_in="[Pupil 1]")
    assert page.status == 422
    assert "stands for another name already" in page.words
    assert page.form(at(id, "/add"))["real"] == "Bea"


def test_a_name_goes_off_the_list_and_the_texts_stay(app: Flask, worker: Browser) -> None:
    id = begun(app)
    add(worker, id)
    with app.app_context():
        [row] = db.session.scalars(select(Pseudonym.id))
    send(worker, id, f"/{row}/take-off")
    with app.app_context():
        assert db.session.scalars(select(Pseudonym)).all() == []
    assert words(app) == WORDS


def test_the_list_goes_with_the_names(app: Flask, worker: Browser) -> None:
    id = begun(app)
    add(worker, id)
    with app.app_context():
        talk_names.erase(db.session.get_one(FocusGroup, id))
        db.session.commit()
        assert db.session.scalars(select(Pseudonym)).all() == []


def test_the_list_is_only_for_who_holds_the_talk(app: Flask, worker: Browser) -> None:
    id = begun(app, state=TalkState.DRAFT)
    add(worker, id)
    assert Browser(app).signed_in("renske").get(at(id)).status == 404
    assert Browser(app).signed_in("nora").get(at(id)).status == 404


def test_after_approval_nothing_is_replaced(app: Flask, worker: Browser) -> None:
    id = begun(app)
    add(worker, id)
    values = worker.get(at(id)).form(at(id, "/replace"))
    with app.app_context():
        group = db.session.get_one(FocusGroup, id)
        group.state, group.read_until, group.approved_on = TalkState.APPROVED, make.MONDAY, make.MONDAY
        db.session.commit()
    worker.post(at(id, "/replace"), values)
    assert words(app) == WORDS
    assert at(id, "/replace") not in worker.get(at(id)).text


def test_names_are_kept_sealed(app: Flask, worker: Browser) -> None:
    id = begun(app)
    add(worker, id)
    with app.app_context():
        assert b"Youssef" not in db.session.scalars(select(Pseudonym.real_sealed)).one()
