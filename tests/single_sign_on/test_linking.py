"""Which account somebody's account at the provider opens: said once, by who has the invitation or is signed in."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.blueprints.accounts.service import invitations
from jsp.extensions import db
from jsp.models.audit import Action
from tests.browser import Browser
from tests.make import PASSWORD, person
from tests.single_sign_on import steps
from tests.single_sign_on.fake_provider import Provider
from tests.single_sign_on.steps import LINK, ROOM, end, go, id_of, identities, is_in, leave, linked, of, told, trail

PROFILE, UNLINK = "/accounts/profile", f"{ROOM}/unlink"


def invited(app: Flask, email: str = "daan@demo.example") -> str:
    """The token of an invitation for somebody new, who will be a mentor."""
    with app.test_request_context():
        new = invitations.open_account(email=email, first_name="Daan", language="nl")
        new.roles = list(person("bart").roles)
        db.session.flush()
        token = invitations.make_invitation(new, key=uuid4(), by=None)
        db.session.commit()
    return token


def accept(browser: Browser, token: str) -> Any:
    page = browser.get(f"/accounts/invitation/{token}")
    address = f"{ROOM}/invitation/{token}"
    assert f'href="{address}"' in page.text
    return go(browser, address)


def test_an_invitation_is_accepted_with_the_account_of_school(app: Flask, provider: Provider, browser: Browser) -> None:
    provider.claims = of("daan", email="Daan@DEMO.example")
    assert end(accept(browser, invited(app))) == "/today/"
    assert is_in(browser)
    assert identities(app) == [(id_of(app, "daan"), provider.issuer, "number of daan")]
    other = Browser(app)
    go(other)
    assert is_in(other)
    with app.app_context():
        assert (person("daan").active, person("daan").first_name) == (True, "Daan")


def test_that_is_asked_for_with_an_address(app: Flask, provider: Provider, browser: Browser) -> None:
    leave(browser, f"{ROOM}/invitation/{invited(app)}")
    assert provider.asked[-1]["scope"] == "openid email"


def test_an_invitation_works_once(app: Flask, provider: Provider, browser: Browser) -> None:
    provider.claims, token, other = of("daan"), invited(app), Browser(app)
    ways = [leave(each, f"{ROOM}/invitation/{token}") for each in (browser, other)]
    browser.get(ways[0])
    page = other.get(ways[1])
    assert other.get(end(page)).status == 404
    assert not is_in(other)


def test_a_password_that_was_chosen_meanwhile_stays_the_only_way_in(
    app: Flask, provider: Provider, browser: Browser
) -> None:
    provider.claims, token = of("daan"), invited(app)
    way = leave(browser, f"{ROOM}/invitation/{token}")
    with app.app_context():
        person("daan").password = "a hash"
        db.session.commit()
    browser.get(way)
    assert identities(app) == []


@pytest.mark.parametrize(("claims", "why"), [
    (of("eva"), "Dit is niet het adres waarop je de uitnodiging"),
    (of("daan", email_verified=False), "staat Gilde-account niet in"),
    (of("daan", email_verified="true"), "staat Gilde-account niet in"),
    (of("daan", email_verified=None), "staat Gilde-account niet in"),
    ({"sub": "1", "preferred_username": "daan@demo.example"}, "staat Gilde-account niet in"),
    ({"sub": "1"}, "staat Gilde-account niet in"),
], ids=str)  # fmt: skip
def test_an_address_that_nobody_vouches_for_opens_nothing(
    app: Flask, provider: Provider, browser: Browser, claims: dict[str, Any], why: str
) -> None:
    provider.claims, token = claims, invited(app)
    page = accept(browser, token)
    assert end(page) == f"/accounts/invitation/{token}"
    assert identities(app) == []
    assert not is_in(browser)
    with app.app_context():
        assert not person("daan").active


@pytest.mark.parametrize(("claims", "fine"), [
    ({"preferred_username": "daan@demo.example"}, True),
    ({"upn": "daan@demo.example"}, True),
    ({"preferred_username": "daan@demo.example", "email": "eva@demo.example"}, True),
    ({"preferred_username": "eva@demo.example", "email": "daan@demo.example"}, False),
    ({"preferred_username": "daan", "email": "daan@demo.example"}, True),
    ({"email": "daan@demo.example", "email_verified": False}, False),
], ids=str)  # fmt: skip
def test_a_provider_that_is_trusted_need_not_say_that_it_checked(
    app: Flask,
    provider: Provider,
    browser: Browser,
    claims: dict[str, Any],
    fine: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.config, "OIDC_TRUST_EMAIL", True)
    provider.claims = {"sub": "1", **claims}
    accept(browser, invited(app))
    assert provider.asked[-1]["scope"] == "openid email profile"
    assert is_in(browser) is fine


def test_an_address_may_be_told_apart_from_the_token(app: Flask, provider: Provider, browser: Browser) -> None:
    provider.claims, provider.userinfo = {"sub": "1"}, of("daan", sub="1")
    accept(browser, invited(app))
    assert is_in(browser)


OTHERS = (of("daan", sub="2"), {"email": "daan@demo.example", "email_verified": True})


@pytest.mark.parametrize("told_of", OTHERS, ids=str)
def test_but_not_of_somebody_else(app: Flask, provider: Provider, browser: Browser, told_of: dict[str, Any]) -> None:
    provider.claims, provider.userinfo = {"sub": "1"}, told_of
    accept(browser, invited(app))
    assert not is_in(browser)


def test_who_is_signed_in_links_their_account(app: Flask, provider: Provider, mentor: Browser) -> None:
    provider.claims = of("bart")
    assert LINK in mentor.get(PROFILE).text
    page = go(mentor, LINK)
    assert end(page) == PROFILE
    words = mentor.get(PROFILE).words
    assert "Gekoppeld. Vanaf nu kun je ermee inloggen." in words
    assert "Gekoppeld sinds" in words
    assert identities(app) == [(id_of(app, "bart"), provider.issuer, "number of bart")]
    assert steps.mails(app) == ["account_changed"]
    [(action, kind, _id, who)] = trail(app, Action.PROFILE_CHANGED)
    assert (action, kind, who) == ("profile_changed", "login_identity", id_of(app, "bart"))


def test_linking_twice_is_linking_once(app: Flask, provider: Provider, mentor: Browser) -> None:
    provider.claims = of("bart")
    go(mentor, LINK)
    go(mentor, LINK)
    assert len(identities(app)) == len(steps.mails(app)) == 1


@pytest.mark.parametrize(("claims", "why"), [
    (of("eva", sub="number of bart"), "heeft een ander e-mailadres"),
    (of("bart", email_verified=False), "staat Gilde-account niet in"),
    (of("bart", sub="number of annelies"), "hoort hier al bij een ander account"),
], ids=str)  # fmt: skip
def test_only_an_account_that_is_theirs_for_certain(
    app: Flask, provider: Provider, mentor: Browser, claims: dict[str, Any], why: str
) -> None:
    linked(app, provider, "annelies")
    provider.claims = claims
    assert why in told(mentor, go(mentor, LINK))
    assert [user for user, _issuer, _subject in identities(app)] == [id_of(app, "annelies")]
    assert [(kind, who) for _action, kind, _why, who in trail(app, Action.REFUSED)] == [
        ("single_sign_on", id_of(app, "bart"))
    ]


def test_one_account_there_for_one_account_here(app: Flask, provider: Provider, mentor: Browser) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart", sub="a new number")
    assert "Maak dat eerst los" in told(mentor, go(mentor, LINK))
    assert [subject for _user, _issuer, subject in identities(app)] == ["number of bart"]


def test_who_came_in_a_while_ago_confirms_first(
    app: Flask, provider: Provider, mentor: Browser, frozen: FrozenDateTimeFactory
) -> None:
    frozen.tick(12 * 60)
    confirm = end(mentor.get(LINK))
    assert confirm == f"/accounts/confirm?next={PROFILE}"
    form = mentor.get(confirm).form("/accounts/confirm")
    assert end(mentor.post("/accounts/confirm", form | {"password": PASSWORD})) == PROFILE
    provider.claims = of("bart")
    go(mentor, LINK)
    assert len(identities(app)) == 1


def test_who_signed_out_meanwhile_links_nothing(app: Flask, provider: Provider, mentor: Browser) -> None:
    provider.claims = of("bart")
    way = leave(mentor, LINK)
    mentor.post("/accounts/sign-out", mentor.get("/today/").form("/accounts/sign-out"))
    mentor.get(way)
    assert identities(app) == []


def test_nor_does_who_sat_down_after_them(app: Flask, provider: Provider, mentor: Browser) -> None:
    provider.claims = of("annelies")
    way = leave(mentor, LINK)
    mentor.post("/accounts/sign-out", mentor.get("/today/").form("/accounts/sign-out"))
    mentor.signed_in("annelies")
    mentor.get(way)
    assert identities(app) == []


def test_what_was_linked_can_be_unlinked(app: Flask, provider: Provider, mentor: Browser) -> None:
    linked(app, provider, "bart")
    page = mentor.post(UNLINK, mentor.get(PROFILE).form(UNLINK), follow=True)
    assert "Losgemaakt." in page.words
    assert identities(app) == []
    assert steps.mails(app) == ["account_changed"]
    provider.claims = of("bart")
    other = Browser(app)
    go(other)
    assert not is_in(other)


def test_unlinking_asks_who_you_are(
    app: Flask, provider: Provider, mentor: Browser, frozen: FrozenDateTimeFactory
) -> None:
    linked(app, provider, "bart")
    form = mentor.get(PROFILE).form(UNLINK)
    frozen.tick(14 * 60)
    mentor.get(PROFILE)
    frozen.tick(14 * 60)
    assert mentor.post(UNLINK, form).status == 403
    assert len(identities(app)) == 1


def test_a_link_from_elsewhere_unlinks_nothing(app: Flask, provider: Provider, mentor: Browser) -> None:
    linked(app, provider, "bart")
    assert mentor.get(UNLINK).status == 405
    mentor.post(UNLINK, {})
    assert len(identities(app)) == 1
