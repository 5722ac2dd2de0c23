"""48 hours to rewrite; a follow-up is late from the day after."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.contact_window import UNDO_ACCEPTED, UNDO_SHOWN, Due, due, may_rewrite

WRITTEN = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(("passed", "allowed"), [
    (timedelta(0), True),
    (timedelta(hours=47, minutes=59, seconds=59), True),
    (timedelta(hours=48), False),
    (timedelta(days=365), False),
])  # fmt: skip
def test_rewriting_ends_after_48_hours(passed: timedelta, allowed: bool) -> None:
    assert may_rewrite(WRITTEN, WRITTEN + passed) is allowed


def test_the_clock_change_takes_no_hour_away() -> None:
    before = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    assert may_rewrite(before, datetime(2026, 3, 30, 11, 59, tzinfo=UTC))


def test_without_a_trail_nothing_is_rewritten() -> None:
    assert not may_rewrite(None, WRITTEN)


def test_undo_is_accepted_for_longer_than_it_is_shown() -> None:
    assert UNDO_SHOWN < UNDO_ACCEPTED


@pytest.mark.parametrize(("day", "how"), [
    (date(2026, 11, 22), Due.OVERDUE), (MONDAY, Due.TODAY), (date(2026, 11, 24), Due.LATER),
    (date(2025, 11, 23), Due.OVERDUE), (date(2027, 1, 1), Due.LATER),
])  # fmt: skip
def test_a_follow_up_is_late_from_the_day_after(day: date, how: Due) -> None:
    assert due(day, MONDAY) is how


@given(st.dates(), st.dates())
def test_what_is_late_on_one_day_stays_late(day: date, today: date) -> None:
    assert (due(day, today) is Due.OVERDUE) == (due(today, day) is Due.LATER)
