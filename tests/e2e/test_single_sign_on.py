"""To the provider and back in a real browser, which follows no form to another site (form-action)."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import serving, settings_of
from tests.e2e.desk import sign_in
from tests.single_sign_on.fake_provider import CLIENT, SECRET, Provider, running
from tests.single_sign_on.steps import of

pytestmark = pytest.mark.real_time


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running() as found:
        yield found


@pytest.fixture
def site(provider: Provider, prepared: Path, tmp_path: Path, compressed: None) -> Iterator[str]:
    """The demo, set up for the provider."""
    settings = settings_of(f"sqlite:///{shutil.copy(prepared, tmp_path / 'live.sqlite')}")
    of_provider = {"OIDC_ISSUER": provider.issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET,
                   "OIDC_NAME": "Gilde-account"}  # fmt: skip
    with serving({**settings, **of_provider}) as address:
        yield address


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Uitloggen").click()


def test_link_it_once_and_sign_in_with_it(provider: Provider, site: str, chromium: Browser) -> None:
    context = chromium.new_context(base_url=site, locale="nl-NL")
    context.set_default_timeout(10_000)
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    provider.claims = of("bart")
    sign_in(page, "bart")
    page.goto("/accounts/profile")
    page.get_by_role("link", name="Mijn account koppelen").click()
    expect(page.get_by_text("Gekoppeld. Vanaf nu kun je ermee inloggen.")).to_be_visible()
    sign_out(page)
    page.wait_for_url(f"{site}/")
    page.goto("/accounts/sign-in?next=/accounts/profile")
    page.get_by_role("link", name="Inloggen met Gilde-account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn profiel")
    sign_out(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bent hier uitgelogd")
    page.get_by_role("link", name="Ook daar uitloggen").click()
    page.wait_for_url(f"{site}/")
    assert provider.hits[-1] == "/end"
    page.goto("/today/")
    expect(page).to_have_url(re.compile("/accounts/sign-in"))
    assert complaints == []
    context.close()
