"""Codebooks: from a starting book or empty, one name each, put away and back."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.coding.service import books as service
from jsp.content.usual_codebooks import TOGETHER, usual_book
from jsp.extensions import db
from jsp.models.coding import Code, Codebook
from jsp.models.ground import Theme
from jsp.rules.reflection import Mechanism
from jsp.rules.refusal import DomainError
from tests import make
from tests.browser import Browser
from tests.coding.steps import names, press, start_book
from tests.together import at_once


def test_success_and_hindrance_have_codes_under_them(worker: Browser) -> None:
    book = start_book(worker, "Wat hielp", "succes_belemmering")
    found = names(worker, book)
    assert [each for each in found if "›" not in each] == ["Succes", "Belemmering"]
    assert "Succes › In de les" in found
    assert "Belemmering › In de les" in found


def test_ways_of_working_together_are_the_five_each_with_a_definition(worker: Browser) -> None:
    assert {each.mechanism for each in usual_book(TOGETHER, ()).codes} == set(Mechanism)
    book = start_book(worker, "Samen", "samenwerken")
    assert len(names(worker, book)) == 5
    assert "Ze praten over hoe het samenwerken gaat" in worker.get(book).words


def test_themes_are_those_that_this_jsp_has_now(app: Flask, worker: Browser) -> None:
    with app.app_context():
        db.session.scalars(select(Theme).where(Theme.code == "money")).one().archived_on = date(2026, 9, 1)
        db.session.commit()
    book = start_book(worker, "Thema's", "themas")
    assert names(worker, book) == ["School", "Gezondheid", "Respect en veiligheid", "Anders"]


def test_codes_are_made_in_the_language_of_the_page(worker: Browser) -> None:
    book = start_book(worker.in_language("en"), "What helped", "succes_belemmering")
    assert "Hindrance › In the lesson" in names(worker, book)


def test_starting_twice_with_one_form_makes_one_book(app: Flask, worker: Browser) -> None:
    values = worker.get("/coding/books/new").form("/coding/books/new") | {"name": "Een", "origin": "samenwerken"}
    first, second = (worker.post("/coding/books/new", values) for _ in range(2))
    assert first.response.headers["Location"] == second.response.headers["Location"]
    with app.app_context():
        assert len(db.session.scalars(select(Codebook)).all()) == 1
        assert len(db.session.scalars(select(Code)).all()) == 5


@pytest.mark.parametrize("name", ["Werkboek", "  werkBOEK ", "WERKBOEK"])
def test_two_books_never_have_one_name(worker: Browser, name: str) -> None:
    start_book(worker, "Werkboek")
    answer = press(worker.in_language("en"), "/coding/books/new", name=name)
    assert answer.status == 422
    assert "There is a codebook with this name." in answer.words
    other = start_book(worker, "Ander boek")
    renamed = press(worker, f"{other}/name", name=name)
    assert renamed.status == 422
    assert "There is a codebook with this name." in renamed.words


def test_name_changes_also_to_the_same_in_capitals(worker: Browser) -> None:
    book = start_book(worker, "Werkboek")
    assert press(worker, f"{book}/name", name="WERKBOEK").status == 303
    assert worker.get(book).heading == "WERKBOEK"


def test_who_renames_what_changed_meanwhile_is_told(worker: Browser, colleague: Browser) -> None:
    book = start_book(worker, "Werkboek")
    mine = worker.get(f"{book}/name").form(f"{book}/name") | {"name": "Van mij"}
    press(colleague, f"{book}/name", name="Van haar")
    refused = worker.in_language("en").post(f"{book}/name", mine)
    assert refused.status == 422
    assert "Somebody changed this while you had it open." in refused.words
    assert "Van haar" in refused.words
    again = refused.form(f"{book}/name") | {"name": "Van ons"}
    assert worker.post(f"{book}/name", again).status == 303


def test_a_book_is_put_away_and_taken_back(worker: Browser) -> None:
    book = start_book(worker)
    page = worker.in_language("en").get(book)
    worker.post(f"{book}/archive", page.form(f"{book}/archive"))
    away = worker.get(book)
    assert "This codebook was put away" in away.words
    assert "put away" in worker.get("/coding/").words
    worker.post(f"{book}/restore", away.form(f"{book}/restore"))
    assert "was put away" not in worker.get(book).words


@pytest.mark.parametrize("who", ["worker", "coordinator", "nora"])
def test_everybody_who_holds_talks_keeps_books(app: Flask, who: str) -> None:
    browser = Browser(app).signed_in({"worker": "sanne", "coordinator": "renske"}.get(who, who))
    assert names(browser, start_book(browser, "Boek", "samenwerken"))


def test_of_two_at_the_same_moment_one_gets_the_name_and_the_other_the_sentence(committing: Flask) -> None:
    def start(wait: Callable[[], None]) -> object:
        by = make.person("sanne")
        wait()
        return service.start_book("Tegelijk", key=uuid4(), by=by)

    found = at_once(committing, start, start)
    [refused] = [each for each in found if isinstance(each, Exception)]
    assert isinstance(refused, DomainError)
    assert refused.message == service.SAME_NAME
