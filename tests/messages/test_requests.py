"""A mentor or care coordinator asks something for a class, and sees what becomes of it."""

from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.models.ground import SchoolClass
from jsp.rules.thread import ThreadState
from tests import make
from tests.browser import Browser, Page
from tests.messages.asker import answer_it, ask, press, texts, thread_of, threads
from tests.messages.test_inbox import INBOX, card

REQUESTS, NEW = "/messages/requests", "/messages/requests/new"
TEXT = "Er wordt veel gescholden in de groepsapp van de klas."


def ask_for(app: Flask, by: Browser, name: str = "V2B", **more: Any) -> Page:
    """Ask for a talk with a class this week."""
    with app.app_context():
        chosen = str(make.id_of(SchoolClass, name))
    values = {"school_class": chosen, "text": TEXT, "wish": "class_talk", "urgency": "this_week", **more}
    return press(by, NEW, NEW, **values)


def id_of(app: Flask) -> str:
    with app.app_context():
        return str(thread_of(app).id)


@pytest.mark.parametrize("who", ["bart", "annelies"])
def test_somebody_of_the_school_asks_for_a_class(app: Flask, who: str) -> None:
    browser = Browser(app).signed_in(who)
    ask_for(app, browser)
    page = browser.get(f"{REQUESTS}/{id_of(app)}")
    assert page.heading == "Voor V2B"
    assert "Wens een gesprek met de klas Hoe snel? deze week Wat ervan komt Je krijgt antwoord op dinsdag" in page.words
    with app.app_context():
        thread = thread_of(app)
        assert (thread.asker_id, thread.is_by_code, texts(thread)) == (make.person(who).id, False, [TEXT])


def test_a_class_of_another_school_cannot_be_chosen(app: Flask, mentor: Browser) -> None:
    assert "MZ31" not in mentor.get(NEW).text
    page = ask_for(app, mentor, "MZ31")
    assert page.form(NEW)["text"] == TEXT
    with app.app_context():
        assert threads() == []


def test_a_worker_reads_for_which_class_what_and_how_soon(app: Flask, mentor: Browser, worker: Browser) -> None:
    ask_for(app, mentor)
    address = f"{INBOX}{id_of(app)}"
    [row] = card(worker.get(INBOX), "waiting")
    assert row == (address, "Respect en veiligheid di 24 nov 14.30 deze week voor een klas: V2B · Raayland · ma 23 nov")
    assert "Klas V2B Wens een gesprek met de klas Hoe snel? deze week Gevraagd door Bart" in worker.get(address).words


def test_a_class_typed_by_a_teacher_without_an_account_is_read_too(
    app: Flask, browser: Browser, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    ask(app, browser, frozen, asked_by="teacher", site="raayland", class_words="2 mavo b", wish="lesson")
    assert "voor een klas: 2 mavo b" in worker.get(INBOX).words


def test_who_asked_sees_what_becomes_of_it_and_the_answer(app: Flask, mentor: Browser, worker: Browser) -> None:
    ask_for(app, mentor)
    id = id_of(app)
    press(worker, f"{INBOX}{id}", f"{INBOX}{id}/result/lesson")
    assert "V2B Respect en veiligheid · een les nieuw" in mentor.get(REQUESTS).words
    answer_it(worker, id, "We komen vrijdag in de klas.")
    page = mentor.get(f"{REQUESTS}/{id}")
    assert "Wat ervan komt Een les, ma 23 nov" in page.words
    assert "Sanne · ma 23 nov We komen vrijdag in de klas." in page.words
    assert "een les beantwoord" in mentor.get(REQUESTS).words


def test_what_is_written_back_waits_for_the_team_again(app: Flask, mentor: Browser, worker: Browser) -> None:
    ask_for(app, mentor)
    id = id_of(app)
    answer_it(worker, id, "Past vrijdag?")
    press(mentor, f"{REQUESTS}/{id}", f"{REQUESTS}/{id}/write-back", text="Vrijdag past niet.")
    with app.app_context():
        thread = thread_of(app)
        assert (texts(thread), thread.state) == ([TEXT, "Past vrijdag?", "Vrijdag past niet."], ThreadState.OPEN)


def test_the_request_of_somebody_else_is_as_missing_as_none(
    app: Flask, mentor: Browser, care_coordinator: Browser
) -> None:
    ask_for(app, mentor)
    id, values = id_of(app), care_coordinator.get(NEW).form(NEW)
    assert care_coordinator.get(f"{REQUESTS}/{id}").heading == "Deze pagina bestaat niet"
    care_coordinator.post(f"{REQUESTS}/{id}/write-back", values | {"text": "Van een ander"})
    assert "V2B" not in care_coordinator.get(REQUESTS).words
    with app.app_context():
        assert texts(thread_of(app)) == [TEXT]


def test_who_asks_for_a_class_does_not_read_the_questions(app: Flask, mentor: Browser) -> None:
    ask_for(app, mentor)
    for address in (INBOX, f"{INBOX}{id_of(app)}"):
        assert mentor.get(address).heading == "Deze pagina is niet voor jou"
