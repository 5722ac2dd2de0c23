"""How days and hours are written for people."""

from datetime import date, datetime, time, timedelta

from babel.dates import get_day_names as day_names
from flask_babel import format_date, format_datetime, get_locale, gettext

from jsp import clock
from jsp.extensions import day


def next_day(value: date) -> str:
    """The same for a day to come, which may be tomorrow."""
    is_tomorrow = value == clock.today() + timedelta(days=1)
    return str(gettext("tomorrow, %(day)s", day=day(value))) if is_tomorrow else day(value)


def full_date(value: date) -> str:
    """A day with its year, such as 23 november 2026."""
    return str(format_date(value, "d MMMM yyyy"))


def short_day(value: date) -> str:
    """A day in a list, such as ma 23 nov."""
    return str(format_date(value, "EEE d MMM"))


def weekday_word(value: date) -> str:
    """The weekday in a round date, such as do."""
    return str(format_date(value, "EEE")).rstrip(".")


def month_word(value: date) -> str:
    """The month in a round date, such as nov."""
    return str(format_date(value, "MMM")).rstrip(".")


def month_of_year(value: date) -> str:
    """A month where the day would say too much, such as november 2026."""
    return str(format_date(value, "LLLL yyyy"))


def clock_time(value: time) -> str:
    """A wall time, such as 12.00."""
    return f"{value:%H.%M}"


def moment(value: datetime) -> str:
    """An instant as the clock on the wall showed it, such as ma 23 nov 12.30."""
    return str(format_datetime(value, "EEE d MMM HH.mm"))


def weekdays() -> list[tuple[int, str]]:
    """Monday to Friday with their two letters."""
    names = day_names("abbreviated", locale=get_locale())
    return [(number, names[number].rstrip(".")[:2]) for number in range(5)]


def weekday_names() -> list[str]:
    """Monday to Sunday in full."""
    names = day_names("wide", context="stand-alone", locale=get_locale())
    return [names[number] for number in range(7)]


def hours(starts: time, ends: time) -> str:
    """From and until, such as 12.00-14.30 uur."""
    return str(gettext("%(start)s–%(end)s", start=clock_time(starts), end=clock_time(ends)))
