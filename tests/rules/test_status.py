"""At every moment exactly one thing is said of a desk: open, later, shut, by phone, called off, closed or no plan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from jsp.rules.closures import ClosedDays, Effect
from jsp.rules.opening import Slot, State, Status, status
from tests.rules.calendars import A_DAY, HOURS, closures

WEDNESDAY = date(2026, 11, 25)
LUNCH = Slot(WEDNESDAY, time(12), time(14, 30))
NEXT_WEEK = Slot(WEDNESDAY + 7 * A_DAY, time(12), time(14, 30))

FIRST, LAST = date(2026, 11, 24), date(2026, 11, 27)
SLOTS = st.lists(st.builds(lambda on, hours: Slot(on, *hours), st.dates(FIRST, LAST), HOURS), max_size=6)
MOMENTS = st.builds(
    lambda quarter, second: datetime.combine(FIRST, time(0)) + timedelta(minutes=15 * quarter, seconds=second),
    st.integers(0, 4 * 24 * 4), st.integers(-1, 1),
)  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """A site at a moment: its openings, what was called off, and its closures."""

    slots: list[Slot]
    off: list[Slot]
    closed: list[ClosedDays]
    now: datetime

    def told(self) -> Status:
        return status(self.slots, self.now, closed=self.closed, off=self.off)

    def sits(self) -> bool:
        return any(begins(slot) <= self.now < ends(slot) for slot in self.slots)

    def still_comes(self) -> bool:
        return any(slot.on == self.now.date() and begins(slot) > self.now for slot in self.slots)

    def has(self, effect: Effect) -> bool:
        return any(each.effect is effect and each.first <= self.now.date() <= each.last for each in self.closed)

    def misses(self) -> bool:
        was_open = any(slot.on == self.now.date() for slot in self.slots)  # and is over, where this is asked
        return not was_open and any(slot.on == self.now.date() and ends(slot) > self.now for slot in self.off)

    def comes_another_day(self) -> bool:
        return any(slot.on > self.now.date() for slot in self.slots)

    def is_done(self) -> bool:
        return not self.sits() and not self.still_comes()

    def is_as_usual(self) -> bool:
        return self.is_done() and not self.has(Effect.CLOSED) and not self.has(Effect.REMOTE)


def begins(slot: Slot) -> datetime:
    return datetime.combine(slot.on, slot.starts)


def ends(slot: Slot) -> datetime:
    return datetime.combine(slot.on, slot.ends)


def at(hour: int, minute: int, second: int = 0, *, on: date = WEDNESDAY) -> datetime:
    return datetime.combine(on, time(hour, minute, second))


HOLDS: dict[State, Callable[[Desk], bool]] = {
    State.OPEN: lambda desk: desk.sits(),
    State.LATER_TODAY: lambda desk: not desk.sits() and desk.still_comes(),
    State.SHUT: lambda desk: desk.is_done() and desk.has(Effect.CLOSED),
    State.REMOTE: lambda desk: desk.is_done() and desk.has(Effect.REMOTE) and not desk.has(Effect.CLOSED),
    State.CANCELLED: lambda desk: desk.is_as_usual() and desk.misses(),
    State.CLOSED: lambda desk: desk.is_as_usual() and not desk.misses() and desk.comes_another_day(),
    State.UNPLANNED: lambda desk: desk.is_as_usual() and not desk.misses() and not desk.comes_another_day(),
}
DESKS = st.builds(Desk, SLOTS, SLOTS, st.lists(closures(FIRST, LAST, longest=2), max_size=3), MOMENTS)


@given(DESKS)
def test_exactly_one_state_holds_and_it_is_told(desk: Desk) -> None:
    assert [state for state in State if HOLDS[state](desk)] == [desk.told().state]


@pytest.mark.parametrize("state", State)
def test_every_state_is_among_those_desks(state: State) -> None:
    same_each_time = settings(phases=[Phase.generate], derandomize=True)
    assert find(DESKS, lambda desk: desk.told().state is state, settings=same_each_time)


@given(DESKS)
def test_the_opening_told_is_the_earliest_that_has_not_ended(desk: Desk) -> None:
    coming = [begins(slot) for slot in desk.slots if ends(slot) > desk.now]
    told = desk.told().slot
    assert (told and begins(told)) == min(coming, default=None)
    assert told is None or told in desk.slots


@given(DESKS)
def test_the_closure_told_is_one_of_today_and_has_the_effect_that_is_told(desk: Desk) -> None:
    told = desk.told()
    effect = {State.SHUT: Effect.CLOSED, State.REMOTE: Effect.REMOTE}.get(told.state)
    assert (told.shut and told.shut.effect) == effect
    assert told.shut is None or (told.shut in desk.closed and told.shut.covers(desk.now.date()))


@given(DESKS)
def test_what_was_called_off_is_told_only_as_that(desk: Desk) -> None:
    told = desk.told()
    missed = [slot.starts for slot in desk.off if slot.on == desk.now.date() and ends(slot) > desk.now]
    assert (told.off and told.off.starts) == (min(missed) if told.state is State.CANCELLED else None)


@pytest.mark.parametrize(("now", "state", "told"), [  # E27
    (at(11, 59, 59), State.LATER_TODAY, LUNCH),
    (at(12, 0), State.OPEN, LUNCH),
    (at(14, 29), State.OPEN, LUNCH),
    (at(14, 29, 59), State.OPEN, LUNCH),
    (at(14, 30), State.CLOSED, NEXT_WEEK),
    (at(14, 30, 1), State.CLOSED, NEXT_WEEK),
])  # fmt: skip
def test_it_flips_exactly_at_half_past_two(now: datetime, state: State, told: Slot) -> None:
    assert status([NEXT_WEEK, LUNCH], now) == Status(state, told)


def test_the_microsecond_before_the_end_it_is_open() -> None:
    assert status([LUNCH], datetime.combine(WEDNESDAY, time(14, 29, 59, 999_999))).state is State.OPEN


@pytest.mark.parametrize(("effect", "state"), [
    (Effect.CLOSED, State.SHUT),
    (Effect.REMOTE, State.REMOTE),
    (Effect.OPEN, State.CLOSED),
])  # fmt: skip
def test_a_closed_day_is_told_with_the_next_opening(effect: Effect, state: State) -> None:  # E1, E4
    closed = ClosedDays(WEDNESDAY, WEDNESDAY, effect)
    shut = None if effect is Effect.OPEN else closed
    assert status([NEXT_WEEK], at(12, 30), closed=[closed]) == Status(state, NEXT_WEEK, shut=shut)


@pytest.mark.parametrize(("on", "state"), [
    (date(2026, 12, 18), State.UNPLANNED),
    (date(2026, 12, 19), State.SHUT),
    (date(2027, 1, 3), State.SHUT),
    (date(2027, 1, 4), State.UNPLANNED),
])  # fmt: skip
def test_a_holiday_is_told_from_its_first_day_until_its_last(on: date, state: State) -> None:
    christmas = ClosedDays(date(2026, 12, 19), date(2027, 1, 3))
    assert status([], at(23, 59, on=on), closed=[christmas]).state is state


def test_one_site_is_shut_while_another_is_open() -> None:  # E3
    carnival = [ClosedDays(date(2027, 2, 6), date(2027, 2, 14))]
    monday = Slot(date(2027, 2, 8), time(12), time(13, 30))
    now = at(12, 30, on=monday.on)
    assert (status([], now, closed=carnival).state, status([monday], now).state) == (State.SHUT, State.OPEN)


@pytest.mark.parametrize(("now", "state"), [
    (at(0, 0), State.CANCELLED),
    (at(12, 30), State.CANCELLED),
    (at(14, 29, 59), State.CANCELLED),
    (at(14, 30), State.CLOSED),  # after it would have ended nobody needs to know
    (at(0, 0, on=WEDNESDAY + A_DAY), State.CLOSED),
    (at(23, 59, on=WEDNESDAY - A_DAY), State.CLOSED),
])  # fmt: skip
def test_what_is_called_off_is_told_until_it_would_have_ended(now: datetime, state: State) -> None:
    assert status([NEXT_WEEK], now, off=[LUNCH]).state is state


def test_an_opening_that_does_take_place_goes_before_one_that_was_called_off() -> None:
    late = Slot(WEDNESDAY, time(15), time(16))
    assert status([late], at(12, 30), off=[LUNCH]) == Status(State.LATER_TODAY, late)


def test_a_closure_goes_before_what_was_called_off() -> None:
    closed = ClosedDays(WEDNESDAY, WEDNESDAY)
    assert status([], at(12, 30), closed=[closed], off=[LUNCH]) == Status(State.SHUT, None, shut=closed)


def test_an_extra_opening_on_a_closed_day_is_open() -> None:
    assert status([LUNCH], at(12, 30), closed=[ClosedDays(WEDNESDAY, WEDNESDAY)]).state is State.OPEN
