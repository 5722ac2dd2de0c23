"""Before something that matters: the provider asks again, and says so, of the same person."""

from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.models.audit import Action
from tests.accounts.test_sign_in import cookie, is_in, with_cookie
from tests.browser import Browser
from tests.single_sign_on.fake_provider import Provider
from tests.single_sign_on.steps import CONFIRM, end, go, leave, linked, now, of, told, trail

INVITE = "/accounts/people/invite"


@pytest.fixture
def stale(app: Flask, provider: Provider, frozen: FrozenDateTimeFactory) -> Browser:
    """An administrator who linked their account and came in a while ago."""
    linked(app, provider, "beheer")
    browser = Browser(app).signed_in("beheer")
    frozen.tick(12 * 60)
    return browser


def test_the_page_offers_it(stale: Browser) -> None:
    confirm = end(stale.get(INVITE))
    page = stale.get(confirm)
    assert "Bevestigen met Gilde-account" in page.words
    assert f'href="{CONFIRM}?next={INVITE}"' in page.text


def test_not_to_who_linked_nothing(provider: Provider, mentor: Browser) -> None:
    assert "Bevestigen met" not in mentor.get("/accounts/confirm").words


def test_the_provider_has_to_ask_again(provider: Provider, stale: Browser) -> None:
    leave(stale, CONFIRM)
    assert {name: provider.asked[-1][name] for name in ("prompt", "max_age")} == {"prompt": "login", "max_age": "0"}


def test_who_proves_it_goes_on(provider: Provider, stale: Browser) -> None:
    provider.claims = of("beheer", auth_time=now())
    assert end(go(stale, f"{CONFIRM}?next={INVITE}")) == INVITE
    assert stale.get(INVITE).status == 200


def test_the_old_token_opens_nothing_any_more(app: Flask, provider: Provider, stale: Browser) -> None:
    copied = cookie(app, stale)
    provider.claims = of("beheer", auth_time=now())
    go(stale, CONFIRM)
    assert (is_in(stale), is_in(with_cookie(app, copied))) == (True, False)


@pytest.mark.parametrize(("claims", "why"), [
    (of("beheer"), "zojuist opnieuw"),
    (of("beheer", auth_time=None), "zojuist opnieuw"),
    (of("beheer", auth_time=True), "zojuist opnieuw"),
    (of("beheer", auth_time="now"), "klopt niet"),
    (of("beheer", auth_time=1_700_000_000_000), "zojuist opnieuw"),  # of long ago, in milliseconds
    (of("beheer", sub="number of another", auth_time=9e9), "logde iemand anders in"),
    (of("beheer", sub="number of bart", auth_time=9e9), "logde iemand anders in"),
], ids=str)  # fmt: skip
def test_who_does_not_does_not(
    app: Flask, provider: Provider, stale: Browser, claims: dict[str, Any], why: str
) -> None:
    linked(app, provider, "bart")
    provider.claims = claims
    page = go(stale, f"{CONFIRM}?next={INVITE}")
    assert end(page) == f"/accounts/confirm?next={INVITE}"
    assert why in told(stale, page)
    assert stale.get(INVITE).status == 302
    assert len(trail(app, Action.REFUSED, Action.FAILED)) == 1


def test_an_old_proof_counts_for_nothing(provider: Provider, stale: Browser) -> None:
    """The provider did not ask, though it was told to."""
    provider.claims = of("beheer", auth_time=now() - 120)
    assert "zojuist opnieuw" in told(stale, go(stale, CONFIRM))
    assert stale.get(INVITE).status == 302


def test_a_confirmation_signs_nobody_in(app: Flask, provider: Provider, stale: Browser) -> None:
    provider.claims = of("beheer", auth_time=now())
    way = leave(stale, CONFIRM)
    stale.post("/accounts/sign-out", stale.get("/today/").form("/accounts/sign-out"))
    stale.get(way)
    assert end(stale.get("/today/")).startswith("/accounts/sign-in")


@pytest.mark.parametrize("next", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_it_leads_to_no_other_site(provider: Provider, stale: Browser, next: str) -> None:
    provider.claims = of("beheer", auth_time=now())
    assert end(go(stale, f"{CONFIRM}?next={next}")) == "/accounts/profile"
