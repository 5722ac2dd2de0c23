"""The app in this very process, for what has no page and for what is counted with its keys."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from bench.servers import environment
from jsp import create_app
from jsp.extensions import db


@contextmanager
def inside(url: str) -> Iterator[Flask]:
    """The app over that database, as long as the block lasts."""
    kept = dict(os.environ)
    os.environ.update(environment(url))
    app = create_app()
    try:
        with app.test_request_context():
            yield app
            db.session.remove()
            db.engine.dispose()
    finally:
        os.environ.clear()
        os.environ.update(kept)
