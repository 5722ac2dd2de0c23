"""What somebody saw of a lesson: nothing is done to it with the button of a page that is old by now."""

from jsp import sending
from jsp.models.lesson_rows import Card, Row, as_it_stands
from jsp.rules.refusal import DomainError


def seen_of(row: Row) -> str:
    """How a page tells which hour the lesson had; empty where it had none."""
    return str(row.session.sequence) if row.session is not None else ""


def as_seen(card: Card, row: Row, seen: int | str) -> tuple[Card, Row]:
    """Series and lesson as they stand, once it is our turn. Raises DomainError for another hour than was `seen`."""
    card = as_it_stands(card)
    now = next(each for each in card.rows if each.lesson.id == row.lesson.id)
    if seen_of(now) != str(seen):
        raise DomainError(sending.IN_SIGHT, field="seen")
    return card, now
