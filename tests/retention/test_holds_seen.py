"""What goes soon and why things are kept: for the coordinator of that site, and for no worker."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.ground import Site
from jsp.rules.roles import Role
from tests.browser import Browser
from tests.make import id_of, make_user
from tests.retention import rows
from tests.retention.test_holds import REASON, held

KINDS = ("contact", "thread", "referral")


@pytest.mark.parametrize("kind", KINDS)
def test_no_worker_lists_what_colleagues_keep(app: Flask, worker: Browser, kind: str) -> None:
    with app.app_context():
        id = rows.add_contact(app, owner="lieke")
        db.session.commit()
    page = worker.get(f"/settings/retention/soon/{kind}")
    assert page.status == 403
    assert str(id) not in page.text


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_coordinator_did_stands_in_the_trail(app: Flask, coordinator: Browser, kind: str) -> None:
    coordinator.get(f"/settings/retention/soon/{kind}")
    with app.app_context():
        listed = select(AuditEntry.object_kind).where(AuditEntry.action == Action.LISTED)
        assert db.session.scalars(listed).all() == [kind]


def other(app: Flask) -> tuple[UUID, Browser]:
    """Something that is kept longer at one site, and a coordinator of another."""
    with app.app_context():
        id = rows.add_contact(app)
        make_user("rachid", Role.COORDINATOR, db.session.get_one(Site, id_of(Site, "verweg")))
        held("contact", id)
    return id, Browser(app).signed_in("rachid").in_language("en")


def test_the_reason_is_for_the_coordinator_of_that_site(app: Flask, coordinator: Browser) -> None:
    id, rachid = other(app)
    page = rachid.get("/settings/retention")
    assert "A conversation : until" in page.words or "A conversation: until" in page.words, "that there is one"
    assert REASON not in page.words
    assert str(id) not in page.text
    own = coordinator.get("/settings/retention")
    assert REASON in own.words
    assert f"/holds/contact/{id}" in own.text
