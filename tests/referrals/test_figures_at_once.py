"""Two processes that make the figures at the same moment make them once."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from jsp import clock
from jsp.blueprints.referrals.service import figures
from jsp.extensions import db
from jsp.models.referral_figures import ReferralRelease
from tests.together import at_once


def test_the_first_stays_and_the_others_do_nothing(committing: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the database lets them, all have seen that nobody made them before one of them does."""
    mine = threading.local()

    def look_together(*_of: object) -> bool:
        mine.look()
        return False

    def act(look: Callable[[], None]) -> None:
        mine.look = look
        figures.release(clock.today())

    monkeypatch.setattr(figures, "_is_whole", look_together)
    assert at_once(committing, act, act, act) == [None, None, None]
    with committing.app_context():
        assert len(db.session.scalars(select(ReferralRelease)).all()) == 1
