"""Days of somebody who has no account: the coordinator keeps them, and asks others when they ring that they cannot."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.hours import Absence, Availability
from jsp.models.team import TeamMember
from jsp.models.turns import Cover
from tests.browser import Browser
from tests.hours.desk import crew, form_with, ids, opening_id, press

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def sanne(app: Flask) -> str:
    """Her page; she has no account (any more)."""
    _sites, members = ids(app)
    with app.app_context():
        db.session.get_one(TeamMember, members["Sanne"]).user_id = None
        db.session.commit()
    return f"/hours/team/{members['Sanne']}"


def test_the_coordinator_keeps_the_days_of_who_has_no_account(app: Flask, coordinator: Browser, sanne: str) -> None:
    assert "Sanne" in coordinator.get("/hours/team").words
    values = form_with(coordinator.get(sanne), "works_0")
    assert coordinator.post(sanne, {key: value for key, value in values.items() if key != "works_1"}).status == 303
    with app.app_context():
        assert [each.weekday for each in db.session.scalars(select(Availability))] == [0, 2, 3, 4]


def test_away_and_back_again(app: Flask, coordinator: Browser, sanne: str) -> None:
    away = form_with(coordinator.get(sanne), "starts_on") | {"starts_on": "2026-11-24"}
    assert coordinator.post(f"{sanne}/absences", away).status == 303
    assert crew(app, "raayland", TUESDAY) == []
    with app.app_context():
        id = db.session.scalars(select(Absence.id)).one()
    press(coordinator, sanne, f"{sanne}/absences/{id}/end")
    assert crew(app, "raayland", TUESDAY) == ["Sanne"]


def test_one_tap_asks_others_for_who_rang_that_they_cannot_come(app: Flask, coordinator: Browser, sanne: str) -> None:
    opening = f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}"
    press(coordinator, opening, f"{opening}/cannot/{sanne.rpartition('/')[2]}")
    assert crew(app, "raayland", TUESDAY) == []
    with app.app_context():
        cover = db.session.scalars(select(Cover)).one()
        assert [each.member.first_name for each in cover.questions] == ["Lieke"]


def test_somebody_of_another_site_is_missing(app: Flask, coordinator: Browser, sanne: str) -> None:
    with app.app_context():
        db.session.scalars(select(TeamMember).where(TeamMember.first_name == "Sanne")).one().sites = []
        db.session.commit()
    assert coordinator.get(sanne).status == 404
