"""What a backup asks of either database."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import URL, Connection

from jsp.backups import BackupError, of_postgres, of_sqlite
from jsp.backups.manifest import Manifest
from jsp.backups.snapshot import Snapshot


class Kind(Protocol):
    """One of the two modules of which the words are here."""

    def snapshot(self, url: URL) -> AbstractContextManager[Snapshot]: ...
    def loaded(self, parts: Iterable[bytes], manifest: Manifest, url: URL) -> AbstractContextManager[URL]: ...
    def check_whole(self, connection: Connection) -> None: ...
    def is_broken(self, url: URL) -> bool: ...
    def refuse_without_right(self, url: URL) -> None: ...
    def is_empty(self, url: URL) -> bool: ...
    def refuse_in_use(self, url: URL) -> None: ...
    def put_in_place(self, fresh: URL, url: URL, *, stamp: str) -> str: ...


KINDS: dict[str, Kind] = {"sqlite": of_sqlite, "postgresql": of_postgres}


def kind_of(url: URL) -> Kind:
    """By the database at that address."""
    name = url.get_backend_name()
    if name not in KINDS:
        raise BackupError(f"{name} is no database that JSP works with.")
    return KINDS[name]
