"""The school year: 1 August until 31 July."""

from datetime import date, timedelta

from jsp.rules.refusal import N_, DomainError

FIRST_MONTH = 8
SHORTEST, LONGEST = 300, 400
YEARS = range(2000, 2100)


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


def check(first: date, last: date, others: list[tuple[date, date]]) -> None:
    """Refuse what cannot be a school year, or shares a day with one of the others (first and last day of each).

    Raises DomainError.
    """
    if first.year not in YEARS:
        raise DomainError(N_("This year lies too far away. Is there a typing error in it?"), field="starts_on")
    if not SHORTEST <= (last - first).days + 1 <= LONGEST or last.year != first.year + 1:
        raise DomainError(N_("A school year begins in one calendar year and ends in the next."), field="ends_on")
    if any(first <= their_last and their_first <= last for their_first, their_last in others):
        raise DomainError(N_("This shares days with another school year."), field="starts_on")
