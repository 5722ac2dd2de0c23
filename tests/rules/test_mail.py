"""Waiting before a mail is tried again: longer each time, never for ever."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.mail import LONGEST_WAIT, MOST_ATTEMPTS, wait


@given(st.integers(1, MOST_ATTEMPTS - 2))
def test_each_wait_is_at_least_as_long_as_the_one_before(attempts: int) -> None:
    one, next_one = wait(attempts), wait(attempts + 1)
    assert one is not None
    assert next_one is not None
    assert timedelta(minutes=1) <= one <= next_one <= LONGEST_WAIT


def test_a_server_that_is_away_for_a_day_costs_nothing_and_one_that_never_comes_back_ends_it() -> None:
    waits = [wait(attempt) for attempt in range(1, MOST_ATTEMPTS)]
    assert sum((each for each in waits if each is not None), timedelta()) > timedelta(days=1)
    assert wait(MOST_ATTEMPTS) is None
