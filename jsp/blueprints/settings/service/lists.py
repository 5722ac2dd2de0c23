"""What can happen to a row of any list: made, changed, moved, archived and back. Nothing is ever deleted."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from jsp import clock
from jsp.blueprints.settings.service.kinds import Kind, Row
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.rules.naming import RESERVED, code_of
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.sending import check_unchanged
from jsp.verbs import hindering
from jsp.verbs.ground_history import (
    ARCHIVED,
    MADE,
    POSITION,
    held,
    in_words,
    keep,
    label,
    take,
)

Values = Mapping[str, Any]


def list_rows(kind: Kind) -> list[Row]:
    """All rows in their order, archived ones last."""
    order = (kind.model.archived_on.is_not(None), *(getattr(kind.model, column) for column in kind.order))
    query = select(kind.model).order_by(*order).execution_options(populate_existing=True)
    return list(db.session.scalars(query))


def get_row(kind: Kind, id: int) -> Row:
    """Raises NotFoundError."""
    row = db.session.get(kind.model, id)
    if row is None:
        raise NotFoundError(id)
    return row


def make_row(kind: Kind, values: Values, *, key: UUID, by: User) -> None:
    """Add a row at the end of the list; the same sending twice adds one."""
    if not take(key):
        return
    rows = list_rows(kind)
    kind.check(kind.name_field, values, rows)
    kind.check_change(None, values)
    row = kind.model(**_begin(kind, values, rows))
    _fill(kind, row, values)
    db.session.add(row)
    db.session.flush()
    keep(kind.code, row.id, MADE, "", label(row), key=key, by=by)
    kind.after_making(row, by=by)


def change_row(kind: Kind, row: Row, values: Values, *, seen: str, named: str = "", key: UUID, by: User) -> None:
    """Change what differs. Raises DomainError where somebody else changed the row since `seen` (see `mark`).

    `named`: the lessons that it hits and the page told of (see `hindering.mark_of`).
    """
    if not take(key):
        return
    look_again(row)
    check_unchanged(seen, mark(kind, row))
    kind.check(kind.name_field, values, [other for other in list_rows(kind) if other.id != row.id])
    kind.check_change(row, values)
    hit = kind.hit(row, values)
    hindering.check_named(hit, named)
    before = {field: _held_and_said(row, field) for field in kind.fields}
    held = {field: getattr(row, field) for field in kind.fields}
    kind.before_changing(row, values)
    _fill(kind, row, values)
    for field in kind.fields:
        (was, said_before), (now, said_now) = before[field], _held_and_said(row, field)
        if now != was:
            keep(kind.code, row.id, field, said_before, said_now, key=key, by=by)
    kind.tell(row, held, hit, by=by)


def archive_row(kind: Kind, row: Row, *, key: UUID, by: User) -> None:
    """Take it out of every choice; what carries it keeps it."""
    if not take(key):
        return
    look_again(row)
    if row.archived_on is not None:
        return
    in_use = select(func.count()).select_from(kind.model).where(kind.model.archived_on.is_(None))
    if kind.keeps_one and (db.session.scalar(in_use) or 0) <= 1:
        raise DomainError(N_("This is the last one. Add another first."))
    kind.check_archive(row)
    row.archived_on = clock.today()
    keep(kind.code, row.id, ARCHIVED, "", str(row.archived_on), key=key, by=by)
    kind.after_archiving(row, by=by)


def restore_row(kind: Kind, row: Row, *, key: UUID, by: User) -> None:
    """Let it be chosen again."""
    if not take(key):
        return
    look_again(row)
    if row.archived_on is None:
        return
    before, row.archived_on = str(row.archived_on), None
    keep(kind.code, row.id, ARCHIVED, before, "", key=key, by=by)


def move_row(kind: Kind, row: Row, *, up: bool, key: UUID, by: User) -> None:
    """Change places with the neighbour above or below; at the end of the list nothing happens."""
    if not kind.by_hand or not take(key):
        return
    rows = [other for other in list_rows(kind) if other.archived_on is None]
    at = rows.index(row) if row in rows else -1
    to = at - 1 if up else at + 1
    if at < 0 or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for position, other in enumerate(rows):
        other.position = position
    keep(kind.code, row.id, POSITION, str(at + 1), str(to + 1), key=key, by=by)


def mark(kind: Kind, row: Row) -> str:
    """A mark of what the row holds, to notice that somebody else changed it."""
    values = [str(held(getattr(row, field))) for field in kind.fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def _held_and_said(row: Row, field: str) -> tuple[Any, str]:
    value = getattr(row, field)
    return held(value), in_words(value)


def _begin(kind: Kind, values: Values, rows: list[Row]) -> dict[str, Any]:
    first: dict[str, Any] = {}
    if kind.has_code:
        first["code"] = code_of(str(values[kind.name_field]), taken=RESERVED | {row.code for row in rows})
    if kind.by_hand:
        first["position"] = max((row.position for row in rows), default=-1) + 1
    return first


def _fill(kind: Kind, row: Row, values: Values) -> None:
    for field, value in values.items():
        model = kind.links.get(field)
        setattr(row, field, value if model is None else _linked(model, value))


def _linked(model: Any, value: Any) -> Any:
    if not isinstance(value, list):
        return db.session.get(model, value) if value else None
    return list(db.session.scalars(select(model).where(model.id.in_(value)).order_by(model.position)))
