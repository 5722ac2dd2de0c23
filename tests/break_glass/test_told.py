"""Its worker reads what a coordinator did with what they opened, and the page says beforehand what can be done."""

from datetime import timedelta
from uuid import UUID

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import audit
from jsp.extensions import db
from jsp.models.audit import Action, Behalf
from jsp.models.break_glass import BreakGlass
from jsp.words.glass_terms import KINDS_OF_ONE
from tests.break_glass.test_opening import NOTE, REASON, at, open_it
from tests.browser import Browser
from tests.intake.desk import log
from tests.make import person
from tests.person_requests.test_requests import NEW, begin, erase

ERASED = "erased, because somebody asked for their own data to be erased"
SHOWN = "shown to somebody who asked for their own data"


def put_away(app: Flask, worker: Browser) -> None:
    with app.app_context():
        key = db.session.scalars(select(BreakGlass.id)).one()
    where = f"/opened/{key}/seen"
    assert worker.post(where, worker.get("/today/").form(where)).status == 303


def act(app: Flask, id: UUID, action: Action, who: str = "renske", behalf: Behalf | None = Behalf.PERSON) -> None:
    with app.app_context():
        audit.record(action, "contact", id, user_id=person(who).id, behalf=behalf)
        db.session.commit()


def kinds_in_dutch(app: Flask) -> list[str]:
    with app.test_request_context(headers={"Accept-Language": "nl"}):
        return [str(each) for each in KINDS_OF_ONE.values()]


def test_that_it_was_erased_is_told_also_after_the_opening_was_put_away(
    app: Flask, worker: Browser, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id = log(app, worker, note=NOTE)
    worker.in_language("en")
    open_it(coordinator, at(id))
    assert ERASED not in worker.get("/today/").words
    put_away(app, worker)
    assert REASON not in worker.get("/today/").words
    frozen.tick(60)
    page = begin(coordinator, f"{NEW}/contact/{id}")
    assert REASON not in worker.get("/today/").words
    assert erase(coordinator, page).status == 303
    today = worker.get("/today/")
    assert f"{ERASED}, Mon 23 Nov" in today.words
    assert REASON in today.words
    assert str(id) not in today.text, "what is gone is not led to"
    frozen.tick(60)
    put_away(app, worker)
    assert ERASED not in worker.get("/today/").words


def test_only_what_who_opened_it_did_within_the_hour(
    app: Flask, worker: Browser, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id = log(app, worker, note=NOTE)
    worker.in_language("en")
    act(app, id, Action.ERASED)
    frozen.tick(60)
    open_it(coordinator, at(id))
    act(app, id, Action.ERASED, who="sanne")
    act(app, id, Action.READ, behalf=Behalf.OWNER)
    assert "After that:" not in worker.get("/today/").words
    act(app, id, Action.READ)
    assert f"After that: {SHOWN}" in worker.get("/today/").words
    frozen.tick(timedelta(minutes=61))
    act(app, id, Action.ERASED)
    words = Browser(app).in_language("en").signed_in("sanne").get("/today/").words
    assert SHOWN in words
    assert ERASED not in words


def test_the_page_promises_no_more_than_is_so(app: Flask, worker: Browser, coordinator: Browser) -> None:
    id = log(app, worker, note=NOTE)
    assert "Een verwijzing" in {str(each) for each in kinds_in_dutch(app)}, "by the word that every page uses"
    words = coordinator.in_language("en").get(at(id)).words
    assert "who could open it as well also read your reason there" in words
    assert "change nothing" not in words
    assert "On that page nothing can be changed or erased." in words
    assert "show or erase it, but only through that request. Sanne sees that as well." in words
