"""Questionnaires go out as a file and come in from one, after a look at what it would change."""

import io
from typing import Any

import pytest
from flask import Flask

from jsp.content.usual_questionnaires import FOLDER, usual_questionnaire
from jsp.rules.questionnaire_file import read_file
from tests.browser import Browser, Page
from tests.questionnaires.conftest import EDIT, USUAL, press, versions

IMPORT, ADD = "/questionnaires/files/new", "/questionnaires/files/add"
OURS = (FOLDER / "les.toml").read_text()
OTHER = OURS.replace('code = "les"', 'code = "anders"').replace("Na de les", "Anders").replace("After the l", "Other l")
CHANGED = OURS.replace("Ik voelde me veilig in deze les.", "Ik voelde mij veilig.")


def send(browser: Browser, data: str | bytes) -> Page:
    data = data.encode() if isinstance(data, str) else data
    return browser.post(IMPORT, browser.get(IMPORT).form(IMPORT) | {"file": (io.BytesIO(data), "les.toml")})


def keep(browser: Browser, page: Page, **changes: Any) -> Page:
    return browser.post(ADD, page.form(ADD) | {"note": "Van een ander JSP"} | changes)


def test_a_version_goes_out_as_a_file(reader: Browser, keeper: Browser) -> None:
    answer = reader.get(f"{USUAL}/file").response
    assert answer.headers["Content-Disposition"] == 'attachment; filename="les-1.toml"'
    assert answer.mimetype == "application/toml"
    assert read_file(answer.data) == usual_questionnaire()
    press(keeper, EDIT, note="Anders", items_0_nl="Anders.")
    assert reader.get(f"{USUAL}/1/file").response.data == answer.data
    assert read_file(reader.get(f"{USUAL}/file").response.data).items[0].words.nl == "Anders."


def test_a_file_is_shown_before_it_becomes_a_questionnaire(app: Flask, keeper: Browser) -> None:
    page = send(keeper, OTHER)
    assert (page.heading, "It becomes a new questionnaire." in page.words) == ("Other lesson: is this right?", True)
    assert "10 items" in page.words
    assert page.form(ADD)["note"] == "First version here."
    assert versions(app, "anders") == []
    assert keep(keeper, page).response.headers["Location"] == "/questionnaires/anders"
    [version] = versions(app, "anders")
    assert (version.note, version.content) == ("Van een ander JSP", read_file(OTHER.encode()))


def test_of_one_that_is_here_it_becomes_a_version(app: Flask, keeper: Browser) -> None:
    page = send(keeper, CHANGED)
    assert "It becomes version 2" in page.words
    assert "figures can be compared safe Dutch Before: Ik voelde me veilig in deze les." in page.words
    refused = keep(keeper, page, note="")
    assert (refused.status, "Fill this in." in refused.words) == (422, True)
    assert keep(keeper, refused).status == 303
    assert [each.content.item("safe").words.nl for each in versions(app)] == [
        "Ik voelde me veilig in deze les.", "Ik voelde mij veilig.",
    ]  # fmt: skip


def test_a_file_without_news_is_not_kept(app: Flask, keeper: Browser) -> None:
    page = send(keeper, OURS)
    assert "Nothing differs from version 1." in page.words
    assert "It becomes version" not in page.words
    assert ADD not in page.text


def test_a_key_of_something_that_went_does_not_come_back_as_something_else(app: Flask, keeper: Browser) -> None:
    press(keeper, EDIT, note="Weg", items_1_gone="y")
    page = send(keeper, CHANGED)
    assert (page.status, "The key safe was used for another item before." in page.words) == (422, True)
    assert keep(keeper, send(keeper, OURS)).status == 303, "as it was it may come back"
    assert len(versions(app)) == 3


def test_what_changed_since_it_was_shown_is_shown_again(app: Flask, keeper: Browser) -> None:
    shown = send(keeper, CHANGED)
    press(keeper, EDIT, note="Anders", items_0_nl="Anders.")
    page = keep(keeper, shown)
    assert (page.status, "Somebody changed this" in page.words) == (422, True)
    assert "It becomes version 3" in page.words
    assert keep(keeper, page).status == 303
    assert len(versions(app)) == 3


def test_of_two_new_ones_with_one_code_one_is_told(app: Flask, keeper: Browser) -> None:
    shown, other = send(keeper, OTHER), send(keeper, OTHER.replace("veilig", "fijn"))
    keep(keeper, other)
    page = keep(keeper, shown)
    assert (page.status, "a questionnaire with the code anders already." in page.words) == (422, True)


@pytest.mark.parametrize(("data", "said"), [
    (OTHER.replace('"anders"', '"files"'), "a questionnaire with the code files already."),
    (OURS.replace('key = "safe"', 'key = "learned"'), "Two items have the key learned."),
    (OURS.replace('name_nl = "Na de les"', "name_nl = "), "Line 8 of the file cannot be read."),
    (OURS.replace("Ik voelde me veilig", "x" * 200), "item 2, Dutch (nl) is longer than 160 characters."),
    (OURS.replace("What could be", "x" * 200), "open question (open_question), English (en) is longer than 160"),
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
