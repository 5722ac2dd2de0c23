"""Files of jsp/static: kept for a year where their address has a mark of their content, asked for again where not."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from jsp.static_files import MODULES, ROOT

IMPORTED = re.compile(r'\bfrom "([^"]+)"|\bimport\(?\s*"([^"]+)"')


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def imported() -> set[str]:
    """The addresses of all that a script of ours brings in: the browser makes them, so no mark stands in them."""
    return {
        f"/static/{(script.parent / (one or other)).resolve().relative_to(ROOT)}"
        for script in Path(ROOT).rglob("*.js")
        for one, other in IMPORTED.findall(script.read_text())
    }


def test_what_a_script_imports_is_asked_for_again(client: FlaskClient) -> None:
    addresses = imported()
    assert {str(Path(each).parent) + "/" for each in addresses} == set(MODULES)
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache"), address
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304, address


def test_what_has_a_mark_is_kept_for_a_year(client: FlaskClient) -> None:
    assert "max-age=31536000" in client.get("/static/talk.js").headers["Cache-Control"]
