"""A text that the database keeps but cannot read."""

from typing import Any, overload

from flask import current_app

from jsp.rules.box import padded
from jsp.rules.keys import Keys, SealBrokenError


def keys() -> Keys:
    """The keys of this installation."""
    found: Keys = current_app.config["DATA_KEYS"]
    return found


class Sealed:
    """An attribute over the column `<name>_sealed`; the row needs its key (`id`) before a text goes in.

    What was sealed for one row does not open in another (SealBrokenError). Sealed texts cannot be searched.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.column = f"{name}_sealed"

    @overload
    def __get__(self, row: None, owner: type) -> "Sealed": ...
    @overload
    def __get__(self, row: object, owner: type) -> str: ...
    def __get__(self, row: Any, owner: type) -> "Sealed | str":
        if row is None:
            return self
        blob = getattr(row, self.column)
        return keys().open(blob, place=self.place(owner, row.id)) if blob else ""

    def __set__(self, row: Any, text: str) -> None:
        setattr(row, self.column, self.seal(type(row), row.id, text))

    def seal(self, owner: type, id: object, text: str) -> bytes | None:
        """The text as the column of the row `id` keeps it; nothing for an empty text."""
        if id is None:
            raise ValueError("a row needs its key before a text can be sealed in it")
        return keys().seal(text, place=self.place(owner, id)) if text else None

    def place(self, owner: type, id: object) -> str:
        """What the seal is bound to."""
        return f"{owner.__tablename__}.{self.name}.{id}"  # type: ignore[attr-defined]


class PaddedSealed(Sealed):
    """The same for a short text whose very length could tell something: kept in blocks of so many bytes."""

    def __init__(self, block: int) -> None:
        self.block = block

    @overload
    def __get__(self, row: None, owner: type) -> "Sealed": ...
    @overload
    def __get__(self, row: object, owner: type) -> str: ...
    def __get__(self, row: Any, owner: type) -> "Sealed | str":
        found = super().__get__(row, owner)
        return found.rstrip(" ") if isinstance(found, str) else found

    def seal(self, owner: type, id: object, text: str) -> bytes | None:
        """The text, padded, as the column keeps it."""
        return super().seal(owner, id, padded(text, self.block) if text else text)


def is_readable(row: object, *names: str) -> bool:
    """Whether the keys that are here open these texts of a row."""
    try:
        for name in names:
            getattr(row, name)
    except SealBrokenError:
        return False
    return True
