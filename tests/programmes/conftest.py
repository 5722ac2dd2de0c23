"""The programmes that come with the app, taken over; pages in English, for the words stand in the code."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.programmes import Programme, ProgrammeVersion
from tests.browser import Browser, Page

LESSON = "/programmes/respect/lessons/3"


def take_over(browser: Browser, code: str) -> Page:
    where = f"/programmes/usual/{code}/add"
    return browser.post(where, browser.get("/programmes/").form(where), follow=True)


def press(browser: Browser, where: str, **changes: Any) -> Page:
    """Fill in the form that stands at this address, and send it; `parts_0_title` is the title of its first part."""
    named = {re.sub(r"^parts_(\d+)_", r"parts-\1-", name): value for name, value in changes.items()}
    return browser.post(where, browser.get(where).form(where) | named)


def versions(app: Flask, code: str = "respect") -> list[ProgrammeVersion]:
    """All of them, the oldest first."""
    with app.app_context():
        query = select(ProgrammeVersion).join(ProgrammeVersion.programme).where(Programme.code == code)
        return list(db.session.scalars(query.order_by(ProgrammeVersion.number)))


@pytest.fixture
def keeper(app: Flask) -> Browser:
    """Renske, who keeps the programmes."""
    return Browser(app).signed_in("renske").in_language("en")


@pytest.fixture
def giver(app: Flask) -> Browser:
    """Bart, who gives lessons."""
    return Browser(app).signed_in("bart").in_language("en")


@pytest.fixture
def respect(keeper: Browser) -> None:
    """The programme Respect, in its first version."""
    take_over(keeper, "respect")
