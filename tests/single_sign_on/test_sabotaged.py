"""Everything that can be wrong with what comes back, one thing at a time: each lets nobody in."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from jsp.models.audit import Action
from tests.browser import Browser
from tests.single_sign_on.fake_provider import Provider
from tests.single_sign_on.steps import BEGIN, end, go, is_in, leave, linked, now, of, told, trail

Spoil = Callable[[dict[str, Any]], None]


def with_(**claims: Any) -> Spoil:
    return lambda token: token.update(claims)


def without(name: str) -> Spoil:
    return lambda token: token.pop(name, None)


CLAIMS: dict[str, Spoil] = {
    "for another client": with_(aud="somebody-else"),
    "for others and not for us": with_(aud=["one", "other"]),
    "for us and another, who asked for it": with_(aud=["jsp", "other"], azp="other"),
    "for us and another, nobody says who asked": with_(aud=["jsp", "other"]),
    "asked by another": with_(azp="other"),
    "for another, though we asked": with_(aud="other", azp="jsp"),
    "for nobody": without("aud"),
    "of another issuer": with_(iss="https://login.evil.example"),
    "of nearly our issuer": lambda token: token.update(iss=token["iss"] + "/"),
    "of no issuer": without("iss"),
    "with another nonce": with_(nonce="of another sign-in"),
    "without a nonce": without("nonce"),
    "with an empty nonce": with_(nonce=""),
    "over": lambda token: token.update(exp=now() - 61),
    "that never ends": without("exp"),
    "that ends in words": with_(exp="tomorrow"),
    "from the future": lambda token: token.update(iat=now() + 120),
    "without a day": without("iat"),
    "not valid yet": lambda token: token.update(nbf=now() + 120),
    "about nobody": without("sub"),
    "about nobody at all": with_(sub=""),
    "about a number": with_(sub=17),
    "about what no database keeps": with_(sub="a\0b"),
    "about somebody very long": with_(sub="a" * 256),
    "with the hash of another access token": with_(at_hash="b3RoZXIgdG9rZW4"),
}


@pytest.mark.parametrize("spoil", CLAIMS.values(), ids=CLAIMS)
def test_a_token(app: Flask, provider: Provider, browser: Browser, spoil: Spoil) -> None:
    linked(app, provider, "bart")
    provider.claims, provider.spoil = of("bart"), spoil
    _nobody_is_in(app, browser, go(browser))


def _nobody_is_in(app: Flask, browser: Browser, page: Any) -> None:
    assert "klopt niet" in told(browser, page)
    assert not is_in(browser)
    [(action, kind, _why, who)] = trail(app, Action.FAILED, Action.SIGNED_IN)
    assert (action, kind, who) == ("failed", "single_sign_on", None)


def _part(said: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


def unsigned(_provider: Provider, claims: dict[str, Any]) -> str:
    return f"{_part({'alg': 'none'})}.{_part(claims)}."


def unsigned_in_capitals(_provider: Provider, claims: dict[str, Any]) -> str:
    return f"{_part({'alg': 'nOnE', 'kid': 'first'})}.{_part(claims)}."


def with_the_signature_taken_off(provider: Provider, claims: dict[str, Any]) -> str:
    return provider.sign_well(claims).rpartition(".")[0] + "."


def changed_after_it_was_signed(provider: Provider, claims: dict[str, Any]) -> str:
    head, _body, signature = provider.sign_well({**claims, "sub": "somebody else"}).split(".")
    return f"{head}.{_part(claims)}.{signature}"


def with_another_key(_provider: Provider, claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": "first"}, claims, RSAKey.generate_key(2048))


def with_a_key_that_nobody_knows(_provider: Provider, claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": "unknown"}, claims, RSAKey.generate_key(2048))


def with_a_key_that_it_brings_along(_provider: Provider, claims: dict[str, Any]) -> str:
    key = RSAKey.generate_key(2048)
    return jwt.encode({"alg": "RS256", "kid": "first", "jwk": key.as_dict(private=False)}, claims, key)


def with_our_secret(_provider: Provider, claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "HS256", "kid": "first"}, claims, OctKey.import_key("what only we and the provider know"))


def with_the_public_key_as_a_secret(provider: Provider, claims: dict[str, Any]) -> str:
    """What fools who lets the token say how it was signed: everybody knows the public key."""
    body = f"{_part({'alg': 'HS256', 'kid': 'first'})}.{_part(claims)}"
    made = hmac.new(provider.keys[0].as_pem(private=False), body.encode(), hashlib.sha256).digest()
    return f"{body}.{base64.urlsafe_b64encode(made).decode().rstrip('=')}"


def nonsense(_provider: Provider, _claims: dict[str, Any]) -> str:
    return "geen token"


SIGNED = (unsigned, unsigned_in_capitals, with_the_signature_taken_off, changed_after_it_was_signed, with_another_key,
          with_a_key_that_nobody_knows, with_a_key_that_it_brings_along, with_our_secret,
          with_the_public_key_as_a_secret, nonsense)  # fmt: skip


@pytest.mark.parametrize("sign", SIGNED, ids=[each.__name__ for each in SIGNED])
@pytest.mark.parametrize("says_so", [False, True], ids=["", "that the provider says it uses"])
def test_a_signature(app: Flask, provider: Provider, browser: Browser, sign: Any, says_so: bool) -> None:
    linked(app, provider, "bart")
    if says_so:
        provider.document_more = {"id_token_signing_alg_values_supported": ["none", "HS256", "RS256"]}
    provider.claims, provider.sign = of("bart"), lambda claims: sign(provider, claims)
    _nobody_is_in(app, browser, go(browser))


@pytest.mark.parametrize("skew", [-50, 50])
def test_a_clock_that_is_a_little_off_is_forgiven(app: Flask, provider: Provider, browser: Browser, skew: int) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart", iat=now() + skew, exp=now() + min(skew, 300))
    go(browser)
    assert is_in(browser)


def test_a_new_key_is_asked_for(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart")
    go(Browser(app))
    provider.rotate()
    go(browser)
    assert is_in(browser)
    assert provider.hits.count("/keys") == 2


def test_a_way_back_counts_once(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart")
    way = leave(browser)
    browser.get(way)
    asked = len(provider.hits)
    assert end(browser.get(way)) == "/accounts/profile"
    assert len(provider.hits) == asked
    assert len(trail(app, Action.SIGNED_IN)) == 1


def test_a_code_counts_once_for_a_browser_that_forgot_that_it_came_back(
    app: Flask, provider: Provider, browser: Browser
) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart")
    way = leave(browser)
    copied = browser.client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert copied is not None
    browser.get(way)
    other = Browser(app)
    other.client.set_cookie(copied.key, copied.value)
    assert "klopt niet" in told(other, other.get(way))
    assert not is_in(other)


def test_another_browser_cannot_come_back_with_it(app: Flask, provider: Provider, browser: Browser) -> None:
    """Nor be made to sign in as somebody else: what it did not leave with counts for nothing."""
    linked(app, provider, "bart")
    provider.claims = of("bart")
    other = Browser(app)
    assert "duurde te lang" in told(other, other.get(leave(browser)))
    assert not is_in(other)


@pytest.mark.parametrize("state", ["", "of-nobody", "ü", "a" * 5000])
def test_a_way_back_that_nobody_left_by(app: Flask, provider: Provider, browser: Browser, state: str) -> None:
    browser.get(BEGIN)
    page = browser.get(f"/accounts/single-sign-on/back?code=x&state={state}")
    assert "duurde te lang" in told(browser, page)
    assert "/token" not in provider.hits


@pytest.mark.parametrize("said", ["https://login.evil.example", "https://login.evil.exampleü"])
def test_an_answer_of_another_provider(app: Flask, provider: Provider, browser: Browser, said: str) -> None:
    """Mixed up: the code would go to the wrong one."""
    linked(app, provider, "bart")
    provider.claims, provider.more = of("bart"), {"iss": said}
    _nobody_is_in(app, browser, go(browser))
    assert "/token" not in provider.hits


def test_who_promises_to_say_who_they_are_must_say_it(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "bart")
    provider.claims, provider.document_more = of("bart"), {"authorization_response_iss_parameter_supported": True}
    _nobody_is_in(app, browser, go(browser))


def test_and_is_believed_when_they_do(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "bart")
    provider.claims, provider.more = of("bart"), {"iss": provider.issuer}
    go(browser)
    assert is_in(browser)


def test_a_code_of_another_sign_in_is_worth_nothing(app: Flask, provider: Provider, browser: Browser) -> None:
    """Put into the way back of another: what the browser kept (PKCE) does not fit."""
    linked(app, provider, "bart")
    provider.claims = of("bart")
    stolen = parse_qs(urlsplit(leave(Browser(app))).query)["code"][0]
    own = parse_qs(urlsplit(leave(browser)).query)["state"][0]
    _nobody_is_in(app, browser, browser.get(f"/accounts/single-sign-on/back?code={stolen}&state={own}"))


@pytest.mark.parametrize("more", [{"code": ""}, {"error": "access_denied", "code": ""}, {"error": "<b>x</b>"}], ids=str)
def test_who_turned_back_hears_so(app: Flask, provider: Provider, browser: Browser, more: dict[str, str]) -> None:
    provider.claims, provider.more = of("bart"), more
    page = go(browser)
    assert "niet afgemaakt" in told(browser, page)
    assert trail(app, Action.FAILED) == []
