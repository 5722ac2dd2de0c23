"""What a young person does themselves is not written down: that they looked is theirs."""

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import AuditEntry
from tests.browser import Browser
from tests.messages.asker import answer_it, ask, come_back, thread_of

ANSWER = "Kom donderdag langs, dan kijken we samen."


def entries(app: Flask) -> list[tuple[int | None, str]]:
    with app.app_context():
        rows = db.session.execute(select(AuditEntry.user_id, AuditEntry.action).order_by(AuditEntry.id))
        return [(row.user_id, str(row.action)) for row in rows]


def test_reading_an_answer_leaves_nothing(
    app: Flask, browser: Browser, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    words = ask(app, browser, frozen)
    with app.app_context():
        id = thread_of(app).id
    answer_it(worker, id, ANSWER)
    before = entries(app)
    pupil = Browser(app)
    come_back(pupil, words)
    assert ANSWER in pupil.get("/antwoord/gesprek").text
    assert entries(app) == before


def test_looking_around_leaves_nothing(app: Flask, browser: Browser) -> None:
    before = entries(app)
    for where in ("/", "/nu-hulp", "/gegevens", "/raayland", "/vraag", "/antwoord", "/kaart", "/les"):
        browser.get(where)
    assert entries(app) == before
