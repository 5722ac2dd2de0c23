"""What has to be looked at before a text is read back, and before it is approved."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.focus_groups import Pseudonym
from jsp.models.talk_texts import Correction, CorrectionKind, TalkText
from jsp.rules.talk import TalkState
from tests import make
from tests.browser import Browser
from tests.focus_groups.test_reading import approves, corrected, group, letters, made, starts


def hidden(app: Flask, id: UUID, words: str) -> None:
    """The text of the talk, and a name on its list."""
    with app.app_context():
        text = db.session.scalars(select(TalkText).where(TalkText.group_id == id)).one()
        text.words = words
        row = Pseudonym(id=uuid4(), group_id=id, stand_in="[docent A]")
        row.real = "Ine Vos"
        db.session.add(row)
        db.session.commit()


def test_what_stands_on_the_list_is_replaced_before_anybody_reads_it(app: Flask, worker: Browser) -> None:
    id = made(app)
    hidden(app, id, "M1: dat zei ine vos")
    assert "Names of your list" in starts(worker.in_language("en"), id, looked="y").words
    assert (group(app, id).state, letters(app)) == (TalkState.DRAFT, [])
    with app.app_context():
        db.session.scalars(select(TalkText)).one().words = "M1: dat zei [docent A]"
        db.session.commit()
    assert starts(worker, id).status == 303


@pytest.mark.parametrize("words", ["M1: Bel me op 06 12345678.", "M1: we vroegen het aan Bea van hiernaast"])
def test_what_looks_like_somebody_is_read_only_where_somebody_says_so(app: Flask, worker: Browser, words: str) -> None:
    id = made(app)
    with app.app_context():
        db.session.scalars(select(TalkText).where(TalkText.group_id == id)).one().words = words
        db.session.commit()
    assert starts(worker, id).status == 422
    assert (group(app, id).state, letters(app)) == (TalkState.DRAFT, [])
    assert starts(worker, id, looked="y").status == 303


@pytest.mark.parametrize("words", ["M1: Bel 06 12345678.", "M1: mail ab@school.example", "M1: Kerkstraat 12 in Venray"])
def test_a_way_to_reach_somebody_has_a_tick_of_its_own(app: Flask, worker: Browser, words: str) -> None:
    id = made(app, state=TalkState.READ_BACK)
    with app.app_context():
        db.session.scalars(select(TalkText).where(TalkText.group_id == id)).one().words = words
        db.session.commit()
    for ticks in ({"anyway": "y"}, {"looked": "y"}):
        assert approves(worker, id, **ticks).status == 422
    assert group(app, id).state is TalkState.READ_BACK
    assert approves(worker, id, anyway="y", looked="y").status == 303


def test_what_nobody_looked_at_is_looked_at_first(app: Flask, worker: Browser) -> None:
    id = made(app, state=TalkState.READ_BACK)
    row = corrected(app, id, CorrectionKind.REMARK, "", "Er mist iets.")
    assert approves(worker, id, anyway="y", looked="y").status == 422
    with app.app_context():
        db.session.get_one(Correction, row).seen_on = make.MONDAY
        db.session.commit()
    assert approves(worker, id, anyway="y").status == 303


def test_a_name_of_the_list_is_replaced_before_it_is_approved(app: Flask, worker: Browser) -> None:
    id = made(app, state=TalkState.READ_BACK)
    hidden(app, id, "M1: dat zei ine vos")
    assert approves(worker, id, anyway="y", looked="y").status == 422
    assert group(app, id).state is TalkState.READ_BACK
