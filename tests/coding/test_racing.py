"""Two who change codings of one talk at the same moment, and who may no longer read it by then."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jsp.blueprints.coding.service import coding as giving
from jsp.blueprints.coding.service.merging import merge_codes
from jsp.blueprints.coding.service.passages import get_coding, get_passage, mark_of_memo, write_memo
from jsp.blueprints.coding.service.undoing import last_step, undo_last
from jsp.blueprints.read_back.service.taking_back import take_all_back
from jsp.extensions import db
from jsp.models.coding import Code, Coding, CodingStep, Passage
from jsp.models.focus_group_rows import get_text
from jsp.models.focus_groups import Participant
from jsp.models.talk_texts import TalkText
from jsp.rules.refusal import NotFoundError
from tests import make
from tests.focus_groups import rows
from tests.read_back.links import Link, made
from tests.together import at_once

WAS = "Het café-gesprek 😀 hielp: één vraag tegelijk."
Wait = Callable[[], None]


def coded(app: Flask, link: Link, words: str, *names: str, memo: str = "") -> UUID:
    """Sanne gave these codes there; the key of the passage."""
    with app.app_context():
        text, book = db.session.get_one(TalkText, link.text_id), rows.add_book(str(link.text_id))
        found = [rows.add_coding(text, rows.add_code(book, name, place=at), words) for at, name in enumerate(names)]
        passage = db.session.get_one(Passage, found[0].passage_id)
        for each in found:
            each.passage_id, each.memo = passage.id, memo
        passage.memo = memo
        db.session.commit()
        return passage.id


@pytest.mark.parametrize("is_of_passage", [True, False])
def test_a_memo_does_not_bring_back_what_is_taken_back_meanwhile(committing: Flask, is_of_passage: bool) -> None:
    link, looked = made(committing), []
    id = coded(committing, link, f"les 3.\nM2: {WAS}\nJ1: Ik zag", "Rust", memo=f"Hij zei: {WAS}")

    def write(wait: Wait) -> None:
        sanne = make.person("sanne")
        row, text = get_passage(sanne, id)
        row = row if is_of_passage else row.codings[0]
        seen = mark_of_memo(row)
        looked.append(row.memo)
        wait()
        write_memo(row, text, f"Hij zei toch: {WAS}", seen=seen, key=uuid4(), by=sanne)

    def take(wait: Wait) -> None:
        seat = db.session.get_one(Participant, link.seat_id, options=[joinedload(Participant.group)])
        take_all_back(seat, key=uuid4())
        db.session.flush()
        wait()

    assert not isinstance(at_once(committing, write, take)[1], Exception)
    with committing.app_context():
        passage = db.session.get_one(Passage, id)
        memos = [passage.memo, *(each.memo for each in passage.codings)]
    was_before = WAS in looked[0]  # who looks afterwards can still write the words from memory
    assert not (was_before and [each for each in memos if WAS in each])


def test_a_code_that_is_taken_off_while_it_is_merged_is_off_or_gone(committing: Flask) -> None:
    link = made(committing)
    id = coded(committing, link, "We wilden rust in de klas", "Rust", "Stilte")
    with committing.app_context():
        at_it = select(Code).join(Coding, Coding.code_id == Code.id).where(Coding.passage_id == id)
        rust, stilte = db.session.scalars(at_it.order_by(Code.place))
        rust_id, stilte_id = rust.id, stilte.id
        kept = db.session.scalars(select(Coding.id).where(Coding.code_id == rust_id)).one()
        db.session.scalars(select(Coding).where(Coding.code_id == stilte_id)).one().is_off = True
        db.session.commit()

    def off(wait: Wait) -> None:
        sanne = make.person("sanne")
        row, text = get_coding(sanne, kept)
        giving.take_code_off(row, text, by=sanne)
        wait()

    def merge(wait: Wait) -> None:
        wait()
        code = db.session.get_one(Code, stilte_id)
        db.session.refresh(code, ["book"])
        merge_codes(code, rust_id, key=uuid4(), by=make.person("sanne"))

    assert [each for each in at_once(committing, off, merge) if isinstance(each, Exception)] == []
    with committing.app_context():
        assert db.session.scalars(select(Coding.is_off).where(Coding.passage_id == id)).all() == [True]


def test_who_may_no_longer_read_it_once_it_is_their_turn_changes_nothing(app: Flask) -> None:
    link = made(app, holders=("sanne", "renske"))
    coded(app, link, "We wilden rust in de klas", "Rust")
    with app.test_request_context():
        sanne = make.person("sanne")
        coding = db.session.scalars(select(Coding)).one()
        row, text = get_coding(sanne, coding.id)
        text = get_text(sanne, text.id)
        text.group.holders = [make.person("renske")]
        db.session.flush()
        for act in (
            lambda: giving.give_code(text, 4, 20, [coding.code_id], version=text.version, by=sanne),
            lambda: giving.take_code_off(row, text, by=sanne),
            lambda: undo_last(text, 0, by=sanne),
            lambda: write_memo(row, text, "x", seen=mark_of_memo(row), key=uuid4(), by=sanne),
        ):
            with pytest.raises(NotFoundError):
                act()
        assert (row.is_off, row.memo) == (False, "")


def test_of_long_ago_nothing_can_be_undone(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving, "MOST_STEPS", 3)
    link = made(app, holders=("sanne", "renske"))
    coded(app, link, "We wilden rust in de klas", "Rust")
    with app.test_request_context():
        code, text = db.session.scalars(select(Code)).one(), db.session.get_one(TalkText, link.text_id)
        steps = select(func.count()).select_from(CodingStep)
        for who, times in (("renske", 2), ("sanne", 5)):
            for at in range(times):
                start = text.words.index("We wilden") + 3 * at
                giving.give_code(text, start, start + 12, [code.id], version=text.version, by=make.person(who))
        assert db.session.scalar(steps) == 5
        assert last_step(text, make.person("sanne")) is not None
