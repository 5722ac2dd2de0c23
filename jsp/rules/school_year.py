"""The school year: 1 August until 31 July."""

from datetime import date, timedelta

FIRST_MONTH = 8


def starting_year(day: date) -> int:
    """The calendar year in which the school year of `day` began."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def bounds(day: date) -> tuple[date, date]:
    """First and last day (both included) of the school year of `day`."""
    year = starting_year(day)
    return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH, 1) - timedelta(days=1)


def name(day: date) -> str:
    """How the school year of `day` is called, such as 2026-2027."""
    year = starting_year(day)
    return f"{year}-{year + 1}"


def week(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
