"""The app with a provider beside it."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from jsp.blueprints.single_sign_on.service.provider import KEY
from tests.single_sign_on.fake_provider import CLIENT, SECRET, Provider, running


@pytest.fixture(scope="session")
def running_provider() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture
def provider(running_provider: Provider, app: Flask, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """A provider that the app is set up for."""
    running_provider.anew()
    settings: dict[str, Any] = {
        "OIDC_ISSUER": running_provider.issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_NAME": "Gilde-account",
    }  # fmt: skip
    for name, value in settings.items():
        monkeypatch.setitem(app.config, name, value)
    app.extensions.pop(KEY, None)
    return running_provider
