"""Taking a note away, and what comes after it."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, select

from jsp.blueprints.focus_groups.service import notes, writing_up
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.focus_group_rows import get_held
from jsp.models.focus_groups import FocusGroup, focus_group_holder
from jsp.models.talk_texts import TalkNote
from jsp.rules.refusal import DomainError, NotFoundError
from jsp.verbs import talk_texts
from tests import make
from tests.browser import Browser
from tests.focus_groups import rows
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


def noted(app: Flask, by: str) -> tuple[UUID, UUID]:
    """A talk that Sanne and Lieke hold, with a note."""
    with app.app_context():
        group = rows.add_group(holders=("sanne", "lieke"))
        row = TalkNote(id=uuid4(), group_id=group.id, author_id=make.person(by).id, question_key="1", place=1)
        row.words = MINE
        db.session.add(row)
        db.session.commit()
        return group.id, row.id


def take_away(group: FocusGroup, note: UUID, by: User) -> None:
    notes.take_away(group, note, version=1, by=by)


def write_up(group: FocusGroup, _note: UUID, by: User) -> None:
    writing_up.write_up(group, read=1, key=uuid4(), by=by)


@pytest.mark.parametrize("act", [take_away, write_up])
def test_who_holds_it_no_longer_once_it_is_their_turn_changes_nothing(
    app: Flask, act: Callable[[FocusGroup, UUID, User], None]
) -> None:
    id, note_id = noted(app, "lieke")
    with app.app_context():
        lieke = make.person("lieke")
        group = get_held(lieke, id)
        db.session.execute(delete(focus_group_holder).where(focus_group_holder.c.user_id == lieke.id))
        with pytest.raises(NotFoundError):
            act(group, note_id, lieke)


def test_for_who_may_not_take_it_away_nobody_waits(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    id, note_id = noted(app, "sanne")
    turns: list[FocusGroup] = []
    monkeypatch.setattr(talk_texts, "turn", turns.append)
    with app.app_context():
        lieke = make.person("lieke")
        with pytest.raises(DomainError, match="Only who noted this"):
            take_away(get_held(lieke, id), note_id, lieke)
    assert turns == []
