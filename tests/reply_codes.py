"""What the tests of each room that takes a code of eight words share: nobody guessed yet, and a hash of little cost."""

import pytest
from flask import Flask
from sqlalchemy import select

from jsp import code_pace
from jsp.code_pace import Pace
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.rules import reply_lock
from jsp.rules.reply_code import WORDS
from jsp.rules.thread import BUSY_SITE
from tests.browser import Page

UNKNOWN = " ".join(WORDS[:8])


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hash with less memory: the suite computes some hundreds. Its real cost is measured by `make bench`."""
    monkeypatch.setattr(reply_lock, "MEMORY_KIB", 64)
    monkeypatch.setattr(reply_lock, "PASSES", 1)


def calm_down(pace: Pace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody guessed yet. What throws old counts away lives in a thread for which time does not stand still."""
    monkeypatch.setattr(pace.counters.storage, "_MemoryStorage__schedule_expiry", lambda: None)
    pace.forget()


def nearly_conspicuous(app: Flask, pace: Pace) -> None:
    """So many wrong codes that one more stands out."""
    with app.app_context():
        shelf = code_pace.shelf_of(code_pace.mark_of(UNKNOWN))
    for _ in range(BUSY_SITE - 1):
        pace.is_within(code_pace.WRONG, shelf)


def alarms(app: Flask) -> list[tuple[int | None, str]]:
    """Who and what the trail names of guessing that stood out."""
    with app.app_context():
        found = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.CODES_GUESSED))
        return [(each.user_id, each.object_id) for each in found]


def words_of(page: Page) -> list[str]:
    """The words of the code on the page that shows it."""
    [shown] = [each for each in page._all("ol") if each.get("class") == "jsp-words"]
    return ["".join(each.itertext()) for each in shown.iter("li")]


def code_on(page: Page) -> str:
    """The whole code on that page."""
    return " ".join(words_of(page))
