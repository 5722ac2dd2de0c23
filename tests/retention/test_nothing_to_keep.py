"""A hold is offered where something is left to keep; where only a count is left, the page says so first."""

from uuid import UUID

from flask import Flask

from jsp.extensions import db
from jsp.rules.retention import Kind
from jsp.verbs import erasures, holds
from tests.break_glass.test_opening import at, open_it
from tests.browser import Browser, Page
from tests.intake.desk import log
from tests.retention.test_holds import form_of, held

GONE = "Er is niets om langer te bewaren"


def offers(page: Page, id: UUID) -> bool:
    return f"/holds/contact/{id}" in {each.get("href") for each in page._all("a")}


def asks_why(page: Page) -> bool:
    return any(field.get("name") == "reason" for form in page.forms() for field in form.iter())


def test_the_page_says_first_that_only_a_count_is_left(app: Flask, worker: Browser, coordinator: Browser) -> None:
    count, written = log(app, worker), log(app, worker, note="krijgt thuis geen ontbijt")
    for who in (worker, coordinator):
        for id, is_gone in ((count, True), (written, False)):
            page = who.get(f"/holds/contact/{id}")
            assert (GONE in page.words, asks_why(page)) == (is_gone, not is_gone)


def test_the_page_of_its_worker_leads_there_where_something_is_left(app: Flask, worker: Browser) -> None:
    count, written = log(app, worker), log(app, worker, note="krijgt thuis geen ontbijt")
    assert not offers(worker.get(f"/intake/contacts/{count}"), count)
    assert offers(worker.get(f"/intake/contacts/{written}"), written)


def test_what_was_opened_with_a_reason_can_be_kept_from_there(
    app: Flask, worker: Browser, coordinator: Browser
) -> None:
    count, written = log(app, worker), log(app, worker, note="krijgt thuis geen ontbijt")
    for id in (count, written):
        open_it(coordinator, at(id))
    assert not offers(coordinator.get(f"{at(count)}/read"), count)
    page = coordinator.get(f"{at(written)}/read")
    assert offers(page, written)
    assert "Langer bewaren" in page.words
    with app.app_context():
        held("contact", written)
    assert "Waarom het langer bewaard wordt" in coordinator.get(f"{at(written)}/read").words


def test_what_went_while_the_form_stood_open_is_told_and_kept_by_nobody(app: Flask, worker: Browser) -> None:
    id = log(app, worker, note="krijgt thuis geen ontbijt")
    where = f"/holds/contact/{id}"
    values = form_of(worker, where)
    with app.app_context():
        erasures.WAYS[Kind.NOTE].again(str(id))
        db.session.commit()
    page = worker.post(where, values)
    assert (page.status, GONE in page.words, asks_why(page)) == (422, True, False)
    with app.app_context():
        assert not holds.list_holds()


def test_the_settings_say_which_things_stand_there_and_how_others_are_kept(coordinator: Browser) -> None:
    page = coordinator.get("/settings/retention")
    assert "Kies hier wat moet blijven van wat in de komende 30 dagen gewist wordt" in page.words
    assert "Open het met een reden en kies op die pagina ‘Langer bewaren’." in page.words
    assert "/opened/" in {each.get("href") for each in page._all("a")}
