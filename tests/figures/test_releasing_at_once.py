"""Processes that make the same figures at the same moment make them once: the first ones stay."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.blueprints.figures.service import releasing
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.rules.release_periods import Period
from tests.figures.asked import AUTUMN, DUE, asked, periods
from tests.make import id_of
from tests.together import at_once


def test_the_first_stays_and_the_others_do_nothing(
    committing: Flask, monkeypatch: pytest.MonkeyPatch, frozen: FrozenDateTimeFactory
) -> None:
    """Where the database lets them, all have seen that nobody made them before one of them does."""
    frozen.move_to(DUE)
    mine, real = threading.local(), releasing._is_made

    def look_together(site_id: int, period: Period) -> bool:
        found = real(site_id, period)
        mine.look()
        return found

    def act(look: Callable[[], None]) -> None:
        mine.look = look
        releasing.release(id_of(Site, "gilde"), AUTUMN)

    with committing.app_context():
        asked("money", times=30)
        asked("school", times=30)
    monkeypatch.setattr(releasing, "_is_made", look_together)
    assert at_once(committing, act, act, act) == [None, None, None]
    with committing.app_context():
        assert periods() == [AUTUMN]
        db.session.rollback()
