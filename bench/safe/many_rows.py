"""Databases with a hundred thousand conversations, of which a part has a note, sealed with the keys of the bench."""

from itertools import islice
from typing import Any

from sqlalchemy import bindparam, create_engine, event, select, update

from bench import trend_rows
from bench.inside import inside
from bench.nation import add_sites
from jsp.backups.sample import open_sample
from jsp.backups.sums import Sum, sums
from jsp.models.contacts import Contact

ROWS = 100_000
WORDS = "vertelde over thuis en over wat er in de klas gebeurde, en wil volgende week terugkomen"


def fill(url: str, rows: int = ROWS) -> None:
    """Add so many, with the figures that are kept with them."""
    engine = create_engine(url)
    with engine.begin() as connection:
        add_sites(connection, trend_rows.SITES)
    engine.dispose()
    trend_rows.fill(url, rows)
    _write_notes(url, rows // 5)


def _write_notes(url: str, number: int) -> None:
    with inside(url) as _app:
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
        with engine.begin() as connection:
            ids = list(connection.scalars(select(Contact.id).limit(number)))
            values = [{"of": id, "blob": Contact.note.seal(Contact, id, f"{WORDS} {id}")} for id in ids]
            statement = update(Contact.__table__).where(Contact.id == bindparam("of"))  # type: ignore[arg-type]
            connection.execute(statement.values(note_sealed=bindparam("blob")), values)
        engine.dispose()


def added_up(url: str, *, but: frozenset[str] = frozenset()) -> dict[str, Sum]:
    """What each table adds up to, but for columns of these names."""
    engine = create_engine(url)
    with engine.begin() as connection:
        found = sums(connection, but=but)
    engine.dispose()
    return found


def notes(url: str, number: int) -> list[tuple[Any, str]]:
    """So many notes, opened; and some of every other sealed column is opened as well."""
    with inside(url) as app, app.app_context():
        open_sample()
        engine = create_engine(url)
        with engine.connect() as connection:
            held = select(Contact.id, Contact.note_sealed).where(Contact.note_sealed.is_not(None)).order_by(Contact.id)
            found = list(islice(connection.execute(held.limit(number)), number))
        engine.dispose()
        keys = app.config["DATA_KEYS"]
        return [(id, keys.open(blob, place=Contact.note.place(Contact, id))) for id, blob in found]
