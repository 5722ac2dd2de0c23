"""Who keeps guides and who reads them; pages in English, for the words stand in the code."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.guides import Guide, GuideVersion
from tests.browser import Browser, Page

ALL, USUAL = "/guides/", "/guides/samenwerken"
EDIT, COPY = f"{USUAL}/edit", f"{USUAL}/copy"


def press(browser: Browser, where: str, at: str = "", **changes: Any) -> Page:
    """Fill in the form that sends to this address and stands there, or `at` another one, and send it."""
    return browser.post(where, browser.get(at or where).form(where) | named(**changes))


def named(**changes: Any) -> dict[str, Any]:
    """As the form calls them; `questions_0_nl` is the Dutch of its first question."""
    return {re.sub(r"^questions_(\d+)_", r"questions-\1-", name): value for name, value in changes.items()}


def versions(app: Flask, code: str = "samenwerken") -> list[GuideVersion]:
    """All of them, the oldest first."""
    with app.app_context():
        query = select(GuideVersion).join(GuideVersion.guide)
        return list(db.session.scalars(query.where(Guide.code == code).order_by(GuideVersion.number)))


def keys(version: GuideVersion) -> list[str]:
    return [each.key for each in version.content.questions]


@pytest.fixture
def keeper(app: Flask) -> Browser:
    """Renske, who keeps the guides."""
    return Browser(app).signed_in("renske").in_language("en")


@pytest.fixture
def reader(app: Flask) -> Browser:
    """Sanne, who leads talks with them."""
    return Browser(app).signed_in("sanne").in_language("en")
