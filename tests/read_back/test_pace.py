"""With one link much can be sent in a minute, and not without end; what was typed then is not lost."""

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp import pace
from tests.browser import Browser, Page
from tests.read_back.links import Link, corrections, made, seat, words

QUICK, MOST = 10, 20  # what somebody does in a minute who is quick, and where it ends
SENTENCE = "Wacht een minuut en verstuur het dan nog een keer."
LAST = "Dit was het laatste."


@pytest.fixture(autouse=True)
def english(browser: Browser) -> None:
    pace.forget_here()
    browser.language = "en"


def tell(browser: Browser, link: Link, typed: str, *, times: int = 1) -> Page:
    """The last page of so many remarks; each is sent twice, as by who taps twice."""
    where = f"{link.where}/remark"
    for at in range(times):
        form = browser.get(where).form(where) | {"words": typed or f"Over regel {at}."}
        page, again = browser.post(where, form), browser.post(where, form)
        assert page.status == again.status
    return page


def test_ten_corrections_in_a_minute_hinder_nobody(app: Flask, browser: Browser) -> None:
    link = made(app)
    for at in range(QUICK):
        form = browser.get(link.line(2)).form(link.line(2))
        assert browser.post(link.line(2), form | {"words": f"Zo bedoel ik het {at}."}).status == 303
    assert (len(corrections(app)), words(app, link)[2]) == (QUICK, f"M2: Zo bedoel ik het {QUICK - 1}.")


def test_what_is_too_much_waits_in_the_form_until_a_minute_later(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    link = made(app)
    where = f"{link.where}/remark"
    assert tell(browser, link, "", times=MOST).status == 303
    page = tell(browser, link, LAST)
    assert (page.status, page.form(where)["words"], len(corrections(app))) == (429, LAST, MOST)
    assert SENTENCE in page.words
    frozen.tick(61)
    assert browser.post(where, page.form(where)).status == 303
    assert ("remark", "", LAST) in corrections(app)


def test_better_words_and_buttons_are_at_the_same_pace(app: Flask, browser: Browser) -> None:
    link = made(app)
    tell(browser, link, "", times=MOST)
    page = browser.post(link.line(2), browser.get(link.line(2)).form(link.line(2)) | {"words": LAST})
    assert (page.status, page.form(link.line(2))["words"]) == (429, LAST)
    assert LAST not in str(words(app, link))
    shown = browser.get(link.where)
    for button, more in (("/right", {}), ("/quote", {"may_quote": "yes"})):
        where = f"{link.where}{button}"
        assert SENTENCE in browser.post(where, shown.form(where) | more, follow=True).words
    assert (seat(app, link).read_on, seat(app, link).may_quote) == (None, None)
    for where in (link.line(2, "/take-back"), f"{link.where}/take-all-back"):
        assert browser.post(where, browser.get(where).form(where)).status == 429
    assert "M2" in str(words(app, link))


def test_one_link_slows_nobody_else_down(app: Flask, browser: Browser) -> None:
    link, other = made(app), made(app)
    tell(browser, link, "", times=MOST)
    assert tell(browser, link, LAST).status == 429
    assert tell(browser, other, LAST).status == 303
