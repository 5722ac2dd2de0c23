"""What people do with codebooks and coded texts, through the front door."""

import re
from typing import Any

from tests.browser import Browser, Page


def press(browser: Browser, where: str, to: str = "", **values: Any) -> Page:
    """Fill in the form that stands at this address, and send it."""
    to = to or where
    return browser.post(to, browser.get(where).form(to) | values)


def start_book(browser: Browser, name: str = "Werkboek", origin: str = "") -> str:
    """A new codebook; its address."""
    answer = press(browser, "/coding/books/new", name=name, origin=origin)
    assert answer.status == 303, answer.words
    return answer.response.headers["Location"]


def add_code(browser: Browser, book: str, name: str, *, under: str = "", **values: Any) -> str:
    """One more code, under another one where its address is given; its address."""
    answer = press(browser, f"{book}/codes", name=name, under=under.rpartition("/")[2], **values)
    assert answer.status == 303, answer.words
    return f"/coding/codes/{answer.response.headers['Location'].rpartition('#code-')[2]}"


def names(browser: Browser, book: str) -> list[str]:
    """The codes of a book in the order in which they are read, each with those above it."""
    links = [each for each in browser.get(book)._all("a") if re.search("/coding/codes/[^/]+$", each.get("href"))]
    found = []
    for each in links:
        words = " ".join("".join(each.itertext()).split())
        found.append(words.partition(" (")[2].removesuffix(")") or words)
    return found
