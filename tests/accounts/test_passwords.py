"""Passwords as people and their password managers use them: hidden, long, pasted, changed with the old one."""

import pytest
from flask import Flask

from tests.accounts.factors import fill, letter, link_in
from tests.accounts.test_sign_in import is_in
from tests.browser import Browser, Page
from tests.make import PASSWORD

CHANGE = "/accounts/password"
LONG = "fietsbel tuinslang kers wolk lantaarn zeef kompas bloempot vlinder trap 7 Öl"
KNOWN = {"current-password", "new-password"}


def change(browser: Browser, old: str, new: str) -> Page:
    return fill(browser, CHANGE, password=old, new_password=new, new_password_confirm=new)


def test_the_own_one_is_changed_with_the_old_one_alone(app: Flask, mentor: Browser) -> None:
    assert change(mentor, "geraden-wachtwoord", LONG).status == 200
    assert not is_in(_in(app, LONG))
    assert change(mentor, PASSWORD, LONG).status == 302
    assert is_in(_in(app, LONG))
    assert not is_in(_in(app, PASSWORD))


def test_one_that_was_stolen_elsewhere_is_refused(app: Flask, mentor: Browser) -> None:
    page = change(mentor, PASSWORD, "CorrectHorseBatteryStaple")
    assert (page.status, "ergens anders gestolen" in page.words) == (200, True)
    assert is_in(_in(app, PASSWORD))


def test_a_letter_brings_one_with_an_accent_as_well(app: Flask) -> None:
    fill(Browser(app), "/accounts/forgot-password", email="bart@demo.example")
    fill(Browser(app), link_in(letter(app, "reset")), password=LONG, password_confirm=LONG)
    assert is_in(_in(app, LONG))


@pytest.mark.parametrize("nearly", [LONG[:-1], LONG[:64], LONG.lower(), f"{LONG} ", f" {LONG}"])
def test_a_long_one_counts_to_its_last_letter(app: Flask, mentor: Browser, nearly: str) -> None:
    assert len(LONG) > 64
    assert change(mentor, PASSWORD, LONG).status == 302
    assert not is_in(_in(app, nearly))


@pytest.mark.parametrize("address", ["/accounts/sign-in", CHANGE, "/accounts/confirm"])
def test_what_is_typed_is_hidden_and_a_password_manager_finds_it(app: Flask, mentor: Browser, address: str) -> None:
    browser = Browser(app) if address == "/accounts/sign-in" else mentor
    fields = [each for each in browser.get(address)._all("input") if "password" in (each.get("name") or "")]
    assert fields
    assert {each.get("type") for each in fields} == {"password"}
    assert {each.get("autocomplete") for each in fields} <= KNOWN
    assert not [each for each in fields if each.get("onpaste") or each.get("maxlength")]


@pytest.mark.parametrize("address", ["/today/", "/accounts/profile", "/lessons/", "/trail/", CHANGE])
def test_signing_out_is_on_every_page(mentor: Browser, address: str) -> None:
    assert mentor.get(address).form("/accounts/sign-out")["csrf_token"]


def _in(app: Flask, password: str) -> Browser:
    browser = Browser(app)
    browser.signs_in("bart", password)
    return browser
