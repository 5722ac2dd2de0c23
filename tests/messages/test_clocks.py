"""Two clocks: when it is time to look, and when it is erased. Nothing that was not read is erased by a clock."""

from datetime import date, timedelta

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import func, select

from jsp import jobs
from jsp.extensions import db
from jsp.models.history import Sending
from jsp.models.messages import Message, Reach, Thread
from jsp.models.traces import ThreadTrace
from jsp.rules.thread import ThreadState
from tests.browser import Browser
from tests.messages.asker import TALK, answer_it, ask, come_back, press, send_question, thread_of, threads

Moment = FrozenDateTimeFactory
DAY = 24 * 3600


def expire(app: Flask) -> None:
    with app.app_context():
        jobs.erase_what_is_over()
        db.session.commit()


def answered(app: Flask, browser: Browser, moment: Moment) -> list[str]:
    """A question with an answer; the code."""
    words = ask(app, browser, moment)
    with app.app_context():
        id = thread_of(app).id
    answer_it(Browser(app).signed_in("sanne"), id)
    return words


def how_many(app: Flask) -> int:
    with app.app_context():
        return len(threads())


def test_what_was_read_is_erased_after_its_days_and_leaves_a_number(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    answered(app, browser, frozen)
    browser.get(TALK)
    frozen.tick(30 * DAY)
    expire(app)
    assert how_many(app) == 1, "the thirtieth day is still its own"
    frozen.tick(DAY)
    expire(app)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Message)) == 0
        assert [(each.number, each.month) for each in db.session.scalars(select(ThreadTrace))] == [
            (1, date(2026, 11, 1))
        ]
    expire(app)
    assert how_many(app) == 0


def test_two_of_a_theme_are_counted_together(app: Flask, browser: Browser, frozen: Moment) -> None:
    for _ in range(2):
        answered(app, browser, frozen)
        press(browser, "/antwoord/wissen", "/antwoord/wissen")
    with app.app_context():
        assert [each.number for each in db.session.scalars(select(ThreadTrace))] == [2]


def test_a_question_that_nobody_answered_is_never_erased(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    frozen.tick(400 * DAY)
    expire(app)
    assert how_many(app) == 1


def test_an_answer_that_was_never_read_waits_for_a_person(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = answered(app, browser, frozen)
    frozen.tick(200 * DAY)
    expire(app)
    assert how_many(app) == 1
    come_back(browser, words)
    assert "Kom donderdag langs" in browser.get(TALK).words
    expire(app)
    assert how_many(app) == 1, "there is a week to read it again"
    frozen.tick(8 * DAY)
    expire(app)
    assert how_many(app) == 0


def test_a_person_erases_it_only_when_its_time_is_over(app: Flask, browser: Browser, frozen: Moment) -> None:
    answered(app, browser, frozen)
    with app.app_context():
        id = thread_of(app).id
    worker = Browser(app).signed_in("sanne")
    values = worker.get(f"/messages/{id}").form(f"/messages/{id}/close")
    worker.post(f"/messages/{id}/erase", values)
    assert how_many(app) == 1
    assert "Dit gesprek heeft nog tijd" in worker.get(f"/messages/{id}").words
    frozen.tick(31 * DAY)
    worker = Browser(app).signed_in("sanne")
    assert f"/messages/{id}/erase" in worker.get("/messages/").text
    press(worker, f"/messages/{id}/erase", f"/messages/{id}/erase")
    assert how_many(app) == 0


def test_writing_back_moves_the_day_up_to_a_most(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    for days in (29, 29, 29, 29):
        frozen.tick(days * DAY)
        come_back(browser, words)
        press(browser, TALK, TALK, text="Ik wacht nog.")
    with app.app_context():
        thread = thread_of(app)
        assert (thread.last_on - thread.asked_on, thread.expires_on - thread.asked_on) == (
            timedelta(days=116), timedelta(days=120),
        )  # fmt: skip


def test_a_week_before_the_worker_sees_it_end(app: Flask, browser: Browser, frozen: Moment) -> None:
    answered(app, browser, frozen)
    browser.get(TALK)
    frozen.tick(22 * DAY)
    assert "gewist na" not in Browser(app).signed_in("sanne").get("/messages/").words
    frozen.tick(DAY)
    assert "gewist na wo 23 dec" in Browser(app).signed_in("sanne").get("/messages/").words


def test_a_number_goes_before_the_conversation_when_its_time_is_over(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    send_question(app, browser, frozen, way="reach", reach="0478-000001")
    frozen.tick(91 * DAY)
    expire(app)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Reach)) == 1, "it was not called yet"
        thread_of(app).state = ThreadState.CLOSED
        thread_of(app).expires_on = date(2027, 12, 31)
        db.session.commit()
    expire(app)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Reach)) == 0
        assert db.session.scalar(select(func.count()).select_from(Thread)) == 1


def test_an_answer_in_a_closed_conversation_that_was_never_read_is_found_too(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    answered(app, browser, frozen)
    with app.app_context():
        id = thread_of(app).id
    press(Browser(app).signed_in("sanne"), f"/messages/{id}", f"/messages/{id}/close")
    frozen.tick(31 * DAY)
    expire(app)
    assert f"/messages/{id}/erase" in Browser(app).signed_in("sanne").get("/messages/").text


def test_the_once_keys_of_what_was_erased_go_some_days_later(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    press(browser, "/antwoord/wissen", "/antwoord/wissen")
    with app.app_context():
        assert db.session.scalars(select(Sending.mark)).all() == ["erased 2026-11-23"]
    frozen.tick(4 * DAY)
    expire(app)
    with app.app_context():
        assert db.session.scalars(select(Sending)).all() == []
