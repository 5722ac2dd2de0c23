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
from tests.trail.tampering import TABLES

PATTERN = "/hours/patterns/new"
KEPT = ("user", "role", "user_role", "sign_in", "installation", "alembic_version", "ground_change", *TABLES)


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
    """What the form for fixed hours holds."""
    [form] = [each for each in page.forms() if "starts" in {field.get("name") for field in each.iter()}]
    return {field.get("name"): field.get("value") or "" for field in form.iter() if field.get("name")}


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    "address",
    ["/", "/nu-hulp", "/gegevens", "/today/", "/settings/", "/settings/set-up",
     "/hours/", "/hours/patterns", "/hours/patterns/new", "/hours/closures", "/hours/closures/new",
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
    page = coordinator.get(PATTERN)
    site, [member] = page.choices("site")["Derde School"], page.choices("members").values()
    when = {"weekday": "0", "starts": "12:15", "ends": "13:30"}
    values = fields(page) | {"site": site, "members": member} | when
    assert coordinator.post(PATTERN, values).status == 303
    assert "open voor" in coordinator.get("/settings/set-up").words
    assert "nog niet klaar" not in coordinator.get("/today/").words
    assert "Mo is er. Kom gerust" in browser.get("/").words
    with app.app_context():
        opening = db.session.scalars(select(Opening).order_by(Opening.on)).first()
        assert opening is not None
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
