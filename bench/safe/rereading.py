"""Hears what one request writes, and reads it back from the database, sealed texts as their keys open them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import JSON, Enum, LargeBinary, String, Table, event, select
from sqlalchemy.engine import Engine

from jsp.extensions import db
from jsp.models.base import Base
from jsp.rules.keys import Keys

MOST = 300  # rows of a table with lists in it
MARKED = "geplant7f3a9c"  # stands in what is planted
NOISE = frozenset({"audit_entry", "sign_in", "pace_count"})


class Written:
    """Which tables were written to, and what was sealed."""

    def __init__(self) -> None:
        self.tables: set[str] = set()
        self.sealed: dict[bytes, str] = {}
        self.places: dict[str, str] = {}  # the last text of each column

    def forget(self) -> None:
        self.tables.clear()
        self.sealed.clear()
        self.places.clear()

    def heard(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        words = statement.split(None, 3)
        if words[:2] == ["INSERT", "INTO"]:
            self.tables.add(words[2].strip('"'))
        elif words[:1] == ["UPDATE"]:
            self.tables.add(words[1].strip('"'))

    def holds(self, *wanted: str) -> bool:
        """Whether one of these texts now stands in a table that was written to, exactly."""
        blobs = [blob for blob, text in self.sealed.items() if text in wanted or text.rstrip(" ") in wanted]
        return any(_stands_in(Base.metadata.tables[name], wanted, blobs) for name in sorted(self.tables - NOISE))


def _stands_in(table: Table, wanted: tuple[str, ...], blobs: list[bytes]) -> bool:
    for column in table.columns:
        if isinstance(column.type, JSON):
            found = any(
                text in wanted for value in db.session.scalars(select(column).limit(MOST)) for text in _in(value)
            )
        elif isinstance(column.type, LargeBinary):
            found = bool(blobs) and db.session.scalar(select(column).where(column.in_(blobs)).limit(1)) is not None
        elif isinstance(column.type, String) and not isinstance(column.type, Enum):
            kept = db.session.scalar(
                select(column).where(column.in_([each.replace("\x00", "") for each in wanted])).limit(1)
            )
            found = kept in wanted
        else:
            continue
        if found:
            return True
    return False


@contextmanager
def listening() -> Iterator[Written]:
    """Hears what is written in this block."""
    written, seal = Written(), Keys.seal

    def sealing(keys: Keys, text: str, *, place: str) -> bytes:
        blob = seal(keys, text, place=place)
        written.sealed[blob] = opened = keys.open(blob, place=place)
        if MARKED in opened or place.rpartition(".")[0] not in written.places:
            written.places[place.rpartition(".")[0]] = opened
        return blob

    Keys.seal = sealing  # type: ignore[method-assign]
    event.listen(Engine, "before_cursor_execute", written.heard)
    try:
        yield written
    finally:
        Keys.seal = seal  # type: ignore[method-assign]
        event.remove(Engine, "before_cursor_execute", written.heard)


def _in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        return
    within = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list | tuple) else []
    yield from _lines(within)
    for each in within:
        yield from _in(each)


def _lines(within: Sequence[Any]) -> Iterator[str]:
    """What a field of lines became: a list of texts, or of the same text in more languages."""
    if all(isinstance(each, dict) for each in within):
        for name in {name for each in within for name in each}:
            yield "\n".join(each[name] for each in within if isinstance(each.get(name), str) and each[name])
    elif all(isinstance(each, str) for each in within):
        yield "\n".join(within)
