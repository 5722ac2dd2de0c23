"""A sign-in ends after eight hours, however busy the person is."""

from datetime import UTC, datetime, timedelta

import pytest

from jsp.rules.sign_in import is_over

BEGAN = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(("passed", "over"), [
    (timedelta(0), False),
    (timedelta(hours=7, minutes=59, seconds=59), False),
    (timedelta(hours=8), True),
    (timedelta(days=1), True),
])  # fmt: skip
def test_it_ends_after_eight_hours(passed: timedelta, over: bool) -> None:
    assert is_over(BEGAN, BEGAN + passed) is over
