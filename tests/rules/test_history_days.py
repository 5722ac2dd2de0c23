"""Days as people write them in their own tables."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.history_days import MONTHS, Order, read_day, shows
from jsp.rules.refusal import DomainError

TODAY = date(2026, 11, 27)
DAYS = st.dates(date(2000, 1, 1), TODAY)


@pytest.mark.parametrize(
    "text",
    ["2-9-2024", "02-09-2024", "2/9/24", "2.9.2024", "2 9 2024", "2024-09-02", "2024/9/2", "20240902", "2 sep 2024",
     "2 september 2024", "ma 2 sept. 2024", "maandag 2-9-2024", "2-sep-24", "September 2, 2024", "2 sep '24",
     "45537", "45537.5", "2-9-2024 10:15", "2024-09-02T10:15:00", "2024-09-02T10:15:00+01:00", "2024-09-02T10:15-0500",
     "2024-09-02 10:15:00.000+02:00", "2024-09-02T10:15:00Z", "2e september 2024", "Mon 2 Sep 2024"],
)  # fmt: skip
def test_a_day_in_any_way_of_writing(text: str) -> None:
    assert read_day(text, Order.DAY, today=TODAY) == date(2024, 9, 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [("31-2-2024", "does not exist"), ("0-1-2024", "does not exist"), ("2024", "cannot read"), ("nov 2024", "cannot"),
     ("2 smarch 2024", "cannot read"), ("28-11-2026", "yet to come"), ("31-12-1999", "before the year"), ("", "no day"),
     ("25/13/2024", "does not exist"), ("12345", "before the year"), ("morgen", "cannot read"), ("2-9", "cannot read")],
)  # fmt: skip
def test_what_is_no_day_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(DomainError, match=words):
        read_day(text, Order.DAY, today=TODAY)


@given(DAYS)
def test_every_day_comes_back_from_every_way_of_writing(day: date) -> None:
    number = (day - date(1899, 12, 30)).days
    for word in MONTHS[day.month - 1]:
        assert read_day(f"{day.day} {word} {day.year}", Order.DAY, today=TODAY) == day
    for text in (day.isoformat(), f"{day:%d-%m-%Y}", f"{day.day}/{day.month}/{day:%y}", f"{day:%Y%m%d}", str(number)):
        assert read_day(text, Order.DAY, today=TODAY) == day
    assert read_day(f"{day:%m/%d/%Y}", Order.MONTH, today=TODAY) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    with suppress(DomainError):
        assert date(2000, 1, 1) <= read_day(text, Order.DAY, today=TODAY) <= TODAY


def test_what_a_day_can_only_have_in_front() -> None:
    assert shows(["3-4-2024", "2024-12-30"]) == set()
    assert shows(["25-11-2024"]) == {Order.DAY}
    assert shows(["11-25-2024", "25-11-2024"]) == set(Order)
