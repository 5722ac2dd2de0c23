"""Group talks that are kept longer stand in the overview: how many, until when, and why for who may read them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.blueprints.focus_groups.service import erasing
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.focus_groups import FocusGroup
from jsp.models.ground import Site
from jsp.rules.retention import Kind
from jsp.rules.roles import Role
from jsp.verbs import retention
from tests import make
from tests.browser import Browser
from tests.focus_groups.approved import DAY, made
from tests.make import id_of, make_user

PAGE, REASON = "/settings/retention", "Het artikel is niet af"


def held_talks(app: Flask) -> int:
    with app.app_context():
        return next(each.held for each in retention.preview() if each.kept.kind is Kind.TALK)


@pytest.mark.parametrize(("keep", "later", "number"), [
    (300, 0, 1), (181, 0, 1), (180, 0, 0), (90, 0, 0), (None, 0, 0), (200, 199, 1), (200, 200, 0),
])  # fmt: skip
def test_it_counts_those_that_are_kept_longer_than_usual_now(
    app: Flask, frozen: FrozenDateTimeFactory, keep: int | None, later: int, number: int
) -> None:
    made(app)
    made(app, **({"keep_until": make.MONDAY + keep * DAY, "keep_reason": REASON} if keep else {}))
    frozen.tick(timedelta(days=later))
    assert held_talks(app) == number


def test_what_was_erased_counts_no_more(app: Flask) -> None:
    id = made(app, keep_until=make.MONDAY + 300 * DAY, keep_reason=REASON)
    with app.app_context():
        erasing.erase_now(id, key=uuid4(), by=make.person("sanne"))
        db.session.commit()
        group = db.session.get_one(FocusGroup, id)
        assert (group.keep_until, group.keep_reason_sealed) == (None, None), "why went along"
    assert held_talks(app) == 0


def test_the_overview_says_why_to_the_coordinator_of_that_site(app: Flask, coordinator: Browser) -> None:
    id = made(app, keep_until=make.MONDAY + 300 * DAY, keep_reason=REASON)
    page = coordinator.get(PAGE)
    assert "Een groepsgesprek : gaat weg op 19 september 2027. Het artikel is niet af" in page.words
    assert f"/focus-groups/{id}/keep" in page.text
    assert "Waar geen reden staat" not in page.words
    with app.app_context():
        listed = select(AuditEntry.object_kind).where(AuditEntry.action == Action.LISTED)
        assert db.session.scalars(listed).all() == ["hold"]


def test_and_to_nobody_else(app: Flask) -> None:
    id = made(app, keep_until=make.MONDAY + 300 * DAY, keep_reason=REASON)
    with app.app_context():
        make_user("rachid", Role.COORDINATOR, db.session.get_one(Site, id_of(Site, "verweg")))
        db.session.commit()
    for name in ("rachid", "beheer"):
        page = Browser(app).signed_in(name).get(PAGE)
        assert "Een groepsgesprek: gaat weg op 19" in page.words
        assert "Waar geen reden staat" in page.words
        assert REASON not in page.text
        assert str(id) not in page.text
