"""On the way to data keys and to a chain through the trail nothing is lost, and on the way back neither."""

from collections.abc import Iterator
from typing import Any

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import LargeBinary, column, func, select, table, text

from jsp import audit, demo
from jsp.extensions import db
from jsp.models.audit import AuditEntry, AuditLink
from jsp.models.sealed import SEALED, keys
from jsp.rules import trail
from jsp.rules.keys import DossierKey, number_of
from tests.test_migrations import FOLDER, newest

__all__ = ["newest"]
BEFORE = "0013"
SEALED_LATER = {"break_glass.reason", "retention_hold.reason", "person_request.note", "focus_group.keep_reason"}


def sealed() -> Iterator[tuple[str, Any, bytes]]:
    """Every sealed text of columns that were there before: its place, its key and what is kept."""
    for owner, each in SEALED:
        name = owner.__tablename__  # type: ignore[attr-defined]
        if f"{name}.{each.name}" in SEALED_LATER:
            continue
        rows = table(name, column("id"), column(each.column, LargeBinary()))
        for id, blob in db.session.execute(select(rows.c.id, rows.c[each.column])):
            if blob is not None:
                yield f"{name}.{each.name}", id, bytes(blob)
    db.session.commit()


def as_place(name: str, id: Any) -> str:
    """SQLite keeps random keys as figures alone."""
    is_plain = isinstance(id, str)
    return f"{name}.{id[:8]}-{id[8:12]}-{id[12:16]}-{id[16:20]}-{id[20:]}" if is_plain else f"{name}.{id}"


def test_every_sealed_text_of_the_demo_goes_down_and_up(newest: Flask) -> None:
    demo.load()
    said = {(name, id): keys().open(blob, place=as_place(name, id)) for name, id, blob in sealed()}
    assert all(blob[:1] == b"\0" for _name, _id, blob in sealed())
    downgrade(directory=FOLDER, revision=BEFORE)
    old = DossierKey(keys().by_number[1])
    bare = {(name, id): old.open(blob, place=as_place(name, id)) for name, id, blob in sealed()}
    assert bare == said
    assert {number_of(blob) for _name, _id, blob in sealed()} == {1}
    upgrade(directory=FOLDER)
    assert {(name, id): keys().open(blob, place=as_place(name, id)) for name, id, blob in sealed()} == said
    assert len({name for name, _id in said}) > 15


def test_what_was_written_down_before_stands_at_the_beginning_of_the_chain(newest: Flask) -> None:
    demo.load()
    db.session.commit()
    downgrade(directory=FOLDER, revision=BEFORE)
    upgrade(directory=FOLDER)
    entries = db.session.scalar(select(func.count()).select_from(AuditEntry))
    query = (
        select(AuditLink.seq, AuditLink.mac, AuditLink.entry_id, AuditEntry.__table__)
        .outerjoin(AuditEntry, AuditEntry.id == AuditLink.entry_id)
        .order_by(AuditLink.seq)
    )
    rows = ((trail.Link(row.seq, row.entry_id, row.mac), audit.as_entry(row)) for row in db.session.execute(query))
    walked = trail.first_broken(rows, after=0, before=trail.START, key=keys().derive("trail"))
    assert (walked[0], walked[2]) == (entries, None)
    assert entries


FIRST_FORM = (
    "DROP TABLE ground_change",
    "DROP TABLE sending",
    "CREATE TABLE ground_change (id INTEGER NOT NULL, sending {uuid} NOT NULL, at {time} NOT NULL, user_id INTEGER, "
    "kind VARCHAR(40) NOT NULL, row_id INTEGER NOT NULL, field VARCHAR(40) NOT NULL, before VARCHAR(500) NOT NULL, "
    "after VARCHAR(500) NOT NULL, CONSTRAINT fk_ground_change_user_id_user FOREIGN KEY(user_id) "
    'REFERENCES "user" (id), CONSTRAINT pk_ground_change PRIMARY KEY (id))',
    "CREATE INDEX ix_ground_change_row ON ground_change (kind, row_id)",
    "CREATE INDEX ix_ground_change_sending ON ground_change (sending)",
    "INSERT INTO ground_change VALUES (1, '11111111111141118111111111111111', '2026-11-24 08:00:00', NULL, 'site', 1, "
    "'name_nl', 'a', 'b')",
)


def test_a_database_of_before_changes_were_sent_under_a_key_comes_along(newest: Flask) -> None:
    downgrade(directory=FOLDER, revision="0004")
    is_sqlite = db.engine.dialect.name == "sqlite"
    types = {"uuid": "CHAR(32)", "time": "DATETIME"} if is_sqlite else {"uuid": "UUID", "time": "TIMESTAMPTZ"}
    for statement in FIRST_FORM:
        db.session.execute(text(statement.format(**types)))
    db.session.commit()
    upgrade(directory=FOLDER)
    query = "SELECT count(*) FROM ground_change JOIN sending ON sending.key = ground_change.sending"
    assert db.session.scalar(text(query)) == 1
