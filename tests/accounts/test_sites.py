"""Where somebody in the team works decides what they read, so a coordinator says yes to it."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models import people_changes
from jsp.models.audit import Action, AuditEntry
from jsp.models.people import PersonChange
from jsp.rules.people import ChangeKind, ChangeState
from jsp.rules.roles import Role
from tests.accounts.factors import letters
from tests.accounts.test_invitations import found, invite
from tests.accounts.test_people import PEOPLE, _hidden, change, id_of
from tests.accounts.test_second_person import decide, waiting
from tests.browser import Browser, Page
from tests.make import make_user, person

MOVED = "Werkt op: Raayland, Gilde → Verweg"


@pytest.fixture
def administrator(app: Flask) -> Browser:
    return Browser(app).signed_in("beheer")


def put(app: Flask, by: Browser, name: str, *sites: str) -> Page:
    """Ask that somebody works at these sites from now on."""
    address = f"{PEOPLE}{id_of(app, name)}/sites"
    page = by.get(address)
    choices = page.choices("sites")
    return by.post(address, _hidden(page) | {"sites": [choices[each] for each in sites], "reason": "gaat daar werken"})


def sites(app: Flask, name: str) -> list[str]:
    with app.app_context():
        return [site.code for site in person(name).sites]


def states(app: Flask) -> set[Any]:
    with app.app_context():
        return set(db.session.scalars(select(PersonChange.state)))


def test_a_worker_reads_at_another_school_once_a_coordinator_said_yes(
    app: Flask, administrator: Browser, coordinator: Browser, worker: Browser
) -> None:
    page = put(app, administrator, "sanne", "Verweg")
    assert "Gevraagd." in administrator.get(page.response.headers["Location"]).text
    assert sites(app, "sanne") == ["raayland", "gilde"]
    assert worker.get("/today/").status == 200
    assert [mail["to"] for mail in letters(app)] == ["renske@demo.example"]
    assert MOVED in coordinator.get(PEOPLE).words
    assert "Ja, doen" not in administrator.get(PEOPLE).words
    decide(coordinator, waiting(app), "confirm")
    assert sites(app, "sanne") == ["verweg"]
    assert worker.get("/today/").status == 302
    assert f"{MOVED} gaat daar werken" in coordinator.get(f"{PEOPLE}{id_of(app, 'sanne')}").words
    assert {mail["to"] for mail in letters(app)} == {"renske@demo.example", "sanne@demo.example"}
    with app.app_context():
        done = select(AuditEntry.user_id).where(AuditEntry.action == Action.SITES_CHANGED)
        assert db.session.scalars(done).one() == person("renske").id


def test_a_no_leaves_somebody_where_they_are(app: Flask, administrator: Browser, coordinator: Browser) -> None:
    put(app, administrator, "sanne", "Verweg")
    decide(coordinator, waiting(app), "refuse")
    assert sites(app, "sanne") == ["raayland", "gilde"]
    assert MOVED in coordinator.get(f"{PEOPLE}{id_of(app, 'sanne')}").words


def test_taking_a_site_waits_as_well(app: Flask, administrator: Browser) -> None:
    """Who is gone from a school leaves what they had there to others."""
    put(app, administrator, "sanne", "Raayland")
    assert sites(app, "sanne") == ["raayland", "gilde"]


def test_a_coordinator_says_no_yes_about_the_own_sites(
    app: Flask, administrator: Browser, coordinator: Browser
) -> None:
    put(app, administrator, "renske", "Raayland", "Gilde", "Verweg")
    assert sites(app, "renske") == ["raayland", "gilde"]
    nobody = "Hier kan niemand ja zeggen. Wie de server beheert, kan dat wel, met: flask users confirm."
    assert nobody in coordinator.get(PEOPLE).words
    assert "Iemand anders moet hierover beslissen" in send(coordinator, waiting(app).id, "confirm")
    app.test_cli_runner().invoke(args=["users", "confirm", "renske@demo.example"])
    assert sites(app, "renske") == ["raayland", "gilde", "verweg"]


def test_a_yes_keeps_the_school_that_came_meanwhile(app: Flask, administrator: Browser, coordinator: Browser) -> None:
    put(app, administrator, "sanne", "Gilde")
    with app.app_context():
        person("sanne").sites = [*person("sanne").sites, *person("otto").sites]
        db.session.commit()
    assert "Raayland, Gilde, Verweg → Gilde, Verweg" in coordinator.get(PEOPLE).words
    decide(coordinator, waiting(app), "confirm")
    assert sites(app, "sanne") == ["gilde", "verweg"]


def test_asking_twice_is_said(app: Flask, administrator: Browser) -> None:
    put(app, administrator, "sanne", "Verweg")
    assert "wacht al op een tweede persoon" in put(app, administrator, "sanne", "Gilde").words
    assert states(app) == {ChangeState.WAITING}


def send(by: Browser, id: UUID, answer: str) -> str:
    """What is told of an answer to what waits, also where the page offers none."""
    values = {"csrf_token": by.get(PEOPLE).form("/accounts/sign-out")["csrf_token"]}
    return by.post(f"/accounts/changes/{id}/{answer}", values, follow=True).words


def test_what_was_asked_by_mistake_is_taken_back(app: Flask, administrator: Browser, coordinator: Browser) -> None:
    put(app, administrator, "renske", "Verweg")
    asked = waiting(app)
    assert "Terugnemen" in administrator.get(PEOPLE).words
    assert "Terugnemen" not in coordinator.get(PEOPLE).words
    assert "Teruggenomen. Er is niets veranderd." in send(administrator, asked.id, "withdraw")
    assert sites(app, "renske") == ["raayland", "gilde"]
    assert put(app, administrator, "renske", "Raayland").status == 303
    assert states(app) == {ChangeState.WITHDRAWN, ChangeState.WAITING}


def test_what_was_taken_back_gets_no_yes_and_what_got_one_is_not_taken_back(
    app: Flask, administrator: Browser, coordinator: Browser
) -> None:
    put(app, administrator, "sanne", "Verweg")
    asked = waiting(app)
    send(administrator, asked.id, "withdraw")
    assert "al over beslist" in send(coordinator, asked.id, "confirm")
    assert sites(app, "sanne") == ["raayland", "gilde"]
    put(app, administrator, "sanne", "Raayland")
    asked = waiting(app)
    decide(coordinator, asked, "confirm")
    assert "al over beslist" in send(administrator, asked.id, "withdraw")
    assert states(app) == {ChangeState.WITHDRAWN, ChangeState.DONE}


@pytest.mark.parametrize("name", ["bart", "annelies", "nora", "beheer2"])
def test_for_others_sites_open_figures_and_count_at_once(app: Flask, administrator: Browser, name: str) -> None:
    with app.app_context():
        make_user("beheer2", Role.ADMINISTRATOR)
        db.session.commit()
    put(app, administrator, name, "Verweg")
    assert sites(app, name) == ["verweg"]


def test_who_says_yes_to_a_role_says_so_about_the_sites_on_the_page(
    app: Flask, administrator: Browser, coordinator: Browser
) -> None:
    invite(administrator, role="worker")
    asked = waiting(app)
    address = f"/accounts/changes/{asked.id}/confirm"
    values = coordinator.get(PEOPLE).form(address)
    put(app, administrator, "daan", "Raayland", "Gilde", "Verweg")
    assert sites(app, "daan") == ["raayland", "gilde", "verweg"]
    assert "al over beslist" in coordinator.post(address, values, follow=True).words
    assert found(app).role_set == frozenset()
    decide(coordinator, waiting(app), "confirm")
    assert found(app).role_set == {Role.WORKER}


def test_before_there_was_a_coordinator_nobody_waits(app: Flask, administrator: Browser) -> None:
    with app.app_context():
        person("renske").roles = []
        db.session.commit()
    put(app, administrator, "sanne", "Verweg")
    assert sites(app, "sanne") == ["verweg"]


def test_nobody_comes_to_another_school_by_giving_the_role_back(
    app: Flask, administrator: Browser, coordinator: Browser
) -> None:
    change(app, administrator, "sanne", "take_role", role="worker")
    put(app, administrator, "sanne", "Verweg")
    change(app, administrator, "sanne", "grant_role", role="worker")
    with app.app_context():
        assert person("sanne").role_set == frozenset()
        [asked] = people_changes.list_changes(person("sanne"), waiting=True)
        assert asked.kind is ChangeKind.GRANT_ROLE
    assert "sanne@demo.example · Verweg" in coordinator.get(PEOPLE).words
