"""Fixed hours: the weekly pattern of a site, and the openings that follow from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from jsp.rules.closures import ClosedDays, shut_by
from jsp.rules.opening import Slot, check_hours
from jsp.rules.refusal import N_, DomainError

WEEK = timedelta(days=7)
LONGEST = timedelta(days=400)  # a school year; the next one gets its own pattern
YEARS_BACK, YEARS_AHEAD = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Every `every_weeks` weeks on that weekday (Monday is 0), in local wall time; both days of validity included.

    The first week is the one of the first such weekday on or after `valid_from`.
    """

    weekday: int
    starts: time
    ends: time
    valid_from: date
    valid_until: date
    every_weeks: int = 1


def days(pattern: Pattern, first: date = date.min, last: date = date.max) -> Iterator[date]:
    """The days of the pattern from `first` until `last`, both included, whatever is closed."""
    day = pattern.valid_from + timedelta(days=(pattern.weekday - pattern.valid_from.weekday()) % 7)
    step = pattern.every_weeks * WEEK
    while day <= min(pattern.valid_until, last):
        if day >= first:
            yield day
        day += step


def slots(pattern: Pattern, closed: Iterable[ClosedDays], *, since: date) -> list[Slot]:
    """The openings that follow from the pattern from `since` on: none on a day that is closed."""
    shut = list(closed)
    return [Slot(day, pattern.starts, pattern.ends) for day in days(pattern, since) if shut_by(day, shut) is None]


def clash(one: Pattern, other: Pattern) -> date | None:
    """The first day on which both hold at the same time, closed or not."""
    if one.weekday != other.weekday or one.starts >= other.ends or other.starts >= one.ends:
        return None
    theirs = set(days(other))
    return next((day for day in days(one) if day in theirs), None)


def check(pattern: Pattern, others: Iterable[Pattern], *, today: date) -> None:
    """Refuse a pattern that cannot be, or that gets in the way of another of the same site. Raises DomainError."""
    check_hours(pattern.starts, pattern.ends)
    _check_validity(pattern, today)
    if any(clash(pattern, other) for other in others):
        raise DomainError(N_("This gets in the way of other fixed hours of this site."), field="starts")


def _check_validity(pattern: Pattern, today: date) -> None:
    if not today.year - YEARS_BACK <= pattern.valid_from.year <= today.year + YEARS_AHEAD:
        raise DomainError(N_("This year lies too far away. Is there a typing error in it?"), field="valid_from")
    if pattern.valid_until < pattern.valid_from:
        raise DomainError(N_("The last day is before the first."), field="valid_until")
    if pattern.valid_until - pattern.valid_from > LONGEST:
        raise DomainError(N_("This is longer than a school year. Make a new one for the next."), field="valid_until")
    if pattern.valid_until < today:
        raise DomainError(N_("These days are over."), field="valid_until")
    if next(days(pattern), None) is None:
        raise DomainError(N_("This weekday does not occur between these two days."), field="valid_until")
