"""A mail server or a provider whose certificate nobody vouches for is told nothing."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from jsp.blueprints.single_sign_on.service.provider import KEY
from tests.browser import Browser
from tests.certificates import certificate
from tests.mailbox import catching
from tests.single_sign_on.fake_provider import CLIENT, SECRET, Provider, running
from tests.single_sign_on.steps import BEGIN, end
from tests.test_mail import row, run, write

pytestmark = pytest.mark.real_time
WAYS = {"smtps": "ssl_context", "smtp+tls": "tls_context"}
trust = pytest.mark.parametrize("is_trusted", [False, True])


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_trusted: bool) -> ssl.SSLContext:
    """What a server shows; where `is_trusted` the machine has been told to believe it."""
    public, private = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    if is_trusted:
        for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
            monkeypatch.setenv(name, str(public))
    return context


@pytest.fixture
def provider(app: Flask, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with running(tls) as found:
        words = {"ISSUER": found.issuer, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "NAME": "Gilde-account"}
        for name, value in words.items():
            monkeypatch.setitem(app.config, f"OIDC_{name}", value)
        app.extensions.pop(KEY, None)
        yield found


@trust
@pytest.mark.parametrize("scheme", WAYS)
def test_a_mail_server(
    app: Flask, tls: ssl.SSLContext, is_trusted: bool, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with catching(scheme, **{WAYS[scheme]: tls}) as box:
        monkeypatch.setitem(app.config, "MAIL_SERVER", box.address)
        write(app)
        run(app)
        assert len(box.caught) == is_trusted
    assert (row(app).sent_at is not None) == is_trusted


@trust
def test_a_provider(provider: Provider, browser: Browser, is_trusted: bool) -> None:
    assert end(browser.get(BEGIN)).startswith(provider.issuer if is_trusted else "/accounts/sign-in")
    assert bool(provider.hits) == is_trusted
