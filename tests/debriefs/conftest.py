"""A series of V2B that Bart and Sanne give, of which the first lesson was given last Thursday."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.rules.session import SessionState
from tests.browser import Browser, Page
from tests.lessons.conftest import ground
from tests.lessons.rows import THURSDAY, add_series, add_session

__all__ = ["Place", "ground", "place"]

LAST = THURSDAY - timedelta(weeks=1)


@dataclass(frozen=True)
class Place:
    """Addresses: of the debrief, of the pair, of the series."""

    debrief: str
    pair: str
    series: str


@pytest.fixture
def place(app: Flask, ground: None) -> Place:
    with app.app_context():
        series = add_series()
        session = add_session(series, 1, LAST, SessionState.GIVEN)
        db.session.commit()
        return Place(f"/debriefs/{session.id}", f"/debriefs/pairs/{series.pair.id}", f"/lessons/series/{series.id}")


def press(browser: Browser, where: str, to: str = "", **texts: Any) -> Page:
    """Fill in the form that stands at this address, and send it."""
    to = to or where
    return browser.post(to, browser.get(where).form(to) | texts)
