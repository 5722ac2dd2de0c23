"""Which days of a school year the demo's schools teach."""

from datetime import date, timedelta
from typing import NamedTuple

from jsp.rules import school_year
from jsp.rules.holiday_proposals import carnival

WEEKEND = (5, 6)
TERM_BEGINS = (8, 31)
TERM_ENDS = (7, 9)
HISTORY = timedelta(weeks=8)
HISTORY_OVER_SUMMER = timedelta(weeks=12)


def first_day(today: date) -> date:
    """Where the demo's history begins: at the start of term, so that there are weeks to look back on.

    In the first eight weeks of a school year that would show next to nothing, so then it reaches back over the
    summer holiday into the last weeks of the year before.
    """
    begins = date(school_year.starting_year(today), *TERM_BEGINS)
    return begins if begins <= today - HISTORY else min(begins, today - HISTORY_OVER_SUMMER)


def term(day: date) -> tuple[date, date]:
    """First and last day of teaching in the school year of `day`."""
    begins = date(school_year.starting_year(day), *TERM_BEGINS)
    return begins, date(begins.year + 1, *TERM_ENDS)


def is_school_day(day: date, *, today: date | None = None) -> bool:
    """Whether there is teaching on a weekday that is not in a holiday; none that `today` lies in counts."""
    begins, ends = term(day)
    return day.weekday() not in WEEKEND and begins <= day <= ends and not in_break(day, today=today)


class Break(NamedTuple):
    """A holiday of the demo's schools, first and last day included."""

    name_nl: str
    name_en: str
    first: date
    last: date


def breaks(day: date) -> list[Break]:
    """The holidays of the school year of `day`: the spring holiday lies at carnival, as in the south."""
    year = school_year.starting_year(day)
    carnival_week = school_year.week(carnival(year + 1)[1])
    return [
        Break("Herfstvakantie", "Autumn break", *_around(school_year.week(date(year, 10, 21)))),
        Break("Kerstvakantie", "Christmas break", date(year, 12, 19), date(year + 1, 1, 3)),
        Break("Carnavalsvakantie", "Carnival break", *_around(carnival_week)),
        Break("Meivakantie", "May break", *_around(school_year.week(date(year + 1, 4, 28)))),
    ]


def _around(week: tuple[date, date]) -> tuple[date, date]:
    """With the weekend before it."""
    return week[0] - timedelta(days=2), week[1]


def in_break(day: date, *, today: date | None = None) -> bool:
    """Whether the day is in one of the holidays, but for one that `today` lies in."""
    found = [each for each in breaks(day) if today is None or not each.first <= today <= each.last]
    return any(each.first <= day <= each.last for each in found)


def is_after_break(day: date) -> bool:
    """Whether the week before was a break; then more people come by."""
    return not in_break(day) and in_break(day - timedelta(weeks=1))


def next_weekday(day: date) -> date:
    """The day itself, or the Monday after it when it is in a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() in WEEKEND else day
