"""A connection to a database that need not be that of the app."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, create_engine


@contextmanager
def connected(url: URL, **options: str) -> Iterator[Connection]:
    """In a transaction, closed at the end; `options` of its engine."""
    engine = create_engine(url, **options)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
