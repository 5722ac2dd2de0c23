"""What is changed in an entry of the directory, by whoever of us changes it: with its history and its trail.

Nothing here commits, and `key` is always that of a form that was taken.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import audit, clock
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.directory import Partner
from jsp.models.history import GroundChange

KIND = "partners"
MADE = "made"
WIDEST = 500


def about(partner_id: int) -> str:
    """What people who change the same entry take turns for."""
    return f"partner {partner_id}"


def change(partner: Partner, values: Mapping[str, Any], *, key: UUID, user_id: int) -> list[str]:
    """Give its fields these values; returns the names of those that became something else.

    A waiting time that became another one is of today, unless its day is among the values.
    """
    changed = [name for name, value in values.items() if _held(getattr(partner, name)) != _held(value)]
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
    db.session.add(
        GroundChange(
            sending=key, at=clock.now(), user_id=user_id, kind=KIND, row_id=partner.id, field=field,
            before=in_words(before)[:WIDEST], after=in_words(after)[:WIDEST],
        )
    )  # fmt: skip


def changes_of(partner_id: int) -> list[GroundChange]:
    """Its history, the newest first."""
    query = (
        select(GroundChange)
        .where(GroundChange.kind == KIND, GroundChange.row_id == partner_id)
        .order_by(GroundChange.id.desc())
        .options(joinedload(GroundChange.user))
    )
    return list(db.session.scalars(query))


def in_words(value: Any) -> str:
    """A value as the history keeps it: rows by their Dutch name, choices and days by their code."""
    if isinstance(value, list):
        return ", ".join(in_words(each) for each in value)
    if isinstance(value, StrEnum):
        return str(value.value)
    if value is None or isinstance(value, str | int | date):
        return "" if value is None else str(value)
    return str(getattr(value, "name_nl", None) or value.name)


def _held(value: Any) -> Any:
    """A value to compare by: rows by their key."""
    if isinstance(value, list):
        return {_held(each) for each in value}
    return getattr(value, "id", value)
