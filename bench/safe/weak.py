"""A page that anybody can break into, made to see whether a scanner does."""

import sqlite3
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs


def weak(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """What was asked for goes into the query as it is."""
    asked = parse_qs(environ.get("QUERY_STRING", "")).get("id", ["1"])[0]
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE thing (id INTEGER, name TEXT)")
        connection.executemany("INSERT INTO thing VALUES (?, ?)", [(1, "one"), (2, "two")])
        try:
            rows = connection.execute(f"SELECT name FROM thing WHERE id = {asked}").fetchall()
            status = "200 OK"
        except sqlite3.Error as error:
            rows, status = [(f"SQLite error: {error}",)], "500 Internal Server Error"
    start_response(status, [("Content-Type", "text/html")])
    return [f"<html><body>{'<br>'.join(str(row[0]) for row in rows)}</body></html>".encode()]
