"""What was promised: late, today or later; ticked off by who works on it; numbers only for the coordinator."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.models.audit import Action
from tests.browser import Browser, Page
from tests.intake.desk import RECORD, contacts, log, own_form, trail, user_id


def done(who: Browser, id: UUID, *, back: str = "today") -> Page:
    token = who.get("/today/").form(RECORD)["csrf_token"]
    return who.post(f"/intake/contacts/{id}/done", {"csrf_token": token, "back": back}, follow=True)


def done_on(app: Flask) -> date | None:
    with app.app_context():
        [contact] = contacts()
        return contact.follow_up_done_on


@pytest.mark.parametrize(("today", "badge"), [
    ("2026-11-24", "Opvolgen: Geld do 26 nov"),
    ("2026-11-26", "Opvolgen: Geld vandaag"),
    ("2026-11-27", "Opvolgen: Geld 1 dag te laat"),
    ("2026-11-30", "Opvolgen: Geld 4 dagen te laat"),
])  # fmt: skip
def test_the_start_page_says_how_it_stands(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory, today: str, badge: str
) -> None:
    log(app, worker, follow_up_on="2026-11-26")
    frozen.move_to(f"{today} 11:30:00")
    worker.signed_in("sanne")
    assert badge in worker.get("/today/").words
    assert badge.removeprefix("Opvolgen: Geld ") in worker.get("/intake/contacts").words


def test_the_oldest_promise_comes_first(app: Flask, worker: Browser) -> None:
    for theme, day in (("School", "2026-11-27"), ("Geld", "2026-11-23"), ("Gezondheid", "2026-11-25")):
        log(app, worker, theme=theme, follow_up_on=day)
    words = worker.get("/today/").words
    places = [words.index(f"Opvolgen: {theme}") for theme in ("Geld", "Gezondheid", "School")]
    assert places == sorted(places)


def test_more_than_four_are_found_in_the_list(app: Flask, worker: Browser) -> None:
    for _ in range(7):
        log(app, worker, follow_up_on="2026-11-23")
    page = worker.get("/today/")
    assert page.words.count("Opvolgen: Geld") == 4
    [way] = [each.get("href") for each in page._all("a") if each.text_content() == "Alle 7 om op te volgen"]
    address, _hash, part = way.partition("#")
    [heading] = [each for each in worker.get(address)._all("h2") if each.get("id") == part]
    assert heading.text_content() == "Op te volgen"


def test_without_a_promise_nothing_waits(app: Flask, worker: Browser) -> None:
    log(app, worker)
    assert "Er wacht niets op je. Mooi." in worker.get("/today/").words


@pytest.mark.parametrize(("back", "heading"), [("today", "Vandaag"), ("", "Mijn contacten")])
def test_ticked_off_is_out_of_sight(app: Flask, worker: Browser, back: str, heading: str) -> None:
    answer = done(worker, log(app, worker, follow_up_on="2026-11-23"), back=back)
    assert answer.heading == heading
    assert "Klaar. Het is opgevolgd en afgevinkt." in answer.words
    assert "Opvolgen: Geld" not in worker.get("/today/").words
    assert done_on(app) == date(2026, 11, 23)


def test_ticked_off_twice_is_in_the_trail_once(app: Flask, worker: Browser) -> None:
    id = log(app, worker, follow_up_on="2026-11-23")
    done(worker, id)
    done(worker, id)
    with app.app_context():
        assert [entry.object_id for entry in trail(Action.FOLLOWED_UP)] == [str(id)]


def test_another_day_opens_it_again(app: Flask, worker: Browser) -> None:
    id = log(app, worker, follow_up_on="2026-11-23")
    done(worker, id)
    address = f"/intake/contacts/{id}/edit"
    worker.post(address, own_form(worker.get(address), "themes") | {"follow_up_on": "2026-11-25"})
    assert "Opvolgen: Geld wo 25 nov" in worker.get("/today/").words


def test_a_change_of_the_note_leaves_it_done(app: Flask, worker: Browser) -> None:
    id = log(app, worker, follow_up_on="2026-11-23")
    done(worker, id)
    address = f"/intake/contacts/{id}/edit"
    worker.post(address, own_form(worker.get(address), "themes") | {"note": "gebeld"})
    assert done_on(app) == date(2026, 11, 23)


def test_who_only_joins_cannot_tick_it_off(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker, follow_up_on="2026-11-23", colleague=user_id(app, "lieke"))
    assert "Alleen wie ermee bezig is, kan het afvinken." in done(colleague, id).words
    assert done_on(app) is None
    assert "Opgevolgd" not in colleague.get(f"/intake/contacts/{id}").words


def test_a_stranger_cannot_tick_it_off(app: Flask, worker: Browser, stranger: Browser) -> None:
    answer = done(stranger, log(app, worker, follow_up_on="2026-11-23"))
    assert answer.heading == "Deze pagina bestaat niet"
    assert done_on(app) is None


def test_the_coordinator_sees_numbers_and_nothing_of_what_was_said(
    app: Flask, worker: Browser, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    log(app, worker, note="slaapt op de bank bij een vriend", follow_up_on="2026-11-23")
    log(app, worker, follow_up_on="2026-11-25")
    frozen.move_to("2026-11-24 11:30:00")
    page = coordinator.signed_in("renske").get("/today/")
    assert "Medewerker open te laat Sanne 2 1" in page.words
    assert not [word for word in ("Geld", "Luisterend oor", "slaapt", "/intake/") if word in page.text]


def test_the_coordinator_cannot_open_the_contact(app: Flask, worker: Browser, coordinator: Browser) -> None:
    id = log(app, worker, follow_up_on="2026-11-23")
    assert coordinator.get(f"/intake/contacts/{id}").heading == "Deze pagina is niet voor jou"
