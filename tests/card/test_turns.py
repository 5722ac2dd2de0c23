"""A flood of wrong codes spends what all share; who was turned away by it has a turn that the flood cannot take."""

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory as Moment

from jsp import code_pace
from jsp.forms.code import TURN_SECONDS
from jsp.rules.reply_code import WORDS
from tests.browser import Browser, Page
from tests.card.conftest import Carded
from tests.card.holder import ENTER, MINE, come, type_code
from tests.reply_codes import UNKNOWN

WRONG = [" ".join(WORDS[at : at + 8]) for at in range(20, 20 + 8 * 8, 8)]


@pytest.fixture(autouse=True)
def lucky(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance has no say here: only how many come at once."""
    monkeypatch.setattr(code_pace._luck, "random", lambda: 0.0)


def flood(app: Flask) -> None:
    """Somebody else spends all of this second that is shared."""
    page = type_code(Browser(app), UNKNOWN)
    while page.status != 429:
        page = type_code(Browser(app), UNKNOWN)


def again(browser: Browser, page: Page, **more: str) -> Page:
    """Send the form of this page, as it stands there or with something else in it."""
    return browser.post(ENTER, page.form(ENTER) | more)


def test_a_right_code_is_answered_while_wrong_ones_flood_in(app: Flask, browser: Browser, carded: Carded) -> None:
    carded()
    flood(app)
    turned_away = type_code(browser)
    assert turned_away.status == 429
    flood(app)
    assert again(browser, turned_away).response.headers["Location"] == MINE


def test_a_turn_holds_for_that_code_alone_and_once_a_minute(app: Flask, browser: Browser, frozen: Moment) -> None:
    flood(app)
    page = type_code(browser, WRONG[0])
    assert again(browser, page, code=WRONG[1]).status == 429
    assert again(browser, page).status == 422
    frozen.tick(2)
    flood(app)
    assert again(browser, page).status == 429, "the same sent over and over takes no more"
    frozen.tick(60)
    flood(app)
    assert again(browser, page).status == 422, "who left and comes back is no flood"


def test_who_waits_for_long_has_no_turn_any_more(app: Flask, browser: Browser, frozen: Moment) -> None:
    flood(app)
    page = type_code(browser, WRONG[0])
    frozen.tick(TURN_SECONDS + 1)
    flood(app)
    assert again(browser, page).status == 429


@pytest.mark.parametrize("made_up", ["x", "", "\x00", "ImFiYyI.aaaa.bbbb"])
def test_a_turn_cannot_be_made_up(app: Flask, browser: Browser, made_up: str) -> None:
    flood(app)
    assert again(browser, browser.get(ENTER), code=WRONG[0], turn=made_up).status == 429


def test_turns_are_few_in_a_second_too(app: Flask, browser: Browser) -> None:
    flood(app)
    pages = [type_code(browser, code) for code in WRONG]
    answers = [again(browser, page).status for page in pages]
    most = code_pace.AT_MOST_OF_TURNS.amount
    assert answers == [422] * most + [429] * (len(WRONG) - most)


def test_who_is_answered_at_once_spends_no_turn(app: Flask, browser: Browser, carded: Carded, frozen: Moment) -> None:
    carded()
    flood(app)
    page = type_code(browser)
    frozen.tick(2)
    assert again(browser, page).response.headers["Location"] == MINE
    flood(app)
    assert again(Browser(app), page).response.headers["Location"] == MINE
    frozen.tick(2)
    come(Browser(app))


def test_the_turn_does_not_hold_the_code(app: Flask, browser: Browser) -> None:
    flood(app)
    turn = type_code(browser, WRONG[0]).form(ENTER)["turn"]
    assert not [word for word in WRONG[0].split() if word in turn]
