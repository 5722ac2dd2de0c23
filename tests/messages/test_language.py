"""Another language in the middle of typing: nothing typed is lost, nothing is sent."""

from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from tests.browser import Browser, Page
from tests.messages.asker import ASK, CODE, ENTER, QUESTION, TALK, ask, come_back, filled, texts, thread_of, threads

Moment = FrozenDateTimeFactory
MONEY = {"nl": "Geld", "en": "Money"}
HEADINGS = {"nl": "Stel je vraag", "en": "Ask your question"}


def in_language(browser: Browser, address: str, values: dict[str, object], language: str) -> Page:
    browser.language = language
    return browser.post(address, values | {"language": language})


def plain(values: dict[str, Any]) -> dict[str, str]:
    """The values, whether a test filled them in or a page holds them as its choices."""
    return {name: value[0] if isinstance(value, list) else value for name, value in values.items()}


@pytest.mark.parametrize("more", [
    {}, {"question": ""}, {"asked_by": "parent", "way": "reach", "reach": "no number"},
    {"asked_by": "teacher", "class_words": "H2b", "wish": "class_talk"},
])  # fmt: skip
def test_what_was_typed_stays_and_is_neither_sent_nor_judged(
    app: Flask, browser: Browser, frozen: Moment, more: dict[str, str]
) -> None:
    values = filled(app, browser.get(ASK), **more)
    for language in ("en", "nl"):
        page = in_language(browser, ASK, values, language)
        assert (page.status, page.heading) == (200, HEADINGS[language])
        assert MONEY[language] in page.choices("theme")
        assert plain(page.form(ASK)) == plain(values)
        assert 'role="alert" hidden' in page.text
        assert page.text.count('role="alert"') == 1
        assert browser.get(ASK).heading == HEADINGS[language]
    with app.app_context():
        assert threads() == []


def test_after_it_the_same_form_is_sent_once(app: Flask, browser: Browser, frozen: Moment) -> None:
    page = in_language(browser, ASK, filled(app, browser.get(ASK)), "en")
    frozen.tick(20)
    assert browser.post(ASK, page.form(ASK)).status == 303
    assert browser.post(ASK, page.form(ASK)).status == 303
    with app.app_context():
        assert texts(thread_of(app)) == [QUESTION]


def test_unreadable_characters_are_taken_out(app: Flask, browser: Browser) -> None:
    values = filled(app, browser.get(ASK), question="Wat\x00 \u202enu?")
    assert in_language(browser, ASK, values, "en").form(ASK)["question"] == "Wat nu?"


def test_an_unknown_language_sends_as_ever(app: Flask, browser: Browser, frozen: Moment) -> None:
    values = filled(app, browser.get(ASK))
    frozen.tick(20)
    assert browser.post(ASK, values | {"language": "xx"}).status == 303
    with app.app_context():
        assert texts(thread_of(app)) == [QUESTION]


def test_writing_back_keeps_its_words_too(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    values = browser.get(TALK).form(TALK) | {"text": "Mag mijn zus mee?"}
    page = in_language(browser, TALK, values, "en")
    assert (page.status, page.heading, page.form(TALK)["text"]) == (200, "Your question", "Mag mijn zus mee?")
    with app.app_context():
        assert texts(thread_of(app)) == [QUESTION]


def test_a_code_that_is_half_typed_stays_and_is_not_looked_up(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    half = f"{words[0]} {words[1]}q"  # a slip that would be mended
    page = in_language(browser, ENTER, browser.get(ENTER).form(ENTER) | {"code": f"{half}\x00"}, "en")
    assert (page.status, page.heading, page.form(ENTER)["code"]) == (200, "Read answer", half)
    assert 'role="alert"' not in page.text
    whole = in_language(Browser(app), ENTER, page.form(ENTER) | {"code": " ".join(words)}, "nl")
    assert (whole.status, whole.heading) == (200, "Antwoord lezen")
    assert come_back(browser, words).status == 303


def test_on_the_page_with_the_code_nothing_is_lost(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    values = browser.get(CODE).form(CODE) | {"word": "half"}
    page = in_language(browser, CODE, values, "en")
    assert (page.status, page.heading, page.form(CODE)["word"]) == (200, "Your message was sent", "half")
    assert [word for word in words if word not in page.words] == []
    assert "Type word" in page.words
    assert browser.get(TALK).heading == "Your question"


def test_the_button_leads_back_to_where_the_page_can_be_opened(browser: Browser) -> None:
    refused = browser.post("/accounts/sign-in", browser.get("/accounts/sign-in").form("/accounts/sign-in"))
    assert refused.form("/taal")["back"] == "/accounts/sign-in"
    assert browser.post("/taal/none", {}).form("/taal")["back"] == "/"
