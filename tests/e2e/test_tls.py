"""In production: over TLS, with real headers and cookies, a form that a browser sends is taken."""

import os
import ssl
from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.certificates import certificate
from tests.e2e.conftest import SECRET, free_port, run_python, serving
from tests.e2e.desk import fill_sign_in

pytestmark = pytest.mark.real_time


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where it keeps what it writes."""
    return tmp_path_factory.mktemp("secure")


@pytest.fixture(scope="module")
def secure(folder: Path, compressed: None) -> Iterator[str]:
    """The demo as it would run in production: nothing is forgiven."""
    public, private = certificate(folder)
    port, data_key = free_port(), folder / "data.key"
    run_python("jsp.new_key", str(data_key))
    settings = {"DATABASE_URL": f"sqlite:///{folder / 'secure.sqlite'}", "SECRET_KEY": SECRET, "FLASK_APP": "wsgi",
                "DATA_KEY_FILE": str(data_key), "BASE_URL": f"https://localhost:{port}", "HOST": "127.0.0.1",
                "PORT": port, "WORKERS": "1", "DEVELOPMENT": "0"}  # fmt: skip
    run_python("flask", "prepare", **settings)
    with serving(settings, "--certfile", str(public), "--keyfile", str(private)):
        yield settings["BASE_URL"]


def test_over_tls_a_form_is_taken(secure: str, chromium: Browser) -> None:
    context = chromium.new_context(base_url=secure, ignore_https_errors=True, locale="nl-NL")
    page = context.new_page()
    answer = page.goto("/accounts/sign-in")
    assert answer is not None
    assert answer.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"
    fill_sign_in(page, "bart")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vandaag")
    [session] = [cookie for cookie in context.cookies() if cookie["name"] == "__Host-jsp"]
    assert (session["secure"], session["httpOnly"], session["sameSite"]) == (True, True, "Lax")
    page.get_by_role("button", name="English").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    kept = {cookie["name"]: cookie for cookie in context.cookies([secure, f"{secure}/accounts/sign-in"])}
    assert set(kept) == {"__Host-jsp", "__Host-language", "__Secure-jsp-device"}
    assert all(cookie["secure"] and cookie["httpOnly"] for cookie in kept.values())
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(secure + "/")
    context.close()


def test_a_stranger_cannot_tell_it_where_it_stands(secure: str) -> None:
    """Links of a page begin where the app stands; gunicorn would believe this header from the proxy."""
    address = urlsplit(secure)
    line = HTTPSConnection(address.hostname or "", address.port, context=ssl._create_unverified_context())
    line.request("GET", "//evil.example/nu-hulp", headers={"SCRIPT_NAME": "//evil.example"})
    answer = line.getresponse()
    assert (answer.status, b'"//evil' in answer.read()) == (404, False)
    line.close()


def test_the_database_is_for_this_user_alone(secure: str, folder: Path) -> None:
    assert {path.name: path.stat().st_mode & 0o077 for path in folder.glob("secure.sqlite*")} == {
        path.name: 0 for path in folder.glob("secure.sqlite*")
    }
    assert os.path.exists(folder / "secure.sqlite")
