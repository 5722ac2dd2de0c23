"""What is changed in an entry of the directory, by whoever of us changes it: with its history and its trail.

Nothing here commits, and `key` is always that of a form that was taken.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from jsp import audit, clock
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.directory import Partner
from jsp.verbs.ground_history import MADE, add_line, held, in_words

KIND = "partners"


def about(partner_id: int) -> str:
    """What people who change the same entry take turns for."""
    return f"partner {partner_id}"


def change(partner: Partner, values: Mapping[str, Any], *, key: UUID, user_id: int) -> list[str]:
    """Give its fields these values; returns the names of those that became something else.

    A waiting time that became another one is of today, unless its day is among the values.
    """
    changed = [name for name, value in values.items() if held(getattr(partner, name)) != held(value)]
    for name in changed:
        keep(partner, name, getattr(partner, name), values[name], key=key, user_id=user_id)
        setattr(partner, name, values[name])
    if "waiting_weeks" in changed and "waiting_on" not in values:
        partner.waiting_on = None if partner.waiting_weeks is None else clock.today()
    if changed:
        audit.record(Action.DIRECTORY_CHANGED, KIND, partner.id)
    return changed


def add(*partners: Partner, key: UUID, user_id: int) -> None:
    """New entries. Flushes."""
    db.session.add_all(partners)
    db.session.flush()
    for partner in partners:
        keep(partner, MADE, "", partner.name, key=key, user_id=user_id)
        audit.record(Action.DIRECTORY_CHANGED, KIND, partner.id)


def keep(partner: Partner, field: str, before: Any, after: Any, *, key: UUID, user_id: int) -> None:
    """One line of its history."""
    add_line(KIND, partner.id, field, in_words(before), in_words(after), key=key, user_id=user_id)
