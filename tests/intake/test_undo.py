"""Taking back what was just saved: within half a minute, by its writer, once, and without a trace of the content."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.contacts import Contact, ContactOutcome, ContactTheme
from tests.browser import Browser, Page
from tests.forged import forged
from tests.intake.desk import RECORD, contacts, fill, trail, user_id
from tests.make import person

UNDO = "/intake/contacts/undo"
TOO_LATE = "Ongedaan maken kan niet meer. Je kunt het contact nog wel wijzigen."


def save(worker: Browser, **more: Any) -> Page:
    """Log a conversation about two things with two outcomes; the page that offers to undo it."""
    page = worker.get("/today/")
    themes, outcomes = page.choices("themes"), page.choices("outcome")
    values = {"themes": [themes["Geld"], themes["School"]], "more_outcomes": [outcomes["Verwezen"]], **more}
    return worker.post(RECORD, fill(page, **values), follow=True)


def kept(app: Flask) -> list[int]:
    """How many conversations, themes beside them and outcomes beside them there are."""
    with app.app_context():
        tables = (Contact, ContactTheme, ContactOutcome)
        return [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_undone_is_gone_with_all_that_hung_on_it(app: Flask, worker: Browser) -> None:
    saved = save(worker)
    assert kept(app) == [1, 1, 1]
    answer = worker.post(UNDO, saved.form(UNDO), follow=True)
    assert "Ongedaan gemaakt. Er is niets van bewaard." in answer.words
    assert kept(app) == [0, 0, 0]


def test_the_trail_knows_who_undid_it(app: Flask, worker: Browser) -> None:
    saved = save(worker)
    with app.app_context():
        id = contacts()[0].id
    worker.post(UNDO, saved.form(UNDO))
    with app.app_context():
        [entry] = trail(Action.UNDONE)
        assert (entry.user_id, entry.object_id) == (person("sanne").id, str(id))


def test_it_is_offered_once(worker: Browser) -> None:
    assert "Ongedaan maken" in save(worker).words
    assert "Ongedaan maken" not in worker.get("/today/").words


def test_a_slow_network_has_half_a_minute(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    saved = save(worker)
    frozen.tick(timedelta(seconds=30))
    worker.post(UNDO, saved.form(UNDO))
    assert kept(app) == [0, 0, 0]


def test_after_half_a_minute_it_says_so_and_it_stays(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    saved = save(worker)
    frozen.tick(timedelta(seconds=31))
    assert TOO_LATE in worker.post(UNDO, saved.form(UNDO), follow=True).words
    assert kept(app) == [1, 1, 1]


@pytest.mark.parametrize("spoil", [
    forged,
    lambda token: "x" + token,
    lambda token: "",
    lambda token: "\x00",
])  # fmt: skip
def test_a_token_that_we_did_not_make_takes_nothing_back(app: Flask, worker: Browser, spoil: Any) -> None:
    values = save(worker).form(UNDO)
    answer = worker.post(UNDO, values | {"token": spoil(values["token"])}, follow=True)
    assert TOO_LATE in answer.words
    assert kept(app) == [1, 1, 1]


def test_the_token_of_a_colleague_does_nothing(app: Flask, worker: Browser, colleague: Browser) -> None:
    token = save(worker).form(UNDO)["token"]
    own = save(colleague).form(UNDO)
    colleague.post(UNDO, own | {"token": token})
    assert kept(app) == [2, 2, 2]
    with app.app_context():
        assert trail(Action.UNDONE) == []


def test_who_was_only_asked_to_join_cannot_undo_it(app: Flask, worker: Browser, colleague: Browser) -> None:
    token = save(worker, colleague=user_id(app, "lieke")).form(UNDO)["token"]
    own = save(colleague).form(UNDO)
    answer = colleague.post(UNDO, own | {"token": token}, follow=True)
    assert "Alleen wie het schreef, kan het ongedaan maken." in answer.words
    assert kept(app) == [2, 2, 2]


def test_twice_is_as_good_as_once(app: Flask, worker: Browser) -> None:
    values = save(worker).form(UNDO)
    worker.post(UNDO, values)
    assert "Ongedaan gemaakt" in worker.post(UNDO, values, follow=True).words
    with app.app_context():
        assert len(trail(Action.UNDONE)) == 1


def test_only_the_last_one_is_taken_back(app: Flask, worker: Browser) -> None:
    save(worker, note="blijft")
    worker.post(UNDO, save(worker, note="moet weg").form(UNDO))
    with app.app_context():
        assert [contact.note for contact in contacts()] == ["blijft"]
