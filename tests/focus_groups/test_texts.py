"""A text as it stands: read by who may, changed line by line by who holds it, and nothing of anybody lost."""

import time
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.coding import Passage
from jsp.models.talk_texts import TalkText, TextKind
from jsp.rules.talk import TalkState
from tests.browser import Browser, Page
from tests.focus_groups.rows import SAID, add_book, add_code, add_coding, add_group, add_text

LINES = SAID.split("\n")


def begun(app: Flask, *, words: str = SAID, kind: TextKind = TextKind.TRANSCRIPT, **more: Any) -> UUID:
    with app.app_context():
        group = add_group(**more | {"state": TalkState.DRAFT})
        text = add_text(group, words, kind=kind)
        if more.get("state") is TalkState.APPROVED:
            group.state, group.read_until, group.approved_on = TalkState.APPROVED, group.held_on, group.held_on
        db.session.commit()
        return text.id


def coded(app: Flask, id: UUID, words: str) -> None:
    with app.app_context():
        add_coding(db.session.get_one(TalkText, id), add_code(add_book(), "Rust"), words)
        db.session.commit()


def lines(app: Flask, id: UUID) -> list[str]:
    with app.app_context():
        return db.session.get_one(TalkText, id).words.split("\n")


def passage(app: Flask, id: UUID) -> tuple[str, bool]:
    """What the passage reads, and whether it asks to be looked at."""
    with app.app_context():
        [row] = db.session.scalars(select(Passage).where(Passage.text_id == id))
        return db.session.get_one(TalkText, id).words[row.starts : row.ends], row.to_check


def at(id: UUID, line: int, what: str = "change") -> str:
    return f"/focus-groups/texts/{id}/lines/{line}/{what}"


def send(browser: Browser, where: str, page: Page | None = None, **values: Any) -> Page:
    return browser.post(where, (page or browser.get(where)).form(where) | values)


def test_the_text_stands_there_with_who_said_it(app: Flask, worker: Browser) -> None:
    page = worker.get(f"/focus-groups/texts/{begun(app)}")
    assert "M2 Het café-gesprek 😀 hielp: één vraag tegelijk." in page.words
    assert [each.text for each in page._all("h2")] == [LINES[0][2:], LINES[4][2:]]


def test_a_line_is_changed_and_its_passage_follows(app: Flask, worker: Browser) -> None:
    id = begun(app)
    coded(app, id, "Ik zag dat de klas")
    page = send(worker, at(id, 2), words="Het gesprek hielp, langer dan wij dachten.")
    assert page.response.location == f"/focus-groups/texts/{id}?page=1#line-2"
    assert lines(app, id) == [*LINES[:2], "M2: Het gesprek hielp, langer dan wij dachten.", *LINES[3:]]
    assert passage(app, id) == ("Ik zag dat de klas", False)


def test_who_said_it_is_put_right(app: Flask, worker: Browser) -> None:
    id = begun(app)
    send(worker, at(id, 6), said_by="J2")
    send(worker, at(id, 1), said_by="")
    send(worker, at(id, 4), said_by="#", words="Paste het?")
    assert [lines(app, id)[line] for line in (6, 1, 4)] == [f"J2: {LINES[6]}", LINES[1][4:], "# Paste het?"]


def test_two_who_change_one_line_both_keep_their_words(app: Flask, worker: Browser) -> None:
    id = begun(app, holders=("sanne", "renske"))
    other = Browser(app).signed_in("renske").in_language("en")
    hers = other.get(at(id, 2))
    send(worker, at(id, 2), words="Het gesprek hielp.")
    refused = send(other, at(id, 2), hers, words="Het café hielp.", said_by="M4")
    assert refused.status == 422
    assert "Somebody changed this paragraph" in refused.words
    assert "M2: Het gesprek hielp." in refused.words
    form = refused.form(at(id, 2))
    assert (form["words"], form["said_by"]) == ("Het café hielp.", "M4")
    assert lines(app, id)[2] == "M2: Het gesprek hielp."
    send(other, at(id, 2), refused)
    assert lines(app, id)[2] == "M4: Het café hielp."


def test_a_line_is_found_again_when_one_came_before_it(app: Flask, worker: Browser) -> None:
    id = begun(app)
    page = worker.get(at(id, 3))
    send(worker, at(id, 0, "add"), said_by="G1", words="Welkom.")
    send(worker, at(id, 3), page, words="Zij luisterden.")
    assert lines(app, id) == [LINES[0], "G1: Welkom.", *LINES[1:3], "J1: Zij luisterden.", *LINES[4:]]


@pytest.mark.parametrize("line", [0, 3, 6])
def test_a_line_is_added_and_taken_out_again(app: Flask, worker: Browser, line: int) -> None:
    id = begun(app)
    coded(app, id, "Voorbereiden kostte te veel")
    send(worker, at(id, line, "add"), said_by="M1", words="En dit\nook.")
    assert lines(app, id) == [*LINES[: line + 1], "M1: En dit ook.", *LINES[line + 1 :]]
    send(worker, at(id, line + 1, "take-out"))
    assert lines(app, id) == LINES
    assert passage(app, id) == ("Voorbereiden kostte te veel", False)


def test_taking_a_line_out_says_what_was_coded_in_it_and_asks_to_look(app: Flask, worker: Browser) -> None:
    id = begun(app)
    coded(app, id, "Voorbereiden kostte te veel")
    page = worker.in_language("en").get(at(id, 5, "take-out"))
    assert "1 coded passage stands in it" in page.words
    send(worker, at(id, 5, "take-out"), page)
    assert passage(app, id) == ("", True)


def test_a_line_that_somebody_else_changed_is_not_taken_out(app: Flask, worker: Browser) -> None:
    id = begun(app)
    page = worker.get(at(id, 6, "take-out"))
    send(worker, at(id, 6), words="Iedereen dacht na.")
    assert send(worker, at(id, 6, "take-out"), page).status == 422
    assert lines(app, id)[6] == "Iedereen dacht na."


def test_the_last_line_can_go_and_come(app: Flask, worker: Browser) -> None:
    id = begun(app, words="Iets.")
    send(worker, at(id, 0, "take-out"))
    assert lines(app, id) == [""]
    send(worker, at(id, 0, "add"), said_by="", words="Iets anders.")
    assert lines(app, id) == ["Iets anders."]


def test_without_words_it_is_refused(app: Flask, worker: Browser) -> None:
    id = begun(app)
    assert send(worker, at(id, 2), words="  ").status == 422
    assert lines(app, id) == LINES


def test_words_that_look_like_a_question_or_a_tag_are_neither(app: Flask, worker: Browser) -> None:
    id = begun(app)
    send(worker, at(id, 6), words="# Toch", said_by="")
    send(worker, at(id, 5), words="M4: zei dat", said_by="")
    assert lines(app, id)[5:] == ["- M4: zei dat", "- # Toch"]


def test_sent_twice_a_line_is_added_once(app: Flask, worker: Browser) -> None:
    id = begun(app)
    page = worker.get(at(id, 6, "add"))
    for _ in range(2):
        assert send(worker, at(id, 6, "add"), page, said_by="", words="Meer.").status == 303
    assert lines(app, id) == [*LINES, "Meer."]


def test_a_transcript_is_deleted_after_a_yes_that_says_what_goes_with_it(app: Flask, worker: Browser) -> None:
    id = begun(app)
    coded(app, id, "Voorbereiden kostte te veel")
    where = f"/focus-groups/texts/{id}/delete"
    page = worker.in_language("en").get(where)
    assert "1 coded passage goes with it." in page.words
    assert send(worker, where, page).status == 303
    assert worker.get(f"/focus-groups/texts/{id}").status == 404


def test_the_text_of_the_notes_is_not_deleted(app: Flask, worker: Browser) -> None:
    id = begun(app, kind=TextKind.NOTES)
    where = f"/focus-groups/texts/{id}/delete"
    assert f'action="{where}"' not in worker.get(where).text
    other = f"/focus-groups/texts/{begun(app)}/delete"
    assert worker.post(where, worker.get(other).form(other)).status in (404, 422)
    assert lines(app, id) == LINES


def test_an_approved_text_is_read_and_not_changed(app: Flask, worker: Browser) -> None:
    id = begun(app, state=TalkState.APPROVED)
    page = worker.get(f"/focus-groups/texts/{id}")
    assert (page.status, "/change" in page.text) == (200, False)
    draft = begun(app)
    values = worker.get(at(draft, 2)).form(at(draft, 2)) | {"words": "Anders"}
    assert worker.post(at(id, 2), values).status == 422
    assert lines(app, id) == LINES


def test_others_read_what_is_approved_and_change_nothing(app: Flask, worker: Browser) -> None:
    id = begun(app, state=TalkState.APPROVED)
    researcher = Browser(app).signed_in("nora")
    assert researcher.get(f"/focus-groups/texts/{id}").status == 200
    assert researcher.get(at(id, 2)).status == 404
    assert researcher.get(f"/focus-groups/texts/{begun(app)}").status == 404


def test_a_page_or_line_that_is_not_there_is_none(app: Flask, worker: Browser) -> None:
    id = begun(app)
    assert [worker.get(f"/focus-groups/texts/{id}?page={number}").status for number in (0, 2, 999)] == [404] * 3
    assert worker.get(at(id, 7)).status == 404


def test_fifty_thousand_words_come_in_pages_and_open_fast(app: Flask, worker: Browser) -> None:
    words = "\n".join(f"M1: Dit zijn tien woorden die wij zeiden in regel {number}." for number in range(5_000))
    id = begun(app, words=words)
    began = time.perf_counter()
    page = worker.get(f"/focus-groups/texts/{id}?page=13")
    assert time.perf_counter() - began < 3
    assert "in regel 4999." in page.words
    assert "in regel 4799." not in page.words
    send(worker, at(id, 4_321), words="Anders.")
    assert lines(app, id)[4_321] == "M1: Anders."
