"""Who changed what in the ground data and the directory, and that a form which is sent twice counts once."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import audit, clock, sending
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.history import GroundChange
from jsp.models.reference import forget_reference

MADE, ARCHIVED, POSITION = "made", "archived", "position"
WIDEST = 500


def take(key: UUID) -> bool:
    """Whether this once-key is new; from here on nobody else changes ground data until this transaction ends."""
    return sending.take(key, about="settings")


def keep(code: str, row_id: int, field: str, before: str, after: str, *, key: UUID, by: User) -> None:
    """Write a change into the history and the trail, and let every page read the ground data again."""
    add_line(code, row_id, field, before, after, key=key, user_id=by.id)
    audit.record(Action.GROUND_CHANGED, code, row_id)
    forget_reference()


def add_line(code: str, row_id: int, field: str, before: str, after: str, *, key: UUID, user_id: int) -> None:
    """A line of the history and nothing more."""
    db.session.add(
        GroundChange(
            sending=key, at=clock.now(), user_id=user_id, kind=code, row_id=row_id, field=field,
            before=before[:WIDEST], after=after[:WIDEST],
        )
    )  # fmt: skip


def list_changes(code: str, row_id: int) -> list[GroundChange]:
    """The history of a row of the list with that code, the newest first."""
    query = (
        select(GroundChange)
        .where(GroundChange.kind == code, GroundChange.row_id == row_id)
        .order_by(GroundChange.id.desc())
        .options(joinedload(GroundChange.user))
    )
    return list(db.session.scalars(query))


def in_words(value: Any, *, now: bool = False) -> str:
    """A value as the history keeps it: rows by their name, choices and days by their code.

    `now` names rows in the language of the page; the history keeps their Dutch names.
    """
    if isinstance(value, list):
        return ", ".join(in_words(each, now=now) for each in value)
    if value is None or isinstance(value, str | int | date):
        return "" if value is None else str(value.value if isinstance(value, StrEnum) else value)
    return str(value.name) if now and hasattr(value, "name") else label(value)


def label(row: Any) -> str:
    """How a row of any table is called."""
    for name in ("name_nl", "question_nl", "first_name", "name"):
        if hasattr(row, name):
            return str(getattr(row, name))
    raise TypeError(row)


def held(value: Any) -> Any:
    """A value to compare by: rows by their key, for two may bear the same name."""
    if isinstance(value, list):
        return [held(each) for each in value]
    return getattr(value, "id", value)
