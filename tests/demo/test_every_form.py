"""Every form of every room with a file, the last of all days or an endless number in its fields: no failure of ours."""

import io
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from jsp import create_app, demo
from jsp.extensions import db
from tests.browser import Browser
from tests.conftest import settings

PEOPLE = ("bart", "sanne", "renske", "beheer", None)
DOORS = ("/", "/today/", "/vraag", "/antwoord", "/accounts/sign-in", "/accounts/forgot-password", "/accounts/profile")
SHUT = re.compile(r"/static/|/accounts/sign-out")
KEY, NUMBER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), re.compile(r"\d+")
WORST = {"date": "9999-12-31", "time": "24:61", "number": "9" * 25, "slot": "9999-12-31 12:00"}
SLOT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
HIGH = 2  # slashes
LEAST_FORMS = 150


class Found(HTMLParser):
    """Where a page leads to, and of each form what it sends to which address; by name the kinds of what is typed."""

    def __init__(self, text: str, address: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
        self.action = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(has.get("href", ""))
        elif tag == "form":
            self.action = (has.get("action") or self.address) if has.get("method") == "post" else ""
        elif self.action and has.get("formaction"):
            self.forms[has["formaction"]] = self.forms.setdefault(self.action, ({}, {}))
        if self.action and has.get("name"):
            self._note(tag, has)

    def _note(self, tag: str, has: dict[str, str]) -> None:
        values, kinds = self.forms.setdefault(self.action, ({}, {}))
        kind = "slot" if SLOT.fullmatch(has.get("value", "")) else has.get("type", tag)
        kinds[has["name"]] = kind
        if tag == "input" and (kind not in ("checkbox", "radio") or "checked" in has):
            values[has["name"]] = has.get("value", "")


def visited(client: FlaskClient, seen: set[str]) -> Iterator[Found]:
    """The pages that can be reached by links, once for each kind of address; deep down only what nobody saw yet."""
    queue, asked = list(DOORS), set[str]()
    while queue:
        address = queue.pop(0).partition("#")[0]
        kind = alike(address)
        known = asked | seen if kind.count("/") > HIGH else asked
        if not address.startswith("/") or SHUT.search(address) or kind in known:
            continue
        asked.add(kind)
        page = client.get(address)
        assert page.status_code < 500, address
        queue += [page.location] if page.location else []
        if page.status_code == 200 and page.mimetype == "text/html":
            seen.add(kind)
            found = Found(page.get_data(as_text=True), address)
            queue += found.links
            yield found


def alike(address: str) -> str:
    return NUMBER.sub("1", KEY.sub("1", address.partition("?")[0]))


def statuses(client: FlaskClient, action: str, values: dict[str, str], kinds: dict[str, str]) -> Iterator[int]:
    """What it answers to the worst in each field, first to a file in all of them."""
    files: dict[str, Any] = {name: (io.BytesIO(b"x"), "x.txt") for name in kinds if name != "csrf_token"}
    yield client.post(action, data=values | files).status_code
    for name, kind in kinds.items():
        if kind in WORST:
            yield client.post(action, data=values | {name: WORST[kind]}).status_code


@pytest.fixture
def furnished(migrated: Path, tmp_path: Path) -> Iterator[Flask]:
    """The app with the demo in it; each request has a context of its own."""
    app = create_app(settings(f"sqlite:///{shutil.copy(migrated, tmp_path / 'demo.sqlite')}"))
    with app.app_context():
        demo.load()
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


def test_no_form_fails_over_what_no_browser_sends(furnished: Flask) -> None:
    seen, tried, wrong = set[str](), set[str](), list[tuple[str, int]]()
    for who in PEOPLE:
        browser = Browser(furnished).signed_in(who) if who else Browser(furnished)
        for page in visited(browser.client, seen):
            for action, (values, kinds) in page.forms.items():
                if alike(action) not in tried and not SHUT.search(action):
                    tried.add(alike(action))
                    wrong += [(action, each) for each in statuses(browser.client, action, values, kinds) if each >= 500]
    assert not wrong
    assert len(tried) > LEAST_FORMS
