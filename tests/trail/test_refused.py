"""Asking for a thing of somebody else stands in the trail, and so does guessing; who asks cannot tell them apart."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from jsp import missing, pace
from jsp.models.audit import Action
from tests.browser import Browser
from tests.intake.desk import log, trail
from tests.make import person
from tests.test_audit import lose_the_trail
from tests.trail.test_week import THIS, cards

NOTE = "krijgt thuis geen ontbijt"


@pytest.fixture(autouse=True)
def begin_anew() -> None:
    pace.forget_here()


def refused(app: Flask) -> list[tuple[int | None, str, str]]:
    with app.app_context():
        return [(each.user_id, each.object_kind, each.object_id) for each in trail(Action.REFUSED)]


def number(app: Flask, name: str) -> int:
    with app.app_context():
        return int(person(name).id)


def answer(browser: Browser, id: UUID) -> tuple[object, ...]:
    page = browser.get(f"/intake/contacts/{id}")
    return page.status, sorted(page.response.headers), page.text.replace(str(id), "")


def test_what_is_of_somebody_else_and_what_is_not_there_leave_the_same_entry(
    app: Flask, worker: Browser, stranger: Browser
) -> None:
    foreign, none = log(app, worker, note=NOTE), uuid4()
    assert answer(stranger, foreign) == answer(stranger, none)
    otto = number(app, "otto")
    assert refused(app) == [(otto, "intake.contact", str(foreign)), (otto, "intake.contact", str(none))]
    words = stranger.get("/trail/").words
    for id in (foreign, none):
        assert f"Wat er niet is, of niet van hen is: geweigerd {str(id)[:8]}" in words


def test_a_form_that_is_sent_to_it_too(app: Flask, worker: Browser, stranger: Browser) -> None:
    id = log(app, worker)
    values = {"csrf_token": stranger.get("/today/").form("/intake/contacts")["csrf_token"]}
    assert stranger.post(f"/intake/contacts/{id}/edit", values).status == 404
    assert refused(app) == [(number(app, "otto"), "intake.edit", str(id))]


def test_the_own_one_is_no_refusal(app: Flask, worker: Browser) -> None:
    worker.get(f"/intake/contacts/{log(app, worker)}")
    worker.get("/intake/of-nobody")
    assert refused(app) == []


def test_the_coordinator_is_told(app: Flask, worker: Browser, coordinator: Browser) -> None:
    worker.get(f"/intake/contacts/{uuid4()}")
    assert "Om naar te vragen 1 × geweigerd" in cards(coordinator.get(THIS))["Sanne"]


def test_of_who_has_no_account_nothing_is_written(app: Flask, browser: Browser) -> None:
    assert browser.get(f"/intake/contacts/{uuid4()}").status == 302
    assert browser.get("/wie-helpt/999999").status == 404
    assert refused(app) == []


def test_a_page_that_is_open_to_everybody_does_not_ask_who_came(app: Flask, worker: Browser) -> None:
    assert worker.get("/wie-helpt/999999").status == 404
    assert refused(app) == []


def test_who_keeps_trying_does_not_fill_the_trail(
    app: Flask, worker: Browser, colleague: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missing, "MOST", 3)
    assert {worker.get(f"/intake/contacts/{uuid4()}").status for _ in range(5)} == {404}
    colleague.get(f"/intake/contacts/{uuid4()}")
    assert [who for who, *_what in refused(app)] == [number(app, "sanne")] * 3 + [number(app, "lieke")]


def test_without_a_trail_it_is_no_page_either(app: Flask, worker: Browser) -> None:
    lose_the_trail(app)
    assert worker.get(f"/intake/contacts/{uuid4()}").status == 503
