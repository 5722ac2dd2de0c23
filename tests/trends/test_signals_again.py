"""A rise that goes on is not told again as long as its signal is open, nor in the two weeks after it was settled."""

from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.blueprints.trends.service.signals import settle
from jsp.extensions import db
from jsp.models.theme_signals import SignalState, ThemeSignal
from tests.make import person
from tests.trends.signalled import FLAT, LAST, TOLD, add_signal, add_weeks, letters, look, signals


@pytest.mark.parametrize("weeks_ago", [1, 6, 10, 40])
def test_a_rise_of_which_a_signal_is_open_is_not_told_again(app: Flask, weeks_ago: int) -> None:
    """However long it is."""
    with app.app_context():
        add_weeks([*FLAT, 12])
        add_signal(week=LAST - timedelta(weeks=weeks_ago))
        look()
        assert (len(signals()), letters()) == (1, [])


@pytest.mark.parametrize("weeks_ago", [1, 2, 3, 5, 40])
@pytest.mark.parametrize(("state", "on", "more"), [
    (SignalState.ACTION, date(2026, 11, 20), 0), (SignalState.FALSE_ALARM, date(2026, 11, 9), 0),
    (SignalState.DISCUSSED, date(2026, 11, 8), 1),
])  # fmt: skip
def test_nor_in_the_two_weeks_after_it_was_settled(
    app: Flask, weeks_ago: int, state: SignalState, on: date, more: int
) -> None:
    """Of whatever week it was: today is Monday the 23rd."""
    with app.app_context():
        add_weeks([*FLAT, 12])
        add_signal(week=LAST - timedelta(weeks=weeks_ago), state=state, on=on)
        look()
        assert len(signals()) == 1 + more
        assert bool(letters()) is bool(more)


def test_a_rise_that_goes_on_is_told_again_after_two_weeks_of_rest(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    """Of 12 October, left open for a month, and settled on Friday 20 November."""
    with app.app_context():
        add_weeks([*FLAT, *(12 * 2**week for week in range(8))], last=date(2026, 11, 30))
        for monday in (date(2026, 10, 19) + timedelta(weeks=week) for week in range(8)):
            frozen.move_to(datetime.combine(monday, time(9)))
            look()
            if monday == date(2026, 11, 16):
                frozen.move_to("2026-11-20 09:00:00")
                (signal,) = db.session.scalars(db.select(ThemeSignal))
                settle(signal, SignalState.ACTION, seen="open", by=person("sanne"))
        assert [each[0] for each in signals()] == [date(2026, 10, 12), date(2026, 11, 30)]
        assert len(letters()) == 2 * len(TOLD)
