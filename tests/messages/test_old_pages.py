"""A page that a worker had open for a while: what a colleague did meanwhile stands, and nothing typed is lost."""

from flask import Flask
from freezegun.api import FrozenDateTimeFactory as Moment

from jsp.extensions import db
from jsp.rules.thread import ThreadState
from tests.browser import Browser
from tests.messages.asker import answer_it, press, thread_of
from tests.messages.test_answer import reply
from tests.messages.test_inbox import INBOX, question


def test_a_ready_sentence_leaves_the_page_readable(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    page = press(worker, address, f"{address}/chip/hello", text="a\x01b\u202eabc")
    assert page.form(f"{address}/answer")["text"].startswith("ab")


def test_what_was_no_real_question_is_not_opened_again_unseen(
    app: Flask, browser: Browser, worker: Browser, colleague: Browser, frozen: Moment
) -> None:
    address = question(app, frozen, by=browser, site="gilde")
    browser.get("/antwoord/code")
    with app.app_context():
        thread_of(app).state = ThreadState.CLOSED
        db.session.commit()
    page = worker.get(address)
    press(colleague, address, f"{address}/spam")
    worker.post(f"{address}/reopen", page.form(f"{address}/reopen"))
    assert address in worker.get(INBOX).text + worker.get(f"{INBOX}closed").text


def test_a_judgement_from_an_old_page_does_not_close_what_a_colleague_answered(
    app: Flask, worker: Browser, colleague: Browser, frozen: Moment
) -> None:
    address = question(app, frozen, site="gilde")
    page = worker.get(address)
    reply(colleague, address)
    worker.post(f"{address}/spam", page.form(f"{address}/spam"))
    with app.app_context():
        assert (thread_of(app).state, thread_of(app).is_answer_unread) == (ThreadState.ANSWERED, True)


def test_the_notice_of_a_colleague_stays_when_the_page_is_opened_again(
    app: Flask, worker: Browser, colleague: Browser, frozen: Moment
) -> None:
    address = question(app, frozen, site="gilde")
    colleague.get(address)
    worker.get(address)
    assert "Lieke heeft dit ook open" in worker.get(address).words


def test_a_refused_answer_that_is_sent_again_is_refused_again(
    app: Flask, worker: Browser, colleague: Browser, frozen: Moment
) -> None:
    address = question(app, frozen, site="gilde")
    values = worker.get(address).form(f"{address}/answer") | {"text": "Mijn antwoord"}
    reply(colleague, address)
    for _ in range(2):
        page = worker.post(f"{address}/answer", values)
        assert (page.status, page.form(f"{address}/answer")["text"]) == (422, "Mijn antwoord")


def test_a_ready_sentence_with_a_gap_is_not_sent(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    page = answer_it(worker, address.removeprefix(INBOX), "Wij weten hier niet genoeg van. […] wel.")
    assert "Vul eerst in wat er als […] staat." in page.words
    with app.app_context():
        assert thread_of(app).state is ThreadState.OPEN
