"""The promise follows the plan, and what was promised first is told."""

from datetime import date

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.promises import renew_promises
from jsp.models.team import Opening
from jsp.rules.opening import CancelReason, OpeningState
from tests import make
from tests.browser import Browser
from tests.hours.desk import NEW_CLOSURE, close, closing
from tests.messages.asker import TALK, answer_it, ask, come_back, thread_of

Moment = FrozenDateTimeFactory
TUESDAY = date(2026, 11, 24)


def call_off(app: Flask, on: date, *, again: bool = False) -> None:
    """The opening of that day does not go on, or does after all."""
    with app.app_context():
        opening = db.session.scalars(select(Opening).where(Opening.on == on)).one()
        opening.state = OpeningState.PLANNED if again else OpeningState.CANCELLED
        opening.reason = None if again else CancelReason.ILLNESS
        opening.settle()
        db.session.commit()


def renew(app: Flask) -> None:
    with app.app_context():
        renew_promises()
        db.session.commit()


def promised(app: Flask) -> tuple[str, str]:
    with app.app_context():
        thread = thread_of(app)
        return str(thread.promised_on), str(thread.promised_until)


def test_a_cancelled_opening_moves_it_and_says_so(
    app: Flask, browser: Browser, worker: Browser, frozen: Moment
) -> None:
    ask(app, browser, frozen, site="raayland")
    assert promised(app) == ("2026-11-24", "14:30:00")
    call_off(app, TUESDAY)
    renew(app)
    assert promised(app) == ("2026-11-25", "17:00:00")
    words = browser.get(TALK).words
    assert "Je krijgt antwoord op dinsdag 24 november, uiterlijk 14.30 uur" in words
    assert (
        "Dat lukt niet: onze openingstijden zijn veranderd. Sorry. Nu krijg je antwoord op woensdag 25 november"
        in words
    )
    with app.app_context():
        id = thread_of(app).id
    assert "Nu krijg je antwoord op woensdag 25 november" in worker.get(f"/messages/{id}").words


def test_what_goes_on_after_all_takes_the_word_back(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen, site="raayland")
    call_off(app, TUESDAY)
    renew(app)
    call_off(app, TUESDAY, again=True)
    renew(app)
    assert promised(app) == ("2026-11-24", "14:30:00")
    assert "Dat lukt niet" not in browser.get(TALK).words


def test_a_closure_moves_it_too_and_its_preview_says_how_many(
    app: Flask, browser: Browser, coordinator: Browser, frozen: Moment
) -> None:
    ask(app, browser, frozen, site="raayland")
    days = closing(app, coordinator, "raayland", starts_on="2026-11-24", ends_on="2026-11-25")
    page = coordinator.post(NEW_CLOSURE, days)
    assert "1 beloofd antwoord op een vraag valt erin" in page.words
    close(app, coordinator, "raayland", starts_on="2026-11-24", ends_on="2026-11-25")
    renew(app)
    assert promised(app)[0] == "2026-11-26"


def test_a_promise_that_passed_stays_as_it_was_given(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen, site="raayland")
    frozen.tick(2 * 24 * 3600)
    call_off(app, TUESDAY)
    renew(app)
    assert promised(app) == ("2026-11-24", "14:30:00")
    come_back(browser, words)
    assert "Dat lukt niet" not in browser.get(TALK).words


def test_what_was_answered_is_promised_nothing_more(
    app: Flask, browser: Browser, worker: Browser, frozen: Moment
) -> None:
    ask(app, browser, frozen, site="raayland")
    with app.app_context():
        id = thread_of(app).id
    answer_it(worker, id)
    call_off(app, TUESDAY)
    renew(app)
    assert promised(app) == ("2026-11-24", "14:30:00")


def test_a_promise_is_by_the_number_of_days_that_was_said(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen, site="gilde")
    with app.app_context():
        thread_of(app).school_days = 3
        db.session.commit()
    renew(app)
    assert promised(app)[0] == "2026-11-26"


def test_without_a_school_the_first_to_answer_counts(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    with app.app_context():
        assert thread_of(app).site_id is None
        assert make.id_of(Site, "raayland")
    assert promised(app) == ("2026-11-24", "14:30:00")
