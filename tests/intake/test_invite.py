"""Asking a colleague to join: it waits on the start page until it has been seen."""

from uuid import UUID

from flask import Flask

from jsp.models.audit import Action
from tests.browser import Browser, Page
from tests.intake.desk import RECORD, contacts, log, own_form, trail, user_id

ASKS = "Sanne vraagt je erbij"


def see(who: Browser, id: UUID) -> Page:
    token = who.get("/today/").form(RECORD)["csrf_token"]
    return who.post(f"/intake/contacts/{id}/seen", {"csrf_token": token}, follow=True)


def test_it_waits_on_the_start_page_of_the_colleague(app: Flask, worker: Browser, colleague: Browser) -> None:
    log(app, worker, colleague=user_id(app, "lieke"))
    assert f"{ASKS} Geld" in colleague.get("/today/").words
    assert ASKS not in worker.get("/today/").words


def test_it_waits_until_it_has_been_seen(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker, colleague=user_id(app, "lieke"))
    address = f"/intake/contacts/{id}"
    page = colleague.get(address)
    assert ASKS in colleague.get("/today/").words
    answer = colleague.post(f"{address}/seen", page.form(f"{address}/seen"), follow=True)
    assert "Gezien, ik doe mee" not in answer.words
    assert "Er wacht niets op je." in colleague.get("/today/").words


def test_who_asked_sees_that_it_was_seen(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker, colleague=user_id(app, "lieke"))
    assert "Erbij gevraagd Lieke Opgeschreven" in worker.get(f"/intake/contacts/{id}").words
    see(colleague, id)
    assert "Erbij gevraagd Lieke, gezien op ma 23 nov" in worker.get(f"/intake/contacts/{id}").words


def test_the_colleague_can_read_the_note(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker, note="wil weten hoe schulden werken", colleague=user_id(app, "lieke"))
    assert "wil weten hoe schulden werken" in colleague.get(f"/intake/contacts/{id}").words


def test_nobody_else_can_say_that_it_was_seen(app: Flask, worker: Browser, stranger: Browser) -> None:
    id = log(app, worker, colleague=user_id(app, "lieke"))
    see(worker, id)
    assert see(stranger, id).heading == "Deze pagina bestaat niet"
    with app.app_context():
        assert contacts()[0].colleague_seen_on is None


def test_seen_twice_is_in_the_trail_once(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker, colleague=user_id(app, "lieke"))
    see(colleague, id)
    see(colleague, id)
    with app.app_context():
        assert len(trail(Action.FOLLOWED_UP)) == 1


def test_asked_no_longer_is_gone(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker, colleague=user_id(app, "lieke"))
    address = f"/intake/contacts/{id}/edit"
    worker.post(address, own_form(worker.get(address), "themes") | {"colleague": ""})
    assert "Er wacht niets op je." in colleague.get("/today/").words
    assert colleague.get(f"/intake/contacts/{id}").heading == "Deze pagina bestaat niet"


def test_asked_again_after_a_change_is_new(app: Flask, worker: Browser, colleague: Browser) -> None:
    lieke = user_id(app, "lieke")
    id = log(app, worker, colleague=lieke)
    see(colleague, id)
    for choice in ("", lieke):
        address = f"/intake/contacts/{id}/edit"
        worker.post(address, own_form(worker.get(address), "themes") | {"colleague": choice})
    assert ASKS in colleague.get("/today/").words
