"""Who does not work here any more, and still has an account, has nothing of their own."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.person_requests.service import shown
from jsp.blueprints.retention.service import subjects
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User
from jsp.models.contacts import Contact
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Role
from tests.browser import Browser
from tests.make import person
from tests.person_requests.test_requests import NEW, begin
from tests.referrals.rows import add_referral
from tests.retention import rows


def role_of(user: User, role: Role) -> None:
    user.roles = [db.session.scalars(select(RoleRow).where(RoleRow.name == role)).one()]


def things(app: Flask) -> dict[str, UUID]:
    return {"contact": rows.add_contact(app, days=3), "referral": add_referral(), "thread": rows.add_thread()}


def may_know(kind: str, id: UUID, user: Any) -> bool:
    try:
        subjects.get_subject(user, kind, id)
    except NotFoundError:
        return False
    return True


@pytest.mark.parametrize("role", [Role.MENTOR, Role.COORDINATOR])
def test_what_was_theirs_is_not_once_they_are_no_worker(app: Flask, role: Role) -> None:
    with app.app_context():
        found, sanne = things(app), person("sanne")
        for kind, id in found.items():
            assert (shown.may_read(kind, id, sanne), may_know(kind, id, sanne)) == (True, True), kind
        role_of(sanne, role)
        sanne.sites = []
        for kind, id in found.items():
            assert (shown.may_read(kind, id, sanne), may_know(kind, id, sanne)) == (False, False), kind


def test_the_page_with_all_of_it_keeps_its_words(app: Flask, worker: Browser, coordinator: Browser) -> None:
    with app.app_context():
        id = rows.add_contact(app, days=3)
        db.session.commit()
    page = begin(worker, f"{NEW}/contact/{id}")
    with app.app_context():
        db.session.get_one(Contact, id).owner_id = person("renske").id
        db.session.commit()
    assert rows.NOTE not in coordinator.in_language("en").get(f"{page}/all").text


def test_who_was_there_as_well_erases_nothing(app: Flask) -> None:
    with app.app_context():
        id = rows.add_contact(app, days=3)
        db.session.get_one(Contact, id).colleague_id = person("lieke").id
        db.session.flush()
        assert not shown.may_read("contact", id, person("lieke"))
