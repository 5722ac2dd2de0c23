"""What stands in a database, as a number of rows and a sum for each table: the same before and after, or it is not."""

from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import Connection, inspect

BYTES = 8
AT_ONCE = 2_000  # rows
SAME_WORDS = (
    "SET LOCAL TimeZone = 'UTC'", "SET LOCAL DateStyle = 'ISO, MDY'", "SET LOCAL IntervalStyle = 'iso_8601'",
    "SET LOCAL bytea_output = 'hex'", "SET LOCAL extra_float_digits = 1",
)  # fmt: skip


class Sum(NamedTuple):
    """Of one table: its rows, and what they add up to in whichever order they come."""

    rows: int
    sum: str


def sums(connection: Connection, *, but: Collection[str] = ()) -> dict[str, Sum]:
    """Of each table by its name, but for columns of these names. On PostgreSQL inside a transaction."""
    add_up = _of_sqlite if connection.dialect.name == "sqlite" else _of_postgres
    if connection.dialect.name == "postgresql":
        for statement in SAME_WORDS:
            connection.exec_driver_sql(statement)
    inspector = inspect(connection)
    names = sorted(inspector.get_table_names())
    return {name: add_up(connection, name, _columns(inspector.get_columns(name), but)) for name in names}


def _columns(found: Iterable[Mapping[str, Any]], but: Collection[str]) -> str:
    """By their names, as the order in which they stand may differ."""
    return ", ".join(f'"{name}"' for name in sorted({str(each["name"]) for each in found} - {*but}))


def _of_sqlite(connection: Connection, table: str, columns: str) -> Sum:
    rows, total = 0, 0
    statement = f'SELECT {columns} FROM "{table}"'  # noqa: S608 - the names are those of the database itself
    for row in connection.exec_driver_sql(statement).yield_per(AT_ONCE):
        rows += 1
        total += int.from_bytes(blake2b(repr(tuple(row)).encode(), digest_size=BYTES).digest())
    return Sum(rows, f"{total:x}")


def _of_postgres(connection: Connection, table: str, columns: str) -> Sum:
    one = f"('x' || left(md5(ROW({columns})::text), 15))::bit(60)::bigint"
    statement = f'SELECT count(*), coalesce(sum({one}), 0)::text FROM "{table}"'  # noqa: S608 - as above
    rows, total = connection.exec_driver_sql(statement).one()
    return Sum(rows, f"{int(total):x}")
