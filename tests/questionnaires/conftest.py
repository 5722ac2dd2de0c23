"""Who keeps questionnaires and who reads them; pages in English, for the words stand in the code."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.questionnaires import Questionnaire, QuestionnaireVersion
from tests.browser import Browser, Page

ALL, USUAL = "/questionnaires/", "/questionnaires/les"
EDIT, COPY = f"{USUAL}/edit", f"{USUAL}/copy"


def press(browser: Browser, where: str, **changes: Any) -> Page:
    """Fill in the form that stands at this address, and send it."""
    return browser.post(where, browser.get(where).form(where) | named(**changes))


def named(**changes: Any) -> dict[str, Any]:
    """As the form calls them; `items_0_nl` is the Dutch of its first item."""
    return {re.sub(r"^(items|faces)_(\d+)_", r"\1-\2-", name): value for name, value in changes.items()}


def versions(app: Flask, code: str = "les") -> list[QuestionnaireVersion]:
    """All of them, the oldest first."""
    with app.app_context():
        query = select(QuestionnaireVersion).join(QuestionnaireVersion.questionnaire)
        return list(db.session.scalars(query.where(Questionnaire.code == code).order_by(QuestionnaireVersion.number)))


def keys(version: QuestionnaireVersion) -> list[str]:
    return [each.key for each in version.content.items]


@pytest.fixture
def keeper(app: Flask) -> Browser:
    """Renske, who keeps the questionnaires."""
    return Browser(app).signed_in("renske").in_language("en")


@pytest.fixture
def reader(app: Flask) -> Browser:
    """Bart, who sees what his class is asked."""
    return Browser(app).signed_in("bart").in_language("en")


@pytest.fixture
def copied(keeper: Browser) -> Browser:
    """Beside the usual one there is a short one."""
    press(keeper, COPY, name_nl="Kort", name_en="Brief")
    return keeper
