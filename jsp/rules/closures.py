"""Days on which the desk of a site is not as usual: holidays, training days, exam weeks, a school that closes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from jsp.rules.refusal import N_, DomainError

LONGEST = 120  # days: a summer holiday is 44 to 50, a lockdown was 80
YEARS_BACK, YEARS_AHEAD = 1, 3


class ClosureKind(StrEnum):
    """Why it is not as usual."""

    SCHOOL_HOLIDAY = "school_holiday"
    PUBLIC_HOLIDAY = "public_holiday"
    TRAINING_DAY = "training_day"
    EXAM_WEEK = "exam_week"
    SCHOOL_CLOSURE = "school_closure"


class Effect(StrEnum):
    """What happens to the desk: shut, only by phone and form, or open all the same (and known to who plans)."""

    CLOSED = "closed"
    REMOTE = "remote"
    OPEN = "open"


USUAL_EFFECT = {kind: Effect.CLOSED for kind in ClosureKind} | {
    ClosureKind.EXAM_WEEK: Effect.OPEN, ClosureKind.SCHOOL_CLOSURE: Effect.REMOTE,
}  # fmt: skip


def shuts_school(kind: ClosureKind) -> bool:
    """Whether no lesson is given then: only a test week leaves the classes where they are."""
    return kind is not ClosureKind.EXAM_WEEK


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """From the first until the last day, both included, and what it does to the desk."""

    first: date
    last: date
    effect: Effect = Effect.CLOSED

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last

    @property
    def shuts_desk(self) -> bool:
        """Whether nobody can walk in."""
        return self.effect is not Effect.OPEN


def shut_by(day: date, closed: Iterable[ClosedDays]) -> ClosedDays | None:
    """Why nobody can walk in on that day; one that shuts all goes before one that leaves the phone."""
    found = [each for each in closed if each.shuts_desk and each.covers(day)]
    return min(found, key=lambda each: (each.effect is Effect.REMOTE, each.first, each.last), default=None)


def check(first: date, last: date, *, today: date) -> None:
    """Refuse days that cannot be meant. Raises DomainError."""
    if last < first:
        raise DomainError(N_("The last day is before the first."), field="ends_on")
    if last < today:
        raise DomainError(N_("These days are over."), field="ends_on")
    if first.year < today.year - YEARS_BACK or first.year > today.year + YEARS_AHEAD:
        raise DomainError(N_("This year lies too far away. Is there a typing error in it?"), field="starts_on")
    if (last - first).days >= LONGEST:
        raise DomainError(
            N_("This is longer than four months. Is the year right? Cut a longer time into parts."), field="ends_on"
        )


def check_reachable(starts: time | None, ends: time | None, effect: Effect) -> None:
    """Hours at which the phone is answered belong to a closure that leaves the phone. Raises DomainError."""
    if effect is not Effect.REMOTE:
        return
    if (starts is None) != (ends is None):
        raise DomainError(N_("Fill in both hours, or none."), field="reachable_until")
    if starts is not None and ends is not None and ends <= starts:
        raise DomainError(N_("The end is before the beginning."), field="reachable_until")
