"""A conversation has its time and no more, unless something was not read; and guessing slows down, but never stops."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.thread import BUSY, BUSY_SITE, CALM, CALM_SITE, Clocks, chance, is_ending, is_over

ASKED = date(2026, 11, 23)
A_DAY = timedelta(days=1)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
CLOCKS = st.builds(Clocks, st.integers(7, 365), st.integers(7, 365))
AFTER = st.integers(0, 500)
NUMBERS = st.integers(0, 2 * BUSY_SITE)


@pytest.mark.parametrize(("last", "expected"), [
    (0, 30), (1, 31), (89, 119), (90, 120), (91, 120), (120, 120), (500, 120),
])  # fmt: skip
def test_who_writes_back_has_longer_up_to_the_most(last: int, expected: int) -> None:
    ends = Clocks(days=30, most=120).expires_on(first=ASKED, last=ASKED + last * A_DAY)
    assert ends == ASKED + expected * A_DAY


def test_a_most_that_is_less_than_the_days_takes_nothing_away() -> None:
    assert Clocks(days=90, most=30).expires_on(first=ASKED, last=ASKED) == ASKED + 90 * A_DAY


@given(CLOCKS, DAYS, AFTER)
def test_it_stays_its_days_and_never_longer_than_the_most(clocks: Clocks, first: date, after: int) -> None:
    ends = clocks.expires_on(first=first, last=first + after * A_DAY)
    assert first + clocks.days * A_DAY <= ends <= first + max(clocks.days, clocks.most) * A_DAY


@given(CLOCKS, DAYS, AFTER, AFTER)
def test_a_message_more_never_makes_it_end_sooner(clocks: Clocks, first: date, after: int, more: int) -> None:
    once = clocks.expires_on(first=first, last=first + after * A_DAY)
    twice = clocks.expires_on(first=first, last=first + (after + more) * A_DAY)
    assert once <= twice <= once + more * A_DAY


@pytest.mark.parametrize(("today", "over"), [(ASKED - A_DAY, False), (ASKED, False), (ASKED + A_DAY, True)])
def test_on_its_last_day_it_is_still_there(today: date, over: bool) -> None:
    assert is_over(ASKED, today, is_unread=False) is over


@given(DAYS, DAYS)
def test_what_nobody_has_read_is_never_over(expires_on: date, today: date) -> None:
    assert not is_over(expires_on, today, is_unread=True)


@pytest.mark.parametrize(("ahead", "ending"), [(30, False), (8, False), (7, True), (1, True), (0, True), (-1, True)])
def test_a_reminder_comes_a_week_ahead(ahead: int, ending: bool) -> None:
    assert is_ending(ASKED + ahead * A_DAY, ASKED) is ending


@given(DAYS, DAYS)
def test_nothing_is_over_without_a_reminder(expires_on: date, today: date) -> None:
    assert is_ending(expires_on, today) or not is_over(expires_on, today, is_unread=False)


@pytest.mark.parametrize(("wrong", "at_site", "expected"), [
    (0, 0, 1), (CALM - 1, CALM_SITE - 1, 1), (CALM, 0, 0.5), (0, CALM_SITE, 0.5),
    (CALM + 1, CALM_SITE + 1, 0.5), (CALM + 1, 0, 0.5), (0, CALM_SITE + 1, 0.5), (BUSY - 1, BUSY_SITE - 1, 0.5),
    (BUSY, 0, 0.25), (0, BUSY_SITE, 0.25), (BUSY, BUSY_SITE, 0.25), (10**9, 10**9, 0.25),
])  # fmt: skip
def test_the_more_wrong_codes_the_slower(wrong: int, at_site: int, expected: float) -> None:
    assert chance(wrong, at_site) == expected


@given(NUMBERS, NUMBERS)
def test_there_is_always_a_chance(wrong: int, at_site: int) -> None:
    assert 0 < chance(wrong, at_site) <= 1


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_one_more_wrong_code_never_makes_it_likelier(wrong: int, at_site: int, more: int, more_at_site: int) -> None:
    assert chance(wrong + more, at_site + more_at_site) <= chance(wrong, at_site)
