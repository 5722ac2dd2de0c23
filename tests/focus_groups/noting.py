"""Hands for taking notes: with the form of a question, and as the script sends them."""

from typing import Any
from uuid import UUID, uuid4

import lxml.html
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from jsp.extensions import db
from jsp.models.talk_texts import TalkNote
from tests.browser import Browser, Page, _values
from tests.focus_groups import rows

STAYS = {"X-Stay": "1"}


def begin(app: Flask, **more: Any) -> str:
    """The address of the notes page of a talk that Sanne and Lieke hold."""
    with app.app_context():
        group = rows.add_group(**{"holders": ("sanne", "lieke"), **more})
        db.session.commit()
        return f"/focus-groups/{group.id}/talk"


def form_of(page: Page, question: str = "1") -> dict[str, Any]:
    """What the form under that question would send when nothing is touched."""
    found = (_values(form) for form in page.forms() if form.get("data-note-form") is not None)
    return next(each for each in found if each["question"] == question)


def note(browser: Browser, where: str, words: str, *, question: str = "1", **more: str) -> Page:
    """Fill in the form under a question, and send it."""
    values = form_of(browser.get(where), question) | {"words": words, **more}
    return browser.post(f"{where}/notes", values)


class Hand:
    """Sends notes as the script does, with the token of a page that was opened once."""

    def __init__(self, browser: Browser, where: str) -> None:
        self.browser, self.where = browser, where
        self.values = form_of(browser.get(where))

    def keep(self, words: str, *, id: UUID | None = None, version: int = 0, **more: str) -> TestResponse:
        about = {"words": words, "note": str(id or uuid4()), "version": str(version), **more}
        return self.browser.client.post(f"{self.where}/notes", data=self.values | about, headers=STAYS)

    def news(self, since: int = 0) -> TestResponse:
        return self.browser.client.get(f"{self.where}/notes?since={since}")


def lines(answer: TestResponse) -> list[dict[str, str]]:
    """The notes in a part of a page: what the script reads of each, and the words."""
    root = lxml.html.fromstring(f"<div>{answer.get_data(as_text=True)}</div>")
    return [
        {**each.attrib, "words": "".join(p.text_content() for p in each.iter("p") if "data-words" in p.attrib)}
        for each in root.iter("li")
    ]  # fmt: skip


def words(app: Flask) -> list[str]:
    """What all notes that stand say, in their order."""
    with app.app_context():
        query = select(TalkNote).where(TalkNote.words_sealed.is_not(None)).order_by(TalkNote.place)
        return [each.words for each in db.session.scalars(query)]
