"""The one dot of a lesson, whatever became of its dates."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import permutations

import pytest

from jsp.rules.dots import Dot, current, dot, times_moved
from jsp.rules.opening import Slot
from jsp.rules.session import SessionState

MONDAY = datetime(2026, 11, 23, 12, 30)  # noqa: DTZ001 - the clock on the wall


@dataclass(frozen=True)
class Held:
    state: SessionState
    slot: Slot
    moves: int = 0


def held(state: SessionState, on: date, moves: int = 0) -> Held:
    return Held(state, Slot(on, time(12, 50), time(13, 35)), moves)


THIS_DAY, BEFORE, LATER = MONDAY.date(), date(2026, 11, 12), date(2026, 12, 3)
OFF, GONE = held(SessionState.CANCELLED, BEFORE), held(SessionState.WITHDRAWN, LATER)
WAITING, PLANNED = held(SessionState.INTERRUPTED, BEFORE), held(SessionState.PLANNED, LATER)
GIVEN, ASKED = held(SessionState.GIVEN, BEFORE), held(SessionState.PROPOSED, THIS_DAY)


@pytest.mark.parametrize(("sessions", "expected"), [
    ([], Dot.OPEN),
    ([GONE], Dot.OPEN),
    ([OFF], Dot.OFF),
    ([OFF, GONE], Dot.OFF),
    ([OFF, WAITING], Dot.INTERRUPTED),
    ([OFF, PLANNED], Dot.PLANNED),
    ([WAITING, PLANNED], Dot.PLANNED),
    ([PLANNED], Dot.PLANNED),
    ([held(SessionState.PLANNED, THIS_DAY)], Dot.TODAY),
    ([held(SessionState.PLANNED, BEFORE)], Dot.PLANNED),
    ([ASKED], Dot.PROPOSED),
    ([OFF, OFF, GIVEN], Dot.GIVEN),
    ([held(SessionState.GIVEN, THIS_DAY)], Dot.GIVEN),
])  # fmt: skip
def test_what_counts_is_what_holds_an_hour_then_what_waits_then_what_was_last(
    sessions: list[Held], expected: Dot
) -> None:  # fmt: skip
    assert {dot(current(order), MONDAY) for order in permutations(sessions)} == {expected}


def test_what_was_sent_is_sent_until_people_come_together_for_it() -> None:
    assert dot(None, MONDAY, is_sent=True) is Dot.SENT
    assert dot(PLANNED, MONDAY, is_sent=True) is Dot.PLANNED


def test_of_two_the_later_one_counts() -> None:
    early = held(SessionState.CANCELLED, date(2026, 9, 3))
    assert current([early, OFF]) is OFF
    assert current([OFF, early]) is OFF
    same_day = Held(SessionState.CANCELLED, Slot(BEFORE, time(15), time(15, 45)))
    assert current([OFF, same_day]) is same_day


@pytest.mark.parametrize(("sessions", "times"), [
    ([], 0), ([GIVEN], 0), ([held(SessionState.GIVEN, BEFORE, 1)], 1), ([OFF, PLANNED], 1),
    ([OFF, OFF, held(SessionState.PLANNED, LATER, 2)], 4), ([OFF], 0), ([OFF, WAITING], 0), ([GONE, PLANNED], 0),
])  # fmt: skip
def test_how_often_it_moved(sessions: list[Held], times: int) -> None:
    assert times_moved(current(sessions), sessions) == times
