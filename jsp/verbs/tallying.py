"""Keeps the team's figures with the conversations, in the same transaction, for every room that writes one down."""

from functools import cache

from sqlalchemy import Insert

from jsp.extensions import db, insert
from jsp.models.base import Base
from jsp.models.tallies import ThemeTally
from jsp.rules import tally
from jsp.rules.tally import Cells, Counted

TABLE = Base.metadata.tables[ThemeTally.__tablename__]  # its rows are never looked at as objects here
KEY = [column.name for column in TABLE.primary_key]


def count_in(what: Counted) -> None:
    """It was written down: it counts from now on."""
    move(tally.cells(what))


def count_out(what: Counted) -> None:
    """It goes away: it counts no more."""
    move(tally.moved(tally.cells(what), tally.Cells()))


def count_anew(before: Cells, what: Counted) -> None:
    """It was changed; `before` are the cells in which it counted until now."""
    move(tally.moved(before, tally.cells(what)))


def move(change: Cells) -> None:
    """Add to each cell what it changes by, in one order for everybody: so nobody waits for each other in a circle."""
    if change:
        rows = [{**cell._asdict(), "number": number} for cell, number in sorted(change.items())]
        db.session.execute(_statement(db.engine.dialect.name), rows)


@cache
def _statement(_dialect: str) -> Insert:
    made = insert(TABLE)
    added = TABLE.c.number + made.excluded.number
    statement: Insert = made.on_conflict_do_update(index_elements=KEY, set_={"number": added})
    return statement
