"""What cannot wait in a question and in what follows, in either language: where to call, also without script."""

from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.rules.crisis import packed
from tests.browser import Browser, Page
from tests.messages.asker import ASK, TALK, ask, press, send_question

Moment = FrozenDateTimeFactory
SOUNDS = {"nl": "Dit klinkt heftig.", "en": "This sounds serious."}
both_languages = pytest.mark.parametrize("language", ["nl", "en"])


def box(page: Page) -> Any:
    """What says where to call."""
    return next(each for each in page._all("div") if each.get("data-urgent"))


def is_shown(page: Page) -> bool:
    """Whether it stands there at once, whatever the theme and without script."""
    return "is-shown" in box(page).get("class").split()


@both_languages
def test_the_page_brings_the_words_of_both_languages(browser: Browser, language: str) -> None:
    page = browser.in_language(language).get(ASK)
    assert box(page).get("data-urgent") == packed()
    assert SOUNDS[language] in page.words
    assert not is_shown(page)


@both_languages
@pytest.mark.parametrize("said", ["i want to die", "ik wil echt niet meer leeven", "my dad hits me", "Verkracht…"])
def test_a_refused_form_shows_where_to_call(
    app: Flask, browser: Browser, frozen: Moment, language: str, said: str
) -> None:
    page = send_question(app, browser.in_language(language), frozen, question=said, once="")
    assert (page.status, page.form(ASK)["question"]) == (422, said)
    assert is_shown(page)


@both_languages
@pytest.mark.parametrize("said", ["ik ga dood van het lachen", "hit van de week", "ik wil niet meer leren", ""])
def test_what_only_looks_like_it_does_not(
    app: Flask, browser: Browser, frozen: Moment, language: str, said: str
) -> None:
    page = send_question(app, browser.in_language(language), frozen, question=said, once="")
    assert not is_shown(page)


@both_languages
def test_it_is_never_refused_for_what_it_says(app: Flask, browser: Browser, frozen: Moment, language: str) -> None:
    assert send_question(app, browser.in_language(language), frozen, question="ik wil dood").status == 303


@both_languages
def test_who_writes_back_brings_the_same_words(app: Flask, browser: Browser, frozen: Moment, language: str) -> None:
    ask(app, browser.in_language(language), frozen)
    page = browser.get(TALK)
    assert box(page).get("data-urgent") == packed()
    assert SOUNDS[language] in page.words
    assert not is_shown(page)


@both_languages
@pytest.mark.parametrize(("said", "is_heard"), [("ik wil echt niet meer leeven", True), ("dood van het lachen", False)])
def test_a_refused_follow_up_shows_where_to_call(
    app: Flask, browser: Browser, frozen: Moment, language: str, said: str, is_heard: bool
) -> None:
    ask(app, browser.in_language(language), frozen)
    page = press(browser, TALK, TALK, text=said, once="")
    assert (page.status, page.form(TALK)["text"], is_shown(page)) == (422, said, is_heard)
