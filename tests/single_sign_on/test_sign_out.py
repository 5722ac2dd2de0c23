"""Signing out ends it here at once, and says that it goes on there."""

from urllib.parse import parse_qs, urlsplit

from flask import Flask

from tests.browser import Browser, Page
from tests.single_sign_on.fake_provider import Provider
from tests.single_sign_on.steps import ROOM, end, go, is_in, linked, of

SIGN_OUT, OUT, THERE = "/accounts/sign-out", f"{ROOM}/signed-out", f"{ROOM}/sign-out"


def sign_out(browser: Browser) -> Page:
    return browser.post(SIGN_OUT, browser.get("/today/").form(SIGN_OUT))


def come_in(app: Flask, provider: Provider, browser: Browser) -> None:
    linked(app, provider, "bart")
    provider.claims = of("bart")
    go(browser)


def test_who_came_in_by_the_provider_is_out_here_and_hears_of_there(
    app: Flask, provider: Provider, browser: Browser
) -> None:
    come_in(app, provider, browser)
    page = sign_out(browser)
    assert end(page) == OUT
    assert not is_in(browser)
    page = browser.get(OUT)
    assert "Met Gilde-account ben je nog ingelogd." in page.words
    assert f'href="{THERE}"' in page.text


def test_the_way_there_is_a_link_and_comes_back_to_the_start(app: Flask, provider: Provider, browser: Browser) -> None:
    away = urlsplit(end(browser.get(THERE)))
    assert f"{away.scheme}://{away.netloc}{away.path}" == f"{provider.issuer}/end"
    assert parse_qs(away.query) == {"client_id": ["jsp"], "post_logout_redirect_uri": ["https://jsp.example/"]}


def test_one_without_such_a_way_gets_a_sentence(app: Flask, provider: Provider, browser: Browser) -> None:
    provider.document_more = {"end_session_endpoint": None}
    assert THERE not in browser.get(OUT).text
    assert end(browser.get(THERE)) == OUT


def test_one_that_is_gone_as_well(provider: Provider, browser: Browser) -> None:
    provider.broken = ("/.well-known/openid-configuration",)
    assert browser.get(OUT).status == 200


def test_who_came_in_with_a_password_goes_to_the_start(provider: Provider, browser: Browser) -> None:
    browser.signs_in("bart")
    assert end(sign_out(browser)) == "/"


def test_pages_of_ours_still_send_forms_to_ourselves_alone(provider: Provider, browser: Browser) -> None:
    for address in ("/accounts/sign-in", OUT):
        policy = browser.get(address).response.headers["Content-Security-Policy"]
        assert "form-action 'self'" in policy
        assert "http" not in policy
