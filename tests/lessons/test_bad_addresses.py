"""Days and numbers in an address that nobody means: a page all the same, and nothing is planned by them."""

import pytest
from flask import Flask

from jsp.blueprints.lessons.service import moving
from jsp.extensions import db
from jsp.rules.session import SessionState
from tests.browser import Browser
from tests.lessons.acting import act, days, sessions
from tests.lessons.rows import THURSDAY, add_series, add_session

DAYS = ("9999-12-31", "0001-01-01", "2034-01-01", "2026-13-45", "x", "2026-W48-4", "\u0663")


@pytest.fixture
def series(app: Flask, ground: None) -> str:
    """Its address; lesson 1 stands still."""
    with app.app_context():
        made = add_series()
        add_session(made, 1, THURSDAY)
        address = f"/lessons/series/{made.id}"
        db.session.commit()
    act(app, "bart", moving.pause)
    return address


def test_days_far_away_or_none_at_all(mentor: Browser, series: str) -> None:
    for day in DAYS:
        for page in (f"{series}/2/plan?after=", f"{series}/plan-all?since=", f"{series}/resume?since=",
                     "/lessons/week?week="):  # fmt: skip
            assert mentor.client.get(f"{page}{day}").status_code == 200, f"{page}{day}"


@pytest.mark.parametrize("day", DAYS)
def test_such_days_plan_nothing(app: Flask, mentor: Browser, series: str, day: str) -> None:
    resume = f"{series}/resume"
    form = mentor.get(resume).form(resume)
    assert mentor.client.post(f"{series}/plan-all/{day}", data=form).status_code == 303
    assert days(app) == [THURSDAY]
    assert mentor.client.post(resume, data=form | {"since": day}).status_code == 303
    assert [(each.on, each.state) for each in sessions(app)] == [(THURSDAY, SessionState.PLANNED)], (
        "as if none was sent"
    )


@pytest.mark.parametrize("seen", ["", "-1", "x", "\u0663", "9" * 5000])
def test_what_nobody_saw(app: Flask, mentor: Browser, series: str, seen: str) -> None:
    plan = f"{series}/2/plan"
    values = mentor.get(plan).form(plan) | {"slot": f"{THURSDAY} 12:50", "seen": seen or "0"}
    assert mentor.client.post(plan, data=values).status_code == 422
    assert len(sessions(app)) == 1
