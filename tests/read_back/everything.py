"""All that the database holds, opened: where a word can still be read."""

from collections.abc import Iterator
from typing import Any

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.base import Base
from jsp.models.sealed import Sealed
from jsp.rules.keys import SealBrokenError


def readable(app: Flask) -> Iterator[tuple[str, str]]:
    """Every text of every row with its table and attribute; sealed ones as their key opens them."""
    with app.app_context():
        for mapper in Base.registry.mappers:
            kind = mapper.class_
            sealed = [name for name in dir(kind) if isinstance(vars(kind).get(name), Sealed)]
            for row in db.session.scalars(select(kind)):
                for name in (*sealed, *mapper.columns.keys()):
                    yield f"{kind.__tablename__}.{name}", str(_value(row, name))


def _value(row: Any, name: str) -> object:
    try:
        return getattr(row, name)
    except SealBrokenError:  # sealed by who keeps a key of their own: nothing of a talk
        return ""


def places(app: Flask, *words: str) -> set[str]:
    """Where any of these words can be read."""
    return {where for where, text in readable(app) if any(each in text for each in words)}
