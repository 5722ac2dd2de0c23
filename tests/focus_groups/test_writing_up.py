"""The notes become one text, question by question; what comes after that is told where it belongs."""

from flask import Flask
from sqlalchemy import select

from jsp.content.usual_guides import usual_guide
from jsp.extensions import db
from jsp.models.talk_texts import TalkText
from tests.browser import Browser
from tests.focus_groups.noting import Hand, begin, note


def texts(app: Flask) -> list[str]:
    with app.app_context():
        return [each.words for each in db.session.scalars(select(TalkText))]


def test_each_question_is_a_heading_with_what_was_noted_under_it(app: Flask, worker: Browser) -> None:
    where, guide = begin(app), usual_guide("samenwerken")
    note(worker, where, "Later meer", question="")
    note(worker, where, "Rust\nin de klas", said_by="M1", mark="success")
    note(worker, where, "# geen kop", question="2")
    values = worker.get(where).form(f"{where}/write-up")
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
    mine, yours = (each.get(where).form(f"{where}/write-up") for each in (worker, colleague))
    worker.post(f"{where}/write-up", mine)
    worker.post(f"{where}/write-up", mine)
    page = colleague.post(f"{where}/write-up", yours, follow=True)
    assert len(texts(app)) == 1
    assert "data-note-form" not in page.text


def test_a_note_that_comes_after_is_told_where_it_belongs(app: Flask, worker: Browser) -> None:
    where = begin(app)
    hand = Hand(worker.in_language("en"), where)
    hand.keep("Rust")
    worker.post(f"{where}/write-up", worker.get(where).form(f"{where}/write-up"))
    late = hand.keep("te laat")
    assert (late.status_code, "written up" in late.get_data(as_text=True)) == (422, True)
    assert "Rust" in worker.get(where).words


def test_without_a_note_there_is_nothing_to_write_up(app: Flask, worker: Browser) -> None:
    where = begin(app)
    worker.post(f"{where}/write-up", worker.get(where).form(f"{where}/write-up"))
    assert texts(app) == []
