"""The address in a mail that asks for an hour: for two weeks, for one person, for that hour, once."""

from typing import Any

import pytest
from flask import Flask

from jsp.blueprints.lessons.service import booking, handing_over
from jsp.extensions import db
from jsp.models.lesson_rows import Card
from jsp.rules.roles import Role
from jsp.rules.session import SessionState
from tests import make
from tests.browser import Browser
from tests.lessons.acting import act, member_id, row_of, sessions
from tests.lessons.conftest import class_of
from tests.lessons.rows import THURSDAY, WEEK, add_series, at
from tests.lessons.test_series import mailed

PROPOSED, WITHDRAWN = SessionState.PROPOSED, SessionState.WITHDRAWN
LATER = THURSDAY + 4 * WEEK


@pytest.fixture
def address(app: Flask, ground: None) -> str:
    """Of the mail in which Sanne asks Bart for an hour just before Christmas."""
    with app.app_context():
        add_series()
        db.session.commit()
    act(app, "sanne", lambda card, **by: booking.ask(card, row_of(card, 1), at(LATER), seen="", **by))
    return mailed(app)


def test_no_is_said_once(app: Flask, browser: Browser, address: str) -> None:
    page = browser.get(address)
    no = page.form(f"{address}/no")
    told = browser.post(f"{address}/no", no, follow=True)
    assert "Doorgegeven: dan niet" in told.words
    assert sessions(app)[0].state is WITHDRAWN
    assert (told.status, browser.post(f"{address}/yes", no, follow=True).status) == (410, 410)
    assert sessions(app)[0].state is WITHDRAWN


@pytest.mark.parametrize(("moment", "is_open"), [("2026-12-07 11:00", True), ("2026-12-07 12:00", False)])
def test_after_two_weeks_it_asks_nothing(
    app: Flask, browser: Browser, address: str, frozen: Any, moment: str, is_open: bool
) -> None:
    form = browser.get(address).form(f"{address}/yes")
    frozen.move_to(moment)
    assert browser.get(address).status == (200 if is_open else 410)
    if not is_open:
        browser.post(f"{address}/yes", form, follow=True)
        assert sessions(app)[0].state is PROPOSED


@pytest.mark.parametrize(("teacher", "worker", "status"), [("els", "Sanne", 404), ("bart", "Lieke", 410)])
def test_with_another_pair_it_asks_nothing(
    app: Flask, browser: Browser, address: str, teacher: str, worker: str, status: int
) -> None:
    form = browser.get(address).form(f"{address}/yes")
    with app.app_context():
        make.make_user("els", Role.MENTOR, class_of("V2B").site)
        db.session.commit()

    def hand_over(card: Card, **by: Any) -> None:
        seen = handing_over.mark_of(card.series.pair)
        handing_over.replace_pair(card, seen=seen, teacher_id=make.person(teacher).id, worker_id=member_id(worker),
                                  reason="ander rooster", **by)  # fmt: skip

    act(app, "sanne", hand_over)
    assert browser.get(address).status == status
    assert browser.post(f"{address}/yes", form, follow=True).status == status
    assert not sessions(app)[0].is_firm
