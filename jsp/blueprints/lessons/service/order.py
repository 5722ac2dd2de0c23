"""The order of the row: which lessons would come after a later one, or before an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jsp.blueprints.lessons.service.offers import Offer
from jsp.models.lesson_rows import Card, Row
from jsp.rules.opening import Slot
from jsp.rules.session import TO_COME


@dataclass(frozen=True, slots=True)
class Choice:
    """An hour on offer. `after`: a later lesson that comes before it; `before`: an earlier one that comes after it."""

    offer: Offer
    after: Row | None
    before: Row | None


def in_order(card: Card, row: Row, offers: Sequence[Offer]) -> list[Choice]:
    """These hours for that lesson, each with what it would break of the order: of many lessons the farthest one."""
    dated = _dated(card, row)
    return [
        Choice(
            offer,
            next((each for each, slot in reversed(dated) if _is_later(each, row) and _comes(slot, offer.slot)), None),
            next((each for each, slot in dated if _is_later(row, each) and _comes(offer.slot, slot)), None),
        )
        for offer in offers
    ]


def follower(card: Card, row: Row) -> Row | None:
    """The first lesson after it that has a date already."""
    return next((each for each, _slot in _dated(card, row) if _is_later(each, row)), None)


def next_dated(card: Card, row: Row, *, before: date) -> Row | None:
    """The same, one that lies `before` that day."""
    return next((each for each, slot in _dated(card, row) if _is_later(each, row) and slot.on < before), None)


def _dated(card: Card, row: Row) -> list[tuple[Row, Slot]]:
    """The other lessons that have a date, in the order of the row."""
    others = (each for each in card.rows if each.lesson.id != row.lesson.id)
    held = ((each, each.session) for each in others)
    return [(each, session.slot) for each, session in held if session is not None and session.state in TO_COME]


def _is_later(row: Row, other: Row) -> bool:
    return row.lesson.position > other.lesson.position


def _comes(slot: Slot, other: Slot) -> bool:
    """Whether it is before the other one."""
    return (slot.on, slot.starts) < (other.on, other.starts)
