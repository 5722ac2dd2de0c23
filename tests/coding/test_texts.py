"""A text with its codes: by line without script, and as the script sends it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkText
from jsp.rules.talk import TalkState
from jsp.verbs import talk_texts
from tests.browser import Browser, Page
from tests.coding.steps import press
from tests.focus_groups import rows

CAFE = "café-gesprek 😀 hielp: één vraag"


@dataclass(frozen=True)
class Place:
    """The address of the text, its codes, and where its words stand."""

    text: str
    rest: str
    time: str

    @property
    def id(self) -> UUID:
        return UUID(self.text.rpartition("/")[2])


@pytest.fixture
def place(app: Flask) -> Place:
    with app.app_context():
        text = rows.add_text(rows.add_group(holders=("sanne", "lieke")))
        book = rows.add_book()
        rest, time = rows.add_code(book, "Rust"), rows.add_code(book, "Tijd", place=1)
        found = Place(f"/coding/texts/{text.id}", str(rest.id), str(time.id))
        db.session.commit()
        return found


def give(browser: Browser, place: Place, words: str, *codes: str, **more: Any) -> Page:
    """As the script sends it."""
    page = browser.get(place.text)
    start = rows.SAID.index(words)
    version = next(each.get("data-version") for each in page._all("ol") if each.get("data-version"))
    sent = {"csrf_token": page.form(f"{place.text}/undo?whose=mine")["csrf_token"], "starts": start,
            "ends": start + len(words), "version": version, "codes": list(codes)} | more  # fmt: skip
    return browser.post(f"{place.text}/codes?whose=mine", sent)


def undo(browser: Browser, place: Place) -> Page:
    return press(browser, place.text, f"{place.text}/undo?whose=mine")


def marks(browser: Browser, place: Place, whose: str = "mine") -> list[tuple[str, str]]:
    """What stands beside the text: the code, and the words of its passage as the text reads now."""
    page, words = browser.get(f"{place.text}?whose={whose}"), words_of(browser, place)
    found = []
    for each in page._all("a"):
        if each.get("data-at"):
            start, end, _colour = map(int, each.get("data-at").split())
            found.append((each.text.strip(), words[start:end]))
    return found


def words_of(browser: Browser, place: Place) -> str:
    with browser.client.application.app_context():
        return db.session.get_one(TalkText, place.id).words


def test_a_line_is_coded_without_script_from_word_to_word(worker: Browser, place: Place) -> None:
    answer = press(worker, f"{place.text}/lines/3", f"{place.text}/lines/3?whose=mine", first="2", last="6",
                   codes=[place.rest, place.time])  # fmt: skip
    assert answer.response.headers["Location"] == f"{place.text}?whose=mine#l3"
    assert marks(worker, place) == [("Rust", CAFE), ("Tijd", CAFE)]


def test_what_the_script_sends_answers_with_the_codes_of_that_line(worker: Browser, place: Place) -> None:
    answer = give(worker.in_language("en"), place, CAFE, place.rest)
    assert answer.status == 200
    found = answer.response.get_json()
    assert found["line"] == 3
    start = rows.SAID.index(CAFE)
    assert f'data-at="{start} {start + len(CAFE)} 0"' in found["marks"]
    assert found["told"] == "Undo: Rust given"
    assert len(answer.text) < 1000


def test_passages_overlap_and_the_same_code_counts_once(app: Flask, worker: Browser, place: Place) -> None:
    for words in ("rust in de klas", "de klas, en dat", "rust in de klas"):
        give(worker, place, words, place.rest)
    assert marks(worker, place) == [("Rust", "rust in de klas"), ("Rust", "de klas, en dat")]
    with app.app_context():
        assert len(db.session.scalars(select(Passage)).all()) == 2


def test_everybody_sees_the_own_codes_first_and_all_when_asked(
    worker: Browser, colleague: Browser, place: Place
) -> None:
    give(worker, place, CAFE, place.rest)
    give(colleague, place, CAFE, place.time)
    assert marks(worker, place) == [("Rust", CAFE)]
    assert marks(colleague, place) == [("Tijd", CAFE)]
    assert marks(worker, place, "all") == [("Rust", CAFE), ("Tijd", CAFE)]
    assert "Lieke" in worker.get(f"{place.text}?whose=all").text


def test_a_book_can_be_chosen(app: Flask, worker: Browser, place: Place) -> None:
    with app.app_context():
        other = rows.add_book("Ander boek")
        code = str(rows.add_code(other, "Anders").id)
        db.session.commit()
        other_id = other.id
    give(worker, place, CAFE, place.rest, code)
    shown = worker.get(f"{place.text}?book={other_id}")
    assert ">Anders</a>" in shown.text
    assert ">Rust</a>" not in shown.text
    assert place.rest not in shown.text


@pytest.mark.parametrize(("start", "end", "sentence"), [
    (60, 60, "Choose some words first."), (50, 40, "The end stands before the beginning."),
    (-4, 20, "These words are not in this text."), (40, 10**9, "These words are not in this text."),
    (40, 10**30, "These words are not in this text."), (5, 12, "A question of the guide was not said by anybody."),
    (5, 60, "A question of the guide was not said by anybody."),
    (rows.SAID.index("M1"), len(rows.SAID), "This is the whole text."),
    (rows.SAID.index("M2:"), rows.SAID.index("M2:") + 3, "Choose some words first."),
])  # fmt: skip
def test_what_cannot_be_coded_is_told(
    app: Flask, worker: Browser, place: Place, start: int, end: int, sentence: str
) -> None:
    answer = give(worker.in_language("en"), place, CAFE, place.rest, starts=start, ends=end)
    assert answer.status == 422
    assert sentence in answer.response.get_json()["told"]
    with app.app_context():
        assert db.session.scalars(select(Passage)).all() == []


@pytest.mark.parametrize("codes", [(), ("nonsense",), (str(uuid4()),)])
def test_without_a_code_that_is_there_nothing_is_given(worker: Browser, place: Place, codes: tuple[str, ...]) -> None:
    assert give(worker, place, CAFE, *codes).status == 422
    assert marks(worker, place) == []


def test_a_code_that_was_put_away_is_not_given_and_stays_where_it_was(
    app: Flask, worker: Browser, place: Place
) -> None:
    give(worker, place, CAFE, place.rest)
    press(worker.in_language("en"), f"/coding/codes/{place.rest}", f"/coding/codes/{place.rest}/archive")
    assert f'value="{place.rest}"' not in worker.get(place.text).text
    refused = give(worker, place, "rust", place.rest)
    assert "This code is not offered any more." in refused.response.get_json()["told"]
    assert marks(worker, place) == [("Rust", CAFE)]
    with app.app_context():
        db.session.scalars(select(Code).where(Code.id == UUID(place.rest))).one().archived_on = None
        db.session.scalars(select(Codebook)).one().archived_on = rows.HELD_ON
        db.session.commit()
    assert give(worker, place, "rust", place.rest).status == 422


def test_words_of_a_text_that_was_changed_are_not_coded_in_the_wrong_place(
    app: Flask, worker: Browser, place: Place
) -> None:
    with app.app_context():
        text = db.session.get_one(TalkText, place.id)
        talk_texts.change_paragraph(
            text, 1, seen="M1: We wilden rust in de klas, en dat lukte pas na les 3.", words="M1: Rust, na les 3."
        )
        db.session.commit()
    answer = give(worker.in_language("en"), place, CAFE, place.rest, version=1)
    assert answer.status == 409
    assert "The text was changed since you opened it." in answer.response.get_json()["told"]
    assert marks(worker, place) == []


def test_steps_are_undone_one_by_one_and_a_button_pressed_twice_undoes_one(worker: Browser, place: Place) -> None:
    give(worker, place, CAFE, place.rest)
    give(worker, place, "rust", place.time)
    passage = next(each.get("href") for each in worker.get(place.text)._all("a") if each.text == "Rust")
    off = next(form.get("action") for form in worker.get(passage).forms() if "/off" in form.get("action"))
    press(worker, passage, off)
    assert marks(worker, place) == [("Tijd", "rust")]
    values = worker.get(place.text).form(f"{place.text}/undo?whose=mine")
    for _press in range(2):
        assert worker.post(f"{place.text}/undo?whose=mine", values).status == 303
    assert marks(worker, place) == [("Tijd", "rust"), ("Rust", CAFE)]
    undo(worker, place)
    assert marks(worker, place) == [("Rust", CAFE)]
    undo(worker, place)
    assert marks(worker, place) == []
    undo(worker, place)


def test_nobody_undoes_what_another_did(worker: Browser, colleague: Browser, place: Place) -> None:
    give(worker, place, CAFE, place.rest)
    values = worker.get(place.text).form(f"{place.text}/undo?whose=mine")
    token = colleague.get(place.text).form(f"{place.text}/undo?whose=mine")["csrf_token"]
    colleague.post(f"{place.text}/undo?whose=mine", values | {"csrf_token": token})
    assert marks(worker, place) == [("Rust", CAFE)]


def test_reading_a_text_is_written_down(app: Flask, worker: Browser, place: Place) -> None:
    worker.get(place.text)
    with app.app_context():
        entries = select(AuditEntry).where(AuditEntry.object_kind == "talk_text", AuditEntry.action == Action.READ)
        assert [each.object_id for each in db.session.scalars(entries)] == [str(place.id)]


def test_others_code_only_what_was_approved_by_enough(app: Flask, place: Place) -> None:
    nora = Browser(app).signed_in("nora")
    assert nora.get(place.text).status == 404
    with app.app_context():
        group = db.session.scalars(select(FocusGroup)).one()
        group.read_until = group.approved_on = rows.HELD_ON
        group.state = TalkState.APPROVED
        db.session.commit()
    assert give(nora, place, CAFE, place.rest).status == 200
    assert marks(nora, place) == [("Rust", CAFE)]


def test_of_a_foreign_or_erased_text_nothing_is_there(
    app: Flask, worker: Browser, stranger: Browser, place: Place
) -> None:
    give(worker, place, CAFE, place.rest)
    page = worker.get(place.text)
    passage = next(each.get("href") for each in page._all("a") if each.text == "Rust")
    for where in (place.text, f"{place.text}/lines/3", passage):
        assert stranger.get(where).status == 404
    with app.app_context():
        db.session.delete(db.session.get_one(TalkText, place.id))
        db.session.commit()
        assert db.session.scalars(select(Coding)).all() == []
    for where in (place.text, f"{place.text}/lines/3", passage):
        assert worker.get(where).status == 404


def test_a_line_without_words_and_a_question_have_no_page(worker: Browser, place: Place) -> None:
    for number in (0, 1, 5, 99):
        assert worker.get(f"{place.text}/lines/{number}").status == 404
