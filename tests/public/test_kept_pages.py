"""What this process keeps of the public pages: nothing of one person, and nothing that a stranger made it believe."""

from typing import Any

import pytest
from flask import Flask

from jsp.shared_pages import BYTES, KEY
from tests.browser import Browser


@pytest.fixture(autouse=True)
def kept(app: Flask) -> dict[Any, Any]:
    """The pages that are kept, none at first."""
    pages: dict[Any, Any] = app.extensions[KEY]
    pages.clear()
    return pages


def with_session(browser: Browser) -> Browser:
    """Somebody who looked at the form to sign in, and has a cookie from it."""
    browser.get("/accounts/sign-in")
    return browser


def test_who_has_a_session_gets_a_page_that_nobody_keeps(browser: Browser, kept: dict[Any, Any]) -> None:
    answer = with_session(browser).client.get("/raayland")
    assert "public" not in answer.headers["Cache-Control"]
    assert kept == {}


def test_a_public_answer_sets_no_cookie(browser: Browser) -> None:
    answer = browser.client.get("/raayland")
    assert answer.headers["Cache-Control"].startswith("public")
    assert answer.headers.getlist("Set-Cookie") == []


@pytest.mark.parametrize("environ", [{"SCRIPT_NAME": "//evil.example"}, {"PATH_INFO": "//raayland"}])
def test_an_address_of_another_shape_is_not_kept(
    browser: Browser, kept: dict[Any, Any], environ: dict[str, str]
) -> None:
    browser.client.get("/nu-hulp", environ_overrides=environ)
    assert kept == {}


@pytest.mark.parametrize("cookie", ["a=\xff", "jsp=\xff", "language=\xff; a", "=;;=", "\xff" * 4000])
def test_cookies_that_nobody_can_read_cost_nobody_anything(browser: Browser, cookie: str) -> None:
    answer = browser.client.get("/raayland", environ_overrides={"HTTP_COOKIE": cookie})
    assert (answer.status_code, "Raayland" in answer.text) == (200, True)


def test_what_a_stranger_sends_makes_it_forget_nothing(browser: Browser, kept: dict[Any, Any]) -> None:
    browser.client.get("/raayland")
    browser.client.post("/nope")
    browser.client.post("/accounts/sign-in", data={"email": "x"})
    assert len(kept) == 1


def test_what_was_refused_makes_it_forget_nothing(worker: Browser, browser: Browser, kept: dict[Any, Any]) -> None:
    browser.client.get("/raayland")
    worker.client.post("/hours/openings/1/seat")
    assert len(kept) == 1


def test_it_holds_no_more_than_fits_in_memory(browser: Browser, kept: dict[Any, Any]) -> None:
    browser.client.get("/raayland")
    [page] = kept.values()
    for number in range(BYTES // len(page.plain) + 1):
        kept["full", str(number), ""] = page
        if len(kept) > 290:
            break
    kept["big", "", ""] = type(page)(b"x" * BYTES, b"", [], "", page.until)
    browser.client.get("/gilde")
    assert list(kept) == [("localhost", "/gilde", "nl")]


def test_a_cookie_that_only_looks_like_a_session_makes_it_forget_nothing(
    browser: Browser, kept: dict[Any, Any]
) -> None:
    browser.client.get("/raayland")
    browser.client.set_cookie("jsp", "x")
    browser.client.post("/taal", data={"language": "en", "back": "/"})
    assert len(kept) == 1


def test_one_host_is_one_page_whatever_the_port(browser: Browser, kept: dict[Any, Any]) -> None:
    for host in ("localhost", "localhost:81", "LOCALHOST:82"):
        browser.client.get("/raayland", headers={"Host": host})
    assert len(kept) == 1
