"""The provider does not answer, or answers nonsense: a sentence on a page of ours, soon, and nothing else breaks."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.blueprints.single_sign_on.service import provider as service
from jsp.blueprints.single_sign_on.service.provider import KEY
from tests.browser import Browser
from tests.single_sign_on.fake_provider import Provider
from tests.single_sign_on.steps import BEGIN, CONFIRM, LINK, ROOM, end, go, is_in, leave, linked, of, told
from tests.single_sign_on.test_linking import invited

GONE = "nu niet bereiken"
DOCUMENT, TOKEN, KEYS, ELSEWHERE = "/.well-known/openid-configuration", "/token", "/keys", "/userinfo"


@pytest.fixture
def silent() -> Iterator[str]:
    """Takes a connection and says nothing."""
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        ear.listen()
        yield f"http://127.0.0.1:{ear.getsockname()[1]}"


def is_gone(browser: Browser, address: str = BEGIN, home: str = "/accounts/sign-in") -> bool:
    page = browser.get(address)
    assert end(page).partition("?")[0] == home
    return GONE in told(browser, page)


def test_one_that_is_broken(provider: Provider, browser: Browser) -> None:
    provider.broken = (DOCUMENT,)
    assert is_gone(browser)


def test_one_that_sends_us_elsewhere_for_what_it_is_is_not_followed(provider: Provider, browser: Browser) -> None:
    provider.moved = {DOCUMENT: ELSEWHERE}
    assert is_gone(browser)
    assert provider.hits == [DOCUMENT]


@pytest.mark.parametrize("place", [TOKEN, KEYS])
def test_nor_for_a_token_or_its_keys(app: Flask, provider: Provider, browser: Browser, place: str) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart")
    provider.moved = {place: ELSEWHERE}
    assert GONE in told(browser, go(browser))
    assert not is_in(browser)
    assert ELSEWHERE not in provider.hits
    assert place in provider.hits


def test_one_that_is_not_there(
    app: Flask, provider: Provider, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "OIDC_ISSUER", "http://127.0.0.1:9")
    assert is_gone(browser)


def test_one_that_says_nothing(
    app: Flask, provider: Provider, browser: Browser, silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "OIDC_ISSUER", silent)
    monkeypatch.setattr(service, "PATIENCE", 0.1)
    assert is_gone(browser)


def test_nobody_waits_longer_than_this() -> None:
    assert service.PATIENCE == 5


def test_one_that_is_gone_is_not_asked_by_everybody(
    app: Flask, provider: Provider, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    provider.broken = (DOCUMENT,)
    for _ in range(3):
        assert is_gone(Browser(app))
    assert provider.hits == [DOCUMENT]
    provider.broken = ()
    frozen.tick(11)
    leave(browser)


def test_it_is_asked_how_it_is_set_up_once_an_hour(
    app: Flask, provider: Provider, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    for _ in range(2):
        leave(browser)
        frozen.tick(59 * 60)
        leave(browser)
        frozen.tick(2 * 60)
    assert provider.hits.count(DOCUMENT) == 2


@pytest.mark.parametrize("more", [
    {"issuer": "https://login.evil.example"}, {"issuer": None}, {"token_endpoint": None}, {"jwks_uri": 17},
    {"authorization_endpoint": "javascript:alert(1)"},
], ids=str)  # fmt: skip
def test_a_description_that_does_not_fit(provider: Provider, browser: Browser, more: dict[str, Any]) -> None:
    provider.document_more = more
    assert is_gone(browser)


@pytest.mark.parametrize("where", [TOKEN, KEYS])
def test_one_that_breaks_while_somebody_is_there(app: Flask, provider: Provider, browser: Browser, where: str) -> None:
    linked(app, provider, "bart")
    provider.claims, way = of("bart"), leave(browser)
    provider.broken = (where,)
    assert GONE in told(browser, browser.get(way))
    assert not is_in(browser)


def test_who_was_invited_hears_it_on_the_page_of_the_invitation(
    app: Flask, provider: Provider, browser: Browser
) -> None:
    token = invited(app)
    provider.broken = (DOCUMENT,)
    assert is_gone(browser, f"{ROOM}/invitation/{token}", home=f"/accounts/invitation/{token}")


def test_who_is_in_goes_on_working(app: Flask, provider: Provider, mentor: Browser) -> None:
    provider.broken = (DOCUMENT,)
    assert is_gone(mentor, LINK, home="/accounts/profile")
    app.extensions.pop(KEY)
    assert is_gone(mentor, CONFIRM, home="/accounts/confirm")
    assert is_in(mentor)


def test_a_password_still_opens_the_door(provider: Provider, browser: Browser) -> None:
    provider.broken = (DOCUMENT,)
    is_gone(browser)
    browser.signs_in("bart")
    assert is_in(browser)


def test_our_secret_goes_to_it_alone_and_by_a_way_it_takes(
    app: Flask, provider: Provider, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that knows us by another secret gives nothing."""
    linked(app, provider, "bart")
    monkeypatch.setitem(app.config, "OIDC_CLIENT_SECRET", "an old one")
    provider.claims = of("bart")
    assert "klopt niet" in told(browser, go(browser))
    assert not is_in(browser)
