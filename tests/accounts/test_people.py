"""Letting people in and putting them out: reasons, a second person, and the end of what they had open."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.people import PersonChange
from jsp.rules.roles import Role
from tests.accounts.factors import letters
from tests.browser import Browser, Page
from tests.make import person

PEOPLE = "/accounts/people/"


@pytest.fixture
def administrator(app: Flask) -> Browser:
    return Browser(app).signed_in("beheer")


def id_of(app: Flask, name: str) -> int:
    with app.app_context():
        return person(name).id


def change(app: Flask, by: Browser, name: str, kind: str, **values: Any) -> Page:
    address = f"{PEOPLE}{id_of(app, name)}/{kind}"
    page = by.get(address)
    return by.post(address, _values_of(page) | {"reason": "omdat het moet"} | values)


def _has(form: Any, name: str) -> bool:
    return any(field.get("name") == name for field in form.iter())


def _values_of(page: Page) -> dict[str, Any]:
    fields = [field for form in page.forms() if _has(form, "reason") for field in form.iter()]
    return {
        field.get("name"): field.get("value") for field in fields if field.get("name") and field.get("type") == "hidden"
    }


def roles(app: Flask, name: str) -> frozenset[Role]:
    with app.app_context():
        return person(name).role_set


def test_a_role_without_content_is_given_at_once(app: Flask, administrator: Browser) -> None:
    change(app, administrator, "bart", "grant_role", role="care_coordinator")
    assert roles(app, "bart") == {Role.MENTOR, Role.CARE_COORDINATOR}


@pytest.mark.parametrize(("name", "role", "sentence"), [
    ("sanne", "administrator", "Wie accounts en sleutels beheert"),
    ("bart", "worker", "Wie voor de school werkt"),
    ("nora", "worker", "Een onderzoeker leest groepsgesprekken van alle scholen"),
    ("nora", "administrator", "Wie accounts en sleutels beheert"),
    ("nora", "mentor", "Een onderzoeker leest groepsgesprekken van alle scholen"),
    ("annelies", "researcher", "Een onderzoeker leest groepsgesprekken van alle scholen"),
    ("sanne", "mentor", "Wie voor de school werkt"),
])  # fmt: skip
def test_roles_that_do_not_go_together_are_refused_with_the_reason(
    app: Flask, administrator: Browser, name: str, role: str, sentence: str
) -> None:
    before = roles(app, name)
    page = change(app, administrator, name, "grant_role", role=role)
    assert (page.status, sentence in page.words) == (422, True)
    assert "omdat het moet" in page.text
    assert roles(app, name) == before


def test_the_last_coordinator_keeps_the_role_but_can_be_closed(app: Flask, administrator: Browser) -> None:
    page = change(app, administrator, "renske", "take_role", role="coordinator")
    assert "Dit is de laatste coördinator" in page.words
    assert "Er is geen coördinator meer" not in administrator.get(PEOPLE).words
    assert change(app, administrator, "renske", "disable").status == 303
    assert "Er is geen coördinator meer" in administrator.get(PEOPLE).words


def test_who_is_closed_is_told_so(app: Flask, administrator: Browser) -> None:
    change(app, administrator, "bart", "disable")
    [mail] = letters(app)
    assert (mail["subject"], "kunt niet meer inloggen" in mail["body"]) == ("Je account is gesloten", True)


def test_a_change_needs_a_reason(app: Flask, administrator: Browser) -> None:
    page = change(app, administrator, "bart", "disable", reason="  ")
    assert "Zeg in een paar woorden waarom." in page.words
    with app.app_context():
        assert person("bart").active


def test_disabling_ends_the_next_click_of_an_open_page(app: Flask, administrator: Browser, worker: Browser) -> None:
    assert worker.get("/today/").heading == "Vandaag"
    change(app, administrator, "sanne", "disable")
    assert worker.get("/today/").response.headers["Location"].startswith("/accounts/sign-in")
    assert Browser(app).signs_in("sanne").status == 200


def test_a_role_change_ends_what_was_open(app: Flask, administrator: Browser, mentor: Browser) -> None:
    change(app, administrator, "bart", "grant_role", role="care_coordinator")
    assert mentor.get("/today/").status == 302


def test_who_was_disabled_comes_back(app: Flask, administrator: Browser) -> None:
    change(app, administrator, "bart", "disable")
    change(app, administrator, "bart", "enable")
    assert Browser(app).signs_in("bart").status == 302


@pytest.mark.parametrize("kind", ["disable", "take_role"])
def test_an_administrator_cannot_put_themself_out(app: Flask, administrator: Browser, kind: str) -> None:
    values = {"role": "administrator"} if kind == "take_role" else {}
    page = change(app, administrator, "beheer", kind, **values)
    assert "Je eigen account kun je hier niet wijzigen" in page.words
    assert administrator.get("/today/").heading == "Vandaag"


def test_sending_a_change_twice_does_it_once(app: Flask, administrator: Browser) -> None:
    address = f"{PEOPLE}{id_of(app, 'bart')}/grant_role"
    values = _values_of(administrator.get(address)) | {"reason": "twee keer getikt", "role": "care_coordinator"}
    administrator.post(address, values)
    administrator.post(address, values)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(PersonChange)) == 1


def test_every_change_leaves_a_trail_and_content_free_mail(app: Flask, administrator: Browser) -> None:
    change(app, administrator, "bart", "grant_role", role="care_coordinator", reason="gaat ook zorg doen")
    with app.app_context():
        done = select(AuditEntry).where(AuditEntry.action == Action.PERSON_CHANGE_DONE)
        entry = db.session.scalars(done).one()
        assert (entry.user_id, entry.object_id) == (person("beheer").id, str(person("bart").id))
    [mail] = letters(app)
    assert mail["to"] == "bart@demo.example"
    assert not [word for word in ("zorg", "mentor", "rol") if word in (mail["subject"] + mail["body"]).lower()]


def test_the_page_of_a_person_tells_who_changed_what_and_why(app: Flask, administrator: Browser) -> None:
    change(app, administrator, "bart", "grant_role", role="care_coordinator", reason="gaat ook zorg doen")
    words = administrator.get(f"{PEOPLE}{id_of(app, 'bart')}").words
    assert "Rol gegeven: zorgcoördinator" in words
    assert "gaat ook zorg doen" in words
    assert "Beheer" in words


def test_other_sites_count_from_the_next_click(app: Flask, administrator: Browser, mentor: Browser) -> None:
    address = f"{PEOPLE}{id_of(app, 'bart')}/sites"
    page = administrator.get(address)
    choices = page.choices("sites")
    values = _hidden(page) | {"sites": [choices["Verweg"]], "reason": "gaat daar werken"}
    administrator.post(address, values)
    administrator.post(address, values)
    assert mentor.get("/today/").status == 302
    with app.app_context():
        assert [site.code for site in person("bart").sites] == ["verweg"]
    words = administrator.get(f"{PEOPLE}{id_of(app, 'bart')}").words
    assert words.count("Werkt op: Raayland → Verweg gaat daar werken") == 1


def test_who_had_two_roles_before_they_were_kept_apart_keeps_them_and_it_shows(
    app: Flask, administrator: Browser
) -> None:
    with app.app_context():
        bart, nora = person("bart"), person("nora")
        bart.roles = [*bart.roles, *nora.roles]
        db.session.commit()
    assert administrator.get(PEOPLE).words.count("rollen die niet samengaan") == 1
    page = administrator.get(f"{PEOPLE}{id_of(app, 'bart')}")
    assert "Bart heeft twee rollen die niet samengaan: mentor of trajectbegeleider en onderzoeker." in page.words
    assert roles(app, "bart") == {Role.MENTOR, Role.RESEARCHER}
    change(app, administrator, "bart", "take_role", role="researcher")
    assert "rollen die niet samengaan" not in administrator.get(PEOPLE).words


def _hidden(page: Page) -> dict[str, Any]:
    form = next(each for each in page.forms() if _has(each, "sites"))
    return {f.get("name"): f.get("value") for f in form.iter() if f.get("type") == "hidden"}


def test_nobody_but_an_administrator_changes_accounts(app: Flask, coordinator: Browser) -> None:
    for address in (f"{PEOPLE}invite", f"{PEOPLE}{id_of(app, 'bart')}/disable"):
        assert coordinator.get(address).heading == "Deze pagina is niet voor jou"
