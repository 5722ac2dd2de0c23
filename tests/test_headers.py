"""What every answer carries, page or file: nothing from elsewhere, in nobody's frame, and no file as what it is not."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

SHUT = ("base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'")
HERE = {"'self'", "'none'"}


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def policy_of(answer: TestResponse) -> list[str]:
    return [each.strip() for each in answer.headers["Content-Security-Policy"].split(";") if each.strip()]


@pytest.mark.parametrize("address", ["/nu-hulp", "/vraag", "/accounts/sign-in", "/is-er-niet", "/openings.json"])
def test_nothing_comes_from_elsewhere(client: FlaskClient, address: str) -> None:
    policy = policy_of(client.get(address))
    assert {*SHUT, "default-src 'none'", "form-action 'self'"} <= set(policy)
    assert {source for directive in policy for source in directive.split()[1:]} <= HERE


@pytest.mark.parametrize(("name", "kind"), [
    ("theme.css", 'text/css; charset="utf-8"'), ("desk.js", 'text/javascript; charset="utf-8"'),
    ("icons.svg", "image/svg+xml"),
])  # fmt: skip
def test_files_carry_them_too(client: FlaskClient, name: str, kind: str) -> None:
    answer = client.get(f"/static/{name}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
    assert set(SHUT) <= set(policy_of(answer))
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Referrer-Policy"]) == ("nosniff", "no-referrer")


@pytest.mark.parametrize(
    "address", ["/static/", "/static/talk/", "/static/coding/", "/static/../config.py", "/.git/config"]
)
def test_a_folder_is_no_page(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PUT", "PROPFIND"])
def test_methods_that_no_page_has_do_nothing(client: FlaskClient, method: str) -> None:
    assert client.open("/nu-hulp", method=method, headers={"X-Mark": "echo"}).status_code in (405, 415)
