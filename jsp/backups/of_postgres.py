"""A PostgreSQL database: dumped at one moment, restored under another name, and put in place by renaming."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta

from psycopg.errors import InsufficientPrivilege, InvalidCatalogName
from sqlalchemy import URL, Connection, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from jsp import clock
from jsp.backups import BackupError, words_of
from jsp.backups.connecting import connected
from jsp.backups.manifest import Manifest
from jsp.backups.programs import conninfo, fed, find_program, read_from
from jsp.backups.snapshot import Snapshot, describe

SERVER = "postgres"  # the database that is always there, to make others from
LONGEST = 63  # bytes of a name
STAMP = 20  # figures at the end of the name of what is restored: the moment
DAY = timedelta(days=1)
MAY_MAKE = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"


@contextmanager
def snapshot(url: URL) -> Iterator[Snapshot]:
    """The database as it is at one moment: counted and dumped in one and the same snapshot, however much is written."""
    with connected(url) as connection:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        moment = connection.scalar(text("SELECT pg_export_snapshot()"))
        version = _version(connection)
        manifest = describe(connection, version=version)
        words = ["--format=custom", "--compress=1", "--no-password", f"--snapshot={moment}", *conninfo(url)]
        with read_from(find_program("pg_dump", version), words, url) as parts:
            yield Snapshot(manifest, parts)


@contextmanager
def loaded(parts: Iterable[bytes], manifest: Manifest, url: URL) -> Iterator[URL]:
    """What a backup holds as a database beside the one at `url`; gone at the end, unless it was put in its place.

    So is what a run that was killed left there a day ago or more.
    """
    fresh = url.set(database=_fresh(url, clock.now()))
    with _server(url) as server:
        version = _version(server)
        if version < manifest.version:
            raise BackupError(f"This backup is of PostgreSQL {manifest.version}, and this server is only {version}.")
        program = find_program("pg_restore", version)
        _drop_left(server, url)
        _create(server, str(fresh.database))
    try:
        words = ["--exit-on-error", "--no-owner", "--no-comments", "--no-password", *conninfo(fresh)]
        fed(program, words, fresh, parts)
        with connected(fresh) as connection:
            connection.exec_driver_sql("ANALYZE")
        yield fresh
    finally:
        with _server(url) as server:
            server.exec_driver_sql(f'DROP DATABASE IF EXISTS "{fresh.database}" WITH (FORCE)')


def check_whole(connection: Connection) -> None:
    """The server did so, row by row, while it was restored."""


def is_broken(_url: URL) -> bool:
    """The server looks after that."""
    return False


def refuse_without_right(url: URL) -> None:
    """Raise BackupError where this user may not make the database that a backup is restored into first.

    It is asked where the app works, for elsewhere on the server its user may not even be let in. Where nobody answers
    nothing is known: what is tried then says why.
    """
    try:
        with connected(url) as connection:
            may = connection.scalar(text(MAY_MAKE))
    except OperationalError:
        return
    if not may:
        raise BackupError(_no_right(str(url.username)))


def is_empty(url: URL) -> bool:
    """Whether nothing would be lost by writing over it, as there is no such database or no table in it."""
    try:
        with connected(url) as connection:
            return not inspect(connection).get_table_names()
    except OperationalError as error:
        if isinstance(error.orig, InvalidCatalogName) or "does not exist" in str(error.orig):
            return True
        raise BackupError(f"The database server does not let us in: {words_of(error)}") from error


def refuse_in_use(url: URL) -> None:
    """Raise BackupError while the app has it open."""
    with _server(url) as server:
        others = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :name")
        if server.scalar(others, {"name": url.database}):
            raise BackupError("The database is in use. Stop the app and its jobs first.")


def put_in_place(fresh: URL, url: URL, *, stamp: str) -> str:
    """Let it be the database at `url` from here on; returns the name the old one has now, "" where there was none."""
    old = _beside(url, f"before_{stamp.replace('-', '_')}")
    with _server(url, autocommit=False) as server:  # both renamed, or none
        there = server.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": url.database})
        try:
            if there:
                server.exec_driver_sql(f'ALTER DATABASE "{url.database}" RENAME TO "{old}"')
            server.exec_driver_sql(f'ALTER DATABASE "{fresh.database}" RENAME TO "{url.database}"')
        except DBAPIError as error:
            raise BackupError(f"The database could not be put in place: {words_of(error)}") from error
    return old if there else ""


def _server(url: URL, *, autocommit: bool = True) -> AbstractContextManager[Connection]:
    return connected(url.set(database=SERVER), isolation_level="AUTOCOMMIT" if autocommit else "READ COMMITTED")


def _create(server: Connection, name: str) -> None:
    try:
        server.exec_driver_sql(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    except ProgrammingError as error:
        if not isinstance(error.orig, InsufficientPrivilege):
            raise
        raise BackupError(_no_right(str(server.engine.url.username))) from error


def _no_right(user: str) -> str:
    return (
        f"Nothing was tried. A backup is restored into a database of its own first, and the database user {user} may "
        "not make one. Start this as the owner of the tables (jsp --owner …, docs/backup.md), say --into with the "
        "address of a user who may, or give this one the right (ALTER ROLE … CREATEDB)."
    )


def _drop_left(server: Connection, url: URL) -> None:
    """It holds all that a backup holds, also when that has long been erased."""
    oldest = _fresh(url, clock.now() - DAY)
    own = "SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = current_user"
    for name in server.scalars(text(own)).all():
        is_fresh = (name[:-STAMP], name[-STAMP:].isdigit()) == (oldest[:-STAMP], True)
        if is_fresh and name < oldest:
            server.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _fresh(url: URL, at: datetime) -> str:
    return _beside(url, f"fresh_{at:%Y%m%d%H%M%S%f}")


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000


def _beside(url: URL, words: str) -> str:
    return f"{str(url.database)[: LONGEST - len(words) - 1]}_{words}"
