"""From an empty database to the first opening."""

from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, select

from jsp.blueprints.settings.service import set_up
from jsp.extensions import db
from jsp.models.base import Base
from jsp.models.ground import CrisisLine, Discipline, Theme
from jsp.models.history import GroundChange
from jsp.models.reference import forget_reference
from jsp.models.team import Opening
from tests.browser import Browser, Page
from tests.make import person
from tests.settings.test_lists import NEW, sendable

KEPT = ("user", "role", "user_role", "sign_in", "installation", "audit_entry", "alembic_version", "ground_change")


@pytest.fixture
def empty(app: Flask) -> None:
    """Only accounts, no ground data."""
    with app.app_context():
        for table in reversed(Base.metadata.sorted_tables):
            if table.name not in KEPT:
                db.session.execute(delete(table))
        db.session.commit()
        forget_reference()


def fields(page: Page) -> dict[str, Any]:
    """What the form for an opening holds."""
    for form in page.forms():
        found = {each.get("name"): each.get("value") or "" for each in form.iter() if each.get("name")}
        if "starts" in found:
            return found
    raise AssertionError("no form for an opening")


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    "address",
    ["/", "/nu-hulp", "/gegevens", "/today/", "/settings/", "/settings/set-up", "/settings/set-up/opening",
     "/settings/values/", "/accounts/people/",
     *(f"/settings/{code}/" for code in NEW), *(f"/settings/{code}/new" for code in NEW)],
)  # fmt: skip
def test_every_page_stands_without_any_ground_data(coordinator: Browser, address: str) -> None:
    assert coordinator.get(address).heading


@pytest.mark.usefixtures("empty")
def test_five_steps_lead_to_the_first_opening(app: Flask, coordinator: Browser, browser: Browser) -> None:
    assert "nog niet klaar" in coordinator.get("/today/").words
    lay = "/settings/set-up/usual"
    coordinator.post(lay, coordinator.get("/settings/set-up").form(lay))
    with app.app_context():
        coach = str(db.session.scalars(select(Discipline.id)).first())
    for code in ("sites", "years", "team"):
        address = f"/settings/{code}/new"
        values = sendable(coordinator.get(address)) | (NEW[code] if code != "years" else {})
        values |= {"discipline": coach} if code == "team" else {}
        assert coordinator.post(address, values).status == 303
    page = coordinator.get("/settings/set-up/opening")
    values = fields(page) | {"on": "2026-11-23", "starts": "12:15", "ends": "13:30"}
    assert coordinator.post("/settings/set-up/opening", values).status == 303
    assert "open voor" in coordinator.get("/settings/set-up").words
    assert "nog niet klaar" not in coordinator.get("/today/").words
    assert "Mo is er. Kom gerust" in browser.get("/").words
    with app.app_context():
        opening = db.session.scalars(select(Opening)).one()
        assert (opening.on, opening.starts, opening.room) == (date(2026, 11, 23), time(12, 15), "1.01")


def test_what_is_usual_changes_nothing_that_is_there(app: Flask) -> None:
    with app.app_context():
        before = [theme.code for theme in db.session.scalars(select(Theme).order_by(Theme.id))]
        db.session.execute(delete(CrisisLine))
        db.session.execute(delete(GroundChange))
        db.session.commit()
        key = uuid4()
        with app.test_request_context():
            set_up.lay(key=key, by=person("renske"))
            db.session.commit()
        assert [theme.code for theme in db.session.scalars(select(Theme).order_by(Theme.id))] == before
        lines = db.session.scalars(select(CrisisLine.question_nl).order_by(CrisisLine.id)).all()
        kept = db.session.scalars(select(GroundChange).order_by(GroundChange.id)).all()
        assert [(change.kind, change.after) for change in kept] == [("lines", line) for line in lines]
        assert len(lines) > 5


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"starts": "13:30", "ends": "12:15"}, "Het einde ligt voor het begin"),
        ({"on": "2026-11-22"}, "Deze dag is voorbij"),
        ({"starts": "half een"}, "Vul een tijd in"),
        ({"members": []}, "Nog niet opgeslagen"),
        ({"site": "999999"}, "Nog niet opgeslagen"),
    ],
)
def test_an_opening_that_cannot_be_is_refused(coordinator: Browser, change: dict[str, Any], said: str) -> None:
    page = coordinator.get("/settings/set-up/opening")
    values = fields(page) | {"on": "2026-11-23", "starts": "09:00", "ends": "10:00"} | change
    page = coordinator.post("/settings/set-up/opening", values)
    assert (page.status, said in page.words) == (422, True)
