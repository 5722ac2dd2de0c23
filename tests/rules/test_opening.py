"""Open from the first minute until exactly the last, and the next opening is always the earliest to come."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from freezegun.api import FrozenDateTimeFactory
from hypothesis import given
from hypothesis import strategies as st

from jsp import clock
from jsp.rules.opening import Slot, State, status

MONDAY = date(2026, 11, 23)
LUNCH = Slot(MONDAY, time(12, 15), time(13, 30))
WEDNESDAY = Slot(date(2026, 11, 25), time(12), time(14, 30))

MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
SLOTS = st.builds(
    lambda on, ends: Slot(on, min(ends), max(ends)),
    st.dates(date(2026, 11, 20), date(2026, 12, 4)),
    st.lists(MINUTES, min_size=2, max_size=2, unique=True),
)
NOW = st.datetimes(datetime(2026, 11, 19), datetime(2026, 12, 6))  # noqa: DTZ001 - the clock on the wall


def at(hour: int, minute: int, second: int = 0, *, on: date = MONDAY) -> datetime:
    return datetime.combine(on, time(hour, minute, second))


@pytest.mark.parametrize(("now", "state"), [
    (at(0, 0), State.LATER_TODAY),
    (at(12, 14, 59), State.LATER_TODAY),
    (at(12, 15), State.OPEN),
    (at(13, 29, 59), State.OPEN),
    (at(13, 30), State.CLOSED),
    (at(23, 59), State.CLOSED),
])  # fmt: skip
def test_it_flips_at_the_minute_itself(now: datetime, state: State) -> None:
    assert status([WEDNESDAY, LUNCH], now).state is state


def test_from_the_last_minute_on_the_next_opening_is_told() -> None:
    assert status([WEDNESDAY, LUNCH], at(13, 29)).slot == LUNCH
    assert status([WEDNESDAY, LUNCH], at(13, 30)).slot == WEDNESDAY


def test_between_two_openings_of_a_day_it_is_later_today() -> None:
    late = Slot(MONDAY, time(15), time(16))
    assert status([late, LUNCH], at(14, 0)).state is State.LATER_TODAY


def test_one_opening_follows_another_without_a_gap() -> None:
    after = Slot(MONDAY, time(13, 30), time(14))
    assert status([after, LUNCH], at(13, 30)) == status([after], at(13, 30))


def test_without_openings_nothing_is_promised() -> None:
    assert (status([], at(12, 30)).state, status([], at(12, 30)).slot) == (State.UNPLANNED, None)


def test_the_past_is_no_plan() -> None:
    assert status([LUNCH], at(13, 30)).state is State.UNPLANNED


@given(st.lists(SLOTS, max_size=12), NOW)
def test_what_is_told_is_the_earliest_that_has_not_ended(slots: list[Slot], now: datetime) -> None:
    told = status(slots, now).slot
    coming = [slot for slot in slots if datetime.combine(slot.on, slot.ends) > now]
    starts = [datetime.combine(slot.on, slot.starts) for slot in coming]
    assert (told is None) == (not coming)
    assert told is None or datetime.combine(told.on, told.starts) == min(starts)


@given(st.lists(SLOTS, max_size=12), NOW)
def test_open_means_that_somebody_sits_there(slots: list[Slot], now: datetime) -> None:
    sitting = any(slot.on == now.date() and slot.starts <= now.time() < slot.ends for slot in slots)
    assert (status(slots, now).state is State.OPEN) == sitting


@given(st.lists(SLOTS, max_size=12), NOW, st.randoms())
def test_the_order_of_the_openings_does_not_matter(slots: list[Slot], now: datetime, random: object) -> None:
    mixed = sorted(slots, key=lambda _slot: random.random())  # type: ignore[attr-defined]
    told, other = status(slots, now), status(mixed, now)
    assert (told.state, told.slot and told.slot.starts) == (other.state, other.slot and other.slot.starts)


@pytest.mark.parametrize(("instant", "state"), [
    (datetime(2026, 3, 27, 11, 14, 59, tzinfo=UTC), State.LATER_TODAY),  # Friday, winter time: 12.14.59
    (datetime(2026, 3, 27, 11, 15, tzinfo=UTC), State.OPEN),
    (datetime(2026, 3, 29, 10, 15, tzinfo=UTC), State.OPEN),  # the Sunday that summer time begins: 12.15
    (datetime(2026, 3, 29, 11, 30, tzinfo=UTC), State.CLOSED),
    (datetime(2026, 3, 30, 10, 14, 59, tzinfo=UTC), State.LATER_TODAY),
    (datetime(2026, 3, 30, 10, 15, tzinfo=UTC), State.OPEN),
    (datetime(2026, 10, 25, 11, 14, 59, tzinfo=UTC), State.LATER_TODAY),  # the Sunday that winter time begins
    (datetime(2026, 10, 25, 12, 29, 59, tzinfo=UTC), State.OPEN),
    (datetime(2026, 10, 25, 12, 30, tzinfo=UTC), State.CLOSED),
    (datetime(2026, 10, 26, 11, 15, tzinfo=UTC), State.OPEN),
])  # fmt: skip
def test_it_stays_a_quarter_past_twelve_when_the_clock_changes(
    frozen: FrozenDateTimeFactory, instant: datetime, state: State
) -> None:
    frozen.move_to(instant)
    day = clock.today()
    slots = [Slot(day + timedelta(days=7 * week), time(12, 15), time(13, 30)) for week in range(2)]
    assert status(slots, clock.local_now()).state is state
