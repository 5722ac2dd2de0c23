"""Where an installation gives the provider no name, what people read is still made of whole sentences."""

import pytest
from flask import Flask
from flask_babel import force_locale

from jsp.blueprints.single_sign_on.service import refused
from jsp.blueprints.single_sign_on.service.offer import provider_name
from jsp.errors import told
from jsp.rules.refusal import DomainError
from tests.browser import Browser
from tests.single_sign_on.fake_provider import Provider
from tests.single_sign_on.steps import BEGIN
from tests.single_sign_on.steps import told as told_by

SAID = {name: text for name, text in vars(refused).items() if name.isupper() and isinstance(text, str)}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_sentence_begins_with_a_capital_letter(app: Flask, language: str) -> None:
    with app.test_request_context(), force_locale(language):
        for name, text in SAID.items():
            said = told(DomainError(text, name=provider_name()))
            assert provider_name() in said or "%(name)s" not in text
            for sentence in said.split(". "):
                assert sentence[0].isupper(), (name, sentence)


def test_so_it_does_on_the_page(
    app: Flask, provider: Provider, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "OIDC_NAME", "")
    monkeypatch.setitem(app.config, "OIDC_ISSUER", "http://127.0.0.1:9")
    assert "We kunnen je school- of werkaccount nu niet bereiken." in told_by(browser, browser.get(BEGIN))
