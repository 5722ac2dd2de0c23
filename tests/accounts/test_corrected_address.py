"""Another address is another person: whoever said yes to a role is asked again before that one reads anything."""

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.people import PersonChange
from jsp.rules.people import ChangeState
from jsp.rules.roles import Role
from tests.accounts.factors import letters, link_in
from tests.accounts.test_invitations import accept, correct, found, invite
from tests.accounts.test_people import PEOPLE
from tests.accounts.test_second_person import decide, waiting
from tests.browser import Browser, Page
from tests.make import person

OWN = "beheer-thuis@demo.example"


@pytest.fixture
def administrator(app: Flask) -> Browser:
    return Browser(app).signed_in("beheer")


def roles(app: Flask, name: str = "beheer-thuis") -> frozenset[Role]:
    return found(app, name).role_set


def comes_in(app: Flask, email: str = OWN) -> Page:
    [mail] = [each for each in letters(app) if (each["kind"], each["to"]) == ("invitation", email)]
    return accept(app, link_in(mail), email=email)


@pytest.mark.parametrize("role", [Role.WORKER, Role.COORDINATOR, Role.RESEARCHER])
def test_an_administrator_alone_does_not_come_in_with_a_role_that_was_approved_for_somebody_else(
    app: Flask, administrator: Browser, coordinator: Browser, role: Role
) -> None:
    invite(administrator, role=role)
    decide(coordinator, waiting(app), "confirm")
    assert roles(app, "daan") == {role}
    told = administrator.get(correct(app, administrator, OWN).response.headers["Location"]).text
    assert "De rol geldt pas als een coördinator ja heeft gezegd voor dit adres." in told
    assert comes_in(app).status == 303
    assert roles(app) == frozenset()
    assert OWN in coordinator.get(PEOPLE).words
    decide(coordinator, waiting(app), "confirm")
    assert roles(app) == {role}


def test_the_page_of_the_account_tells_why_a_role_went(
    app: Flask, administrator: Browser, coordinator: Browser
) -> None:
    invite(administrator, role="worker", reason="begint in januari")
    decide(coordinator, waiting(app), "confirm")
    correct(app, administrator, OWN)
    words = coordinator.get(f"{PEOPLE}{found(app, 'beheer-thuis').id}").words
    assert "Rol afgenomen: JSP-medewerker Het adres van de uitnodiging is verbeterd." in words
    assert "De rol van JSP-medewerker geven wacht begint in januari" in words


def test_a_yes_on_a_page_with_the_other_address_is_none(
    app: Flask, administrator: Browser, coordinator: Browser
) -> None:
    invite(administrator, role="worker")
    asked = waiting(app)
    address = f"/accounts/changes/{asked.id}/confirm"
    values = coordinator.get(PEOPLE).form(address)
    correct(app, administrator, OWN)
    answer = coordinator.post(address, values, follow=True)
    assert "al over beslist" in answer.words
    assert OWN in answer.words
    assert roles(app) == frozenset()
    with app.app_context():
        assert db.session.get_one(PersonChange, asked.id).state is ChangeState.WITHDRAWN
    decide(coordinator, waiting(app), "confirm")
    assert roles(app) == {Role.WORKER}


def test_what_needs_no_yes_stays(app: Flask, administrator: Browser) -> None:
    invite(administrator, role="mentor")
    correct(app, administrator, OWN)
    comes_in(app)
    assert roles(app) == {Role.MENTOR}


def test_the_same_address_once_more_asks_nobody(app: Flask, administrator: Browser, coordinator: Browser) -> None:
    invite(administrator, role="worker")
    decide(coordinator, waiting(app), "confirm")
    correct(app, administrator, "Daan@demo.example")
    assert roles(app, "daan") == {Role.WORKER}


def test_the_very_first_coordinator_needs_no_yes_at_the_right_address_either(
    app: Flask, administrator: Browser
) -> None:
    with app.app_context():
        person("renske").roles = []
        db.session.commit()
    invite(administrator, role="coordinator")
    correct(app, administrator, OWN)
    comes_in(app)
    assert roles(app) == {Role.COORDINATOR}
    invite(administrator, role="coordinator", email="tweede@demo.example")
    correct(app, administrator, "derde@demo.example", "tweede")
    assert roles(app, "derde") == frozenset()


def test_an_account_that_somebody_used_takes_no_other_address(app: Flask, administrator: Browser) -> None:
    """Its way in was taken away at the server; what was written with it is still somebody's."""
    Browser(app).signed_in("renske")
    app.test_cli_runner().invoke(args=["sign-on", "invite-again", "renske@demo.example"])
    page = correct(app, administrator, OWN, "renske")
    assert "heeft al een uitnodiging aangenomen" in page.words
    assert roles(app, "renske") == {Role.COORDINATOR}
