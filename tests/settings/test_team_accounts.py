"""Who is behind a member of the team: somebody who works here, and for good once lessons are given with it."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.lessons.service.series import list_workers
from jsp.blueprints.settings.service import lists
from jsp.blueprints.settings.service.kinds import get_kind
from jsp.extensions import db
from jsp.models.ground import Discipline, Site
from jsp.models.lessons import LessonSeries, SeriesPair
from jsp.models.team import TeamMember
from jsp.rules.refusal import DomainError
from jsp.rules.roles import Role
from tests import make
from tests.browser import Browser, Page
from tests.lessons.acting import sanne
from tests.lessons.conftest import ground as ground
from tests.lessons.rows import add_series
from tests.settings.test_checks import options
from tests.settings.test_lists import add, newest, sendable

STAYS = "Daarom blijft het zoals het is."
WORK_HERE = (Role.WORKER, Role.COORDINATOR)
DO_NOT = tuple(role for role in Role if role not in WORK_HERE)


@pytest.fixture
def other(app: Flask) -> str:
    """A second account of somebody at the school of Sanne, who works here."""
    return account(app, Role.WORKER)


@pytest.fixture(params=[False, True])
def given(app: Flask, ground: None, request: pytest.FixtureRequest) -> bool:
    """Sanne gives lessons with Bart, or gave them."""
    with app.app_context():
        series = add_series()
        if request.param:
            series.pair.until = date(2026, 10, 1)
            series.pairs.append(SeriesPair(
                teacher_id=series.pairs[0].teacher_id, since=date(2026, 10, 1), reason="ziek",
                worker_id=db.session.scalars(select(TeamMember.id).where(TeamMember.first_name == "Lieke")).one(),
            ))  # fmt: skip
        db.session.commit()
        return request.param


def account(app: Flask, role: Role) -> str:
    with app.app_context():
        made = make.make_user("tweede", role, db.session.get_one(Site, make.id_of(Site, "raayland")))
        db.session.commit()
        return str(made.id)


def at(app: Flask) -> str:
    with app.app_context():
        return f"/settings/team/{sanne().id}"


def behind(app: Flask) -> int | None:
    with app.app_context():
        return sanne().user_id


def change(app: Flask, by: Browser, **values: str) -> Page:
    address = f"{at(app)}/edit"
    return by.post(address, sendable(by.get(address)) | values)


@pytest.mark.parametrize("who", ["renske", "beheer"])
def test_once_lessons_are_given_the_account_is_neither_changed_nor_emptied(
    app: Flask, given: bool, other: str, who: str
) -> None:
    by, before = Browser(app).signed_in(who), behind(app)
    page = by.get(f"{at(app)}/edit")
    assert (STAYS in page.words, list(options(page, "user").values())) == (True, [str(before)])
    for wanted in (other, "0"):
        assert (change(app, by, user=wanted).status, behind(app)) == (422, before)
    assert (change(app, by, employer="Synthese").status, behind(app)) == (303, before)


@pytest.mark.parametrize("was", [True, False])
def test_also_who_has_no_account_any_more_gets_no_other(app: Flask, given: bool, other: str, was: bool) -> None:
    """Whatever page or program asks: it is the service that refuses."""
    with app.test_request_context():
        row, kind = sanne(), get_kind("team")
        row.user_id = row.user_id if was else None
        db.session.flush()
        values = {field: getattr(row, field) for field in ("first_name", "employer", "active_from", "active_until")}
        values |= {"discipline": row.discipline_id, "sites": [site.id for site in row.sites], "user": int(other)}
        with pytest.raises(DomainError, match="read with this account"):
            lists.change_row(kind, row, values, seen=lists.mark(kind, row), key=uuid4(), by=make.person("beheer"))


def test_as_long_as_no_lessons_are_given_a_slip_can_be_put_right(app: Flask, coordinator: Browser, other: str) -> None:
    assert STAYS not in coordinator.get(f"{at(app)}/edit").words
    for wanted in ("0", other):
        assert (change(app, coordinator, user=wanted).status, behind(app)) == (303, int(wanted) or None)


def test_an_account_of_the_administrator_does_not_read_what_a_pair_wrote(
    app: Flask, mentor: Browser, worker: Browser, ground: None
) -> None:
    """A mentor needs no yes of a second person; behind the member of Sanne that account would be one of the two."""
    with app.app_context():
        pair = add_series().pair.id
        db.session.commit()
    where = f"/debriefs/pairs/{pair}/start"
    mentor.post(where, mentor.get(where).form(where) | {"q1": "Rust na de pauze"})
    change(app, Browser(app).signed_in("beheer"), user=account(app, Role.MENTOR))
    assert Browser(app).signed_in("tweede").get(where).status == 404
    assert "Rust na de pauze" in worker.get(where).text


def test_what_to_do_instead_leads_there(app: Flask, coordinator: Browser, other: str, ground: None) -> None:
    with app.app_context():
        add_series()
        db.session.commit()
    today = "2026-11-23"
    address, raayland = f"{at(app)}/edit", coordinator.get("/settings/team/new").choices("sites")["Raayland"]
    page = coordinator.post(address, sendable(coordinator.get(address)) | {"active_until": today})
    assert page.status == 303
    assert add(coordinator, "team", first_name="Anne", user=other, sites=[raayland]).status == 303
    with app.app_context():
        where = f"/lessons/series/{db.session.scalars(select(LessonSeries.id)).one()}/other-pair"
    values = coordinator.get(where).form(where) | {"worker": newest(app, "team").id, "reason": "Sanne stopt"}
    assert coordinator.post(where, values).status == 303
    with app.app_context():
        assert db.session.scalars(select(LessonSeries)).one().pair.worker.first_name == "Anne"


@pytest.mark.parametrize("role", Role)
def test_only_who_works_here_is_in_the_team(app: Flask, coordinator: Browser, role: Role) -> None:
    id = account(app, role)
    assert (id in options(coordinator.get("/settings/team/new"), "user").values()) is (role in WORK_HERE)
    assert add(coordinator, "team", user=id).status == (303 if role in WORK_HERE else 422)


@pytest.mark.parametrize("role", DO_NOT)
def test_the_rule_itself_refuses_who_does_not_work_here(app: Flask, role: Role) -> None:
    id = account(app, role)
    with app.test_request_context():
        member: dict[str, Any] = {
            "first_name": "Mo", "employer": "De Brug", "discipline": db.session.scalars(select(Discipline.id)).first(),
            "sites": [], "active_from": make.MONDAY, "active_until": None, "user": int(id),
        }  # fmt: skip
        with pytest.raises(DomainError, match="Only a worker or a coordinator"):
            lists.make_row(get_kind("team"), member, key=uuid4(), by=make.person("renske"))


@pytest.mark.parametrize("role", Role)
def test_who_is_behind_a_member_from_before_and_does_not_work_here_is_not_named_for_lessons(
    app: Flask, role: Role
) -> None:
    id = account(app, role)
    with app.app_context():
        sanne().user_id = int(id)
        db.session.flush()
        named = {each.first_name for each in list_workers(make.id_of(Site, "raayland"))}
        assert ("Sanne" in named) is (role in WORK_HERE)


def test_an_account_that_lost_its_role_since_does_not_keep_the_rest_from_being_changed(
    app: Flask, coordinator: Browser
) -> None:
    with app.app_context():
        person = make.person("sanne")
        person.roles.clear()
        db.session.commit()
    before = behind(app)
    assert (change(app, coordinator, employer="Synthese").status, behind(app)) == (303, before)
