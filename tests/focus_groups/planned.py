"""What the tests of planned talks and their people share."""

import json
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.focus_groups import FocusGroup, Participant
from jsp.models.outbox import OutboxMail
from jsp.models.talk_texts import TalkNote
from jsp.rules.talk import Part, TalkForm
from tests import make
from tests.browser import Browser, Page
from tests.focus_groups.rows import add_group

LIST, NEW = "/focus-groups/", "/focus-groups/new"
GIVEN = {"subject": "Terugkijken op Respect", "held_on": "2026-12-03", "seats_mentor": "7", "seats_worker": "2"}
PUPILS = {"form": TalkForm.PUPILS, "seats": {Part.PUPIL: 6, Part.WORKER: 1}}
BART: dict[str, Any] = {"name_M1": "Bart van de Ven", "mail_M1": "bart@school.example"}


def stored(app: Flask) -> FocusGroup:
    db.session.rollback()
    return db.session.scalars(select(FocusGroup).execution_options(populate_existing=True)).one()


def begun(app: Flask, **more: Any) -> UUID:
    with app.app_context():
        row = add_group(**more)
        db.session.commit()
        return row.id


def ids(app: Flask) -> list[UUID]:
    with app.app_context():
        return list(db.session.scalars(select(FocusGroup.id)))


def note(app: Flask, id: UUID, said_by: str = "M1") -> None:
    with app.app_context():
        row = TalkNote(
            id=UUID(int=1), group_id=id, author_id=make.person("sanne").id, question_key="1", said_by=said_by, place=1
        )  # fmt: skip
        row.words = "Rust in de klas."
        db.session.add(row)
        db.session.commit()


def place(id: UUID, what: str = "") -> str:
    return f"/focus-groups/{id}/people{what}"


def send(browser: Browser, id: UUID, what: str, page: Page | None = None, **values: Any) -> Page:
    """A form of the page as it was when it was opened."""
    where = place(id, what)
    return browser.post(where, (page or browser.get(place(id))).form(where) | values, follow=True)


def seats(app: Flask) -> dict[str, Participant]:
    """By tag, as they stand now; inside an app context."""
    db.session.rollback()
    query = select(Participant).order_by(Participant.part, Participant.number)
    return {seat.tag: seat for seat in db.session.scalars(query.execution_options(populate_existing=True))}


def seat_id(app: Flask, tag: str) -> UUID:
    with app.app_context():
        return seats(app)[tag].id


def mails(app: Flask) -> list[dict[str, str]]:
    with app.app_context():
        return [json.loads(each.letter) for each in db.session.scalars(select(OutboxMail))]
