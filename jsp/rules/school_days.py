"""Days on which the team works and the school teaches, and which of them lies so many ahead."""

from collections.abc import Iterable
from datetime import date, timedelta

from jsp.rules.closures import ClosedDays, Effect

WEEKEND = (5, 6)
FARTHEST = 400  # days; a year in which nobody works promises nothing


def is_working_day(day: date, closed: Iterable[ClosedDays]) -> bool:
    """Whether the team reads and answers: a weekday that is not shut; where only the desk is shut they do."""
    shut = any(each.effect is Effect.CLOSED and each.covers(day) for each in closed)
    return day.weekday() not in WEEKEND and not shut


def is_school_day(day: date, closed: Iterable[ClosedDays]) -> bool:
    """Whether there are lessons: a weekday on which the school is open; an exam week is one, with a warning."""
    return day.weekday() not in WEEKEND and not any(each.shuts_desk and each.covers(day) for each in closed)


def school_days_between(day: date, today: date, closed: Iterable[ClosedDays]) -> int:
    """How many school days lie after the one and before the other."""
    shut = list(closed)
    return sum(is_school_day(day + timedelta(days=ahead), shut) for ahead in range(1, (today - day).days))


def is_class_here(
    day: date, closed: Iterable[ClosedDays], *, away_weekdays: Iterable[int], away: Iterable[tuple[date, date]]
) -> bool:
    """Whether a class can have a lesson: a school day on which it is not at work placement.

    `away_weekdays`: its days at work (bbl); `away`: its weeks at work, first and last day included.
    """
    at_work = day.weekday() in set(away_weekdays) or any(first <= day <= last for first, last in away)
    return is_school_day(day, closed) and not at_work


def working_day_ahead(day: date, number: int, closed: Iterable[ClosedDays]) -> date | None:
    """The day by which something is done that takes `number` working days and came in on `day`, that day not counted.

    With 0 it is the first working day from `day` on. None where the team does not work for more than a year.
    """
    shut, left = list(closed), number
    for ahead in range(FARTHEST):
        found = day + timedelta(days=ahead)
        if is_working_day(found, shut) and (ahead > 0 or number == 0):
            left -= 1
            if left <= 0:
                return found
    return None
