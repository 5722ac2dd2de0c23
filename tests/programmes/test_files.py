"""Programmes go out as a file and come in from one, after a look at what it would change."""

import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp.content.usual_programmes import FOLDER, usual_programmes
from jsp.extensions import db
from jsp.models.programmes import Programme
from jsp.rules.programme_file import read_file
from tests.browser import Browser, Page
from tests.programmes.conftest import versions

IMPORT, ADD = "/programmes/files/new", "/programmes/files/add"
RESPECT = (FOLDER / "respect.toml").read_text()
CHANGED = RESPECT.replace("Meedoen mag ook met kijken.", "Kijken is ook meedoen.")


def send(browser: Browser, data: str | bytes) -> Page:
    data = data.encode() if isinstance(data, str) else data
    return browser.post(IMPORT, browser.get(IMPORT).form(IMPORT) | {"file": (io.BytesIO(data), "respect.toml")})


def keep(browser: Browser, page: Page, **changes: Any) -> Page:
    return browser.post(ADD, page.form(ADD) | {"note": "Van een ander JSP"} | changes)


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Programme)) or 0


def test_a_version_goes_out_as_a_file(respect: None, giver: Browser) -> None:
    answer = giver.get("/programmes/respect/file").response
    assert answer.headers["Content-Disposition"] == 'attachment; filename="respect-1.toml"'
    assert answer.mimetype == "application/toml"
    assert read_file(answer.data) == usual_programmes()["respect"]
    assert giver.get("/programmes/respect/1/file").response.data == answer.data


def test_a_file_is_shown_before_it_becomes_a_programme(app: Flask, keeper: Browser) -> None:
    page = send(keeper, RESPECT)
    assert (page.heading, "It becomes a new programme." in page.words) == ("Respect: is this right?", True)
    assert "7 lessons" in page.words
    assert page.form(ADD)["note"] == "First version here."
    assert count(app) == 0
    assert keep(keeper, page).response.headers["Location"] == "/programmes/respect"
    [version] = versions(app)
    assert (version.note, version.content) == ("Van een ander JSP", usual_programmes()["respect"])


def test_of_a_programme_that_is_here_it_becomes_a_version(app: Flask, respect: None, keeper: Browser) -> None:
    page = send(keeper, CHANGED)
    assert "It becomes version 2" in page.words
    assert "mind this Before: Meedoen mag ook met kijken. After: Kijken is ook meedoen." in page.words
    refused = keep(keeper, page, note="")
    assert (refused.status, "Fill this in." in refused.words) == (422, True)
    keep(keeper, refused)
    assert [each.content.lesson("1").mind for each in versions(app)] == [
        "Meedoen mag ook met kijken.", "Kijken is ook meedoen.",
    ]  # fmt: skip


def test_a_file_without_news_is_not_kept(respect: None, keeper: Browser) -> None:
    page = send(keeper, RESPECT)
    assert "Nothing differs from version 1." in page.words
    assert "It becomes version" not in page.words
    assert ADD not in page.text


def test_what_changed_since_it_was_shown_is_shown_again(app: Flask, keeper: Browser) -> None:
    shown, other = send(keeper, CHANGED), send(keeper, RESPECT)
    keep(keeper, other)
    page = keep(keeper, shown)
    assert (page.status, "There is a programme with the code respect already." in page.words) == (422, True)
    assert "It becomes version 2" in page.words
    assert keep(keeper, page).status == 303
    assert len(versions(app)) == 2


@pytest.mark.parametrize(("data", "said"), [
    (RESPECT.replace('key = "3"', 'key = "8"'), "Lesson 3 is missing: number them 1, 2, 3 and so on."),
    (RESPECT.replace('name = "Respect"', "name = "), "Line 10 of the file cannot be read."),
    (RESPECT.replace("minutes = 12", "minutes = 600"), "minutes. At most 240 fit."),
    (RESPECT.replace("minutes = 12", "minutes = 0", 1), "lesson 1, part 2, minutes (minutes) has to be"),
    (b"x" * 300_000, "This file is too large. At most 256 kB fit."),
    (b"\xff\xfe", "This file is no text in UTF-8."),
    (b"", "at most 40 long."),
])  # fmt: skip
def test_a_file_that_cannot_be_is_refused_in_words(app: Flask, keeper: Browser, data: str | bytes, said: str) -> None:
    page = send(keeper, data)
    assert (page.status, said in page.words) == (422, True)
    assert count(app) == 0


def test_a_file_of_ten_megabytes_gets_a_sentence(keeper: Browser) -> None:
    page = send(keeper, b"x" * 10_000_000)
    assert (page.status, page.heading, "256 kB" in page.words) == (413, "This file is too large", True)


def test_what_was_not_shown_is_not_kept(app: Flask, keeper: Browser, coordinator: Browser) -> None:
    page = send(keeper, RESPECT)
    assert keep(keeper, page, token="mine").response.headers["Location"] == IMPORT
    assert count(app) == 0
