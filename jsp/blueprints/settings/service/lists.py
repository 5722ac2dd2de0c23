"""What can happen to a row of any list: made, changed, moved, archived and back. Nothing is ever deleted."""

import hashlib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jsp import audit, clock
from jsp.blueprints.settings.service.kinds import Kind, Row
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.history import GroundChange
from jsp.models.reference import forget_reference
from jsp.rules.naming import code_of
from jsp.rules.refusal import N_, DomainError, NotFoundError

Values = Mapping[str, Any]
MADE, ARCHIVED, POSITION = "made", "archived", "position"
WIDEST = 500


def list_rows(kind: Kind) -> list[Row]:
    """All rows in their order, archived ones last."""
    order = (kind.model.archived_on.is_not(None), *(getattr(kind.model, column) for column in kind.order))
    return list(db.session.scalars(select(kind.model).order_by(*order)))


def get_row(kind: Kind, id: int) -> Row:
    """Raises NotFoundError."""
    row = db.session.get(kind.model, id)
    if row is None:
        raise NotFoundError(id)
    return row


def make_row(kind: Kind, values: Values, *, key: UUID, by: User) -> None:
    """Add a row at the end of the list; the same sending twice adds one."""
    if was_sent(key):
        return
    rows = list_rows(kind)
    kind.check(kind.name_field, values, rows)
    row = kind.model(**_begin(kind, values, rows))
    _fill(kind, row, values)
    db.session.add(row)
    db.session.flush()
    keep(kind.code, row.id, MADE, "", label(row), key=key, by=by)


def change_row(kind: Kind, row: Row, values: Values, *, seen: str, key: UUID, by: User) -> None:
    """Change what differs. Raises DomainError where somebody else changed the row since `seen` (see `mark`)."""
    if was_sent(key):
        return
    if seen != mark(kind, row):
        raise DomainError(N_("Somebody changed this while you had it open. Look at the history, and send yours again."))
    kind.check(kind.name_field, values, [other for other in list_rows(kind) if other.id != row.id])
    before = {field: in_words(getattr(row, field)) for field in kind.fields}
    _fill(kind, row, values)
    for field in kind.fields:
        after = in_words(getattr(row, field))
        if after != before[field]:
            keep(kind.code, row.id, field, before[field], after, key=key, by=by)


def archive_row(kind: Kind, row: Row, *, key: UUID, by: User) -> None:
    """Take it out of every choice; what carries it keeps it."""
    if row.archived_on is not None or was_sent(key):
        return
    in_use = select(func.count()).select_from(kind.model).where(kind.model.archived_on.is_(None))
    if kind.keeps_one and (db.session.scalar(in_use) or 0) <= 1:
        raise DomainError(N_("This is the last one. Add another first."))
    kind.check_archive(row)
    row.archived_on = clock.today()
    keep(kind.code, row.id, ARCHIVED, "", str(row.archived_on), key=key, by=by)


def restore_row(kind: Kind, row: Row, *, key: UUID, by: User) -> None:
    """Let it be chosen again."""
    if row.archived_on is None or was_sent(key):
        return
    before, row.archived_on = str(row.archived_on), None
    keep(kind.code, row.id, ARCHIVED, before, "", key=key, by=by)


def move_row(kind: Kind, row: Row, *, up: bool, key: UUID, by: User) -> None:
    """Change places with the neighbour above or below; at the end of the list nothing happens."""
    if not kind.by_hand or was_sent(key):
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


def list_changes(code: str, row_id: int) -> list[GroundChange]:
    """The history of a row of the list with that code, the newest first."""
    query = (
        select(GroundChange)
        .where(GroundChange.kind == code, GroundChange.row_id == row_id)
        .order_by(GroundChange.id.desc())
        .options(joinedload(GroundChange.user))
    )
    return list(db.session.scalars(query))


def mark(kind: Kind, row: Row) -> str:
    """A mark of what the row holds, to notice that somebody else changed it."""
    held = [in_words(getattr(row, field)) for field in kind.fields]
    return hashlib.sha256(repr(held).encode()).hexdigest()[:16]


def in_words(value: Any) -> str:
    """A value as the history shows it, in Dutch whoever looks."""
    if isinstance(value, list):
        return ", ".join(label(each) for each in value)
    if value is None or isinstance(value, str | int | date):
        return "" if value is None else str(value.value if isinstance(value, StrEnum) else value)
    return label(value)


def label(row: Row) -> str:
    """How a row of any table is called."""
    for name in ("name_nl", "question_nl", "first_name", "name"):
        if hasattr(row, name):
            return str(getattr(row, name))
    raise TypeError(row)


def was_sent(key: UUID) -> bool:
    """Whether the form with this once-key was taken already."""
    return db.session.scalar(select(GroundChange.id).where(GroundChange.sending == key).limit(1)) is not None


def keep(code: str, row_id: int, field: str, before: str, after: str, *, key: UUID, by: User) -> None:
    """Write a change into the history and the trail, and let every page read the ground data again."""
    db.session.add(
        GroundChange(
            sending=key, at=clock.now(), user_id=by.id, kind=code, row_id=row_id, field=field,
            before=before[:WIDEST], after=after[:WIDEST],
        )
    )  # fmt: skip
    audit.record(Action.GROUND_CHANGED, code, row_id)
    forget_reference()


def _begin(kind: Kind, values: Values, rows: list[Row]) -> dict[str, Any]:
    first: dict[str, Any] = {}
    if kind.has_code:
        first["code"] = code_of(str(values[kind.name_field]), taken={row.code for row in rows})
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
