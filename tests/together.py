"""Two acts at the same moment, each in a thread and a transaction of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask
from sqlalchemy import text

from jsp.extensions import db

TRIES = 400  # twenty seconds


def at_once(app: Flask, *acts: Callable[[Callable[[], None]], Any]) -> list[Any]:
    """What each act returned, or the error it raised, in threads of their own; each commits.

    An act gets a function to call once it has looked: all go on from there together. SQLite lets no second writer look.
    """
    ready = threading.Barrier(len(acts), timeout=20)

    def run(act: Callable[[Callable[[], None]], Any]) -> Any:
        with app.test_request_context():
            waits = ready.wait if db.engine.dialect.name == "postgresql" else lambda: None
            try:
                result = act(waits)
                db.session.commit()
            except Exception as error:
                db.session.rollback()
                return error
            return result

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def wait_until_done_or_waiting(is_done: threading.Event) -> None:
    """Until the other is done or waits for this transaction. On SQLite, with one writer, it does not come this far."""
    if db.engine.dialect.name == "postgresql" and not any(
        is_done.wait(0.05) or somebody_waits_for_me() for _time in range(TRIES)
    ):
        raise TimeoutError


def somebody_waits_for_me() -> bool:
    """Not just anybody: other tests run on the same server."""
    blocks = (
        "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
    )
    return bool(db.session.scalar(text(blocks)))
