"""On a day in the weekend with an opening people work, so looking is nothing to ask about; late hours still are."""

from datetime import date, datetime, time

import pytest
from flask import Flask

from jsp.clock import LOCAL
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.ground import Site
from jsp.rules.looks import Odd, oddities
from jsp.rules.opening import OpeningState
from tests.browser import Browser
from tests.make import id_of, make_opening
from tests.statements import counted
from tests.trail.test_week import THIS, act, cards

SATURDAY, SUNDAY = date(2026, 11, 28), date(2026, 11, 29)
ODD = "voor 7.00, na 21.00 of in het weekend"


def opens(app: Flask, site: str, on: date = SATURDAY, state: OpeningState = OpeningState.PLANNED) -> None:
    with app.app_context():
        opening = make_opening(db.session.get_one(Site, id_of(Site, site)), on, time(10), time(13))
        opening.state, opening.takes_place = state, state is OpeningState.PLANNED
        db.session.commit()


@pytest.mark.parametrize(("on", "hour", "is_open", "is_odd"), [
    (SATURDAY, 12, False, True), (SATURDAY, 12, True, False), (SUNDAY, 12, False, True), (SUNDAY, 12, True, False),
    (SATURDAY, 6, True, True), (SATURDAY, 7, True, False), (SATURDAY, 20, True, False), (SATURDAY, 21, True, True),
    (date(2026, 11, 27), 12, False, False), (date(2026, 11, 27), 21, True, True),
])  # fmt: skip
def test_an_opening_makes_it_a_day_as_any_other(on: date, hour: int, is_open: bool, is_odd: bool) -> None:
    at = datetime.combine(on, time(hour), LOCAL)
    found = oddities("listed", at, by=1, owner=None, instead=False, is_open=is_open)
    assert found == ([Odd.HOURS] if is_odd else [])


@pytest.mark.parametrize(("site", "on", "state", "at", "is_odd"), [
    ("gilde", SATURDAY, OpeningState.PLANNED, "2026-11-28 11:00", False),
    ("gilde", SATURDAY, OpeningState.PLANNED, "2026-11-28 20:30", True),
    ("gilde", SATURDAY, OpeningState.PLANNED, "2026-11-29 11:00", True),
    ("gilde", SUNDAY, OpeningState.PLANNED, "2026-11-29 11:00", False),
    ("gilde", SATURDAY, OpeningState.CANCELLED, "2026-11-28 11:00", True),
    ("verweg", SATURDAY, OpeningState.PLANNED, "2026-11-28 11:00", True),
])  # fmt: skip
def test_a_weekend_with_an_opening_at_a_site_of_the_coordinator(
    app: Flask, coordinator: Browser, site: str, on: date, state: OpeningState, at: str, is_odd: bool
) -> None:
    opens(app, site, on, state)
    act(app, Action.LISTED, "contact", at=at)
    assert (ODD in cards(coordinator.get(THIS))["Lieke"]) == is_odd


def test_more_looks_and_openings_ask_no_more(app: Flask, coordinator: Browser) -> None:
    counts = []
    for at in (11, 12, 13):
        act(app, Action.LISTED, "contact", at=f"2026-11-28 {at}:00")
        opens(app, "gilde" if at == 12 else "raayland", SATURDAY if at < 13 else SUNDAY)
        coordinator.get(THIS)
        with counted(app) as statements:
            coordinator.get(THIS)
        counts.append(len(statements))
    assert len(set(counts)) == 1
