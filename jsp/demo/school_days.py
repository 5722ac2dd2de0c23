"""Which days of a school year the demo's schools teach."""

from datetime import date, timedelta

from jsp.rules import school_year

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


def is_school_day(day: date) -> bool:
    """Whether there is teaching on a weekday that is not in a holiday."""
    begins = date(school_year.starting_year(day), *TERM_BEGINS)
    ends = date(begins.year + 1, *TERM_ENDS)
    return day.weekday() not in WEEKEND and begins <= day <= ends and not in_break(day)


def in_break(day: date) -> bool:
    """Whether the day is in the autumn break (the week of 21 October) or between 19 December and 3 January."""
    is_christmas = (day.month, day.day) >= (12, 19) or (day.month, day.day) <= (1, 3)
    autumn_begins, autumn_ends = school_year.week(date(day.year, 10, 21))
    return is_christmas or autumn_begins <= day <= autumn_ends


def is_after_break(day: date) -> bool:
    """Whether the week before was a break; then more people come by."""
    return not in_break(day) and in_break(day - timedelta(weeks=1))


def next_weekday(day: date) -> date:
    """The day itself, or the Monday after it when it is in a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() in WEEKEND else day
