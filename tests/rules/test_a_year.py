"""A whole school year, minute by minute: the desk always says what the wall calendar says."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from jsp.rules.closures import ClosedDays, Effect
from jsp.rules.opening import Slot, State, status
from jsp.rules.patterns import Pattern, slots
from tests.rules.calendars import A_DAY

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEGIN, UNTIL = date(2026, 11, 23), date(2027, 11, 23)
DAYS = [BEGIN + number * A_DAY for number in range(365)]
A_MINUTE = timedelta(minutes=1)
LUNCH, NOON, TEA = (time(12, 15), time(13, 30)), (time(12), time(14, 30)), (time(15), time(16))


def weekly(weekday: int, hours: tuple[time, time], every_weeks: int = 1) -> Pattern:
    return Pattern(
        weekday=weekday, starts=hours[0], ends=hours[1], every_weeks=every_weeks,
        valid_from=BEGIN, valid_until=date(2027, 11, 12),
    )  # fmt: skip


CLOSURES = [
    ClosedDays(date(2026, 12, 19), date(2027, 1, 3)),
    ClosedDays(date(2027, 1, 18), date(2027, 1, 29), Effect.OPEN),
    ClosedDays(date(2027, 2, 6), date(2027, 2, 14)),
    ClosedDays(date(2027, 3, 8), date(2027, 3, 21), Effect.REMOTE),
    ClosedDays(date(2027, 3, 17), date(2027, 3, 17)),
    ClosedDays(date(2027, 4, 24), date(2027, 5, 9)),
    ClosedDays(date(2027, 4, 27), date(2027, 4, 27), Effect.REMOTE),
    ClosedDays(date(2027, 7, 24), date(2027, 9, 5)),
    ClosedDays(date(2027, 10, 23), date(2027, 10, 30)),
]
PATTERNS = [weekly(0, LUNCH), weekly(2, NOON), weekly(2, TEA, 2), weekly(4, LUNCH, 2)]
OPEN_SUNDAYS = [Slot(day, *NOON) for day in (date(2027, 3, 28), date(2027, 10, 31))]  # the clock changes
PLANNED = [slot for pattern in PATTERNS for slot in slots(pattern, CLOSURES, since=BEGIN)] + OPEN_SUNDAYS
CALLED_OFF = {date(2027, 1, 13), date(2027, 2, 15), date(2027, 6, 2), date(2027, 6, 4)}
OFF = [slot for slot in PLANNED if slot.on in CALLED_OFF and (slot.starts, slot.ends) != TEA]
ON = sorted((slot for slot in PLANNED if slot not in OFF), key=lambda slot: (slot.on, slot.starts))


def number(at: time) -> int:
    return at.hour * 60 + at.minute


def without_openings(day: date) -> State:
    effects = {each.effect for each in CLOSURES if each.first <= day <= each.last}
    if Effect.CLOSED in effects:
        return State.SHUT
    if Effect.REMOTE in effects:
        return State.REMOTE
    return State.CLOSED if day < ON[-1].on else State.UNPLANNED


def painted(day: date) -> list[State]:
    """The minutes of a day like a strip of paper, painted over from what is least told to what is told first."""
    strip = [without_openings(day)] * (24 * 60)
    for until in [number(slot.ends) for slot in OFF if slot.on == day]:
        strip[:until] = [State.CANCELLED] * until
    for until in [number(slot.starts) for slot in ON if slot.on == day]:
        strip[:until] = [State.LATER_TODAY] * until
    for since, until in [(number(slot.starts), number(slot.ends)) for slot in ON if slot.on == day]:
        strip[since:until] = [State.OPEN] * (until - since)
    return strip


@pytest.fixture(scope="module")
def strips() -> dict[date, list[State]]:
    return {day: painted(day) for day in DAYS}


def nearby(day: date) -> list[Slot]:
    """Those of the day, with one before and one after: what lies farther away makes no difference to the state."""
    before = [slot for slot in ON if slot.on < day][-1:]
    after = [slot for slot in ON if slot.on > day][:1]
    return before + [slot for slot in ON if slot.on == day] + after


def minutes() -> Iterator[datetime]:
    """Every minute that passes in the year, as the clock on the wall shows it."""
    instant, until = (datetime.combine(day, time(0), AMSTERDAM).astimezone(UTC) for day in (BEGIN, UNTIL))
    while instant < until:
        yield instant.astimezone(AMSTERDAM)
        instant += A_MINUTE


def is_looked_at(now: datetime, strip: list[State]) -> bool:
    """Each minute before and after a change, and of the others one of five, another one every day."""
    at = now.hour * 60 + now.minute
    around = {strip[at - 1], strip[at], strip[(at + 1) % len(strip)]}
    return len(around) > 1 or (at + now.toordinal()) % 5 == 0


def test_the_minutes_of_a_year_tell_their_own_state(strips: dict[date, list[State]]) -> None:
    near = {day: nearby(day) for day in DAYS}
    wrong = [
        now
        for now in minutes()
        if is_looked_at(now, strips[now.date()])
        and status(near[now.date()], now, closed=CLOSURES, off=OFF).state
        is not strips[now.date()][now.hour * 60 + now.minute]
    ]
    assert wrong == []


@pytest.mark.parametrize("hour", [0, 12, 13, 14, 15, 16, 23])
def test_what_lies_far_away_makes_no_difference(hour: int) -> None:
    for day in DAYS:
        now = datetime.combine(day, time(hour, 30))
        whole, near = (status(each, now, closed=CLOSURES, off=OFF) for each in (ON, nearby(day)))
        assert whole == near


def test_that_year_has_minutes_of_every_state(strips: dict[date, list[State]]) -> None:
    assert {state for strip in strips.values() for state in strip} == set(State)


def test_it_is_open_for_as_many_minutes_as_are_planned(strips: dict[date, list[State]]) -> None:
    assert sum(strip.count(State.OPEN) for strip in strips.values()) == sum(slot.minutes for slot in ON)
