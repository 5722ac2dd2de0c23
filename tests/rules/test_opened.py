"""How long a desk was open, and how its openings went."""

from datetime import UTC, date, datetime, time

import pytest

from jsp.rules.closures import ClosureKind
from jsp.rules.opened import opened, passed
from jsp.rules.opening import CancelReason, Slot, Went
from jsp.rules.tally import Grain

NOON = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
SLOT = Slot(NOON.date(), time(12, 45), time(14, 15))


@pytest.mark.parametrize(("starts", "ends", "minutes"), [
    (time(10), time(12), 120), (time(12), time(14), 30), (time(12, 30), time(14), 0), (time(13), time(14), 0),
])  # fmt: skip
def test_an_opening_counts_until_now(starts: time, ends: time, minutes: int) -> None:
    slot = Slot(NOON.date(), starts, ends)
    assert passed(slot, NOON) == minutes
    assert opened([slot, slot], Grain.MONTH, NOON) == {date(2026, 11, 1): 2 * minutes}


def test_openings_count_in_the_stretch_of_their_day() -> None:
    sunday, monday = Slot(date(2026, 11, 22), time(9), time(9, 50)), Slot(NOON.date(), time(9), time(10))
    assert opened([sunday, monday], Grain.WEEK, NOON) == {date(2026, 11, 16): 50, date(2026, 11, 23): 60}


def test_what_was_held_was_called_off_or_was_shut() -> None:
    went = Went()
    went.add(SLOT, takes_place=True, reason=None, closed_by=None, times=3)
    went.add(SLOT, takes_place=False, reason=CancelReason.ROOM, closed_by=None, times=2)
    went.add(SLOT, takes_place=False, reason=None, closed_by=None)
    went.add(SLOT, takes_place=False, reason=CancelReason.ROOM, closed_by=ClosureKind.TRAINING_DAY)
    assert (went.held, went.minutes) == (3, 270)
    assert went.off == {CancelReason.ROOM: 2, CancelReason.OTHER: 1}
    assert went.shut == {ClosureKind.TRAINING_DAY: 1}
