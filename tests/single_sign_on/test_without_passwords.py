"""With local sign-in off no password opens anything, and no page asks for one; who runs the server has a way back."""

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.extensions import db
from tests.browser import Browser
from tests.make import PASSWORD, person
from tests.single_sign_on.fake_provider import Provider
from tests.single_sign_on.steps import ROOM, end, go, identities, is_in, linked, now, of
from tests.single_sign_on.test_linking import accept, invited

SIGN_IN, CONFIRM, UNLINK = "/accounts/sign-in", "/accounts/confirm", f"{ROOM}/unlink"


@pytest.fixture
def only(app: Flask, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """A provider that is the only way in."""
    monkeypatch.setitem(app.config, "LOCAL_SIGN_IN", False)
    return provider


def has_password_field(text: str) -> bool:
    return 'type="password"' in text


def test_the_page_asks_for_no_password(only: Provider, browser: Browser) -> None:
    page = browser.get(SIGN_IN)
    assert "Inloggen met Gilde-account" in page.words
    assert not has_password_field(page.text)


def test_a_password_that_is_sent_all_the_same_opens_nothing(
    app: Flask, provider: Provider, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = browser.get(SIGN_IN).form(SIGN_IN) | {"email": "bart@demo.example", "password": PASSWORD}
    monkeypatch.setitem(app.config, "LOCAL_SIGN_IN", False)
    assert end(browser.post(SIGN_IN, values)) == SIGN_IN
    assert not is_in(browser)


@pytest.mark.parametrize("address", [
    "/accounts/forgot-password", "/accounts/forgot-password/a-token", "/accounts/password-changed",
])  # fmt: skip
def test_what_is_about_passwords_is_not_there(only: Provider, browser: Browser, address: str) -> None:
    assert browser.get(address).status == 404


def test_nor_for_who_is_signed_in(only: Provider, mentor: Browser) -> None:
    assert mentor.get("/accounts/password").status == 404
    page = mentor.get("/accounts/profile")
    assert "/accounts/password" not in page.text
    assert "Wachtwoord wijzigen" not in page.words


def test_an_invitation_asks_for_no_password(app: Flask, only: Provider, browser: Browser) -> None:
    only.claims, token = of("daan"), invited(app)
    page = browser.get(f"/accounts/invitation/{token}")
    assert not has_password_field(page.text)
    accept(browser, token)
    assert is_in(browser)


def test_nor_takes_one(app: Flask, provider: Provider, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"/accounts/invitation/{invited(app)}"
    good = {"email": "daan@demo.example", "password": "fietsbel-tuinslang-kers-wolk"}
    values = browser.get(address).form(address) | good | {"password_again": good["password"]}
    monkeypatch.setitem(app.config, "LOCAL_SIGN_IN", False)
    assert end(browser.post(address, values)) == address
    with app.app_context():
        assert not person("daan").active


def test_who_has_to_confirm_does_so_there(
    app: Flask, only: Provider, frozen: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked(app, only, "beheer")
    admin = Browser(app).signed_in("beheer")
    frozen.tick(12 * 60)
    page = admin.get(CONFIRM)
    assert not has_password_field(page.text)
    assert "Bevestigen met Gilde-account" in page.words
    monkeypatch.setitem(app.config, "LOCAL_SIGN_IN", True)
    values = admin.get(CONFIRM).form(CONFIRM) | {"password": PASSWORD}
    monkeypatch.setitem(app.config, "LOCAL_SIGN_IN", False)
    assert end(admin.post(CONFIRM, values)) == CONFIRM
    assert admin.get("/accounts/people/invite").status == 302


def test_the_only_way_in_cannot_be_unlinked(
    app: Flask, provider: Provider, mentor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked(app, provider, "bart")
    form = mentor.get("/accounts/profile").form(UNLINK)
    monkeypatch.setitem(app.config, "LOCAL_SIGN_IN", False)
    assert UNLINK not in mentor.get("/accounts/profile").text
    assert "kan daarom niet" in mentor.post(UNLINK, form, follow=True).words
    assert len(identities(app)) == 1


def test_a_second_factor_of_ours_works_as_ever(app: Flask, only: Provider, browser: Browser) -> None:
    linked(app, only, "sanne")
    only.claims = of("sanne", auth_time=now())
    assert end(go(browser)).startswith("/accounts/code")


def test_who_runs_the_server_lets_somebody_in_anew(app: Flask, only: Provider, browser: Browser) -> None:
    linked(app, only, "beheer", "a number that is no more")
    with app.app_context():
        before = person("beheer").fs_uniquifier
    answer = app.test_cli_runner().invoke(args=["sign-on", "invite-again", "beheer@demo.example"])
    assert answer.exit_code == 0, answer.output
    token = answer.output.rpartition("/")[2].strip()
    assert identities(app) == []
    with app.app_context():
        assert person("beheer").fs_uniquifier != before
    only.claims = of("beheer")
    accept(browser, token)
    assert [subject for _user, _issuer, subject in identities(app)] == ["number of beheer"]
    with app.app_context():
        assert [row.name for row in person("beheer").roles] == ["administrator"]


def test_but_not_into_a_closed_account(app: Flask, only: Provider) -> None:
    with app.app_context():
        person("bart").active = False
        db.session.commit()
    answer = app.test_cli_runner().invoke(args=["sign-on", "invite-again", "bart@demo.example"])
    assert answer.exit_code == 1
    assert "closed" in answer.output
    assert app.test_cli_runner().invoke(args=["sign-on", "invite-again", "niemand@demo.example"]).exit_code == 1
