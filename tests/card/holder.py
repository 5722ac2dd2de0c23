"""Who holds a card, as the tests play them."""

from jsp.rules.reply_code import WORDS
from tests.browser import Browser, Page

ENTER, MINE, CORRECT, STOP, LOOKED = "/kaart", "/kaart/mijn", "/kaart/klopt-niet", "/kaart/stoppen", "/kaart/gekeken"
CODE = " ".join(WORDS[8:16])


def type_code(browser: Browser, code: str = CODE) -> Page:
    """Type a code; the answer to that."""
    return browser.post(ENTER, browser.get(ENTER).form(ENTER) | {"code": code})


def come(browser: Browser, code: str = CODE) -> Browser:
    """Come with the code and be let in."""
    assert type_code(browser, code).response.headers["Location"] == MINE
    return browser


def press(browser: Browser, page: str, **more: str) -> Page:
    """Send the form of a page to itself, with `more` filled in."""
    return browser.post(page, browser.get(page).form(page) | more)
