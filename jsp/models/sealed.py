"""A text that the database keeps but cannot read."""

import os
from pathlib import Path
from typing import Any, overload

from flask import current_app

from jsp.rules.box import padded
from jsp.rules.keys import KeyMissingError, Keys, SealBrokenError, read_keys

STAMP = "DATA_KEY_STAMP"  # of the key file as this process read it last


def keys() -> Keys:
    """The keys of this installation; a key file that was changed is read again: nobody seals with an old key."""
    stamp = _stamp()
    if stamp and stamp != current_app.config.get(STAMP) and read_keys_again():
        current_app.config[STAMP] = stamp
    found: Keys = current_app.config["DATA_KEYS"]
    return found


def open_sealed(blob: bytes, *, place: str) -> str:
    """The text again; raises SealBrokenError.

    A key that is not here may have been added while this process ran: the key file is then read again.
    """
    try:
        return keys().open(blob, place=place)
    except KeyMissingError:
        if not read_keys_again():
            raise
        return keys().open(blob, place=place)


def read_keys_again() -> bool:
    """Whether there is a key file that can be read. What no longer stands in it still opens here, until a restart."""
    path: Path | None = current_app.config.get("DATA_KEY_FILE")
    held: Keys = current_app.config["DATA_KEYS"]
    try:
        found = read_keys(path.read_text() if path else "")
    except (OSError, ValueError):
        return False
    both = Keys({**held.by_number, **found.by_number}, {**held.by_name, **found.by_name})
    current_app.config["DATA_KEYS"] = both
    return True


def _stamp() -> tuple[int, int] | None:
    """Another one where the key file is another one; None where it cannot be seen."""
    path: Path | None = current_app.config.get("DATA_KEY_FILE")
    try:
        held = os.stat(path) if path else None
    except OSError:
        return None
    return (held.st_mtime_ns, held.st_ino) if held else None


class Sealed:
    """An attribute over the column `<name>_sealed`; the row needs its key (`id`) before a text goes in.

    What was sealed for one row does not open in another (SealBrokenError). Sealed texts cannot be searched.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.column = f"{name}_sealed"
        SEALED.append((owner, self))

    @overload
    def __get__(self, row: None, owner: type) -> "Sealed": ...
    @overload
    def __get__(self, row: object, owner: type) -> str: ...
    def __get__(self, row: Any, owner: type) -> "Sealed | str":
        if row is None:
            return self
        blob = getattr(row, self.column)
        return open_sealed(blob, place=self.place(owner, row.id)) if blob else ""

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


SEALED: list[tuple[type, Sealed]] = []  # every one that there is, for who wraps their keys anew


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
