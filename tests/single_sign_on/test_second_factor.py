"""With the provider as with a password: who comes near content proves more, here or demonstrably there."""

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.extensions import db
from tests.accounts.factors import app_of, fill
from tests.accounts.test_second_factor import CODE, SECOND, bare
from tests.browser import Browser
from tests.single_sign_on.fake_provider import Provider
from tests.single_sign_on.steps import BEGIN, end, go, is_in, linked, now, of

INVITE = "/accounts/people/invite"


WEAK: tuple[dict[str, object], ...] = (
    {}, {"amr": ["pwd"]}, {"amr": "mfa"}, {"acr": "urn:high"}, {"acr": ["urn:high"]},
)  # fmt: skip


@pytest.mark.parametrize("claims", WEAK, ids=str)
def test_our_code_is_asked_after_it(
    app: Flask, provider: Provider, browser: Browser, claims: dict[str, object]
) -> None:
    linked(app, provider, "sanne")
    provider.claims = of("sanne", **claims)
    assert end(go(browser)).startswith((CODE, "/accounts/sign-in"))
    assert not is_in(browser)


def test_with_the_code_the_door_opens_to_where_they_went(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "sanne")
    provider.claims = of("sanne")
    code = end(go(browser, f"{BEGIN}?next=/accounts/profile"))
    assert end(fill(browser, code, CODE, code=app_of(app, "sanne").code())) == "/accounts/profile"
    assert is_in(browser)


def test_a_second_factor_of_the_provider_counts(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "sanne")
    provider.claims = of("sanne", amr=["pwd", "mfa"])
    assert end(go(browser)) == "/today/"
    assert is_in(browser)


def test_a_level_of_the_provider_counts_where_that_was_set(
    app: Flask, provider: Provider, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "OIDC_MFA_ACR", ("urn:high", "urn:higher"))
    linked(app, provider, "sanne")
    provider.claims = of("sanne", acr="urn:higher")
    assert end(go(browser)) == "/today/"
    assert provider.asked[-1]["acr_values"] == "urn:high urn:higher"


def test_who_has_none_of_their_own_may_work_with_that_of_the_provider(
    app: Flask, provider: Provider, browser: Browser
) -> None:
    bare(app, "sanne")
    linked(app, provider, "sanne")
    provider.claims = of("sanne", amr=["mfa"])
    go(browser)
    assert is_in(browser)


def test_and_sets_one_up_where_the_provider_asked_none(app: Flask, provider: Provider, browser: Browser) -> None:
    bare(app, "sanne")
    linked(app, provider, "sanne")
    provider.claims = of("sanne")
    go(browser)
    assert end(browser.get("/today/")) == SECOND


def test_it_counts_for_that_sign_in_alone(app: Flask, provider: Provider, browser: Browser) -> None:
    """The next sign-in in the same browser, with a password, has no part in it."""
    bare(app, "sanne")
    bare(app, "lieke")
    linked(app, provider, "sanne")
    provider.claims = of("sanne", amr=["mfa"])
    go(browser)
    browser.post("/accounts/sign-out", browser.get("/today/").form("/accounts/sign-out"))
    browser.signs_in("lieke")
    assert end(browser.get("/today/")) == SECOND


def test_nor_for_who_signs_in_over_it(app: Flask, provider: Provider, browser: Browser) -> None:
    bare(app, "sanne")
    linked(app, provider, "sanne")
    provider.claims = of("sanne", amr=["mfa"])
    go(browser)
    with app.app_context():
        db.session.execute(db.text("DELETE FROM sign_in"))
        db.session.commit()
    browser.signs_in("sanne")
    assert end(browser.get("/today/")) == SECOND


AGO = ((0, True), (9 * 60, True), (11 * 60, False), (8 * 3600, False), (None, False))


@pytest.mark.parametrize(("ago", "fresh"), AGO)
def test_fresh_is_when_it_was_proved_there(
    app: Flask, provider: Provider, browser: Browser, ago: int | None, fresh: bool
) -> None:
    """That the provider still knew somebody from this morning is no proof of who sits there now."""
    linked(app, provider, "beheer")
    provider.claims = of("beheer", amr=["mfa"]) | ({} if ago is None else {"auth_time": now() - ago})
    go(browser)
    assert is_in(browser)
    assert (browser.get(INVITE).status == 200) is fresh


def test_a_provider_from_the_future_makes_nobody_fresh_for_longer(
    app: Flask, provider: Provider, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    linked(app, provider, "beheer")
    provider.claims = of("beheer", amr=["mfa"], auth_time=now() + 3600)
    go(browser)
    frozen.tick(11 * 60)
    assert end(browser.get(INVITE)).startswith("/accounts/confirm")
