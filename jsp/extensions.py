"""The libraries that hang on the app, and how SQLite is told to behave."""

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from flask import Flask, Response, after_this_request, g, has_app_context, has_request_context, request
from flask_babel import Babel, format_date, refresh
from flask_login import current_user
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, func, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InvalidRequestError

from jsp.models.base import Base
from jsp.rules.refusal import NotFoundError

LANGUAGES = ("nl", "en")
YEAR = 365 * 24 * 3600  # seconds
BUSY_TIMEOUT = 10_000  # milliseconds
BRIEF = 200  # milliseconds
PRAGMAS = (
    "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT}", "secure_delete=ON",
)  # fmt: skip
AGAIN = frozenset({"40P01", "40001"})  # PostgreSQL broke it off: two waited for each other, or no order can be found
Made = TypeVar("Made")

db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate(render_as_batch=True, compare_type=True)
csrf = CSRFProtect()
babel = Babel()


def language() -> str:
    """The visitor's language: chosen in the footer, else the account's own, else Dutch."""
    if not has_request_context():
        return LANGUAGES[0]
    chosen = g.get("language") or request.cookies.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    if g.get("bare"):
        return LANGUAGES[0]
    return getattr(current_user, "language", LANGUAGES[0])


def speak(chosen: str) -> None:
    """Answer in this one of LANGUAGES from here on; kept in the browser."""
    g.language = chosen
    refresh()

    @after_this_request
    def keep(answer: Response) -> Response:
        answer.set_cookie("language", chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
        return answer


def decimal(text: str) -> str:
    """A number with the decimal sign of the language of the page."""
    return text.replace(".", ",") if "." in text and language() == "nl" else text


def day(value: date) -> str:
    """A day in words, such as maandag 23 november."""
    return str(format_date(value, "EEEE d MMMM"))


def insert(table: type[Base] | Table) -> Any:
    """An INSERT that knows ON CONFLICT, in the words of the database at hand."""
    words = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    return words[db.engine.dialect.name](table)


def take_turns(about: str) -> None:
    """Let transactions that change the same thing come one after the other, until this one ends.

    What was read before may be old: read it again. SQLite needs nothing, it has one writer at a time.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(zlib.crc32(about.encode()))))


def lock(row: Any) -> None:
    """Wait for whoever changes this row, let others wait until this transaction ends, and read it as it now stands."""
    kind = row.__class__  # of the row itself, also behind a proxy such as current_user
    db.session.execute(select(kind.id).where(kind.id == row.id).with_for_update())
    look_again(row)


def look_again(row: Any) -> None:
    """Read it as it now stands, once it is our turn; raises NotFoundError where it was removed meanwhile."""
    id = row.id  # once it is gone it cannot even tell that
    try:
        db.session.refresh(row)
    except InvalidRequestError as error:
        raise NotFoundError(id) from error


def retried(act: Callable[[], Made], times: int = 3) -> Made:
    """What the act returns. Broken off because two waited for each other, all is rolled back and it is done again.

    At most so many `times`; then, and for any other reason, the error of the database is raised. The act has to look
    again at all that it goes by: what was loaded before it has expired.
    """
    for left in reversed(range(times)):
        try:
            return act()
        except DBAPIError as error:
            if not left or getattr(error.orig, "sqlstate", None) not in AGAIN:
                raise
            db.session.rollback()
    raise ValueError(times)


def tune(app: Flask) -> None:
    """Make every SQLite connection durable and explicit about its transactions; PostgreSQL needs nothing."""
    with app.app_context():
        for engine in db.engines.values():
            _tune(engine)


@contextmanager
def over(url: URL) -> Iterator[None]:
    """Let the app stand over another database, as long as the block lasts."""
    engines: Any = db.engines
    own, other = engines[None], create_engine(url)
    _tune(other)
    db.session.remove()
    engines[None] = other
    try:
        yield
    finally:
        db.session.remove()
        engines[None] = own
        other.dispose()


def _tune(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connect)
        event.listen(engine, "begin", _begin)


def _connect(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # sqlite3 may not begin by itself
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Writers take their lock at once: a read snapshot that turns writer cannot wait and fails."""
    reading, brief = (has_app_context() and g.get(name, False) for name in ("reading", "brief"))
    if reading or not brief:
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={BRIEF}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")


@contextmanager
def briefly() -> Iterator[None]:
    """Write in a transaction of its own, and rather fail than wait: for what may be left out, after an answer."""
    was_reading = g.get("reading", False)
    db.session.rollback()
    g.reading, g.brief = False, True
    try:
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text(f"SET LOCAL lock_timeout = {BRIEF}"))
        yield
        db.session.commit()
    finally:
        db.session.rollback()
        g.reading, g.brief = was_reading, False
