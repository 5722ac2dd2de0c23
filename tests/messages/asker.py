"""Somebody who asks, as the tests play them: fills in the form, keeps the code, comes back with it."""

from typing import Any

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Theme
from jsp.models.messages import Message, Thread
from tests import make
from tests.browser import Browser, Page
from tests.reply_codes import words_of

ASK, ENTER, CODE, TALK = "/vraag", "/antwoord", "/antwoord/code", "/antwoord/gesprek"
QUESTION = "Mijn vriendin wordt uitgelachen in de groepsapp. Wat kan ik doen?"


def filled(app: Flask, page: Page, **more: Any) -> dict[str, Any]:
    """What the form for a question sends: the theme is money unless another code is given; `raw` goes last."""
    with app.app_context():
        theme = make.id_of(Theme, more.pop("theme", "money"))
    raw = more.pop("raw", {})
    return page.form(ASK) | {"theme": str(theme), "question": QUESTION} | more | raw


def send_question(app: Flask, browser: Browser, moment: FrozenDateTimeFactory, **more: Any) -> Page:
    """Open the form, take the time that typing takes, send it."""
    values = filled(app, browser.get(ASK), **more)
    moment.tick(20)
    return browser.post(ASK, values)


def ask(app: Flask, browser: Browser, moment: FrozenDateTimeFactory, **more: Any) -> list[str]:
    """The same, and the eight words of the code that come of it."""
    answer = send_question(app, browser, moment, **more)
    assert (answer.status, answer.response.headers["Location"]) == (303, CODE), answer.words
    return words_of(browser.get(CODE))


def come_back(browser: Browser, words: list[str] | str) -> Page:
    """Type the code; the answer to that."""
    code = words if isinstance(words, str) else " ".join(words)
    return browser.post(ENTER, browser.get(ENTER).form(ENTER) | {"code": code})


def thread_of(app: Flask) -> Thread:
    """The only conversation there is; in the session of the caller."""
    return db.session.scalars(select(Thread)).one()


def threads() -> list[Thread]:
    return list(db.session.scalars(select(Thread).order_by(Thread.asked_on, Thread.id)))


def texts(thread: Thread) -> list[str]:
    """What was said, opened with the key of the team."""
    rows = db.session.scalars(select(Message).where(Message.thread_id == thread.id).order_by(Message.position))
    return [thread.content_keys.open(row.body_sealed, place=Message.place(row.id)) for row in rows]


def answer_it(worker: Browser, id: object, text: str = "Kom donderdag langs, dan kijken we samen.") -> Page:
    """A worker opens the conversation and sends an answer."""
    address = f"/messages/{id}/answer"
    return worker.post(address, worker.get(f"/messages/{id}").form(address) | {"text": text})


def press(browser: Browser, page: str, action: str, **more: Any) -> Page:
    """Send the form on `page` that leads to `action`, as it stands and with `more` filled in."""
    return browser.post(action, browser.get(page).form(action) | more)
