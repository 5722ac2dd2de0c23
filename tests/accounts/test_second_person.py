"""What one person may not do alone: somebody else has to say yes, and not just anybody."""

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.people import PersonChange
from jsp.rules.people import ChangeState
from jsp.rules.roles import Role
from tests.accounts.factors import app_of, fill
from tests.accounts.test_invitations import invite
from tests.accounts.test_people import PEOPLE, change, roles
from tests.browser import Browser, Page
from tests.make import make_user, person


@pytest.fixture
def administrator(app: Flask) -> Browser:
    return Browser(app).signed_in("beheer")


def waiting(app: Flask) -> PersonChange:
    with app.app_context():
        return db.session.scalars(select(PersonChange).where(PersonChange.state == ChangeState.WAITING)).one()


def decide(by: Browser, change: PersonChange, answer: str) -> Page:
    address = f"/accounts/changes/{change.id}/{answer}"
    return by.post(address, by.get(PEOPLE).form(address), follow=True)


def test_a_role_with_content_waits_for_the_coordinator(
    app: Flask, administrator: Browser, coordinator: Browser
) -> None:
    change(app, administrator, "annelies", "take_role", role="care_coordinator")
    page = change(app, administrator, "annelies", "grant_role", role="worker")
    assert page.status == 303
    assert roles(app, "annelies") == frozenset()
    assert "vroeg dit: omdat het moet" in coordinator.get(PEOPLE).words
    decide(coordinator, waiting(app), "confirm")
    assert roles(app, "annelies") == {Role.WORKER}


def test_a_no_changes_nothing(app: Flask, administrator: Browser, coordinator: Browser) -> None:
    change(app, administrator, "bart", "take_role", role="mentor")
    change(app, administrator, "bart", "grant_role", role="worker")
    assert "Er is niets veranderd" in decide(coordinator, waiting(app), "refuse").words
    assert roles(app, "bart") == frozenset()


def test_who_asked_cannot_be_the_second_person(app: Flask, administrator: Browser) -> None:
    change(app, administrator, "sanne", "reset_factor")
    asked = waiting(app)
    page = administrator.get(PEOPLE)
    assert "Ja, doen" not in page.words
    token = page.form("/accounts/sign-out")["csrf_token"]
    answer = administrator.post(f"/accounts/changes/{asked.id}/confirm", {"csrf_token": token}, follow=True)
    assert "Iemand anders moet hierover beslissen" in answer.words
    with app.app_context():
        assert person("sanne").has_second_factor


def test_who_it_is_about_cannot_be_the_second_person(app: Flask, administrator: Browser, coordinator: Browser) -> None:
    change(app, administrator, "renske", "reset_factor")
    token = coordinator.get(PEOPLE).form("/accounts/sign-out")["csrf_token"]
    answer = coordinator.post(f"/accounts/changes/{waiting(app).id}/confirm", {"csrf_token": token}, follow=True)
    assert "Iemand anders moet hierover beslissen" in answer.words
    with app.app_context():
        assert person("renske").has_second_factor


def test_a_lost_factor_goes_with_the_yes_of_a_second_person(
    app: Flask, administrator: Browser, coordinator: Browser, worker: Browser
) -> None:
    change(app, administrator, "sanne", "reset_factor")
    decide(coordinator, waiting(app), "confirm")
    with app.app_context():
        assert not person("sanne").has_second_factor
    assert worker.get("/today/").response.headers["Location"].startswith("/accounts/sign-in")


def test_deciding_twice_gets_a_sentence(app: Flask, administrator: Browser, coordinator: Browser) -> None:
    change(app, administrator, "sanne", "reset_factor")
    asked = waiting(app)
    values = coordinator.get(PEOPLE).form(f"/accounts/changes/{asked.id}/confirm")
    decide(coordinator, asked, "confirm")
    again = coordinator.post(f"/accounts/changes/{asked.id}/refuse", values, follow=True)
    assert "al over beslist" in again.words


def test_two_administrators_do_not_come_to_a_content_role(app: Flask, administrator: Browser) -> None:
    with app.app_context():
        make_user("tweede", Role.ADMINISTRATOR)
        db.session.commit()
    second = Browser(app).signed_in("tweede")
    change(app, administrator, "renske", "reset_factor")
    asked = waiting(app)
    assert "Ja, doen" not in second.get(PEOPLE).words
    token = second.get(PEOPLE).form("/accounts/sign-out")["csrf_token"]
    page = second.post(f"/accounts/changes/{asked.id}/confirm", {"csrf_token": token}, follow=True)
    assert "Iemand anders moet hierover beslissen" in page.words
    with app.app_context():
        assert person("renske").has_second_factor


def test_a_closed_worker_comes_back_with_the_yes_of_a_coordinator(
    app: Flask, administrator: Browser, coordinator: Browser
) -> None:
    change(app, administrator, "sanne", "disable")
    page = change(app, administrator, "sanne", "enable")
    assert page.status == 303
    with app.app_context():
        assert not person("sanne").active
    decide(coordinator, waiting(app), "confirm")
    with app.app_context():
        assert person("sanne").active


def test_taking_the_role_away_first_does_not_help_two_administrators(app: Flask, administrator: Browser) -> None:
    with app.app_context():
        make_user("tweede", Role.ADMINISTRATOR)
        db.session.commit()
    second = Browser(app).signed_in("tweede")
    change(app, administrator, "sanne", "take_role", role="worker")
    change(app, administrator, "sanne", "reset_factor")
    assert "Ja, doen" not in second.get(PEOPLE).words
    with app.app_context():
        assert person("sanne").has_second_factor


def test_who_uses_the_factor_has_not_lost_it(app: Flask, administrator: Browser) -> None:
    change(app, administrator, "sanne", "reset_factor")
    asked = waiting(app)
    browser = Browser(app)
    browser.signs_in("sanne")
    fill(browser, "/accounts/code", code=app_of(app, "sanne").code())
    with app.app_context():
        assert db.session.get_one(PersonChange, asked.id).state is ChangeState.WITHDRAWN
    assert "Kwijtgeraakte" not in administrator.get(PEOPLE).words


def test_the_own_profile_tells_what_was_changed_and_why(app: Flask, administrator: Browser) -> None:
    change(app, administrator, "bart", "grant_role", role="care_coordinator", reason="gaat ook zorg doen")
    words = Browser(app).signed_in("bart").get("/accounts/profile").words
    assert "Rol gegeven: zorgcoördinator gaat ook zorg doen" in words


def test_who_never_came_in_is_not_asked_to_sign_in_again(
    app: Flask, administrator: Browser, coordinator: Browser
) -> None:
    invite(administrator, role="worker")
    told = decide(coordinator, waiting(app), "confirm").words
    assert "Gedaan. Het telt zodra deze persoon de uitnodiging aanneemt." in told
    assert "opnieuw inloggen" not in told
    change(app, administrator, "annelies", "take_role", role="care_coordinator")
    change(app, administrator, "annelies", "grant_role", role="worker")
    assert "Gedaan. Deze persoon moet opnieuw inloggen." in decide(coordinator, waiting(app), "confirm").words


def told_of_waiting(browser: Browser) -> str:
    """What the start page says of changes that wait, without what else stands there."""
    root = browser.get("/today/").root
    assert root is not None
    return " ".join(" ".join(each.text_content().split()) for each in root.xpath("//*[@aria-labelledby='people']/p"))


def test_the_start_page_of_who_decides_says_that_it_waits(
    app: Flask, administrator: Browser, coordinator: Browser, worker: Browser
) -> None:
    assert not told_of_waiting(coordinator)
    change(app, administrator, "bart", "take_role", role="mentor")
    change(app, administrator, "bart", "grant_role", role="worker")
    assert told_of_waiting(coordinator) == "1 wijziging van een account wacht op jouw ja of nee."
    assert not told_of_waiting(administrator)
    assert not told_of_waiting(worker)
    decide(coordinator, waiting(app), "refuse")
    assert not told_of_waiting(coordinator)


def test_what_is_about_the_coordinator_does_not_wait_for_the_coordinator(
    app: Flask, administrator: Browser, coordinator: Browser
) -> None:
    change(app, administrator, "renske", "reset_factor")
    assert waiting(app).user_id
    assert not told_of_waiting(coordinator)
