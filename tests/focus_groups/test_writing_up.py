"""The notes become one text, question by question; what comes after that is told where it belongs."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.content.usual_guides import usual_guide
from jsp.extensions import db
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkText
from jsp.rules.talk import TalkState
from jsp.verbs import talk_texts
from tests.browser import Browser
from tests.focus_groups import rows
from tests.focus_groups.noting import Hand, begin, form_of, note


def write_up(browser: Browser, where: str) -> None:
    place = f"{where}/write-up"
    assert browser.post(place, browser.get(place).form(place)).status == 303


def change(text: TalkText) -> None:
    talk_texts.rewrite(text, f"{text.words} veel")


def code(text: TalkText) -> None:
    rows.add_coding(text, rows.add_code(rows.add_book(), "Rust"), "Rust")


def read_back(text: TalkText) -> None:
    group = db.session.get_one(FocusGroup, text.group_id)
    group.state, group.read_until = TalkState.READ_BACK, text.made_on


def texts(app: Flask) -> list[str]:
    with app.app_context():
        return [each.words for each in db.session.scalars(select(TalkText))]


def test_each_question_is_a_heading_with_what_was_noted_under_it(app: Flask, worker: Browser) -> None:
    where, guide = begin(app), usual_guide("samenwerken")
    note(worker, where, "Later meer", question="")
    note(worker, where, "Rust\nin de klas", said_by="M1", mark="success")
    note(worker, where, "# geen kop", question="2")
    page = worker.get(f"{where}/write-up")
    assert "Sanne" in page.words
    values = page.form(f"{where}/write-up")
    assert worker.post(f"{where}/write-up", values).status == 303
    [text] = texts(app)
    lines = text.split("\n")
    assert lines[:4] == [f"# {guide.questions[0].words.nl}", "M1: Rust in de klas",
                         f"# {guide.questions[1].words.nl}", "- # geen kop"]  # fmt: skip
    assert lines[-1] == "Later meer"
    assert sum(each.startswith("# ") for each in lines) == len(guide.questions) + 1


def test_pressed_twice_there_is_one_text(app: Flask, worker: Browser, colleague: Browser) -> None:
    where = begin(app)
    note(worker, where, "Rust")
    mine, yours = (each.get(f"{where}/write-up").form(f"{where}/write-up") for each in (worker, colleague))
    worker.post(f"{where}/write-up", mine)
    worker.post(f"{where}/write-up", mine)
    assert colleague.post(f"{where}/write-up", yours).status == 422
    assert len(texts(app)) == 1
    assert "data-note-form" not in colleague.get(where).text


def test_a_note_that_comes_after_is_told_where_it_belongs(app: Flask, worker: Browser) -> None:
    where = begin(app)
    hand = Hand(worker.in_language("en"), where)
    hand.keep("Rust")
    write_up(worker, where)
    assert "data-written" in hand.news().get_data(as_text=True)
    late = hand.keep("te laat")
    assert (late.status_code, "written up" in late.get_data(as_text=True)) == (422, True)
    assert "Rust" in worker.get(where).words


def test_without_a_note_there_is_nothing_to_write_up(app: Flask, worker: Browser) -> None:
    where = begin(app)
    page = worker.get(f"{where}/write-up")
    values = form_of(worker.get(where)) | {"version": "0"}
    assert worker.post(f"{where}/write-up", values).status == 422
    assert "<form" not in page.text.partition("<main")[2].partition("</main")[0]
    assert texts(app) == []


def test_who_is_still_writing_is_noticed(app: Flask, worker: Browser, colleague: Browser) -> None:
    where = begin(app)
    note(worker, where, "Rust")
    values = worker.get(f"{where}/write-up").form(f"{where}/write-up")
    note(colleague, where, "Nog bezig")
    page = worker.post(f"{where}/write-up", values)
    assert (page.status, "Lieke" in page.words, texts(app)) == (422, True, [])
    assert worker.post(f"{where}/write-up", page.form(f"{where}/write-up")).status == 303
    assert "Nog bezig" in texts(app)[0]


def test_a_text_with_which_nothing_was_done_is_opened_again(app: Flask, worker: Browser, colleague: Browser) -> None:
    where = begin(app)
    note(worker, where, "Rust")
    write_up(worker, where)
    assert colleague.post(f"{where}/open-again", colleague.get(where).form(f"{where}/open-again")).status == 303
    assert texts(app) == []
    note(colleague, where, "Toch nog iets")
    write_up(worker, where)
    assert "Toch nog iets" in texts(app)[0]


@pytest.mark.parametrize("used", [change, code, read_back])
def test_a_text_with_which_something_was_done_stays(
    app: Flask, worker: Browser, used: Callable[[TalkText], None]
) -> None:
    where = begin(app)
    note(worker, where, "Rust")
    write_up(worker, where)
    values = worker.get(where).form(f"{where}/open-again")
    with app.app_context():
        used(db.session.scalars(select(TalkText)).one())
        db.session.commit()
    worker.post(f"{where}/open-again", values)
    assert len(texts(app)) == 1
    assert "/open-again" not in worker.get(where).text
