"""What can happen to a row of any list: made, changed, moved, archived and back. Nothing is ever deleted."""

import hashlib
from collections.abc import Mapping, Sequence
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
from jsp.models.ground import Discipline, Theme
from jsp.models.history import GroundChange
from jsp.models.reference import forget_reference
from jsp.rules.naming import code_of, same_name
from jsp.rules.refusal import N_, DomainError, NotFoundError

Values = Mapping[str, Any]
MADE, ARCHIVED, POSITION = "made", "archived", "position"
WIDEST = 500


def list_rows(kind: Kind) -> list[Row]:
    """All rows in their order, archived ones last."""
    order = (kind.model.archived_on.is_not(None), kind.model.position, kind.model.id)
    return list(db.session.scalars(select(kind.model).order_by(*order)))


def get_row(kind: Kind, id: int) -> Row:
    """Raises NotFoundError."""
    row = db.session.get(kind.model, id)
    if row is None:
        raise NotFoundError(id)
    return row


def make_row(kind: Kind, values: Values, *, key: UUID, by: User) -> None:
    """Add a row at the end of the list; the same sending twice adds one."""
    if _was_sent(key):
        return
    rows = list_rows(kind)
    _check_name(kind, values, rows)
    code = code_of(str(values[kind.name_field]), taken={row.code for row in rows})
    row = kind.model(code=code, position=max((row.position for row in rows), default=-1) + 1)
    _fill(row, values)
    db.session.add(row)
    db.session.flush()
    _keep(kind, row, MADE, "", _label(kind, row), key=key, by=by)


def change_row(kind: Kind, row: Row, values: Values, *, seen: str, key: UUID, by: User) -> None:
    """Change what differs. Raises DomainError where somebody else changed the row since `seen` (see `mark`)."""
    if _was_sent(key):
        return
    if seen != mark(kind, row):
        raise DomainError(N_("Somebody changed this while you had it open. Look at the history, and send yours again."))
    _check_name(kind, values, [other for other in list_rows(kind) if other.id != row.id])
    before = {field: in_words(getattr(row, field)) for field in kind.fields}
    _fill(row, values)
    for field in kind.fields:
        after = in_words(getattr(row, field))
        if after != before[field]:
            _keep(kind, row, field, before[field], after, key=key, by=by)


def archive_row(kind: Kind, row: Row, *, key: UUID, by: User) -> None:
    """Take it out of every choice; what carries it keeps it."""
    if row.archived_on is not None or _was_sent(key):
        return
    in_use = select(func.count()).select_from(kind.model).where(kind.model.archived_on.is_(None))
    if (db.session.scalar(in_use) or 0) <= 1:
        raise DomainError(N_("This is the last one. Add another first."))
    kind.check_archive(row)
    row.archived_on = clock.today()
    _keep(kind, row, ARCHIVED, "", str(row.archived_on), key=key, by=by)


def restore_row(kind: Kind, row: Row, *, key: UUID, by: User) -> None:
    """Let it be chosen again."""
    if row.archived_on is None or _was_sent(key):
        return
    before, row.archived_on = str(row.archived_on), None
    _keep(kind, row, ARCHIVED, before, "", key=key, by=by)


def move_row(kind: Kind, row: Row, *, up: bool, key: UUID, by: User) -> None:
    """Change places with the neighbour above or below; at the end of the list nothing happens."""
    if _was_sent(key):
        return
    rows = [other for other in list_rows(kind) if other.archived_on is None]
    at = rows.index(row) if row in rows else -1
    to = at - 1 if up else at + 1
    if at < 0 or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for position, other in enumerate(rows):
        other.position = position
    _keep(kind, row, POSITION, str(at + 1), str(to + 1), key=key, by=by)


def list_changes(kind: Kind, row: Row) -> list[GroundChange]:
    """The history of a row, the newest first."""
    query = (
        select(GroundChange)
        .where(GroundChange.kind == kind.code, GroundChange.row_id == row.id)
        .order_by(GroundChange.id.desc())
        .options(joinedload(GroundChange.user))
    )
    return list(db.session.scalars(query))


def mark(kind: Kind, row: Row) -> str:
    """A mark of what the row holds, to notice that somebody else changed it."""
    held = [in_words(getattr(row, field)) for field in kind.fields]
    return hashlib.sha256(repr(held).encode()).hexdigest()[:16]


def in_words(value: Any) -> str:
    """A value as the history shows it."""
    if isinstance(value, list):
        return ", ".join(each.name_nl for each in value)
    return "" if value is None else str(value.value if isinstance(value, StrEnum) else value)


def _fill(row: Row, values: Values) -> None:
    for field, value in values.items():
        if field != "disciplines":
            setattr(row, field, value)
        elif isinstance(row, Theme):
            chosen = select(Discipline).where(Discipline.id.in_(value)).order_by(Discipline.position)
            row.disciplines = list(db.session.scalars(chosen))


def _check_name(kind: Kind, values: Values, others: Sequence[Row]) -> None:
    name = str(values[kind.name_field])
    if any(same_name(name, getattr(other, kind.name_field)) for other in others):
        raise DomainError(
            N_("There is one with this name already, perhaps among the archived ones."), field=kind.name_field
        )


def _label(kind: Kind, row: Row) -> str:
    return str(getattr(row, kind.name_field))


def _was_sent(key: UUID) -> bool:
    return db.session.scalar(select(GroundChange.id).where(GroundChange.sending == key).limit(1)) is not None


def _keep(kind: Kind, row: Row, field: str, before: str, after: str, *, key: UUID, by: User) -> None:
    db.session.add(
        GroundChange(
            sending=key, at=clock.now(), user_id=by.id, kind=kind.code, row_id=row.id, field=field,
            before=before[:WIDEST], after=after[:WIDEST],
        )
    )  # fmt: skip
    audit.record(Action.GROUND_CHANGED, kind.code, row.id)
    forget_reference()
