"""Coming in by the provider: whoever linked their account there, and nobody else."""

import re
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.extensions import db
from jsp.models.audit import Action
from tests.browser import Browser
from tests.make import person
from tests.single_sign_on.fake_provider import Provider
from tests.single_sign_on.steps import BEGIN, end, go, id_of, is_in, leave, linked, of, told, trail

SIGN_IN = "/accounts/sign-in"


def test_without_a_provider_there_is_no_such_room(browser: Browser) -> None:
    assert browser.get(BEGIN).status == 404
    assert "Inloggen met" not in browser.get(SIGN_IN).words


def test_the_page_offers_it_by_a_link(provider: Provider, browser: Browser) -> None:
    page = browser.get(f"{SIGN_IN}?next=/accounts/profile")
    assert "Inloggen met Gilde-account" in page.words
    assert f'href="{BEGIN}?next=/accounts/profile"' in page.text


@pytest.mark.parametrize(("source", "leaves"), [
    ("same-origin", True), ("none", True), (None, True), ("cross-site", False), ("same-site", False),
])  # fmt: skip
def test_another_site_signs_nobody_in(provider: Provider, browser: Browser, source: str | None, leaves: bool) -> None:
    """The provider may still know who sat there this morning."""
    headers = {"Sec-Fetch-Site": source} if source else {}
    to = browser.client.get(f"{BEGIN}?next=/accounts/profile", headers=headers).headers["Location"]
    assert to.startswith(provider.issuer) is leaves
    assert (to == f"{SIGN_IN}?next=/accounts/profile") is not leaves
    with browser.client.session_transaction() as session:
        assert bool(session.get("journeys")) is leaves


def test_who_linked_comes_in(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart")
    assert end(go(browser)) == "/today/"
    assert is_in(browser)
    assert trail(app, Action.SIGNED_IN) == [("signed_in", "user", str(id_of(app, "bart")), id_of(app, "bart"))]


def test_who_has_no_address_there_comes_in_as_well(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "bart")
    provider.claims = {"sub": "number of bart"}
    go(browser)
    assert is_in(browser)


def test_who_watches_over_a_school_begins_with_the_themes(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "annelies")
    provider.claims = of("annelies")
    assert end(go(browser)).startswith("/figures")


def test_what_is_asked_is_as_little_as_will_do(app: Flask, provider: Provider, browser: Browser) -> None:
    away = urlsplit(end(browser.get(BEGIN)))
    asked = {name: value[0] for name, value in parse_qs(away.query).items()}
    assert {name: asked[name] for name in ("response_type", "scope", "client_id", "code_challenge_method")} == {
        "response_type": "code", "scope": "openid", "client_id": "jsp", "code_challenge_method": "S256",
    }  # fmt: skip
    assert asked["redirect_uri"] == "https://jsp.example/accounts/single-sign-on/back"
    assert all(len(asked[name]) >= 32 for name in ("state", "nonce", "code_challenge"))
    assert "prompt" not in asked


def test_nothing_of_the_provider_stays_in_the_browser_or_the_database(
    app: Flask, provider: Provider, browser: Browser
) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart", name="Bart de Vries", email="ander@school.example")
    go(browser)
    with browser.client.session_transaction() as session:
        kept = str(dict(session))
    assert not re.search(r"eyJ|Vries|school\.example|access", kept)
    with app.app_context():
        rows = [row for table in db.metadata.sorted_tables for row in db.session.execute(table.select())]
    assert any("number of bart" in str(row) for row in rows), "by which they are known"
    assert [row for row in rows if re.search(r"eyJ|Vries|ander@school\.example", str(row))] == []


@pytest.mark.parametrize("claims", [of("niemand"), of("bart"), of("bart", email_verified="true")], ids=str)
def test_a_stranger_hears_so_and_gets_no_account(
    app: Flask, provider: Provider, browser: Browser, claims: dict
) -> None:
    """Also with the address of somebody who has an account: an address alone opens nothing."""
    provider.claims = claims
    page = go(browser)
    assert "maar daarmee kom je hier niet binnen" in told(browser, page)
    assert not is_in(browser)
    assert trail(app, Action.REFUSED) == [("refused", "single_sign_on", "unknown", None)]


def test_a_closed_account_stays_closed(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "bart")
    with app.app_context():
        person("bart").active = False
        db.session.commit()
    provider.claims = of("bart")
    page = go(browser)
    assert "maar daarmee kom je hier niet binnen" in told(browser, page)
    assert not is_in(browser)
    assert trail(app, Action.REFUSED) == [("refused", "single_sign_on", "closed", id_of(app, "bart"))]


def test_who_is_in_already_does_not_go_there(app: Flask, provider: Provider, mentor: Browser) -> None:
    assert end(mentor.get(f"{BEGIN}?next=/accounts/profile")) == "/accounts/profile"


def test_who_was_on_the_way_to_a_page_comes_there(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart")
    assert end(go(browser, f"{BEGIN}?next=/today/%3Fsite%3Draayland")) == "/today/?site=raayland"


@pytest.mark.parametrize("next", [
    "https://evil.example/today/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "/%09/evil.example", "http:evil.example", "javascript:alert(1)", "%20//evil.example", "https:///evil.example",
    "/" + "a" * 5000,
])  # fmt: skip
def test_it_leads_to_no_other_site(app: Flask, provider: Provider, browser: Browser, next: str) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart")
    assert end(go(browser, f"{BEGIN}?next={next}")) == "/today/"
    assert end(browser.get(f"{BEGIN}?next={next}")) == "/today/"


@pytest.mark.parametrize("next", ["https://evil.example/", "//evil.example"])
def test_nor_when_it_fails(provider: Provider, browser: Browser, next: str) -> None:
    provider.claims = of("niemand")
    to = urljoin("https://jsp.example/", end(go(browser, f"{BEGIN}?next={next}")))
    assert to.startswith("https://jsp.example/")
    assert "evil" not in to


def test_three_windows_can_be_on_their_way_at_once(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart")
    ways = [leave(browser) for _ in range(4)]
    assert "sign-in" in end(browser.get(ways[0]))
    assert end(browser.get(ways[1])) == "/today/"


def test_who_stays_away_too_long_begins_again(
    app: Flask, provider: Provider, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart")
    way = leave(browser)
    frozen.tick(601)
    assert "duurde te lang" in told(browser, browser.get(way))
    assert not is_in(browser)
