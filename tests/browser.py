"""A visitor for the tests: it fills in the forms that it finds, and looks critically at every page it gets."""

import re
from functools import cache
from pathlib import Path
from typing import Any, Self

import html5lib
import lxml.html
from babel.messages.mofile import read_mo
from flask import Flask, session
from flask.testing import FlaskClient
from flask_security import login_user
from werkzeug.test import TestResponse

from jsp.extensions import LANGUAGES, db
from tests.make import person

MO = Path(__file__).parent.parent / "jsp/translations/nl/LC_MESSAGES/messages.mo"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
VALUES = re.compile(r"(=\s*)(\"[^\"]*\"|'[^']*')")
SHAPE = re.compile(r"<[^>]*>?|>|&\S{0,8}")
SHARED = re.compile(r"public, max-age=([1-9]|[1-5]\d|60)")


class Page:
    """One answer, parsed."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.text = response.get_data(as_text=True)
        self.root = lxml.html.document_fromstring(self.text) if response.mimetype == "text/html" else None
        self.problems = problems(self.text, shape_of(self.text)) if self.root is not None else ()

    @property
    def heading(self) -> str:
        return " ".join("".join(self._all("h1")[0].itertext()).split())

    @property
    def words(self) -> str:
        """What a person can read on it."""
        main = self._all("main")[0]
        return " ".join(" ".join(main.itertext()).split()).replace("\N{NON-BREAKING HYPHEN}", "-")

    def forms(self) -> list[Any]:
        return self._all("form")

    def form(self, action: str) -> dict[str, Any]:
        """What the form with this action would send when nothing is touched."""
        for form in self.forms():
            beside = [each for each in self._all("button") if each.get("form") and each.get("form") == form.get("id")]
            actions = [form.get("action")] + [button.get("formaction") for button in (*form.iter("button"), *beside)]
            if action in actions:
                return _values(form)
        raise AssertionError(f"no form sends to {action}")

    def choices(self, name: str) -> dict[str, str]:
        """The offered values of a field by the words beside them."""
        found = {}
        for tag in ("label", "button"):
            for each in self._all(tag):
                holder = each if tag == "button" else next(iter(each.iter("input")), None)
                if holder is not None and holder.get("name") == name:
                    found[" ".join("".join(each.itertext()).split())] = holder.get("value")
        return found

    def _all(self, tag: str) -> list[Any]:
        assert self.root is not None, "this is no page"
        return list(self.root.iter(tag))


def shape_of(text: str) -> str:
    """What decides whether a page is valid: its tags with the names of their attributes, and what begins with &."""
    return "".join(SHAPE.findall(VALUES.sub(r"\1\"\"", text)))


SEEN: dict[int, tuple[object, ...]] = {}


def problems(text: str, shape: str) -> tuple[object, ...]:
    """What breaks the rules of HTML; a page of a shape that was read before is as valid as that one."""
    key = hash(shape)
    if key not in SEEN:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(text)
        SEEN[key] = tuple((place, code) for place, code, _ in parser.errors)
    return SEEN[key]


class Browser:
    """Keeps its cookies, checks what it gets."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()
        self.language = "nl"

    def signed_in(self, name: str) -> Self:
        """As somebody of the cast who proved who they are; how that is done has its own tests (tests/accounts)."""
        app = self.client.application
        with app.test_request_context():
            login_user(person(name))
            db.session.commit()
            kept = dict(session)
        with self.client.session_transaction() as mine:
            mine.update(kept)
            mine.permanent = True
        return self

    def signs_in(self, name: str, password: str = "respect-op-school") -> Page:
        """Through the front door, with a password."""
        page = self.get("/accounts/sign-in")
        values = page.form("/accounts/sign-in") | {"email": f"{name}@demo.example", "password": password}
        return self.post("/accounts/sign-in", values)

    def in_language(self, code: str) -> Self:
        self.client.set_cookie("language", code)
        self.language = code
        return self

    def get(self, address: str, *, follow: bool = False) -> Page:
        return self._look(self.client.get(address, follow_redirects=follow))

    def post(self, address: str, values: dict[str, Any], *, follow: bool = False) -> Page:
        return self._look(self.client.post(address, data=values, follow_redirects=follow))

    def _look(self, response: TestResponse) -> Page:
        page = Page(response)
        for name, value in HEADERS.items():
            assert response.headers.get(name) == value, f"{name}: {response.headers.get(name)}"
        kept = response.headers["Cache-Control"]
        assert kept == "no-store" or (SHARED.fullmatch(kept) and "session" not in self.client._cookies), kept
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        if page.root is not None and page.status not in (301, 302, 303):
            check_page(page, self.language)
        return page


def check_page(page: Page, language: str) -> None:
    """Valid, titled, labelled, in one language, nothing inline."""
    assert not page.problems, f"{page.problems} in {page.text[:2000]}"
    assert len(page._all("h1")) == 1, "one h1 a page"
    assert "".join(page._all("title")[0].itertext()).strip(), "a title"
    assert page._all("html")[0].get("lang") in LANGUAGES
    assert not page._all("style"), "no style in a page"
    assert not re.search(r"<[^>]+\s(?:style|on[a-z]+)=", page.text), "no inline style or handler"
    assert all(script.get("src") for script in page._all("script")), "no script in a page"
    _check_ids(page)
    _check_labels(page)
    if language == "nl":
        words = page.words
        left = [text for text in english() if text in words]
        assert not left, f"English in a Dutch page: {left}"


def _check_ids(page: Page) -> None:
    ids = [each.get("id") for each in page.root.iter() if each.get("id")]  # type: ignore[union-attr]
    assert len(ids) == len(set(ids)), f"an id twice: {sorted(ids)}"
    assert "None" not in ids


def _check_labels(page: Page) -> None:
    labelled = {label.get("for") for label in page._all("label")}
    inside = {id(field) for label in page._all("label") for field in label.iter()}
    for tag in ("input", "select", "textarea"):
        for field in page._all(tag):
            if field.get("type") in ("hidden", "submit"):
                continue
            named = field.get("id") in labelled or id(field) in inside or field.get("aria-label")
            assert named, f"a field without a label: {field.get('name')}"


@cache
def english() -> tuple[str, ...]:
    """The English texts that read differently in Dutch, long enough to be no accident."""
    with MO.open("rb") as file:
        catalogue = read_mo(file)
    texts = [message.id for message in catalogue if isinstance(message.id, str) and "%" not in message.id]
    return tuple(text for text in texts if len(text) > 11 and catalogue.get(text).string != text)  # type: ignore[union-attr]


def _values(form: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in form.iter():
        name, read = field.get("name"), READERS.get(field.tag)
        if name and read:
            read(field, name, values)
    return values


def _read_select(field: Any, name: str, values: dict[str, Any]) -> None:
    options = list(field.iter("option"))
    values[name] = next((each for each in options if each.get("selected") is not None), options[0]).get("value")


def _read_textarea(field: Any, name: str, values: dict[str, Any]) -> None:
    values[name] = (field.text or "").removeprefix("\n")


def _read_input(field: Any, name: str, values: dict[str, Any]) -> None:
    if field.get("type") == "hidden" and name in values:
        before = values[name]
        values[name] = [*(before if isinstance(before, list) else [before]), field.get("value") or ""]
    elif field.get("type") not in ("checkbox", "radio"):
        values[name] = field.get("value") or ""
    elif field.get("checked") is not None:
        values.setdefault(name, []).append(field.get("value"))


READERS = {"input": _read_input, "select": _read_select, "textarea": _read_textarea}
