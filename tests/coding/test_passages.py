"""One passage: its memos, its borders, and what becomes of it when its text is changed."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.coding import Coding, Passage
from jsp.models.talk_texts import TalkText
from jsp.verbs import talk_texts
from tests.browser import Browser, Page
from tests.coding.steps import press
from tests.coding.test_texts import CAFE, Place, give, marks, place

__all__ = ["place"]
LINE = 2  # of CAFE, from 0
SEEN = "M2: Het café-gesprek 😀 hielp: één vraag tegelijk."


def passage(browser: Browser, place: Place, whose: str = "mine") -> str:
    """The address of the first passage of the text."""
    page = browser.get(f"{place.text}?whose={whose}")
    return next(str(each.get("href")) for each in page._all("a") if each.get("data-at"))


def under(where: str, name: str) -> str:
    """An address under that of the passage."""
    return f"{where}/{name}?whose=mine"


def borders(browser: Browser, where: str, step: str) -> Page:
    return press(browser, where, under(where, "borders"), step=step)


def change(app: Flask, place: Place, words: str, seen: str = SEEN) -> None:
    with app.app_context():
        talk_texts.change_paragraph(db.session.get_one(TalkText, place.id), LINE, seen=seen, words=words)
        db.session.commit()


def memo_of(browser: Browser, where: str, kind: str) -> str:
    return next(str(each.get("href")) for each in browser.get(where)._all("a") if f"/{kind}/" in each.get("href")
                and "/memo" in each.get("href"))  # fmt: skip


def test_words_and_codings_have_memos_that_the_database_cannot_read(app: Flask, worker: Browser, place: Place) -> None:
    give(worker, place, CAFE, place.rest)
    where = passage(worker, place)
    for kind, words in (("passages", "Let op de toon"), ("codings", "Rust door één vraag")):
        address = memo_of(worker, where, kind)
        assert press(worker, address, memo=words).status == 303
        assert words in worker.get(where).words
    assert "data-at" in worker.get(place.text).text
    with app.app_context():
        sealed = [db.session.scalars(select(each.memo_sealed)).one() for each in (Passage, Coding)]
        assert all(each and b"toon" not in each and b"vraag" not in each for each in sealed)


def test_two_who_write_one_memo_notice_each_other(worker: Browser, colleague: Browser, place: Place) -> None:
    for browser in (worker, colleague):
        give(browser.in_language("en"), place, CAFE, place.rest)
    address = memo_of(worker, passage(worker, place), "passages")
    mine = worker.get(address).form(address) | {"memo": "Van mij"}
    press(colleague, address, memo="Van haar")
    refused = worker.post(address, mine)
    assert refused.status == 422
    assert "Van haar" in refused.words
    assert refused.form(address)["memo"] == "Van mij"
    assert worker.post(address, refused.form(address)).status == 303


def test_who_writes_a_memo_that_was_taken_away_meanwhile_is_told(
    worker: Browser, colleague: Browser, place: Place
) -> None:
    for browser in (worker, colleague):
        give(browser.in_language("en"), place, CAFE, place.rest)
    address = memo_of(worker, passage(worker, place), "passages")
    press(worker, address, memo="Van eerst")
    mine = worker.get(address).form(address) | {"memo": "Van eerst, en meer"}
    press(colleague, address, memo="")
    refused = worker.post(address, mine)
    assert refused.status == 422
    assert "The memo was taken away." in refused.words
    assert refused.form(address)["memo"] == "Van eerst, en meer"
    assert worker.post(address, mine | {"seen": ""}).status == 422, "who leaves out what they saw writes over nothing"


def test_a_memo_of_somebody_else_is_not_there(worker: Browser, colleague: Browser, place: Place) -> None:
    give(worker, place, CAFE, place.rest)
    address = memo_of(worker, passage(worker, place), "codings")
    assert colleague.get(address).status == 404
    off = address.replace("/memo", "/off")
    assert press(colleague, place.text, f"{place.text}/undo?whose=mine").status == 303
    token = colleague.get(place.text).form(f"{place.text}/undo?whose=mine")["csrf_token"]
    assert colleague.post(off, {"csrf_token": token}).status == 404
    assert marks(worker, place) == [("Rust", CAFE)]


@pytest.mark.parametrize(("step", "words"), [
    ("start_earlier", "Het café-gesprek 😀 hielp: één vraag"), ("start_later", "😀 hielp: één vraag"),
    ("end_earlier", "café-gesprek 😀 hielp: één"), ("end_later", "café-gesprek 😀 hielp: één vraag tegelijk."),
    ("line", "Het café-gesprek 😀 hielp: één vraag tegelijk."),
])  # fmt: skip
def test_borders_move_word_by_word(worker: Browser, place: Place, step: str, words: str) -> None:
    give(worker, place, CAFE, place.rest)
    borders(worker, passage(worker, place), step)
    assert marks(worker, place) == [("Rust", words)]


def test_borders_go_over_who_said_it_to_the_next_line(worker: Browser, place: Place) -> None:
    give(worker, place, "Het café", place.rest)
    borders(worker, passage(worker, place), "start_earlier")
    assert marks(worker, place) == [("Rust", "3.\nM2: Het café")]
    give(worker, place, "tegelijk.", place.time)
    page = worker.get(place.text)
    second = next(str(each.get("href")) for each in page._all("a") if (each.text or "").strip() == "Tijd")
    borders(worker, second, "end_later")
    assert ("Tijd", "tegelijk.\nJ1: Ik") in marks(worker, place)


def test_of_one_word_no_border_goes_further(worker: Browser, place: Place) -> None:
    give(worker.in_language("en"), place, "rust", place.rest)
    where = passage(worker, place)
    borders(worker, where, "end_earlier")
    assert "Choose some words first." in worker.get(where).words
    assert marks(worker, place) == [("Rust", "rust")]


def test_what_another_coded_in_the_same_words_stays_where_it_is(
    worker: Browser, colleague: Browser, place: Place
) -> None:
    for browser in (worker, colleague):
        give(browser, place, CAFE, place.rest)
    borders(worker, passage(worker, place), "end_earlier")
    assert marks(worker, place) == [("Rust", "café-gesprek 😀 hielp: één")]
    assert marks(colleague, place) == [("Rust", CAFE)]
    give(worker, place, CAFE, place.rest)
    borders(worker, passage(worker, place), "end_later")
    assert marks(worker, place) == [("Rust", CAFE)]


def test_who_gave_no_code_moves_no_border(worker: Browser, colleague: Browser, place: Place) -> None:
    give(worker, place, CAFE, place.rest)
    give(colleague, place, "rust", place.time)
    where = passage(worker, place)
    seen = worker.get(where).form(under(where, "borders"))["seen"]
    values = colleague.get("/coding/books/new").form("/coding/books/new") | {"seen": seen, "step": "line"}
    colleague.post(under(where, "borders"), values)
    assert marks(worker, place) == [("Rust", CAFE)]


def test_words_that_were_changed_ask_and_are_right_so_or_moved(app: Flask, worker: Browser, place: Place) -> None:
    worker.in_language("en")
    give(worker, place, CAFE, place.rest)
    change(app, place, "M2: Het café-gesprek 😀 hielp heel erg: één vraag tegelijk.")
    assert "Here the text was changed inside words that had a code." in worker.get(place.text).words
    where = passage(worker, place)
    assert "Are they still the right ones?" in worker.get(where).words
    press(worker, where, under(where, "right"))
    assert "Look again" not in worker.get(place.text).words
    assert marks(worker, place) == [("Rust", "café-gesprek 😀 hielp heel erg: één vraag")]


def test_of_words_that_are_gone_the_place_is_asked(app: Flask, worker: Browser, place: Place) -> None:
    worker.in_language("en")
    give(worker, place, "hielp", place.rest)
    change(app, place, "M2: Het café-gesprek 😀 was fijn.")
    where = passage(worker, place)
    page = worker.get(where)
    assert "Nothing is left of the words" in page.words
    assert "/right" not in page.text
    borders(worker, where, "end_later")
    assert marks(worker, place) == [("Rust", "was")]
    assert "Look again" not in worker.get(place.text).words


def test_who_looked_at_another_text_confirms_nothing(app: Flask, worker: Browser, place: Place) -> None:
    give(worker, place, CAFE, place.rest)
    middle = "M2: Het café-gesprek 😀 hielp heel erg: één vraag tegelijk."
    change(app, place, middle)
    where = passage(worker, place)
    values = worker.get(where).form(under(where, "right"))
    change(app, place, "M2: Het café-gesprek 😀 hielp niet: één vraag tegelijk.", seen=middle)
    worker.post(under(where, "right"), values)
    with app.app_context():
        assert db.session.get_one(Passage, UUID(where.rpartition("/")[2])).to_check


def test_what_was_taken_off_is_harmless(worker: Browser, place: Place) -> None:
    give(worker.in_language("en"), place, CAFE, place.rest)
    where = passage(worker, place)
    off = next(str(form.get("action")) for form in worker.get(where).forms() if "/off" in form.get("action"))
    press(worker, where, off)
    assert marks(worker, place) == []
    assert "No code stands here." in worker.get(where).words
