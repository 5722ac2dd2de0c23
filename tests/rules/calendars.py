"""What the tests of the calendar share: closures, hours and patterns as they come, and the words of a refusal."""

from collections.abc import Callable
from datetime import date, time, timedelta

from hypothesis import strategies as st

from jsp.rules.closures import ClosedDays, Effect
from jsp.rules.patterns import Pattern
from jsp.rules.refusal import DomainError

A_DAY = timedelta(days=1)
QUARTERS = st.integers(0, 24 * 4 - 1).map(lambda number: time(number // 4, number % 4 * 15))
HOURS = st.lists(QUARTERS, min_size=2, max_size=2, unique=True).map(sorted)
SCHOOL_YEAR = date(2026, 8, 1), date(2027, 9, 30)
PATTERNS = st.builds(
    lambda weekday, hours, since, more, weeks: Pattern(
        weekday=weekday, starts=hours[0], ends=hours[1],
        valid_from=since, valid_until=since + more * A_DAY, every_weeks=weeks,
    ),
    st.integers(0, 6), HOURS, st.dates(*SCHOOL_YEAR), st.integers(0, 400), st.integers(1, 5),
)  # fmt: skip


def closures(first: date, last: date, *, longest: int = 30) -> st.SearchStrategy[ClosedDays]:
    """Of a day up to `longest`, beginning between two days, with any effect."""
    begins, days = st.dates(first, last), st.integers(0, longest - 1)
    return st.builds(
        lambda begin, more, effect: ClosedDays(begin, begin + more * A_DAY, effect),
        begins, days, st.sampled_from(Effect),
    )  # fmt: skip


def why(check: Callable[..., None], *what: object, **named: object) -> str | None:
    """The field and the words of a refusal; None where it was let through."""
    try:
        check(*what, **named)
    except DomainError as error:
        return f"{error.field}: {error.message}"
    return None
