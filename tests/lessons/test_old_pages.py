"""The button of a page that is old by now does nothing to what is another hour by now, and says so."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.blueprints.lessons.service import booking
from jsp.extensions import db
from jsp.rules.session import SessionState
from tests.browser import Browser
from tests.lessons.acting import act, card_of, row_of, seen, sessions
from tests.lessons.rows import THURSDAY, WEEK, add_series, add_session, at

PROPOSED, PLANNED = SessionState.PROPOSED, SessionState.PLANNED
CHANGED = "Iemand wijzigde dit"
Ask = Callable[..., None]


@pytest.fixture
def series(app: Flask, ground: None) -> str:
    """Its address; lesson 1 is firm."""
    with app.app_context():
        made = add_series()
        add_session(made, 1, THURSDAY)
        db.session.commit()
        return f"/lessons/series/{made.id}"


@pytest.fixture
def ask(app: Flask) -> Ask:
    """Somebody asks for another hour for the first lesson, or for one of the second, so many weeks later."""

    def does(name: str, weeks: int, position: int = 1) -> None:
        hour = at(THURSDAY + weeks * WEEK)
        act(app, name, lambda card, **by: booking.ask(
            card, row_of(card, position), hour, **seen(card, position), **by
        ))  # fmt: skip

    return does


def withdraw(app: Flask, name: str) -> None:
    act(app, name, lambda card, **by: booking.withdraw(card, row_of(card, 2), **seen(card, 2), **by))


def hours(app: Flask) -> list[tuple[int, SessionState]]:
    """By how many weeks each is later, and how it stands."""
    return [((each.on - THURSDAY).days // 7, each.state) for each in sessions(app)]


def test_no_other_hour_instead_of_one_that_was_not_seen(app: Flask, worker: Browser, series: str, ask: Ask) -> None:
    plan = f"{series}/1/plan"
    old = worker.get(plan).form(plan) | {"slot": f"{THURSDAY + 2 * WEEK} 12:50"}
    ask("bart", 1)
    page = worker.post(plan, old)
    assert (page.status, CHANGED in page.words) == (422, True)
    assert "do 3 dec" in page.words, "what stands there now"
    assert hours(app) == [(1, PROPOSED)]
    assert worker.post(plan, page.form(plan) | {"slot": f"{THURSDAY + 2 * WEEK} 12:50"}).status == 303
    assert hours(app) == [(2, PROPOSED)], "she saw it now"


@pytest.mark.parametrize("what", ["off", "given", "given-otherwise"])
def test_what_came_of_it_is_said_of_the_hour_that_was_seen(
    app: Flask, series: str, ask: Ask, frozen: FrozenDateTimeFactory, what: str
) -> None:
    frozen.move_to("2026-11-26 11:55:00")
    mentor = Browser(app).signed_in("bart")
    page = mentor.get(series if what == "given" else f"{series}/1/{what}")
    action = next(each for each in map(action_of, page.forms()) if f"/1/{what}" in each)
    ask("sanne", 1)
    assert CHANGED in mentor.post(action, page.form(action), follow=True).words
    assert hours(app) == [(1, PROPOSED)]


def action_of(form: Any) -> str:
    return str(form.get("action"))


def test_a_yes_is_to_no_hour_that_came_later(app: Flask, worker: Browser, series: str, ask: Ask) -> None:
    """The count goes on: the second proposal is not taken for the first one."""
    ask("bart", 1, 2)
    page = worker.get("/lessons/")
    yes = next(each for each in map(action_of, page.forms()) if "/2/key/" in each)
    withdraw(app, "bart")
    ask("bart", 2, 2)
    assert CHANGED in worker.post(yes, page.form(yes), follow=True).words
    assert hours(app)[-1] == (2, PROPOSED)


def test_the_yes_of_one_when_somebody_else_asked_is_not_firm_yet(
    app: Flask, mentor: Browser, worker: Browser, colleague: Browser, series: str
) -> None:
    plan = f"{series}/2/plan"
    colleague.post(plan, colleague.get(plan).form(plan) | {"slot": f"{THURSDAY + WEEK} 12:50"})
    for browser, is_firm in ((mentor, False), (worker, True)):
        page = browser.get("/lessons/")
        yes = next(each for each in map(action_of, page.forms()) if "/key/" in each)
        assert ("Het staat vast: jullie" in browser.post(yes, page.form(yes), follow=True).words) is is_firm
    with app.app_context():
        session = row_of(card_of("bart"), 2).session
        assert session is not None
        assert session.is_firm
