"""Coming with the code: what is forgiven, what closes it, and how guessing is slowed without slowing others."""

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory as Moment

from jsp import code_pace
from jsp.blueprints.card.service import codes
from jsp.blueprints.messages.service.codes import PACE as OF_MESSAGES
from jsp.rules.reply_code import WORDS
from jsp.rules.thread import CALM
from tests.browser import Browser, Page
from tests.card.conftest import Carded
from tests.card.holder import CODE, ENTER, MINE, STOP, come, type_code
from tests.referrals.rows import referral
from tests.reply_codes import UNKNOWN, alarms, nearly_conspicuous


@pytest.mark.parametrize("typed", [CODE.upper(), CODE.replace(" ", "-"), " ".join(each[:4] for each in CODE.split())])
def test_how_it_is_typed_does_not_matter(browser: Browser, carded: Carded, typed: str) -> None:
    carded()
    come(browser, typed)


@pytest.mark.parametrize(("typed", "said"), [
    ("", "Typ de 8 woorden"), ("a" * 1_000_000, "We kennen het woord"), (UNKNOWN, "Deze code kennen we niet"),
    ("\x00\u202e" * 50, "Typ de 8 woorden"),
])  # fmt: skip
def test_what_is_no_code_of_a_card_is_told(browser: Browser, carded: Carded, typed: str, said: str) -> None:
    carded()
    page = type_code(browser, typed)
    assert (page.status, said in page.words) == (422, True)


@pytest.mark.parametrize("where", [MINE, STOP, "/kaart/klopt-niet", "/kaart/gekeken"])
def test_without_a_code_there_is_nothing_to_see(browser: Browser, where: str) -> None:
    assert browser.get(where).response.headers["Location"] == ENTER


def test_after_a_quarter_of_an_hour_it_asks_for_the_code_again(
    browser: Browser, carded: Carded, frozen: Moment
) -> None:
    carded()
    come(browser)
    frozen.tick(16 * 60)
    assert "vanzelf gesloten" in browser.get(MINE, follow=True).words
    assert browser.get(MINE).response.headers["Location"] == ENTER


def test_the_cookie_tells_nothing_and_leaving_takes_it_away(browser: Browser, carded: Carded) -> None:
    id = carded()
    cookie = type_code(browser).response.headers["Set-Cookie"]
    assert cookie.startswith("jsp-card=")
    assert "HttpOnly" in cookie
    assert "Path=/kaart" in cookie
    assert "SameSite=Strict" in cookie
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie
    assert id.hex not in cookie
    browser.post("/kaart/sluiten", browser.get(MINE).form("/kaart/sluiten"))
    assert browser.get(MINE).response.headers["Location"] == ENTER


def test_once_closed_a_copy_of_the_cookie_opens_nothing(app: Flask, browser: Browser, carded: Carded) -> None:
    carded()
    come(browser)
    [copy] = [each.value for each in browser.client._cookies.values() if each.key == "jsp-card"]
    browser.post("/kaart/sluiten", browser.get(MINE).form("/kaart/sluiten"))
    thief = Browser(app)
    thief.client.set_cookie("jsp-card", copy, path="/kaart")
    assert thief.get(MINE).response.headers["Location"] == ENTER
    thief.post("/kaart/sluiten", {"about": ""})
    assert come(browser).get(MINE).status == 200, "who has the code comes in again"
    thief.post("/kaart/sluiten", {"about": ""})
    assert browser.get(MINE).status == 200


def test_leaving_quickly_closes_the_card_from_every_page(browser: Browser, carded: Carded) -> None:
    carded()
    come(browser)
    [copy] = [each.value for each in browser.client._cookies.values() if each.key == "jsp-card"]
    assert 'href="/kaart/weg"' in browser.get(MINE).text
    assert browser.client.get("/kaart/weg").headers["Location"] == "/antwoord/weg"
    assert browser.get(MINE).response.headers["Location"] == ENTER
    thief = Browser(browser.client.application)
    thief.client.set_cookie("jsp-card", copy, path="/kaart")
    assert thief.get(MINE).response.headers["Location"] == ENTER, "for a copy of its cookie as well"


def test_another_site_closes_no_card(browser: Browser, carded: Carded) -> None:
    carded()
    come(browser)
    browser.client.get("/kaart/weg", headers={"Sec-Fetch-Site": "cross-site"})
    assert browser.get(MINE).status == 200


def test_two_who_share_a_browser_each_stop_their_own(app: Flask, browser: Browser, carded: Carded) -> None:
    first, second = carded(), carded(UNKNOWN)
    come(browser)
    form = browser.get(STOP).form(STOP)
    come(browser, UNKNOWN)
    browser.post(STOP, form)
    with app.app_context():
        assert [referral(id).is_erased for id in (first, second)] == [True, False]


def guess(browser: Browser, moment: Moment, code: str = UNKNOWN) -> Page:
    moment.tick(2)
    return type_code(browser, code)


def test_who_guesses_is_slowed_and_the_holder_never_locked_out(
    browser: Browser, carded: Carded, frozen: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    carded()
    monkeypatch.setattr(code_pace._luck, "random", lambda: 0.6)
    same_word = " ".join([CODE.split()[0], *WORDS[:7]])
    statuses = [guess(browser, frozen, same_word).status for _ in range(CALM + 1)]
    assert statuses == [422] * CALM + [429]
    assert guess(browser, frozen, CODE).status == 429
    monkeypatch.setattr(code_pace._luck, "random", lambda: 0.1)
    assert guess(browser, frozen, CODE).response.headers["Location"] == MINE


def test_guessing_here_slows_nobody_down_who_reads_an_answer(
    app: Flask, browser: Browser, frozen: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_pace._luck, "random", lambda: 0.6)
    pages = [type_code(browser, UNKNOWN) for _ in range(code_pace.AT_MOST.amount + 1)]
    assert pages[-1].status == 429
    with app.app_context():
        OF_MESSAGES.check(code_pace.mark_of(UNKNOWN))


def test_guessing_that_stands_out_is_in_the_trail_and_names_nobody(
    app: Flask, mentor: Browser, frozen: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_pace._luck, "random", lambda: 0.0)
    nearly_conspicuous(app, codes.PACE)
    for _ in range(3):
        guess(mentor, frozen)
    assert alarms(app) == [(None, "")]
