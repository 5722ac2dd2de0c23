"""Two people note what is said at the same time: each note is kept once, and none is overwritten unseen (R37, R65)."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.talk_texts import TalkNote
from jsp.rules.noting import LONGEST
from jsp.rules.talk import TalkState
from tests.browser import Browser
from tests.focus_groups.noting import STAYS, Hand, begin, form_of, lines, note, words
from tests.statements import counted

MINE, YOURS = "Rust kwam pas na les 3", "Eén vraag tegelijk hielp 😀"


def test_both_who_hold_the_talk_read_what_either_noted(app: Flask, worker: Browser, colleague: Browser) -> None:
    where = begin(app)
    assert note(worker, where, MINE, said_by="M1", mark="success").status == 303
    assert note(colleague, where, YOURS, question="", said_by="G1").status == 303
    for visitor in (worker, colleague):
        page = visitor.get(where)
        assert all(each in page.words for each in (MINE, YOURS, "M1", "G1", "Sanne", "Lieke"))
    with app.app_context():
        first, second = db.session.scalars(select(TalkNote).order_by(TalkNote.place))
        assert (first.said_by, first.mark, first.question_key) == ("M1", "success", "1")
        assert (second.said_by, second.mark, second.question_key) == ("G1", "", "")
        assert MINE.encode() not in (first.words_sealed or b"")


def test_the_page_hears_only_what_came_since(app: Flask, worker: Browser, colleague: Browser) -> None:
    where = begin(app)
    mine, yours = Hand(worker, where), Hand(colleague, where)
    mine.keep(MINE)
    [heard] = lines(yours.news())
    assert heard["words"] == MINE
    read = int(heard["data-version"])
    assert lines(yours.news(read)) == []
    mine.keep(MINE + ".", id=heard["data-note"], version=read)  # type: ignore[arg-type]
    [again] = lines(yours.news(read))
    assert (again["data-note"], again["words"]) == (heard["data-note"], MINE + ".")


def test_what_is_sent_twice_is_kept_once(app: Flask, worker: Browser) -> None:
    where = begin(app)
    values = form_of(worker.get(where)) | {"words": MINE}
    assert [worker.post(f"{where}/notes", values).status for _each in range(2)] == [303, 303]
    assert words(app) == [MINE]
    with app.app_context():
        assert db.session.scalars(select(TalkNote.version)).one() == 1


def test_a_note_that_somebody_changed_is_not_overwritten(app: Flask, worker: Browser, colleague: Browser) -> None:
    where, id = begin(app), uuid4()
    mine, yours = Hand(worker, where), Hand(colleague, where)
    mine.keep("Eerst", id=id)
    assert yours.keep(YOURS, id=id, version=1).status_code == 200
    answer = mine.keep(MINE, id=id, version=1)
    assert answer.status_code == 409
    [stands] = lines(answer)
    assert (stands["words"], stands["data-version"]) == (YOURS, "2")
    assert words(app) == [YOURS]


def test_without_script_both_words_stand_on_the_page(app: Flask, worker: Browser, colleague: Browser) -> None:
    where, id = begin(app), uuid4()
    Hand(worker, where).keep("Eerst", id=id)
    place = f"{where}/notes/{id}"
    mine = worker.get(place).form(place)
    yours = colleague.get(place).form(place)
    assert colleague.post(place, yours | {"words": YOURS}).status == 303
    page = worker.post(place, mine | {"words": MINE})
    assert page.status == 422
    assert YOURS in page.words
    assert MINE in page.words
    assert words(app) == [YOURS]
    assert worker.post(place, page.form(place) | {"words": f"{YOURS} {MINE}"}).status == 303
    assert words(app) == [f"{YOURS} {MINE}"]


def test_another_refusal_does_not_count_as_having_read_theirs(app: Flask, worker: Browser, colleague: Browser) -> None:
    where, id = begin(app), uuid4()
    Hand(worker, where).keep("Eerst", id=id)
    place = f"{where}/notes/{id}"
    mine = worker.get(place).form(place)
    Hand(colleague, where).keep(YOURS, id=id, version=1)
    page = worker.post(place, mine | {"words": "x" * (LONGEST + 1)})
    assert page.status == 422
    assert worker.post(place, page.form(place) | {"words": MINE}).status == 422
    assert words(app) == [YOURS]


def test_the_back_button_makes_another_note_of_other_words(app: Flask, worker: Browser) -> None:
    where = begin(app)
    values = form_of(worker.get(where))
    worker.post(f"{where}/notes", values | {"words": MINE})
    page = worker.post(f"{where}/notes", values | {"words": YOURS})
    assert page.status == 422
    assert words(app) == [MINE]
    again = form_of(page)
    assert again["words"].strip() == YOURS
    assert worker.post(f"{where}/notes", again).status == 303
    assert words(app) == [MINE, YOURS]


def test_the_key_of_a_note_of_another_talk_is_as_missing_as_none(
    app: Flask, worker: Browser, stranger: Browser
) -> None:
    where, other, id = begin(app), begin(app, holders=("otto",), sites=("verweg",)), uuid4()
    Hand(worker, where).keep(MINE, id=id)
    theirs = Hand(stranger, other)
    assert theirs.keep(YOURS, id=id, version=1).status_code == 404
    assert stranger.get(f"{other}/notes/{id}").status == 404
    answer = stranger.client.post(f"{other}/notes/{id}/away", data=theirs.values | {"version": "1"})
    assert answer.status_code == 404
    assert words(app) == [MINE]


@pytest.mark.parametrize(("said", "about"), [
    ({"words": "x" * (LONGEST + 1)}, str(LONGEST + 1)), ({"words": "bsn 123456782"}, "BSN"),
    ({"words": MINE, "said_by": "M9"}, "M9"), ({"words": "  "}, ""), ({"words": MINE, "mark": "anders"}, ""),
    ({"words": MINE, "note": "geen sleutel"}, ""), ({"words": "om\u202egekeerd"}, ""),
])  # fmt: skip
def test_what_cannot_be_kept_is_told_and_stays_on_the_page(
    app: Flask, worker: Browser, said: dict[str, str], about: str
) -> None:
    where = begin(app)
    page = note(worker, where, **said)
    assert page.status == 422
    assert about in page.words
    assert form_of(page)["words"].strip() == said["words"].replace("\u202e", "").strip()
    assert words(app) == []


def test_words_of_the_most_characters_fit_whole(app: Flask, worker: Browser) -> None:
    note(worker, begin(app), "é" * LONGEST)
    assert words(app) == ["é" * LONGEST]


@pytest.mark.parametrize(("typed", "said_by", "left"), [
    ("M2: hielp", "M2", "hielp"), ("j1:hielp", "J1", "hielp"), ("M9: hielp", "", "M9: hielp"),
    ("g1: en nu?", "G1", "en nu?"), ("M2:", "", "M2:"), ("klas M2: hielp", "", "klas M2: hielp"),
])  # fmt: skip
def test_a_tag_before_the_words_says_who_said_them(
    app: Flask, worker: Browser, typed: str, said_by: str, left: str
) -> None:
    note(worker, begin(app), typed)
    with app.app_context():
        row = db.session.scalars(select(TalkNote)).one()
        assert (row.said_by, row.words) == (said_by, left)


def test_what_points_at_a_person_is_kept_with_a_warning(app: Flask, worker: Browser) -> None:
    where = begin(app)
    note(worker, where, "toen belde Jan mij op 06-12345678")
    page = worker.in_language("en").get(where)
    assert "looks like a name" in page.words
    assert "looks like a phone number" in page.words
    assert "e-mail address" not in page.words


def test_a_note_whose_question_is_no_longer_asked_stands_beside_them(app: Flask, worker: Browser) -> None:
    where = begin(app)
    assert Hand(worker, where).keep(MINE, question="weg").status_code == 200
    assert MINE in worker.get(where).words


@pytest.mark.parametrize("state", [TalkState.READ_BACK, TalkState.APPROVED])
def test_what_is_read_back_takes_no_notes(app: Flask, worker: Browser, state: TalkState) -> None:
    hand = Hand(worker, begin(app))
    later = begin(app, state=state)
    hand.where = later
    assert hand.keep(MINE).status_code == 422
    assert "data-note-form" not in worker.get(later).text
    assert words(app) == []


@pytest.mark.parametrize("who", ["stranger", "coordinator", "nora"])
def test_for_who_does_not_hold_the_talk_there_are_no_notes(
    app: Flask, worker: Browser, who: str, request: pytest.FixtureRequest
) -> None:
    where, id = begin(app), uuid4()
    Hand(worker, where).keep(MINE, id=id)
    other = Browser(app).signed_in("nora") if who == "nora" else request.getfixturevalue(who)
    token = next(str(each.get("value")) for each in other.get("/focus-groups/")._all("input"))
    for place in (where, f"{where}/notes", f"{where}/notes/{id}", f"{where}/notes/{id}/away"):
        assert other.get(place).status == 404
    for place in (f"{where}/notes", f"{where}/notes/{id}", f"{where}/notes/{id}/away", f"{where}/write-up"):
        values = {"csrf_token": token, "words": "x", "note": str(id), "version": "1"}
        assert other.client.post(place, data=values, headers=STAYS).status_code == 404
    assert words(app) == [MINE]


def test_the_trail_holds_that_something_was_noted_and_nothing_of_it(app: Flask, worker: Browser) -> None:
    where, id = begin(app), uuid4()
    hand = Hand(worker, where)
    for version, said in enumerate(("Rust", "Rust kwam", MINE)):
        hand.keep(said, id=id, version=version)
    with app.app_context():
        trail = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.TALK_CHANGED)).all()
        assert [(each.object_kind, each.object_id in where) for each in trail] == [("talk", True)]


def test_a_page_with_many_notes_asks_no_more_and_stays_small(app: Flask, worker: Browser) -> None:
    where = begin(app)
    hand = Hand(worker, where)
    hand.keep("eerste")
    with counted(app) as few:
        worker.get(where)
    for at in range(300):
        hand.keep(f"{at} {MINE}", question=str(1 + at % 7), said_by="M1", mark="idea")
    with counted(app) as many:
        page = worker.get(where)
    assert len(many) == len(few)
    assert len(page.text) < 400_000
