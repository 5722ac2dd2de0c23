"""Seats at a questionnaire, and what is handed in from them."""

from collections.abc import Callable, Iterable
from uuid import uuid4

from flask import current_app

from jsp.models.evaluation_boxes import FULL, Change, Head, change_box, handing_in, look_into, taking
from jsp.models.sealed import keys
from jsp.rules.box import Filled
from jsp.rules.refusal import DomainError
from jsp.rules.seat import is_seat, new_seat, read_seat

KEY = "jsp-seat-key"
Changing = Callable[[Head, Change], None]


def make_seat(head: Head) -> str:
    """A seat that nobody has yet; it is taken with the first tap."""
    return new_seat(head.id, key=_key())


def find_seat(head: Head, text: str) -> bytes | None:
    """The number of a seat that we gave out for this evaluation; None for any other."""
    return read_seat(text, head.id, key=_key())


def holds_any(texts: Iterable[str]) -> bool:
    """Whether one of these is a seat of ours, at whatever evaluation; nothing is looked up for it."""
    return any(is_seat(text, key=_key()) for text in texts)


def take(head: Head, seat: bytes, *, by: Changing = change_box) -> None:
    """Raises DomainError where it is closed, or no seat is left."""
    by(head, taking(seat))


def fill(head: Head, seat: bytes, filled: Filled, *, by: Changing = change_box) -> None:
    """Count the answers of this seat, once. Raises DomainError where it is closed, or no seat is left."""
    by(head, handing_in(seat, filled, key=uuid4().hex))


def is_done(head: Head, seat: bytes | None) -> bool:
    """Whether the answers of that seat are in. Without one: raises DomainError where closed or full."""
    box, has_room = look_into(head)
    if seat is not None and box.has(seat):
        return box.is_used(seat)
    if not has_room:
        raise DomainError(FULL)
    return False


def _key() -> bytes:
    if KEY not in current_app.extensions:
        current_app.extensions[KEY] = keys().derive("seat")
    found: bytes = current_app.extensions[KEY]
    return found
