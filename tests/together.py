"""Two acts at the same moment, each in a thread and a transaction of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask

from jsp.extensions import db


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
