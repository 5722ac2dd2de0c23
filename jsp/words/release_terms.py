"""How the periods are called of which figures were released."""

from datetime import date

from flask_babel import format_date

UNTIL = "\N{EN DASH}"


def period_name(starts: date, ends: date) -> str:
    """In full, such as december 2026 to maart 2027, with a dash."""
    first = format_date(starts, "LLLL" if starts.year == ends.year else "LLLL y")
    return f"{first}{UNTIL}{format_date(ends, 'LLLL y')}"


def short_period(starts: date, ends: date) -> str:
    """Above a column, such as dec 2026 to mrt 2027, with a dash."""
    first, last = (format_date(each, "LLL").rstrip(".") for each in (starts, ends))
    return f"{first if starts.year == ends.year else f'{first} {starts.year}'}{UNTIL}{last} {ends.year}"


def short_months(starts: date, ends: date) -> str:
    """Under a bar of a chart, such as dec to mrt, with a dash."""
    return UNTIL.join(format_date(each, "LLL").rstrip(".") for each in (starts, ends))


def months(starts: date, ends: date) -> str:
    """Without the year, where a sentence is about today and it is one year, such as augustus to november."""
    if starts.year != ends.year:
        return period_name(starts, ends)
    return f"{format_date(starts, 'LLLL')}{UNTIL}{format_date(ends, 'LLLL')}"
