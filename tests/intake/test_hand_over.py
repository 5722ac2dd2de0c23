"""Giving a contact to a colleague of the site, who finds it on the day that was promised."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.contacts import HandOver
from tests.browser import Browser, Page
from tests.intake.desk import contacts, log, own_form, trail, user_id
from tests.make import person


def form_of(who: Browser, id: UUID) -> dict[str, Any]:
    return own_form(who.get(f"/intake/contacts/{id}/hand-over"), "to")


def hand_over(app: Flask, who: Browser, id: UUID, to: str = "lieke", **more: Any) -> Page:
    values = form_of(who, id) | {"to": user_id(app, to), **more}
    return who.post(f"/intake/contacts/{id}/hand-over", values, follow=True)


def owners(app: Flask) -> list[str]:
    with app.app_context():
        names = {person(name).id: name for name in ("sanne", "lieke", "otto")}
        return [names[contact.owner_id] for contact in contacts()]


def test_the_colleague_finds_it_on_the_start_page(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker)
    assert "Er wacht niets op je." in colleague.get("/today/").words
    answer = hand_over(app, worker, id, follow_up_on="2026-11-24")
    assert "Overgedragen. Je collega vindt het bij 'Op te volgen'." in answer.words
    assert "Opvolgen: Geld di 24 nov" in colleague.get("/today/").words


def test_the_follow_up_is_tomorrow_unless_said_otherwise(app: Flask, worker: Browser) -> None:
    assert form_of(worker, log(app, worker))["follow_up_on"] == "2026-11-24"


def test_the_note_goes_with_it_and_the_writer_can_still_look(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker, note="belt na de tweede pauze")
    assert colleague.get(f"/intake/contacts/{id}").heading == "Deze pagina bestaat niet"
    hand_over(app, worker, id)
    for reader in (worker, colleague):
        words = reader.get(f"/intake/contacts/{id}").words
        assert "belt na de tweede pauze" in words
        assert "Op ma 23 nov overgedragen door Sanne aan Lieke." in words
        assert "Opgeschreven door Sanne; nu bij Lieke" in words


def test_it_waits_no_longer_for_who_gave_it_away(app: Flask, worker: Browser) -> None:
    id = log(app, worker, follow_up_on="2026-11-23")
    assert "Opvolgen: Geld" in worker.get("/today/").words
    hand_over(app, worker, id)
    assert "Er wacht niets op je." in worker.get("/today/").words


def test_a_follow_up_that_was_done_is_open_again_for_the_next(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker, follow_up_on="2026-11-23")
    worker.post(f"/intake/contacts/{id}/done", {"csrf_token": form_of(worker, id)["csrf_token"]})
    hand_over(app, worker, id)
    assert "Opvolgen: Geld" in colleague.get("/today/").words


def test_only_workers_of_the_site_are_offered(app: Flask, worker: Browser) -> None:
    id = log(app, worker)
    page = worker.get(f"/intake/contacts/{id}/hand-over")
    offered = {option.get("value") for select in page._all("select") for option in select}
    assert offered == {user_id(app, "lieke")}


@pytest.mark.parametrize("name", ["otto", "bart", "renske", "sanne", "beheer"])
def test_somebody_else_is_refused(app: Flask, worker: Browser, name: str) -> None:
    answer = hand_over(app, worker, log(app, worker), to=name)
    assert "Nog niet opgeslagen." in answer.words
    assert owners(app) == ["sanne"]


def test_the_same_form_twice_hands_over_once(app: Flask, worker: Browser) -> None:
    id = log(app, worker)
    address, values = f"/intake/contacts/{id}/hand-over", form_of(worker, id)
    worker.post(address, values)
    assert "Overgedragen." in worker.post(address, values, follow=True).words
    with app.app_context():
        assert len(db.session.scalars(select(HandOver)).all()) == 1
        assert len(trail(Action.HANDED_OVER)) == 1


def test_a_day_that_has_passed_is_refused_and_stands_there_still(app: Flask, worker: Browser) -> None:
    answer = hand_over(app, worker, log(app, worker), follow_up_on="2026-11-22")
    assert "Deze dag is al voorbij. Kies vandaag of een latere dag." in answer.words
    kept = own_form(answer, "to")
    assert (kept["to"], kept["follow_up_on"]) == (user_id(app, "lieke"), "2026-11-22")
    assert owners(app) == ["sanne"]


def test_who_gave_it_away_cannot_give_it_away_again(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker)
    values = form_of(worker, id)
    worker.post(f"/intake/contacts/{id}/hand-over", values)
    answer = hand_over(app, worker, id)
    assert "Alleen wie ermee bezig is, kan het overdragen." in answer.words
    assert owners(app) == ["lieke"]


def test_it_can_come_back(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker)
    hand_over(app, worker, id)
    hand_over(app, colleague, id, to="sanne", follow_up_on="2026-11-23")
    assert owners(app) == ["sanne"]
    assert "Opvolgen: Geld vandaag" in worker.get("/today/").words


def test_without_a_colleague_it_says_so(app: Flask, worker: Browser) -> None:
    id = log(app, worker)
    with app.app_context():
        person("lieke").active = False
        db.session.commit()
    assert "Je hebt op deze locatie nog geen collega." in worker.get(f"/intake/contacts/{id}/hand-over").words
