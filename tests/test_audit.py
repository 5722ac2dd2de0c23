"""The trail: the database itself refuses to change it, reading writes it, and without it nothing happens."""

import pytest
from flask import Flask
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from tests.browser import Browser
from tests.intake.desk import RECORD, contacts, fill, log, trail
from tests.make import person

NOTE = "krijgt thuis geen ontbijt"


def lose_the_trail(app: Flask) -> None:
    """A real failure: there is nowhere to write it."""
    with app.app_context():
        db.session.execute(text("DROP TABLE audit_entry"))
        db.session.commit()


@pytest.mark.parametrize("statement", [
    "UPDATE audit_entry SET user_id = NULL",
    "UPDATE audit_entry SET action = 'read' WHERE action = 'signed_in'",
    "DELETE FROM audit_entry",
    "DELETE FROM audit_entry WHERE action = 'signed_in'",
])  # fmt: skip
def test_the_database_refuses_to_change_the_trail(app: Flask, worker: Browser, statement: str) -> None:
    with app.app_context():
        before = db.session.scalars(select(AuditEntry.action)).all()
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(text(statement))
        db.session.rollback()
        assert db.session.scalars(select(AuditEntry.action)).all() == before != []


def test_no_entry_takes_the_place_of_another(app: Flask, worker: Browser) -> None:
    with app.app_context():
        row = db.session.execute(select(AuditEntry.__table__)).mappings().first()
        assert row is not None
        other = insert(AuditEntry).prefix_with("OR REPLACE", dialect="sqlite").values({**row, "user_id": None})
        with pytest.raises(DBAPIError, match=r"append-only|unique"), db.session.begin_nested():
            db.session.execute(other)


@pytest.mark.parametrize("page", ["", "/edit", "/hand-over", "/safety"])
def test_reading_a_contact_writes_who_read_it(app: Flask, worker: Browser, page: str) -> None:
    id = log(app, worker, note=NOTE)
    worker.get(f"/intake/contacts/{id}{page}")
    with app.app_context():
        [entry] = trail(Action.READ)
        assert (entry.user_id, entry.object_kind, entry.object_id) == (person("sanne").id, "contact", str(id))
        assert NOTE not in repr(vars(entry))


def test_looking_for_a_foreign_contact_reads_nothing(app: Flask, worker: Browser, stranger: Browser) -> None:
    stranger.get(f"/intake/contacts/{log(app, worker)}")
    with app.app_context():
        assert trail(Action.READ) == []


def test_without_a_trail_nothing_is_saved_and_the_text_is_kept(app: Flask, worker: Browser) -> None:
    values = fill(worker.get("/today/"), note=NOTE)
    lose_the_trail(app)
    assert NOTE in worker.post(RECORD, values).text
    with app.app_context():
        assert contacts() == []


@pytest.mark.parametrize("page", ["", "/edit"])
def test_without_a_trail_nothing_is_shown(app: Flask, worker: Browser, page: str) -> None:
    id = log(app, worker, note=NOTE)
    lose_the_trail(app)
    answer = worker.get(f"/intake/contacts/{id}{page}")
    assert answer.status >= 500
    assert NOTE not in answer.text


def test_without_a_trail_nothing_is_undone(app: Flask, worker: Browser) -> None:
    undo = worker.post(RECORD, fill(worker.get("/today/")), follow=True).form("/intake/contacts/undo")
    lose_the_trail(app)
    worker.post("/intake/contacts/undo", undo)
    with app.app_context():
        assert len(contacts()) == 1


def test_without_a_trail_nobody_comes_in(app: Flask) -> None:
    lose_the_trail(app)
    browser = Browser(app)
    browser.signs_in("bart")
    assert browser.get("/today/", follow=True).heading == "Inloggen"
