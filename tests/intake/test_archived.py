"""What is no longer chosen stays on the contacts that have it (E25): its label, and the choice when one is changed."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select, update

from jsp.extensions import db
from jsp.models.ground import Discipline, Outcome, SchoolClass, Theme
from jsp.models.reference import forget_reference
from tests.browser import Browser, Page
from tests.intake.desk import RECORD, contacts, fill, log, own_form, user_id
from tests.make import id_of, person

MONEY = "Geld"


def archive(app: Flask, model: Any, code: str) -> None:
    with app.app_context():
        db.session.execute(update(model).where(model.code == code).values(archived_on=date(2026, 11, 23)))
        db.session.commit()
        forget_reference()


def save_again(worker: Browser, id: UUID) -> Page:
    """Open the form and save it untouched, with a reason in case that is asked for."""
    address = f"/intake/contacts/{id}/edit"
    return worker.post(address, own_form(worker.get(address), "themes") | {"reason": "nagekeken"}, follow=True)


def test_an_archived_theme_keeps_its_label(app: Flask, worker: Browser) -> None:
    id = log(app, worker)
    archive(app, Theme, "money")
    assert worker.get(f"/intake/contacts/{id}").heading == MONEY
    assert MONEY in worker.get("/intake/contacts").words


def test_an_archived_theme_can_stay(app: Flask, worker: Browser) -> None:
    id = log(app, worker)
    archive(app, Theme, "money")
    assert "Gewijzigd." in save_again(worker, id).words
    with app.app_context():
        assert contacts()[0].theme_id == id_of(Theme, "money")


@pytest.mark.parametrize(("model", "code", "field", "label"), [
    (Theme, "money", "themes", MONEY), (Outcome, "listened", "outcome", "Luisterend oor"),
])  # fmt: skip
def test_what_is_archived_is_not_offered_anew(
    app: Flask, worker: Browser, model: Any, code: str, field: str, label: str
) -> None:
    id = log(app, worker, theme="School", outcome="Verwezen")
    archive(app, model, code)
    assert label not in worker.get("/today/").choices(field)
    assert label not in worker.get(f"/intake/contacts/{id}/edit").choices(field)


def test_an_archived_theme_cannot_be_sent_either(app: Flask, worker: Browser) -> None:
    values = fill(worker.get("/today/"))
    archive(app, Theme, "money")
    assert worker.post(RECORD, values).status == 422
    with app.app_context():
        assert contacts() == []


def leave_the_team(_app: Flask) -> None:
    person("lieke").active = False


def close_the_class(_app: Flask) -> None:
    db.session.execute(update(SchoolClass).values(archived_on=date(2026, 11, 23)))


def close_the_discipline(_app: Flask) -> None:
    db.session.execute(update(Discipline).values(archived_on=date(2026, 11, 23)))


@pytest.mark.parametrize("change", [leave_the_team, close_the_class, close_the_discipline])
def test_saving_again_loses_no_answer(app: Flask, worker: Browser, change: Callable[[Flask], None]) -> None:
    with app.app_context():
        group, coach = id_of(SchoolClass, "MZ31"), id_of(Discipline, "family_coach")
    id = log(app, worker, colleague=user_id(app, "lieke"), school_class=str(group), discipline=str(coach))
    with app.app_context():
        before = contacts()[0].draft
        change(app)
        db.session.commit()
        forget_reference()
    assert "Gewijzigd." in save_again(worker, id).words
    with app.app_context():
        assert contacts()[0].draft == before


def test_a_contact_of_last_year_keeps_its_class(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    with app.app_context():
        group = db.session.scalars(select(SchoolClass.id).where(SchoolClass.code == "MZ31")).one()
    id = log(app, worker, school_class=str(group))
    frozen.move_to("2027-09-06 10:00:00")
    assert "Gewijzigd." in save_again(worker.signed_in("sanne"), id).words
    with app.app_context():
        assert contacts()[0].school_class_id == group


def test_who_was_asked_to_join_and_then_got_it_stays_the_one_who_was_asked(
    app: Flask, worker: Browser, colleague: Browser
) -> None:
    lieke = user_id(app, "lieke")
    id = log(app, worker, colleague=lieke)
    address = f"/intake/contacts/{id}/hand-over"
    worker.post(address, own_form(worker.get(address), "to") | {"to": lieke})
    assert "Gewijzigd." in save_again(colleague, id).words
    with app.app_context():
        assert str(contacts()[0].colleague_id) == lieke
