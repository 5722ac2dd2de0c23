"""Guides go out as a file and come in from one, after a look at what it would change."""

import io
from typing import Any

import pytest
from flask import Flask

from jsp.content.usual_guides import FOLDER, TOGETHER, usual_guide
from jsp.rules.guide_file import read_file
from tests.browser import Browser, Page
from tests.guides.conftest import EDIT, USUAL, press, versions

IMPORT, ADD = "/guides/files/new", "/guides/files/add"
OURS = (FOLDER / f"{TOGETHER}.toml").read_text()
OTHER = OURS.replace('code = "samenwerken"', 'code = "anders"').replace("Working together", "Other talk")
CHANGED = OURS.replace("Wat wilden we samen bereiken met deze lessen,", "Wat wilden we,")


def send(browser: Browser, data: str | bytes) -> Page:
    data = data.encode() if isinstance(data, str) else data
    return browser.post(IMPORT, browser.get(IMPORT).form(IMPORT) | {"file": (io.BytesIO(data), "guide.toml")})


def keep(browser: Browser, page: Page, **changes: Any) -> Page:
    return browser.post(ADD, page.form(ADD) | {"note": "Van een ander JSP"} | changes)


def test_a_version_goes_out_as_a_file(reader: Browser, keeper: Browser) -> None:
    answer = reader.get(f"{USUAL}/file").response
    assert answer.headers["Content-Disposition"] == 'attachment; filename="samenwerken-1.toml"'
    assert answer.mimetype == "application/toml"
    assert read_file(answer.data) == usual_guide(TOGETHER)
    press(keeper, EDIT, note="Anders", questions_0_nl="Anders?")
    assert reader.get(f"{USUAL}/1/file").response.data == answer.data
    assert read_file(reader.get(f"{USUAL}/file").response.data).questions[0].words.nl == "Anders?"


def test_a_file_is_shown_before_it_becomes_a_guide(app: Flask, keeper: Browser) -> None:
    page = send(keeper, OTHER)
    assert (page.heading, "It becomes a new guide." in page.words) == ("Other talk: is this right?", True)
    assert "What did we want to reach together" in page.words
    assert page.form(ADD)["note"] == "First version here."
    assert versions(app, "anders") == []
    assert keep(keeper, page).response.headers["Location"] == "/guides/anders"
    [version] = versions(app, "anders")
    assert (version.note, version.content) == ("Van een ander JSP", read_file(OTHER.encode()))


def test_of_one_that_is_here_it_becomes_a_version(app: Flask, keeper: Browser) -> None:
    page = send(keeper, CHANGED)
    assert "It becomes version 2" in page.words
    assert "the question, Dutch Before: Wat wilden we samen bereiken met deze lessen, en wat" in page.words
    refused = keep(keeper, page, note="")
    assert (refused.status, "Fill this in." in refused.words) == (422, True)
    assert keep(keeper, refused).status == 303
    assert [each.content.questions[0].words.nl[:15] for each in versions(app)] == ["Wat wilden we s", "Wat wilden we, "]


def test_a_file_without_news_is_not_kept(keeper: Browser) -> None:
    page = send(keeper, OURS)
    assert "Nothing differs from version 1." in page.words
    assert "It becomes version" not in page.words
    assert ADD not in page.text


def test_what_changed_since_it_was_shown_is_shown_again(app: Flask, keeper: Browser) -> None:
    shown = send(keeper, CHANGED)
    press(keeper, EDIT, note="Anders", questions_1_nl="Anders?")
    page = keep(keeper, shown)
    assert (page.status, "Somebody changed this" in page.words) == (422, True)
    assert "It becomes version 3" in page.words
    assert keep(keeper, page).status == 303
    assert len(versions(app)) == 3


def test_of_two_new_ones_with_one_code_one_is_told(keeper: Browser) -> None:
    shown, other = send(keeper, OTHER), send(keeper, OTHER.replace("samen", "met ons"))
    keep(keeper, other)
    page = keep(keeper, shown)
    assert (page.status, "a guide with the code anders already." in page.words) == (422, True)


@pytest.mark.parametrize(("data", "said"), [
    (OTHER.replace('"anders"', '"files"'), "a guide with the code files already."),
    (OURS.replace('key = "1"', 'key = "2"'), "Two questions have the key 2."),
    (OURS.replace('code = "samenwerken"', "code = "), "Line 6 of the file cannot be read."),
    (OURS.replace("Wat wilden we", "x" * 300), "question 1, Dutch (nl) is longer than 300 characters."),
    (OURS.replace("Geef een voorbeeld uit een les", "x" * 300, 1), "question 1, for when it stays quiet (prompt), Du"),
    (OURS.replace("We noemen geen namen", "x" * 300), "rule 1, Dutch (nl) is longer than 300"),
    (OURS.replace("[opening]", "[begin]"), "begin is not known here."),
    (b"x" * 300_000, "This file is too large. At most 256 kB fit."),
    (b"\xff\xfe", "This file is no text in UTF-8."),
    (b"", "at most 40 long."),
    (".".join("a" * 28_000) + "=1", "has a name with more than 5 dots."),
])  # fmt: skip
def test_a_file_that_cannot_be_is_refused_in_words(app: Flask, keeper: Browser, data: str | bytes, said: str) -> None:
    page = send(keeper, data)
    page = keep(keeper, page) if page.status == 200 else page
    assert (page.status, said in page.words) == (422, True)
    assert versions(app) == []


def test_what_was_not_shown_is_not_kept(app: Flask, keeper: Browser) -> None:
    page = send(keeper, OTHER)
    assert keep(keeper, page, token="mine").response.headers["Location"] == IMPORT
    assert versions(app, "anders") == []
