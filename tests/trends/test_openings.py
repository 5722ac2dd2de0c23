"""How many hours sites were open in each week."""

from datetime import date, timedelta

from flask import Flask

from jsp.blueprints.trends.service import openings
from jsp.models.ground import Site
from jsp.rules.opening import OpeningState
from tests.make import id_of
from tests.trends.signalled import LAST, open_on

SUNDAY = LAST + timedelta(days=6)
BEFORE = LAST - timedelta(weeks=1)


def test_hours_of_what_took_place_count_in_their_week_until_the_last_day(app: Flask) -> None:
    with app.app_context():
        here, there = id_of(Site, "gilde"), id_of(Site, "raayland")
        for day, hours in ((BEFORE, 2), (LAST, 3), (SUNDAY, 1), (SUNDAY + timedelta(days=1), 4)):
            open_on(day, hours=hours)
        off = open_on(date(2026, 11, 18))
        off.state = OpeningState.CANCELLED
        off.settle()
        open_on(LAST, site="raayland", hours=7)
        assert openings.hours([here], BEFORE, SUNDAY) == {here: {BEFORE: 2.0, LAST: 4.0}}
        assert openings.hours([here, there], LAST + timedelta(days=1), SUNDAY) == {here: {LAST: 1.0}, there: {}}
