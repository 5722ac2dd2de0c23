"""Taking a note away, and what comes after it."""

from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.talk_texts import TalkNote
from tests.browser import Browser
from tests.focus_groups.noting import STAYS, Hand, begin, lines, note, words

MINE = "Rust kwam pas na les 3"


def test_an_own_note_goes_after_a_question(app: Flask, worker: Browser) -> None:
    where = begin(app)
    note(worker, where, MINE, said_by="M1", mark="wish")
    with app.app_context():
        id = db.session.scalars(select(TalkNote.id)).one()
    place = f"{where}/notes/{id}/away"
    page = worker.get(place)
    assert MINE in page.words
    assert worker.post(place, page.form(place)).status == 303
    assert MINE not in worker.get(where).words
    with app.app_context():
        row = db.session.get(TalkNote, id)
        assert row
        assert (row.words_sealed, row.said_by, row.mark) == (None, "", "")


def test_a_note_of_somebody_else_stays(app: Flask, worker: Browser, colleague: Browser) -> None:
    where, id = begin(app), uuid4()
    Hand(worker, where).keep(MINE, id=id)
    place = f"{where}/notes/{id}/away"
    assert colleague.post(place, colleague.get(place).form(place)).status == 422
    assert words(app) == [MINE]


def test_what_somebody_else_wrote_in_it_meanwhile_does_not_go(app: Flask, worker: Browser, colleague: Browser) -> None:
    where, id = begin(app), uuid4()
    Hand(worker, where).keep("Rust", id=id)
    place = f"{where}/notes/{id}/away"
    values = worker.get(place).form(place)
    Hand(colleague, where).keep(MINE, id=id, version=1)
    page = worker.post(place, values)
    assert page.status == 422
    assert MINE in page.words
    assert words(app) == [MINE]


def test_what_was_sent_before_does_not_bring_it_back(app: Flask, worker: Browser, colleague: Browser) -> None:
    where, id = begin(app), uuid4()
    hand = Hand(worker, where)
    hand.keep(MINE, id=id)
    values = hand.values | {"version": "1"}
    worker.client.post(f"{where}/notes/{id}/away", data=values, headers=STAYS)
    late = hand.keep(MINE, id=id)
    assert late.status_code == 409
    assert words(app) == []
    [gone] = lines(Hand(colleague, where).news(1))
    assert "data-gone" in gone


def test_undo_brings_it_back_in_its_place(app: Flask, worker: Browser) -> None:
    where, id = begin(app), uuid4()
    hand = Hand(worker, where)
    hand.keep(MINE, id=id)
    hand.keep("daarna")
    gone = worker.client.post(f"{where}/notes/{id}/away", data=hand.values | {"version": "1"}, headers=STAYS)
    [line] = lines(gone)
    assert hand.keep(MINE, id=id, version=int(line["data-version"])).status_code == 200
    assert words(app) == [MINE, "daarna"]
