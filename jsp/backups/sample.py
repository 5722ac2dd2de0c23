"""Whether the keys that are here open what is sealed in a database."""

from typing import Any

from sqlalchemy import inspect, select

from jsp.backups import BackupError
from jsp.extensions import db
from jsp.models.sealed import SEALED, keys, open_sealed
from jsp.rules.keys import SealBrokenError
from jsp.verbs.rewrapping import count_by_key

EACH = 5  # rows of each column


def open_sample() -> int:
    """Open some of every sealed column there is; how many. Raises BackupError where one does not open."""
    inspector = inspect(db.engine)
    tables = {name: {each["name"] for each in inspector.get_columns(name)} for name in inspector.get_table_names()}
    opened = 0
    for owner, sealed in SEALED:
        table = _table(owner)
        if sealed.column in tables.get(table, ()):
            opened += sum(_opens(id, blob, sealed, owner) for id, blob in _some(owner, sealed.column))
    db.session.rollback()
    return opened


def refuse_missing_keys() -> None:
    """Raise BackupError where anything at all needs a key that is not here, such as one that was added of late."""
    missing = sorted({*count_by_key()} - {*keys().by_number, 0})  # 0: of what was never sealed
    db.session.rollback()
    if missing:
        raise BackupError(_unfit(f": key {', '.join(map(str, missing))} is not in it"))


def _some(owner: Any, column: str) -> list[Any]:
    held = getattr(owner, column)
    return list(db.session.execute(select(owner.id, held).where(held.is_not(None)).limit(EACH)))


def _opens(id: object, blob: bytes, sealed: Any, owner: type) -> bool:
    try:
        open_sealed(blob, place=sealed.place(owner, id))
    except SealBrokenError as error:
        raise BackupError(_unfit()) from error
    return True


def _unfit(why: str = "") -> str:
    return (
        f"The data key that is here does not open what is sealed in this backup{why}. Bring back the data.key of that "
        "time (DATA_KEY_FILE) and start again."
    )


def _table(owner: Any) -> str:
    name: str = owner.__tablename__
    return name
