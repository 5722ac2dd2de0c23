"""The reply code: shown until the asker showed to have it, and nowhere after."""

from base64 import b64decode
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.messages import Signal
from tests.browser import Browser, Page
from tests.messages.asker import ASK, CODE, ENTER, TALK, ask, come_back, filled, press, thread_of
from tests.reply_codes import words_of

Moment = FrozenDateTimeFactory


@pytest.fixture(autouse=True)
def mail_goes_out(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_SERVER", "terminal:")


def asked_for(page: Page) -> int:
    """Which word of the code the page wants, counted from 0."""
    [label] = [each for each in page._all("label") if each.get("for") == "word"]
    return int("".join(filter(str.isdigit, "".join(label.itertext())))) - 1


def confirm(browser: Browser, words: list[str], **more: Any) -> Page:
    page = browser.get(CODE)
    return browser.post(CODE, page.form(CODE) | {"word": words[asked_for(page)]} | more)


def choose_sign(browser: Browser, **more: Any) -> Page:
    """Once the code is no longer shown."""
    return browser.post(CODE, browser.get(CODE).form(CODE) | more)


def signals() -> list[Signal]:
    return list(db.session.scalars(select(Signal)))


def test_one_word_of_it_leads_on(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    at = asked_for(browser.get(CODE))
    assert at > 0, "the first word is said at the desk"
    page = press(browser, CODE, CODE, word=words[at - 1])
    assert "Dat is niet dit woord van je code" in page.words
    assert words_of(page) == words
    assert press(browser, CODE, CODE, word=words[at][:4].upper()).response.headers["Location"] == TALK


def test_it_stands_there_until_the_asker_has_it(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    browser.get(TALK)
    frozen.tick(14 * 60)
    assert words_of(browser.get(CODE)) == words, "also for who loads the page again, or looked ahead"
    assert "Laat mijn code nog een keer zien" in browser.get(TALK).words
    frozen.tick(16 * 60)
    assert browser.get(CODE).response.headers["Location"] == ENTER
    assert "Typ je code om hem weer te openen" in browser.get(ENTER).words


def shows_none_of(page: Page, words: list[str]) -> bool:
    """Whether the page stands without a word of the code, read or drawn."""
    assert page.heading == "Jouw antwoordcode"
    return "jsp-qr" not in page.text and not [word for word in words if f">{word}<" in page.text]


def test_who_has_it_is_not_shown_it_again(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    confirm(browser, words)
    assert shows_none_of(browser.get(CODE), words)
    assert "Laat mijn code" not in browser.get(TALK).words


def test_who_came_back_with_it_is_not_shown_it_nor_is_where_it_was_shown(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    words = ask(app, browser, frozen)
    again = Browser(app)
    come_back(again, words)
    assert shows_none_of(again.get(CODE), words)
    again.get(TALK)
    assert shows_none_of(browser.get(CODE), words)


def test_a_copy_of_the_cookie_of_before_shows_it_no_more(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    thief = Browser(app)
    thief.client.set_cookie("jsp-visit", value_of(browser), path="/antwoord")
    assert words_of(thief.get(CODE)) == words, "until then it cannot be told from the own browser"
    confirm(browser, words)
    assert shows_none_of(thief.get(CODE), words)


def test_the_word_that_was_sent_twice_leads_on_twice(app: Flask, browser: Browser, frozen: Moment) -> None:
    """The answer to the first was lost: the code still stood on the page."""
    words = ask(app, browser, frozen)
    page = browser.get(CODE)
    values = page.form(CODE) | {"word": words[asked_for(page)], "told": "mail", "address": "noor@demo.example"}
    copy = value_of(browser)
    for _ in range(2):
        browser.client.set_cookie("jsp-visit", copy, path="/antwoord")
        assert browser.post(CODE, values).response.headers["Location"] == TALK
    with app.app_context():
        assert [each.address for each in signals()] == ["noor@demo.example"]


def test_the_form_of_the_question_that_is_sent_again_shows_no_code_that_was_kept(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    values = filled(app, browser.get(ASK))
    frozen.tick(20)
    browser.post(ASK, values)
    words = words_of(browser.get(CODE))
    browser.post(ASK, values)
    assert words_of(browser.get(CODE)) == words
    confirm(browser, words)
    browser.post(ASK, values)
    assert shows_none_of(browser.get(CODE), words)


def test_the_cookie_of_the_visit_goes_to_the_answer_alone_and_tells_nothing(
    app: Flask, browser: Browser, frozen: Moment
) -> None:
    words = ask(app, browser, frozen)
    answer = browser.client.get(CODE)
    [cookie] = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith("jsp-visit=")]
    held = b64decode(cookie.partition("=")[2].partition(";")[0])
    assert {"HttpOnly", "Path=/antwoord", "SameSite=Strict"} <= {part.strip() for part in cookie.split(";")}
    assert "expires" not in cookie.lower()
    assert "max-age" not in cookie.lower()
    assert not [word for word in words if word.encode() in held]
    assert "session" not in browser.client._cookies


def test_a_cookie_that_was_tampered_with_opens_nothing(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    for value in ("", "AAAA", "not base64", "A" * 200):
        browser.client.set_cookie("jsp-visit", value, path="/antwoord")
        browser.client.delete_cookie("jsp-asked", path="/antwoord")
        assert browser.get(TALK).response.headers["Location"] == ENTER


def test_an_address_for_a_sign_is_sealed_and_can_be_taken_back(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    confirm(browser, words, told="mail", address="noor@demo.example")
    with app.app_context():
        [signal] = signals()
        assert (signal.address, signal.mail_id) == ("noor@demo.example", None)
        assert b"noor" not in signal.address_sealed
    choose_sign(browser, told="nothing")
    with app.app_context():
        assert signals() == []


def test_an_address_that_cannot_be_is_told(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    page = confirm(browser, words, told="mail", address="noor at school")
    assert "Vul een e-mailadres in" in page.words
    with app.app_context():
        assert signals() == []


def test_nothing_and_a_mail_are_equal_choices(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    assert list(browser.get(CODE).choices("told").values()) == ["nothing", "mail"]


def test_without_a_way_to_send_mail_none_is_offered(
    app: Flask, browser: Browser, frozen: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAIL_SERVER", "")
    words = ask(app, browser, frozen)
    assert browser.get(CODE).choices("told") == {}
    assert confirm(browser, words).response.headers["Location"] == TALK
    page = browser.get(CODE)
    assert CODE not in [each.get("action") for each in page.forms()], "then there is nothing to choose"
    assert "dus we laten hem niet meer zien" in page.words
    assert "seintje" not in browser.get(TALK).words


def test_who_changes_nothing_about_the_sign_keeps_it(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    confirm(browser, words, told="mail", address="noor@demo.example")
    assert "Een seintje als er antwoord is" in browser.get(TALK).words
    choose_sign(browser)
    with app.app_context():
        assert [each.address for each in signals()] == ["noor@demo.example"]


def test_the_qr_code_holds_no_address(app: Flask, browser: Browser, frozen: Moment, monkeypatch: Any) -> None:
    drawn: list[str] = []
    monkeypatch.setattr("jsp.blueprints.messages.routes.asker.qr", lambda text: drawn.append(text) or "")
    words = ask(app, browser, frozen)
    assert " ".join(words) in drawn[-1]
    assert "://" not in drawn[-1]


def value_of(browser: Browser) -> str:
    """The cookie of the visit, as who sits at the device could copy it."""
    [held] = [each.value for each in browser.client._cookies.values() if each.key == "jsp-visit"]
    return held


def test_leaving_quickly_ends_the_visit(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    page = browser.get(CODE)
    [out] = [each for each in page.root.iter("a") if each.get("data-exit") is not None]  # type: ignore[union-attr]
    left = browser.get(out.get("href"))
    assert left.response.headers["Location"] == "https://www.buienradar.nl"
    assert browser.get(TALK).response.headers["Location"] == ENTER
    assert come_back(browser, words).response.headers["Location"] == TALK


def test_closing_on_this_device_leaves_the_conversation(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen)
    press(browser, TALK, "/antwoord/sluiten")
    assert browser.get(TALK).response.headers["Location"] == ENTER
    with app.app_context():
        assert thread_of(app).lookup
