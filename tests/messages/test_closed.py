"""What was closed on a device, or left quickly, is closed for a copy of its cookie as well, wherever that is."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import text

from jsp.extensions import db
from tests.browser import Browser
from tests.messages.asker import ASK, CODE, ENTER, QUESTION, TALK, ask, come_back, filled, press, texts, threads
from tests.messages.test_code import confirm, value_of

Moment = FrozenDateTimeFactory
AWAY, SHUT = "/antwoord/weg", "/antwoord/sluiten"
OUTSIDE = "https://www.buienradar.nl"
WAYS: list[Callable[[Browser], Any]] = [lambda browser: browser.get(AWAY), lambda browser: press(browser, TALK, SHUT)]


def with_copy(app: Flask, cookie: str) -> Browser:
    """Somebody else, with a copy of that cookie."""
    thief = Browser(app)
    thief.client.set_cookie("jsp-visit", cookie, path="/antwoord")
    return thief


def copied(app: Flask, browser: Browser) -> Browser:
    """The same, of the cookie that this browser has now."""
    return with_copy(app, value_of(browser))


@pytest.mark.parametrize("close", WAYS)
def test_a_copy_opens_nothing_any_more(
    app: Flask, browser: Browser, frozen: Moment, close: Callable[[Browser], Any]
) -> None:
    words = ask(app, browser, frozen)
    confirm(browser, words)
    cookie = value_of(browser)
    page = with_copy(app, cookie).get(TALK)
    assert QUESTION in page.words
    typed = page.form(TALK) | {"text": "Dit schrijf ik niet"}
    close(browser)
    for address in (TALK, CODE, "/antwoord/wissen"):
        thief = with_copy(app, cookie)
        assert thief.get(address).response.headers["Location"] == ENTER
        assert "hier of op een ander apparaat. Typ je code" in thief.get(ENTER).words
    page = with_copy(app, cookie).post(TALK, typed)
    assert (page.status, "Dit schrijf ik niet" in page.words, QUESTION in page.words) == (410, True, False)
    with app.app_context():
        assert [texts(each) for each in threads()] == [[QUESTION]]
    assert come_back(browser, words).response.headers["Location"] == TALK, "who has the code comes in again"
    assert QUESTION in browser.get(TALK).words


@pytest.mark.parametrize("close", WAYS)
def test_a_copy_closes_nothing_that_was_opened_since(
    app: Flask, browser: Browser, frozen: Moment, close: Callable[[Browser], Any]
) -> None:
    words = ask(app, browser, frozen)
    browser.get(CODE)
    thief = copied(app, browser)
    close(browser)
    come_back(browser, words)
    for _time in range(3):
        thief.post(SHUT, {"about": ""})
    assert QUESTION in browser.get(TALK).words


def test_all_that_the_browser_held_is_closed(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen, question="Van haar")
    ask(app, browser, frozen, question="Van hem")
    browser.get(TALK)
    thief = copied(app, browser)
    browser.get(AWAY)
    assert thief.get(TALK).status == 303
    with app.app_context():
        assert [each.visit for each in threads()] == [1, 1]


def test_who_erases_the_one_closes_the_other(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen, question="Van haar")
    ask(app, browser, frozen, question="Van hem")
    press(browser, "/antwoord/wissen", "/antwoord/wissen")
    with app.app_context():
        assert [(each.visit, texts(each)) for each in threads()] == [(1, ["Van haar"])]


def test_a_browser_in_which_it_fell_asleep_closes_a_copy_that_is_awake(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    ask(app, browser, frozen)
    browser.get(TALK)
    thief = copied(app, browser)
    for _time in range(20):
        frozen.tick(14 * 60)
        assert QUESTION in thief.get(TALK).words
    browser.get(AWAY)
    assert thief.get(TALK).status == 303


@pytest.mark.parametrize(("site", "is_open"), [
    ("cross-site", True), ("same-site", True), ("same-origin", False), ("none", False), (None, False),
])  # fmt: skip
def test_another_site_closes_nothing(
    app: Flask, browser: Browser, frozen: Moment, site: str | None, is_open: bool
) -> None:
    """A browser sends it no cookie, and says besides from where it was asked."""
    ask(app, browser, frozen)
    browser.get(TALK)
    answer = browser.client.get(AWAY, headers={"Sec-Fetch-Site": site} if site else {})
    assert answer.headers["Location"] == OUTSIDE
    assert (browser.get(TALK).status == 200) is is_open
    with app.app_context():
        assert [each.visit for each in threads()] == [0 if is_open else 1]


def test_who_leaves_is_let_go_also_where_it_cannot_be_written(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    browser.get(TALK)
    with app.app_context():
        db.session.execute(text("ALTER TABLE thread RENAME COLUMN visit TO elsewhere"))
        db.session.commit()
    answer = browser.client.get(AWAY)
    assert answer.headers["Location"] == OUTSIDE
    assert not [each for each in browser.client._cookies.values() if each.key == "jsp-visit"]


def test_the_form_of_the_question_that_is_sent_again_opens_nothing_that_was_closed(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    values = filled(app, browser.get(ASK))
    frozen.tick(20)
    browser.post(ASK, values)
    browser.get(AWAY)
    browser.post(ASK, values)
    assert browser.get(CODE).response.headers["Location"] == ENTER
    assert browser.get(TALK).status == 303
