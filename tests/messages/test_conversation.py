"""What the asker does with the conversation: read, write back, finish, erase; two tabs; what is erased meanwhile."""

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.messages import Message, Signal, Thread
from jsp.models.outbox import OutboxMail
from jsp.models.traces import ThreadTrace
from jsp.rules.thread import ThreadState
from tests.browser import Browser
from tests.messages.asker import (
    ENTER,
    QUESTION,
    TALK,
    answer_it,
    ask,
    come_back,
    press,
    texts,
    thread_of,
    threads,
)  # fmt: skip
from tests.messages.test_code import confirm

Moment = FrozenDateTimeFactory
ANSWER = "Kom donderdag langs, dan kijken we samen."


def id_of_thread(app: Flask) -> str:
    with app.app_context():
        return str(thread_of(app).id)


def test_first_it_says_when_and_whether_it_was_seen(
    app: Flask, browser: Browser, worker: Browser, frozen: Moment
) -> None:
    ask(app, browser, frozen, site="raayland")
    words = browser.get(TALK).words
    assert "Nog niet gelezen." in words
    assert "We hebben je bericht. Je krijgt antwoord op dinsdag 24 november, uiterlijk 14.30 uur" in words
    worker.get(f"/messages/{id_of_thread(app)}")
    assert "Nog geen antwoord. We hebben je bericht wel gezien." in browser.get(TALK).words


def test_the_answer_is_read_by_name_and_day_never_the_hour(
    app: Flask, browser: Browser, worker: Browser, frozen: Moment
) -> None:
    ask(app, browser, frozen)
    answer_it(worker, id_of_thread(app))
    words = browser.get(TALK).words
    assert f"Sanne · ma 23 nov {ANSWER}" in words
    assert "Er is antwoord." in words
    assert "12.30" not in words


def test_reading_erases_the_address_also_from_the_mail_that_waits(
    app: Flask, browser: Browser, worker: Browser, frozen: Moment
) -> None:
    words = ask(app, browser, frozen)
    confirm(browser, words, told="mail", address="noor@demo.example")
    answer_it(worker, id_of_thread(app))
    with app.app_context():
        assert thread_of(app).is_answer_unread
        assert [each.kind for each in db.session.scalars(select(OutboxMail))] == ["answer_waiting"]
    browser.get(TALK)
    with app.app_context():
        assert not thread_of(app).is_answer_unread
        assert db.session.scalars(select(Signal)).all() == db.session.scalars(select(OutboxMail)).all() == []


def test_looking_before_there_is_an_answer_keeps_the_address(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    confirm(browser, words, told="mail", address="noor@demo.example")
    browser.get(TALK)
    with app.app_context():
        assert len(db.session.scalars(select(Signal)).all()) == 1


def test_writing_back_is_kept_once_and_waits_for_us_with_a_promise_of_its_own(
    app: Flask, browser: Browser, worker: Browser, frozen: Moment
) -> None:
    words = ask(app, browser, frozen, site="raayland")
    answer_it(worker, id_of_thread(app))
    frozen.tick(24 * 3600)
    come_back(browser, words)
    values = browser.get(TALK).form(TALK) | {"text": "Dankjewel, ik kom."}
    for _ in range(2):
        assert browser.post(TALK, values).response.headers["Location"] == TALK
    with app.app_context():
        thread = thread_of(app)
        assert texts(thread) == [QUESTION, ANSWER, "Dankjewel, ik kom."]
        assert (thread.state, str(thread.promised_on), str(thread.waiting_since)) == (
            ThreadState.OPEN, "2026-11-25", "2026-11-24",
        )  # fmt: skip


def test_two_tabs_keep_both(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    one, other = browser.get(TALK).form(TALK), browser.get(TALK).form(TALK)
    browser.post(TALK, one | {"text": "In de ene tab"})
    browser.post(TALK, other | {"text": "In de andere tab"})
    with app.app_context():
        assert texts(thread_of(app)) == [QUESTION, "In de ene tab", "In de andere tab"]


def test_a_code_in_it_is_refused_and_the_text_stays(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    text = f"Mijn code is {' '.join(words)}"
    page = press(browser, TALK, TALK, text=text)
    assert (page.status, page.form(TALK)["text"]) == (422, text)
    assert "Dit lijkt op een antwoordcode" in page.words


def test_who_wrote_for_long_may_still_send(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    values = browser.get(TALK).form(TALK) | {"text": "Een lang verhaal"}
    frozen.tick(60 * 60)
    assert browser.post(TALK, values).response.headers["Location"] == ENTER, "sent, and reading on takes the code"
    with app.app_context():
        assert texts(thread_of(app)) == [QUESTION, "Een lang verhaal"]


def test_what_came_too_late_is_shown_to_be_copied_and_nothing_else(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    ask(app, browser, frozen)
    values = browser.get(TALK).form(TALK) | {"text": "Een nog langer verhaal"}
    frozen.tick(3 * 3600)
    page = browser.post(TALK, values)
    assert (page.status, "Een nog langer verhaal" in page.words, QUESTION in page.words) == (410, True, False)


def test_an_hour_later_an_empty_text_opens_nothing(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    values = browser.get(TALK).form(TALK)
    frozen.tick(60 * 60)
    assert QUESTION not in browser.post(TALK, values).words
    assert browser.get(TALK).response.headers["Location"] == ENTER


def test_erasing_after_the_page_fell_asleep_says_so_and_erases_nothing(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    ask(app, browser, frozen)
    values = browser.get("/antwoord/wissen").form("/antwoord/wissen")
    frozen.tick(16 * 60)
    assert browser.post("/antwoord/wissen", values).response.headers["Location"] == ENTER
    with app.app_context():
        assert len(threads()) == 1


def test_a_promise_that_passed_is_told_honestly(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen, site="raayland")
    frozen.tick(3 * 24 * 3600)
    come_back(browser, words)
    assert "We zijn te laat. Sorry." in browser.get(TALK).words


def test_finished_is_closed_and_can_still_be_read(
    app: Flask, browser: Browser, worker: Browser, frozen: Moment
) -> None:
    ask(app, browser, frozen)
    answer_it(worker, id_of_thread(app))
    values = browser.get(TALK).form(TALK)
    press(browser, TALK, "/antwoord/klaar")
    words = browser.get(TALK).words
    assert "Dit gesprek is afgesloten" in words
    assert QUESTION in words
    page = browser.post(TALK, values | {"text": "Toch nog iets"})
    assert "Dit gesprek is afgesloten. Heb je nog een vraag? Stel een nieuwe." in page.words
    with app.app_context():
        assert texts(thread_of(app)) == [QUESTION, ANSWER]


def test_what_nobody_answered_cannot_be_finished_by_one_tap(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    page = browser.get(TALK)
    assert "/antwoord/klaar" not in page.text
    once = page.form("/antwoord/sluiten")
    browser.post("/antwoord/klaar", once)
    with app.app_context():
        assert thread_of(app).state is ThreadState.OPEN
    assert "Er is nog geen antwoord" in browser.get(TALK).words


def test_erased_is_gone_for_both_and_of_a_real_one_stays_a_number(
    app: Flask, browser: Browser, worker: Browser, frozen: Moment
) -> None:
    words = ask(app, browser, frozen)
    confirm(browser, words, told="mail", address="noor@demo.example")
    id = id_of_thread(app)
    answer_it(worker, id)
    assert "Alles is gewist" in press(browser, "/antwoord/wissen", "/antwoord/wissen").heading
    with app.app_context():
        for table in (Thread, Message, Signal, OutboxMail):
            assert db.session.scalar(select(func.count()).select_from(table)) == 0
        [trace] = db.session.scalars(select(ThreadTrace))
        assert (trace.number, str(trace.month)) == (1, "2026-11-01")
    assert "kennen we niet" in come_back(browser, words).words
    assert worker.get(f"/messages/{id}").status == 404


def test_what_nobody_judged_leaves_no_number(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    press(browser, "/antwoord/wissen", "/antwoord/wissen")
    with app.app_context():
        assert db.session.scalars(select(ThreadTrace)).all() == []


def test_asking_first_erases_nothing(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    assert browser.get("/antwoord/wissen").heading == "Alles wissen?"
    with app.app_context():
        assert len(threads()) == 1


def test_what_was_erased_in_another_tab_is_told_and_the_text_stays(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    words = ask(app, browser, frozen)
    values = browser.get(TALK).form(TALK) | {"text": "Nog een vraag"}
    other = Browser(app)
    come_back(other, words)
    press(other, "/antwoord/wissen", "/antwoord/wissen")
    page = browser.post(TALK, values)
    assert (page.status, "Nog een vraag" in page.words) == (410, True)
    assert browser.get(TALK).response.headers["Location"] == ENTER
