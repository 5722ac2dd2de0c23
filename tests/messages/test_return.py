"""Coming back with the code: what is forgiven, what is offered, and how guessing is slowed (E17, E18)."""

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp import code_pace
from jsp.blueprints.messages.service import codes
from jsp.rules import reply_lock
from jsp.rules.reply_code import ENOUGH, WORDS
from jsp.rules.thread import CALM
from tests.browser import Browser, Page
from tests.messages.asker import ENTER, QUESTION, TALK, ask, come_back, send_question
from tests.reply_codes import UNKNOWN, alarms, nearly_conspicuous

Moment = FrozenDateTimeFactory


def guess(browser: Browser, moment: Moment, code: str = UNKNOWN) -> Page:
    moment.tick(2)
    return come_back(browser, code)


@pytest.mark.parametrize("way", [
    str.upper, lambda code: code.replace(" ", "-"), lambda code: code.replace(" ", ""), lambda code: f"  {code}.\n",
    lambda code: " ".join(word[:4] for word in code.split()), lambda code: code.replace(" ", ", "),
])  # fmt: skip
def test_how_it_is_typed_does_not_matter(app: Flask, browser: Browser, frozen: Moment, way: object) -> None:
    code = way(" ".join(ask(app, browser, frozen)))  # type: ignore[operator]
    fresh = Browser(app)
    assert come_back(fresh, code).response.headers["Location"] == TALK
    assert QUESTION in fresh.get(TALK).words


def test_a_slip_is_mended_and_sent_again(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    at = next(at for at, word in enumerate(words) if len(word) > ENOUGH + 1)  # a short one may look like two others
    typed = [*words[:at], words[at][:2] + "q" + words[at][3:], *words[at + 1 :]]
    fresh = Browser(app)
    page = come_back(fresh, typed)
    assert page.status == 422
    assert "hersteld" in page.words
    assert page.form(ENTER)["code"] == " ".join(words)
    assert fresh.post(ENTER, page.form(ENTER)).response.headers["Location"] == TALK


@pytest.mark.parametrize(("typed", "said"), [
    ("", "Typ de 8 woorden van je code"), ("een twee drie", "Jij typte er 3"),
    ("   \n ", "Typ de 8 woorden"), (" ".join(WORDS[:7]), "Jij typte er 7"),
    (" ".join(WORDS[:9]), "Jij typte er 9"), ("xqzv " + " ".join(WORDS[:7]), "het woord 'xqzv' niet"),
    ("\x00\u202e" * 50, "Typ de 8 woorden"), ("a" * 1_000_000, "We kennen het woord"), (UNKNOWN, "kennen we niet"),
])  # fmt: skip
def test_what_cannot_be_a_code_is_told(browser: Browser, typed: str, said: str) -> None:
    page = come_back(browser, typed)
    assert page.status == 422
    assert said in page.words


def test_a_lost_code_cannot_be_given_again(browser: Browser) -> None:
    words = browser.get(ENTER).words
    assert "Code kwijt?" in words
    assert "kunnen we de code niet opnieuw geven" in words
    assert "Stel je vraag" in words


def test_the_code_of_another_conversation_opens_that_one_alone(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen, question="De eerste vraag")
    second = ask(app, Browser(app), frozen, question="De tweede vraag")
    come_back(browser, second)
    words = browser.get(TALK).words
    assert "De tweede vraag" in words
    assert "De eerste vraag" not in words


def test_who_was_called_has_no_conversation_to_find(app: Flask, browser: Browser, frozen: Moment) -> None:
    send_question(app, browser, frozen, way="reach", reach="0478-000001")
    assert browser.get(TALK).response.headers["Location"] == ENTER


def test_a_code_that_exists_and_one_that_does_not_take_the_same_work(
    app: Flask, browser: Browser, frozen: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ask(app, browser, frozen)
    hashed: list[str] = []
    real = reply_lock.lock_of
    monkeypatch.setattr(reply_lock, "lock_of", lambda code, pepper: hashed.append(code) or real(code, pepper))
    same_word = " ".join([words[0], *[word for word in WORDS if word not in words][:7]])
    for code in (" ".join(words), UNKNOWN, same_word):
        guess(Browser(app), frozen, code)
    assert hashed == [" ".join(words), UNKNOWN, same_word]


def test_more_than_a_few_in_a_second_are_asked_to_wait(
    app: Flask, browser: Browser, frozen: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ask(app, browser, frozen)
    monkeypatch.setattr(code_pace._luck, "random", lambda: 0.1)
    pages = [come_back(browser, UNKNOWN) for _ in range(code_pace.AT_MOST.amount + 1)]
    assert [page.status for page in pages] == [422] * code_pace.AT_MOST.amount + [429]
    assert "nog niet naar je code gekeken" in pages[-1].words
    assert pages[-1].form(ENTER)["code"] == UNKNOWN, "nothing has to be typed again"
    assert guess(browser, frozen, " ".join(words)).response.headers["Location"] == TALK


def test_who_was_turned_away_by_a_flood_has_a_turn(
    app: Flask, browser: Browser, frozen: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ask(app, browser, frozen)
    monkeypatch.setattr(code_pace._luck, "random", lambda: 0.1)
    for _ in range(code_pace.AT_MOST.amount):
        come_back(Browser(app), UNKNOWN)
    page = come_back(browser, words)
    assert page.status == 429
    assert browser.post(ENTER, page.form(ENTER)).response.headers["Location"] == TALK


def test_who_guesses_is_slowed_and_the_asker_never_locked_out(
    app: Flask, browser: Browser, frozen: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ask(app, browser, frozen)
    monkeypatch.setattr(code_pace._luck, "random", lambda: 0.6)
    same_word = " ".join([words[0], *WORDS[:7]])
    statuses = [guess(browser, frozen, same_word).status for _ in range(CALM + 2)]
    assert statuses == [422] * CALM + [429] * 2
    assert guess(browser, frozen, UNKNOWN).status == 422, "another word is not slowed by it"
    assert guess(browser, frozen, " ".join(words)).status == 429
    monkeypatch.setattr(code_pace._luck, "random", lambda: 0.1)
    assert guess(browser, frozen, " ".join(words)).response.headers["Location"] == TALK


def test_a_while_later_it_is_forgotten(
    app: Flask, browser: Browser, frozen: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_pace._luck, "random", lambda: 0.6)
    for _ in range(CALM + 1):
        page = guess(browser, frozen)
    assert page.status == 429
    frozen.tick(11 * 60)
    assert guess(browser, frozen).status == 422


def test_guessing_that_stands_out_is_in_the_trail_once_and_names_nobody(
    app: Flask, mentor: Browser, frozen: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_pace._luck, "random", lambda: 0.0)
    nearly_conspicuous(app, codes.PACE)
    for _ in range(3):
        guess(mentor, frozen)
    assert alarms(app) == [(None, "")]
