"""Two tabs, or two people, in one browser: each form is about the conversation that it was made for."""

from flask import Flask
from freezegun.api import FrozenDateTimeFactory as Moment

from tests.browser import Browser
from tests.messages.asker import CODE, TALK, ask, texts, threads
from tests.messages.test_code import asked_for
from tests.reply_codes import words_of


def test_two_who_share_a_browser_write_and_erase_each_in_their_own(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    ask(app, browser, frozen, question="Van haar")
    hers = browser.get(TALK).form(TALK) | {"text": "Nog iets van haar"}
    erase_hers = browser.get("/antwoord/wissen").form("/antwoord/wissen")
    ask(app, browser, frozen, question="Van hem")
    browser.post(TALK, hers)
    with app.app_context():
        assert sorted(texts(each) for each in threads()) == [["Van haar", "Nog iets van haar"], ["Van hem"]]
    browser.get(CODE)
    browser.post("/antwoord/wissen", erase_hers)
    with app.app_context():
        assert [texts(each) for each in threads()] == [["Van hem"]]


def test_the_code_of_the_first_of_two_questions_is_still_there_to_confirm(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    codes = [ask(app, browser, frozen)]
    pages = [browser.get(CODE)]
    codes.append(ask(app, browser, frozen))
    pages.append(browser.get(CODE))
    for words, page in zip(codes, pages, strict=True):
        assert words_of(page) == words
        answer = browser.post(CODE, page.form(CODE) | {"word": words[asked_for(page)]})
        assert answer.response.headers["Location"] == TALK
    with app.app_context():
        assert [each.is_code_kept for each in threads()] == [True, True]
