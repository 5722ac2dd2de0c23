"""What a backup says about itself, at its beginning and sealed with the rest."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from jsp.backups.sealing import DamagedError
from jsp.backups.sums import Sum

LENGTH = 4  # bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """When it was made, of which database at which migration, and what each table adds up to."""

    made_at: datetime
    dialect: str
    version: int  # of the server, its first number; 0 for SQLite
    revision: str
    tables: dict[str, Sum]

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(each.rows for each in self.tables.values())

    def write(self) -> bytes:
        """As it stands at the beginning of a backup."""
        text = json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}).encode()
        return len(text).to_bytes(LENGTH) + text


def read_manifest(parts: Iterable[bytes]) -> tuple[Manifest, Iterator[bytes]]:
    """The manifest and the parts that follow it; raises what they raise, and DamagedError where it is no manifest."""
    parts = iter(parts)
    held = bytearray()
    for part in parts:
        held += part
        end = LENGTH + int.from_bytes(held[:LENGTH])
        if len(held) >= max(end, LENGTH):
            return _read(bytes(held[LENGTH:end])), _rest(bytes(held[end:]), parts)
    raise DamagedError("This backup does not say what is in it.")


def _read(text: bytes) -> Manifest:
    try:
        given = json.loads(text)
        tables = {name: Sum(*each) for name, each in given.pop("tables").items()}
        return Manifest(**{**given, "made_at": datetime.fromisoformat(given["made_at"])}, tables=tables)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise DamagedError("This backup does not say what is in it.") from error


def _rest(held: bytes, parts: Iterator[bytes]) -> Iterator[bytes]:
    yield held
    yield from parts
