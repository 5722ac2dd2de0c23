"""Every address for everybody: who comes in, who is sent to sign in, who is refused, and that foreign is missing."""

from functools import lru_cache
from typing import Any
from urllib.parse import unquote
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import AnyConverter, IntegerConverter, Rule, UUIDConverter

from jsp.access import LIBRARY_VIEWS, need_of
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.contacts import Contact
from jsp.rules.roles import GRANTS, Permission, Role
from tests import make
from tests.browser import Browser, Page
from tests.intake.desk import RECORD, fill
from tests.messages.test_requests import ask_for, id_of
from tests.permissions import ASKS

PEOPLE = {role: name for name, (role, _sites) in reversed(make.CAST.items())}  # one of each role
UNKNOWN = UUID("00000000-0000-4000-8000-000000000000")


def addresses(app: Flask, id: UUID = UNKNOWN) -> list[tuple[str, str, str]]:
    """Every view with a method and an address that leads to it."""
    found = []
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            found.append((rule.endpoint, method, address(app, rule, id)))
    return found


def address(app: Flask, rule: Rule, id: UUID) -> str:
    """An address of the view: `id` for things with a UUID, the first of a list of words, numbers that nothing has."""
    values: dict[str, Any] = {}
    for name, converter in rule._converters.items():
        if isinstance(converter, AnyConverter):
            values[name] = sorted(converter.items)[0]
        elif isinstance(converter, UUIDConverter):
            values[name] = id
        elif isinstance(converter, IntegerConverter):
            values[name] = 999_999
        else:
            values[name] = "favicon.svg" if name == "filename" else "of-nobody"
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values)


def send(browser: Browser, method: str, where: str) -> tuple[int, str]:
    """Ask for it as a form of ours would, with a token that counts."""
    values = {"csrf_token": token(browser), "site": "gilde"} if method == "POST" else None
    response = browser.client.open(where, method=method, data=values)
    assert response.status_code != 400, f"the token did not count: {where}"
    return response.status_code, response.headers.get("Location", "")


@lru_cache(maxsize=1)
def token(browser: Browser) -> str:
    page = browser.get("/today/", follow=True)
    return next(str(field.get("value")) for field in page._all("input") if field.get("name") == "csrf_token")


def test_an_undeclared_view_stops_the_app(app: Flask) -> None:
    app.view_functions["nobody.declared"] = lambda: "x"
    try:
        with pytest.raises(LookupError, match=r"nobody\.declared"):
            need_of(app, "nobody.declared")
    finally:
        del app.view_functions["nobody.declared"]


@pytest.mark.parametrize("who", [*PEOPLE, None], ids=str)
def test_every_address_knows_its_people(app: Flask, who: Role | None) -> None:
    browser = Browser(app).signed_in(PEOPLE[who]) if who else Browser(app)
    wrong = []
    for endpoint, method, where in addresses(app):
        need = need_of(app, endpoint)
        if endpoint in LIBRARY_VIEWS or not need.signed_in or endpoint == "accounts.end_sign_ins":
            continue
        status, to = send(browser, method, where)
        if who is None:
            fine = (status == 302 and to.startswith("/accounts/sign-in")) if method == "GET" else status == 401
        elif need.permission is None or need.permission in GRANTS[who]:
            fine = status not in (302, 401, 403) and status < 500
        else:
            fine = status == 403
        if not fine:
            wrong.append((endpoint, method, status, to))
    assert not wrong


def test_public_addresses_answer_everybody(browser: Browser) -> None:
    for where in ("/", "/nu-hulp", "/gegevens", "/raayland", "/raayland/poster", "/vraag", "/antwoord"):
        assert browser.get(where).heading


def differences(app: Flask, other: Browser, id: UUID, permission: Permission) -> list[str]:
    """The views at which what this person may not see differs from what is not there."""
    seen = {}
    for (endpoint, method, own), (_e, _m, none) in zip(addresses(app, id), addresses(app, uuid4()), strict=True):
        if own != none and need_of(app, endpoint).permission is permission:
            seen[endpoint, method] = send(other, method, own) == send(other, method, none) == (404, "")
            if method == "GET":
                seen[endpoint, ""] = other.get(own).text.replace(own, "") == other.get(none).text.replace(none, "")
    return [endpoint for (endpoint, _method), is_same in seen.items() if not is_same] if seen else ["nothing seen"]


@pytest.mark.parametrize("who", ["stranger", "colleague"])
def test_a_foreign_contact_is_as_missing_as_no_contact(app: Flask, worker: Browser, who: str, request: Any) -> None:
    worker.post(RECORD, fill(worker.get("/today/"), note="niet voor een ander"))
    with app.app_context():
        id = db.session.scalars(select(Contact.id)).one()
    assert differences(app, request.getfixturevalue(who), id, Permission.LOG_CONTACTS) == []


def test_a_foreign_question_is_as_missing_as_no_question(
    app: Flask, mentor: Browser, stranger: Browser, care_coordinator: Browser
) -> None:
    ask_for(app, mentor)
    assert differences(app, stranger, UUID(id_of(app)), Permission.ANSWER_QUESTIONS) == []
    assert differences(app, care_coordinator, UUID(id_of(app)), Permission.ASK_FOR_CLASS) == []


def test_its_own_worker_does_see_it(app: Flask, worker: Browser) -> None:
    worker.post(RECORD, fill(worker.get("/today/"), note="wel voor mij"))
    with app.app_context():
        id = db.session.scalars(select(Contact.id)).one()
    assert "wel voor mij" in worker.get(f"/intake/contacts/{id}").words


def test_a_refusal_stands_in_the_trail(app: Flask, mentor: Browser) -> None:
    page = mentor.get("/intake/contacts")
    assert (page.status, page.heading) == (403, "Deze pagina is niet voor jou")
    with app.app_context():
        [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.REFUSED))
        assert (entry.user_id, entry.object_id) == (make.person("bart").id, "intake.contacts")


def test_who_loses_the_role_is_out_at_the_next_click(app: Flask, worker: Browser) -> None:
    with app.app_context():
        make.person("sanne").roles = []
        db.session.commit()
    answer = worker.get("/intake/contacts")
    assert (answer.status, answer.response.headers["Location"]) == (302, "/accounts/profile")
    assert "je hebt nog geen rol" in worker.get("/accounts/profile").words


def test_who_is_disabled_is_out_at_the_next_click(app: Flask, worker: Browser) -> None:
    with app.app_context():
        make.person("sanne").active = False
        db.session.commit()
    assert worker.get("/today/").status == 302


def test_every_address_asks_for_what_it_should(app: Flask) -> None:
    asked = {endpoint: need_of(app, endpoint).permission for endpoint in app.view_functions}
    expected = {endpoint: permission for permission, endpoints in ASKS.items() for endpoint in endpoints}
    expected |= {endpoint: Permission.SET_UP for endpoint in asked if endpoint.startswith("settings.")}
    expected |= dict.fromkeys(("settings.retention", "settings.retention_default"), Permission.CHANGE_RETENTION)
    expected |= dict.fromkeys(("settings.in_order", "settings.look_again"), Permission.SEE_INSTALLATION)
    assert {endpoint: permission for endpoint, permission in asked.items() if permission} == expected


def test_what_was_sent_by_somebody_who_is_out_is_not_lost(app: Flask, worker: Browser) -> None:
    values = fill(worker.get("/today/"), note="dit typte ik in de pauze, en toen was ik weg")
    with app.app_context():
        make.person("sanne").active = False
        db.session.commit()
    page = worker.post(RECORD, values)
    assert (page.status, page.heading) == (401, "Je bent niet meer ingelogd")
    assert "dit typte ik in de pauze, en toen was ik weg" in page.text
    with app.app_context():
        assert db.session.scalar(select(Contact.id)) is None


@pytest.mark.parametrize(("form", "to", "page"), [
    ("/accounts/profile", "/accounts/profile", "/accounts/profile"), ("/today/", RECORD, "/today/"),
    ("/today/", "/today/here", "/today/"),
])  # fmt: skip
def test_who_is_out_comes_back_to_the_page_of_the_form(
    app: Flask, worker: Browser, form: str, to: str, page: str
) -> None:
    values = {"csrf_token": token(worker)} | ({} if form != "/today/" else worker.get(form).form(to))
    with app.app_context():
        make.person("sanne").active = False
        db.session.commit()
    ways = [str(each.get("href")) for each in worker.post(to, values)._all("a")]
    assert f"next={page}" in " ".join(map(unquote, ways))


def test_what_another_site_wrote_is_not_shown_here(app: Flask, worker: Browser) -> None:
    values = fill(worker.get("/today/"), note="Bel 0900-1234, je account is gehackt")
    answer = worker.client.post(RECORD, data=values, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, "gehackt" in answer.text) == (400, False)


@pytest.mark.parametrize("where", ["/accounts/sign-inn", "/accounts/people", "/accounts/sign-in/"])
def test_no_page_shows_a_password_again(worker: Browser, where: str) -> None:
    assert "geheime lange zin" not in worker.post(where, {"password": "mijn geheime lange zin"}).text


@pytest.mark.parametrize(("headers", "fine"), [
    ({}, True), ({"Sec-Fetch-Site": "same-origin"}, True), ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True), ({"Origin": "http://localhost"}, True),
    ({"Sec-Fetch-Site": "cross-site"}, False), ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Origin": "https://elders.example"}, False), ({"Origin": "http://localhost.example"}, False),
])  # fmt: skip
def test_a_form_comes_from_our_own_pages(app: Flask, worker: Browser, headers: dict[str, str], fine: bool) -> None:
    values = fill(worker.get("/today/"))
    status = worker.client.post(RECORD, data=values, headers=headers).status_code
    with app.app_context():
        stored = db.session.scalar(select(Contact.id)) is not None
    assert (status, stored) == ((303, True) if fine else (400, False))


@pytest.mark.parametrize("where", ["/taal", "/accounts/sign-in", "/accounts/forgot-password", "/today/here"])
@pytest.mark.parametrize(("data", "kind"), [
    (b"[1]", "application/json"), (b"5", "application/json"), (b"<x/>", "text/xml"), (b"", ""),
])  # fmt: skip
def test_what_is_no_form_gets_a_sentence(worker: Browser, where: str, data: bytes, kind: str) -> None:
    page = Page(worker.client.post(where, data=data, content_type=kind))
    assert (page.status, page.heading) == (415, "We konden dit niet lezen")


@pytest.mark.parametrize("where", ["/settings/themes/{}", "/settings/sites/{}/edit", "/accounts/people/{}"])
def test_a_number_beyond_the_database_is_missing(app: Flask, where: str) -> None:
    page = Browser(app).signed_in("beheer").get(where.format("9" * 20))
    assert page.heading == "Deze pagina bestaat niet"


def test_every_role_has_its_row() -> None:
    assert set(GRANTS) == set(Role)
