"""What a year report works out of figures that were shown before: nothing in it tells more than those did."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from jsp.rules import note_check
from jsp.rules.class_disclosure import Figure
from jsp.rules.refusal import N_, DomainError

MOST_WORDS, MOST_LINES = 1500, 20  # characters, and lines, that fit on the page beside the rest
LONG = N_("These are %(lines)d lines. At most %(most)d fit on the page.")
LEAST_CLASSES = 3  # behind a mean of classes: with two each teacher would read that of the other
TENTH = Decimal("0.1")
SUMMER = 2  # months after which a year that begins later is no whole one: schools open in the second


def kept_from(first: date, known: Iterable[date]) -> date | None:
    """The first day of which something is kept, of a school year that begins on `first`; None of a whole year.

    `known`: days of which something is kept. Where there are none nothing can be said.
    """
    begins = min(known, default=first)
    months = (begins.year - first.year) * 12 + begins.month - first.month
    return begins if months >= SUMMER else None


def face_of(figure: Figure) -> Decimal | None:
    """Where on the five faces a class stands by what was shown of it; None where nothing was."""
    return figure.mean if figure.face is None else Decimal(figure.face)


def mean_of_classes(classes: Iterable[Sequence[Figure]]) -> tuple[Decimal, int] | None:
    """The mean of what was shown of each class, and of how many; each counts once. None of too few classes.

    It is made of figures that the school sees already, never of answers.
    """
    shown = [[face for each in of if (face := face_of(each)) is not None] for of in classes]
    means = [sum(of, Decimal()) / len(of) for of in shown if of]
    if len(means) < LEAST_CLASSES:
        return None
    return (sum(means, Decimal()) / len(means)).quantize(TENTH, ROUND_HALF_UP), len(means)


def check_words(told: str) -> None:
    """Refuse more lines than the page has, and a citizen service number in them. Raises DomainError."""
    lines = len(told.splitlines())
    if lines > MOST_LINES:
        raise DomainError(LONG, field="told", lines=lines, most=MOST_LINES)
    note_check.check_bsn(told, field="told")
