"""What was just sent and cannot wait: the page after it begins with where to call, above that it was sent."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory as Moment

from tests.browser import Browser, Page
from tests.messages.asker import CODE, ENTER, TALK, answer_it, ask, press, send_question, thread_of

DIES, LAUGHS = "ik wil niet meer leven", "ik ga dood van het lachen"
SENT = "/vraag/verstuurd"
REACH = {"way": "reach", "reach": "06-00000123"}
said = pytest.mark.parametrize(("text", "is_heard"), [(DIES, True), (LAUGHS, False)])


def first(page: Page) -> Any:
    """What the content begins with."""
    [main] = page._all("main")
    return main[0]


def begins_with_help(page: Page) -> bool:
    """Whether that is where to call, with both numbers a tap away."""
    box = first(page)
    if box.get("data-serious") is None:
        assert not [each for each in page._all("div") if each.get("data-serious") is not None]
        return False
    assert {"tel:112", "tel:113"} <= {each.get("href") for each in box.iter("a")}
    return True


@said
@pytest.mark.parametrize("language", ["nl", "en"])
def test_after_a_question_with_a_code(
    app: Flask, browser: Browser, frozen: Moment, text: str, is_heard: bool, language: str
) -> None:  # fmt: skip
    answer = send_question(app, browser.in_language(language), frozen, question=text)
    assert answer.response.headers["Location"] == CODE
    assert begins_with_help(browser.get(CODE)) is is_heard
    assert begins_with_help(browser.get(TALK)) is is_heard


@said
def test_after_a_question_with_a_number(
    app: Flask, browser: Browser, frozen: Moment, text: str, is_heard: bool
) -> None:  # fmt: skip
    answer = send_question(app, browser, frozen, question=text, **REACH)
    assert answer.response.headers["Location"] == SENT
    [kept] = [each for each in answer.response.headers.getlist("Set-Cookie") if each.startswith("jsp-sent=")]
    assert f"Path={SENT}" in kept
    assert begins_with_help(browser.get(SENT)) is is_heard


def test_what_stays_of_it_on_the_device_looks_the_same_whatever_was_said(app: Flask, frozen: Moment) -> None:
    sizes = set()
    for text in (DIES, LAUGHS):
        answer = send_question(app, Browser(app), frozen, question=text, **REACH)
        [kept] = [each for each in answer.response.headers.getlist("Set-Cookie") if each.startswith("jsp-sent=")]
        sizes.add(len(kept))
        assert "serious" not in kept
    assert len(sizes) == 1


@pytest.mark.parametrize("end", [
    lambda browser, frozen: browser.get("/antwoord/weg"), lambda browser, frozen: frozen.tick(16 * 60),
])  # fmt: skip
def test_it_goes_with_leave_quickly_and_after_a_quarter_of_an_hour(
    app: Flask, browser: Browser, frozen: Moment, end: Callable[[Browser, Moment], object]
) -> None:
    send_question(app, browser, frozen, question=DIES, **REACH)
    assert any(each.get("href") == "/antwoord/weg" for each in browser.get(SENT)._all("a"))
    end(browser, frozen)
    assert not begins_with_help(browser.get(SENT))


@said
def test_after_a_follow_up_until_there_is_an_answer(
    app: Flask, browser: Browser, worker: Browser, frozen: Moment, text: str, is_heard: bool
) -> None:
    ask(app, browser, frozen)
    assert press(browser, TALK, TALK, text=text).response.headers["Location"] == TALK
    page = browser.get(TALK)
    assert "Verstuurd." in page.words
    assert begins_with_help(page) is is_heard
    with app.app_context():
        id = thread_of(app).id
    answer_it(worker, id)
    assert not begins_with_help(browser.get(TALK))


@said
def test_who_wrote_for_long_reads_it_once_where_the_code_is_asked(
    app: Flask, browser: Browser, frozen: Moment, text: str, is_heard: bool
) -> None:
    ask(app, browser, frozen)
    form = browser.get(TALK).form(TALK) | {"text": text}
    frozen.tick(16 * 60)
    assert browser.post(TALK, form).response.headers["Location"] == ENTER
    page = browser.get(ENTER)
    assert "Verstuurd." in page.words
    assert begins_with_help(page) is is_heard
    assert not begins_with_help(browser.get(ENTER))


@said
def test_also_where_it_could_not_be_sent_any_more(
    app: Flask, browser: Browser, frozen: Moment, text: str, is_heard: bool
) -> None:
    ask(app, browser, frozen)
    form = browser.get(TALK).form(TALK) | {"text": text}
    frozen.tick(3 * 3600)
    page = browser.post(TALK, form)
    assert (page.status, text in page.words) == (410, True)
    assert begins_with_help(page) is is_heard
