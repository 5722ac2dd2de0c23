"""The second factor: compulsory where it matters, each code once, a slow guess, a way back with recovery codes."""

from datetime import timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.ground import Installation
from jsp.models.reference import forget_reference
from tests.accounts.factors import App, app_of, fill
from tests.browser import Browser, Page
from tests.intake.desk import own_form
from tests.make import person

CODE, CODES, RECOVERY, SECOND = (
    "/accounts/code", "/accounts/recovery-codes", "/accounts/recovery-code", "/accounts/second-factor",
)  # fmt: skip
SETUP = "/accounts/authenticator"


def bare(app: Flask, name: str) -> None:
    """Somebody of the cast without a second factor."""
    with app.app_context():
        found = person(name)
        found.tf_primary_method = found.tf_totp_secret = None
        db.session.commit()


def ask_everybody(app: Flask) -> None:
    """As an administrator does."""
    address = "/settings/retention/second_factor_for_all"
    admin = Browser(app).signed_in("beheer")
    assert admin.post(address, own_form(admin.get(address), "value") | {"value": "yes"}).status == 303


def is_in(browser: Browser) -> bool:
    return browser.get("/today/", follow=True).heading == "Vandaag"


def type_code(browser: Browser, code: str) -> Page:
    return fill(browser, CODE, code=code)


def test_a_password_alone_is_not_enough(app: Flask, browser: Browser) -> None:
    assert browser.signs_in("sanne").response.headers["Location"].startswith(CODE)
    assert not is_in(browser)


def test_with_the_code_of_the_app_the_door_opens(app: Flask, browser: Browser) -> None:
    browser.signs_in("sanne")
    assert type_code(browser, app_of(app, "sanne").code()).status == 302
    assert is_in(browser)


def test_a_code_may_be_typed_with_a_blank_in_it(app: Flask, browser: Browser) -> None:
    browser.signs_in("sanne")
    code = app_of(app, "sanne").code()
    type_code(browser, f" {code[:3]} {code[3:]} ")
    assert is_in(browser)


def test_a_code_counts_once(app: Flask, browser: Browser) -> None:
    code = app_of(app, "sanne").code()
    browser.signs_in("sanne")
    type_code(browser, code)
    other = Browser(app)
    other.signs_in("sanne")
    assert "Deze code klopt niet" in type_code(other, code).words
    assert not is_in(other)


@pytest.mark.parametrize(("later", "fine"), [(-600, False), (-95, False), (0, True), (95, False), (600, False)])
def test_a_clock_that_is_wrong_gets_a_sentence(app: Flask, browser: Browser, later: int, fine: bool) -> None:
    browser.signs_in("sanne")
    page = type_code(browser, app_of(app, "sanne").code(later=later))
    assert is_in(browser) is fine
    assert fine or "Kijk dan of de klok van je telefoon goed staat" in page.words


def test_guessing_codes_is_slow_and_ends(app: Flask, browser: Browser, frozen: FrozenDateTimeFactory) -> None:
    browser.signs_in("sanne")
    for _ in range(5):
        assert "klopt niet" in type_code(browser, "000000").words
    assert "Wacht een kwartier" in type_code(browser, app_of(app, "sanne").code()).words
    assert not is_in(browser)
    frozen.tick(timedelta(minutes=14))
    browser.signs_in("sanne")
    assert "Wacht een kwartier" in type_code(browser, app_of(app, "sanne").code()).words
    frozen.tick(timedelta(minutes=2))
    browser.signs_in("sanne")
    type_code(browser, app_of(app, "sanne").code())
    assert is_in(browser)


@pytest.mark.parametrize("name", ["sanne", "renske", "nora", "beheer"])
def test_who_comes_near_content_or_lets_people_in_has_to_set_one_up(app: Flask, browser: Browser, name: str) -> None:
    bare(app, name)
    browser.signs_in(name)
    for address in ("/today/", {"beheer": "/accounts/people/", "nora": "/focus-groups/"}.get(name, "/today/hidden")):
        assert browser.get(address).response.headers["Location"] == SECOND
    assert browser.get(SECOND).heading == "Tweede stap"


@pytest.mark.parametrize("name", ["bart", "annelies"])
def test_others_choose_for_themselves(app: Flask, browser: Browser, name: str) -> None:
    browser.signs_in(name)
    assert is_in(browser)


@pytest.mark.parametrize("name", ["bart", "annelies"])
def test_where_everybody_is_asked_they_set_one_up(app: Flask, browser: Browser, name: str) -> None:
    browser.signs_in(name)
    ask_everybody(app)
    assert browser.get("/today/").response.headers["Location"] == SECOND
    assert "is een wachtwoord alleen voor niemand genoeg" in browser.get(SECOND).words
    page = browser.post(SETUP, browser.get(SETUP).form(SETUP) | {"setup": "authenticator"})
    key = next("".join(each.itertext()) for each in page._all("strong"))
    browser.post(CODE, page.form(CODE) | {"code": App(key).code()})
    assert is_in(browser)


def test_that_is_for_an_administrator_to_say(app: Flask, coordinator: Browser) -> None:
    assert "Alleen een beheerder" in coordinator.get("/settings/values/second_factor_for_all").words


def test_in_a_demo_nobody_has_to(app: Flask, browser: Browser) -> None:
    bare(app, "sanne")
    with app.app_context():
        db.session.get_one(Installation, 1).is_demo = True
        db.session.commit()
        forget_reference()
    browser.signs_in("sanne")
    assert is_in(browser)


def test_the_app_is_set_up_with_one_code(app: Flask, browser: Browser) -> None:
    bare(app, "sanne")
    browser.signs_in("sanne")
    page = browser.post(SETUP, browser.get(SETUP).form(SETUP) | {"setup": "authenticator"})
    assert "<svg" in page.text
    assert "data:" not in page.text
    key = next("".join(each.itertext()) for each in page._all("strong"))
    wrong = browser.post(CODE, page.form(CODE) | {"code": "000000"})
    assert "Deze code klopt niet" in wrong.words
    browser.post(CODE, wrong.form(CODE) | {"code": App(key).code()})
    assert "herstelcodes" in browser.get(SECOND).words
    assert is_in(browser)
    with app.app_context():
        kept = str(person("sanne").tf_totp_secret)
        assert key.replace("-", "") not in kept


def test_a_mistyped_code_keeps_the_picture_to_scan(app: Flask, browser: Browser) -> None:
    bare(app, "sanne")
    browser.signs_in("sanne")
    page = browser.post(SETUP, browser.get(SETUP).form(SETUP) | {"setup": "authenticator"})
    key = next("".join(each.itertext()) for each in page._all("strong"))
    wrong = browser.post(CODE, page.form(CODE) | {"code": "000000"})
    assert wrong.heading == page.heading
    assert key in wrong.words
    assert "otpauth://totp/" in wrong.text
    assert "<svg" in wrong.text


def test_a_new_factor_ends_what_came_in_without_it(app: Flask, browser: Browser) -> None:
    bare(app, "sanne")
    browser.signs_in("sanne")
    other = Browser(app)
    other.signs_in("sanne")
    page = browser.post(SETUP, browser.get(SETUP).form(SETUP) | {"setup": "authenticator"})
    key = next("".join(each.itertext()) for each in page._all("strong"))
    browser.post(CODE, page.form(CODE) | {"code": App(key).code()})
    assert is_in(browser)
    assert other.get(SECOND).response.headers["Location"].startswith("/accounts/sign-in")


@pytest.mark.parametrize("address", [CODE, RECOVERY, "/accounts/choose-factor", "/accounts/passkey"])
def test_nobody_starts_halfway(browser: Browser, address: str) -> None:
    answer = browser.get(address)
    assert answer.status in (302, 404)
    assert answer.status == 404 or "/accounts/sign-in" in answer.response.headers["Location"]


def test_who_must_have_one_cannot_switch_it_off(app: Flask, worker: Browser) -> None:
    worker.post(SETUP, worker.get(SETUP).form(SETUP) | {"setup": "disable"})
    with app.app_context():
        assert person("sanne").has_second_factor


def test_setting_up_another_app_asks_who_you_are_after_a_while(worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    frozen.tick(timedelta(minutes=12))
    assert worker.get(SETUP).response.headers["Location"].startswith("/accounts/confirm")


def test_the_first_factor_drops_what_a_password_alone_made(app: Flask, browser: Browser) -> None:
    bare(app, "sanne")
    with app.app_context():
        person("sanne").calendar_mark, person("sanne").mf_recovery_codes = "of somebody else", ["a mark"]
        db.session.commit()
    browser.signs_in("sanne")
    page = browser.post(SETUP, browser.get(SETUP).form(SETUP) | {"setup": "authenticator"})
    key = next("".join(each.itertext()) for each in page._all("strong"))
    browser.post(CODE, page.form(CODE) | {"code": App(key).code()})
    with app.app_context():
        assert (person("sanne").calendar_mark, person("sanne").mf_recovery_codes) == (None, [])


def test_switching_it_off_leaves_a_trail(app: Flask) -> None:
    with app.app_context():
        bart = person("bart")
        bart.tf_primary_method, bart.tf_totp_secret = "authenticator", person("sanne").tf_totp_secret
        db.session.commit()
    mentor = Browser(app).signed_in("bart")
    mentor.post(SETUP, mentor.get(SETUP).form(SETUP) | {"setup": "disable"})
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.FACTOR_REMOVED)).one()
        assert (entry.user_id, person("bart").has_second_factor) == (person("bart").id, False)
