"""A database at one moment: what it adds up to, and its bytes."""

from collections.abc import Iterator
from dataclasses import dataclass

from alembic.migration import MigrationContext
from sqlalchemy import Connection

from jsp import clock
from jsp.backups import BackupError
from jsp.backups.manifest import Manifest
from jsp.backups.sums import sums


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`parts` are to be read once, while the snapshot lasts."""

    manifest: Manifest
    parts: Iterator[bytes]


def describe(connection: Connection, *, version: int) -> Manifest:
    """The manifest of what this connection sees; `version` of the server."""
    revision = revision_of(connection)
    if revision is None:
        raise BackupError("This database has no tables of JSP yet: there is nothing to back up.")
    return Manifest(clock.now(), connection.dialect.name, version, revision, sums(connection))


def revision_of(connection: Connection) -> str | None:
    """At which migration the database is; None for one that never had any."""
    return MigrationContext.configure(connection).get_current_revision()
