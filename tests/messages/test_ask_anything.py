"""Whatever is sent to the form for a question: no failure of ours, a round trip or a clear sentence, nothing lost."""

from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory as Moment

from jsp.extensions import db
from jsp.models.messages import Message, Thread
from jsp.rules.text import UnreadableTextError, clean
from tests.browser import Browser
from tests.messages.asker import ASK, QUESTION, send_question, texts, threads
from tests.test_bad_input import naughty

EVIL = "<script>alert(1)</script> \u202eRTL \x00 " + "x" * 2000


def test_a_question_comes_back_as_it_was_or_is_refused(app: Flask, browser: Browser, frozen: Moment) -> None:
    wrong = []
    for typed in [*naughty()[::9], "a" * 1500, "a" * 1501]:
        page = send_question(app, browser, frozen, question=typed)
        with app.app_context():
            kept = [each for thread in threads() for each in texts(thread)]
            for table in (Message, Thread):
                db.session.execute(db.delete(table))
            db.session.commit()
        wanted = expected(typed)
        if (page.status, kept) != ((422, []) if wanted is None else (303, [wanted])):
            wrong.append((typed[:60], page.status))
    assert not wrong


def expected(typed: str) -> str | None:
    """What may be kept of it, or None when it has to be refused."""
    try:
        kept = clean(typed)
    except UnreadableTextError:
        return None
    return kept if 0 < len(kept) <= 1500 else None


@pytest.mark.parametrize(
    "field", ["theme", "asked_by", "site", "way", "reach", "first_name", "class_words", "wish", "urgency", "website"]
)
def test_every_other_field_withstands_anything(app: Flask, browser: Browser, frozen: Moment, field: str) -> None:
    values: dict[str, Any] = {"asked_by": "teacher", "way": "reach", "reach": "0478-000001", "wish": "lesson"}
    for typed in (EVIL, " ", "-1", "999999999999999999999999", "\ud800x".encode("utf-8", "surrogatepass")):
        page = send_question(app, browser, frozen, **values, raw={field: typed})
        assert page.status in (303, 422), (field, typed[:20])
        assert page.status == 303 or page.form(ASK)["question"] == QUESTION
