"""What a year report works out of what was shown of classes."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from jsp.rules.class_disclosure import NOTHING, Figure, Showing
from jsp.rules.refusal import DomainError
from jsp.rules.year_report import MOST_LINES, check_words, mean_of_classes

Class = Sequence[Figure]


def shown(mean: str) -> Figure:
    return Figure(Showing.FIGURES, tenths=(2, 2, 2, 2, 2), mean=Decimal(mean))


NEARLY = Figure(Showing.NEARLY_EVERYONE, face=5)


@pytest.mark.parametrize(
    ("classes", "found"),
    [
        ([[shown("3.0")], [shown("4.0")], [shown("4.4")]], (Decimal("3.8"), 3)),
        ([[shown("3.0")] * 9, [shown("4.0")], [shown("4.4")]], (Decimal("3.8"), 3)),  # each class counts once
        ([[shown("3.0"), shown("4.0")], [shown("3.5")], [NEARLY]], (Decimal("4.0"), 3)),
        ([[shown("3.0"), NOTHING], [shown("3.0")], [shown("3.0")]], (Decimal("3.0"), 3)),
        ([[shown("3.0")], [shown("4.0")], [NOTHING]], None),  # of two that are shown each would tell the other
        ([[shown("3.0")], [shown("4.0")]], None),
        ([], None),
    ],
)
def test_a_mean_is_made_of_what_is_shown_of_three_classes_at_least(
    classes: list[Class], found: tuple[Decimal, int] | None
) -> None:
    assert mean_of_classes(classes) == found


def test_half_a_tenth_goes_up() -> None:
    assert mean_of_classes([[shown("3.1")], [shown("3.2")], [shown("3.15")]]) == (Decimal("3.2"), 3)


def test_as_many_lines_as_fit() -> None:
    check_words("regel\n" * MOST_LINES)
    with pytest.raises(DomainError):
        check_words("regel\n" * MOST_LINES + "nog een")
