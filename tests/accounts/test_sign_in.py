"""Signing in and what ends it: one answer to every mistake, and nothing left on a shared laptop."""

from datetime import timedelta
from urllib.parse import urljoin

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.accounts import SignIn
from jsp.models.audit import Action, AuditEntry
from jsp.models.ground import Installation
from jsp.models.reference import forget_reference
from tests.browser import Browser, Page
from tests.make import CAST, PASSWORD, person

SIGN_IN, SIGN_OUT = "/accounts/sign-in", "/accounts/sign-out"
LIST = "/accounts/sign-ins"
WRONG = "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw."


def attempt(app: Flask, email: str, password: str = PASSWORD, *, next: str = "") -> Page:
    browser = Browser(app)
    values = browser.get(SIGN_IN).form(SIGN_IN) | {"email": email, "password": password, "next": next}
    return browser.post(SIGN_IN, values)


def is_in(browser: Browser) -> bool:
    page = browser.get("/today/", follow=True)
    assert page.heading in ("Vandaag", "Inloggen")
    return page.heading == "Vandaag"


def disable(app: Flask, name: str) -> None:
    with app.app_context():
        person(name).active = False
        db.session.commit()


def cookie(app: Flask, browser: Browser) -> str:
    found = browser.client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert found is not None
    return found.value


def with_cookie(app: Flask, value: str) -> Browser:
    browser = Browser(app)
    browser.client.set_cookie(app.config["SESSION_COOKIE_NAME"], value)
    return browser


def sign_out(browser: Browser) -> Page:
    return browser.post(SIGN_OUT, browser.get("/today/").form(SIGN_OUT), follow=True)


@pytest.mark.parametrize("email", ["bart@demo.example", "Bart@DEMO.example"])
def test_the_right_password_leads_to_the_start_page(app: Flask, email: str) -> None:
    assert attempt(app, email).response.headers["Location"] == "/today/"


def test_every_mistake_gets_the_same_answer(app: Flask) -> None:
    disable(app, "lieke")
    answers = {
        attempt(app, "sanne@demo.example", "verkeerd-wachtwoord").words,
        attempt(app, "sanne@demo.example", PASSWORD.upper()).words,
        attempt(app, "sanne@demo.example", "").words,
        attempt(app, "niemand@demo.example").words,
        attempt(app, "lieke@demo.example").words,
        attempt(app, "lieke@demo.example", "verkeerd-wachtwoord").words,
        attempt(app, "geen adres").words,
        attempt(app, "").words,
    }
    [answer] = answers
    assert WRONG in answer


@pytest.mark.parametrize("address", ["\x00", "a\x00b", "a\x00b@demo.example", "\u202ebart"])
def test_an_address_that_no_database_can_look_for_is_a_mistake_like_any_other(app: Flask, address: str) -> None:
    assert attempt(app, address).words == attempt(app, "nobody@demo.example").words


def test_the_password_never_comes_back(app: Flask) -> None:
    assert "mijn-geheime-woord" not in attempt(app, "sanne@demo.example", "mijn-geheime-woord").text


def test_a_mistake_lets_nobody_in(app: Flask) -> None:
    browser = Browser(app)
    browser.signs_in("bart", "verkeerd-wachtwoord")
    assert not is_in(browser)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(SignIn)) == 0


def test_who_is_disabled_stays_out(app: Flask, worker: Browser) -> None:
    disable(app, "sanne")
    assert not is_in(worker)
    assert WRONG in Browser(app).signs_in("sanne").words


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app: Flask, worker: Browser) -> None:
    copied = cookie(app, worker)
    assert is_in(with_cookie(app, copied))
    sign_out(worker)
    assert not is_in(worker)
    assert not is_in(with_cookie(app, copied))


def test_signing_out_ends_this_sign_in_and_no_other(app: Flask, worker: Browser) -> None:
    at_home = Browser(app).signed_in("sanne")
    sign_out(worker)
    assert is_in(at_home)


def test_a_link_cannot_sign_anybody_out(worker: Browser) -> None:
    assert worker.get(SIGN_OUT).status == 405
    assert is_in(worker)


def test_the_database_holds_no_token_that_opens_a_door(app: Flask, worker: Browser) -> None:
    with worker.client.session_transaction() as session:
        token = session["sign_in"]
    with app.app_context():
        [row] = db.session.scalars(select(SignIn))
        assert token not in (row.id, str(row.user_id))


def test_signing_in_and_out_stands_in_the_trail(app: Flask, worker: Browser) -> None:
    sign_out(worker)
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        assert [(entry.action, entry.user_id) for entry in entries] == [
            (Action.SIGNED_IN, person("sanne").id), (Action.SIGNED_OUT, person("sanne").id),
        ]  # fmt: skip


def test_after_a_quarter_of_an_hour_alone_it_ends(worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    frozen.tick(timedelta(minutes=16))
    assert not is_in(worker)


def test_who_keeps_working_stays_in(worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    for _ in range(3):
        frozen.tick(timedelta(minutes=10))
        assert is_in(worker)


def test_after_eight_hours_it_ends_for_who_keeps_working_too(worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    for _ in range(47):
        frozen.tick(timedelta(minutes=10))
        assert is_in(worker)
    frozen.tick(timedelta(minutes=10))
    assert not is_in(worker)


def test_an_old_cookie_does_not_come_back_to_life(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    old = cookie(app, worker)
    frozen.tick(timedelta(minutes=16))
    assert not is_in(with_cookie(app, old))


def test_the_page_lists_nobody(browser: Browser) -> None:
    text = browser.get(SIGN_IN).text
    assert not [name for name in CAST if f"{name}@" in text]
    assert PASSWORD not in text


def test_in_a_demo_it_lists_who_can_be_tried(app: Flask, browser: Browser) -> None:
    with app.app_context():
        db.session.get_one(Installation, 1).is_demo = True
        db.session.commit()
        forget_reference()
    words = browser.get(SIGN_IN).words
    assert not [name for name in CAST if f"{name}@demo.example" not in words]


def test_who_was_sent_to_sign_in_comes_back_where_they_were(browser: Browser) -> None:
    sent = browser.get("/today/?site=raayland").response.headers["Location"]
    values = browser.get(sent).form(SIGN_IN) | {"email": "bart@demo.example", "password": PASSWORD}
    assert browser.post(SIGN_IN, values).response.headers["Location"] == "/today/?site=raayland"


@pytest.mark.parametrize("next", [
    "https://evil.example/today/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "/\t/evil.example", "http:evil.example", "javascript:alert(1)", " //evil.example", "https:///evil.example",
])  # fmt: skip
def test_it_leads_to_no_other_site(app: Flask, next: str) -> None:
    to = attempt(app, "bart@demo.example", next=next).response.headers.get("Location", "")
    assert urljoin("https://jsp.example/", to.replace("\\", "/")).startswith("https://jsp.example/")


def test_a_form_from_elsewhere_signs_nobody_in(app: Flask, browser: Browser) -> None:
    answer = browser.post(SIGN_IN, {"email": "sanne@demo.example", "password": PASSWORD})
    assert answer.heading == "Deze pagina is verouderd"
    assert not is_in(browser)


def end_others(browser: Browser) -> None:
    address = "/accounts/sign-ins/end"
    browser.post(address, browser.get(LIST).form(address))


def test_the_other_sign_ins_can_be_ended_from_here(app: Flask, worker: Browser) -> None:
    other = Browser(app).signed_in("sanne")
    end_others(worker)
    assert (is_in(worker), is_in(other)) == (True, False)


def test_ending_them_proves_nothing(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    admin, _other = Browser(app).signed_in("beheer"), Browser(app).signed_in("beheer")
    frozen.tick(timedelta(minutes=9))
    end_others(admin)
    frozen.tick(timedelta(minutes=3))
    assert admin.get("/accounts/people/invite").response.headers["Location"].startswith("/accounts/confirm")


def test_ending_them_makes_no_sign_in_last_longer(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    Browser(app).signed_in("sanne")
    frozen.tick(timedelta(minutes=9))
    end_others(worker)
    for _ in range(47):
        frozen.tick(timedelta(minutes=10))
        assert is_in(worker)
    frozen.tick(timedelta(minutes=1))
    assert not is_in(worker)
