"""What is sealed follows the newest key: data keys are wrapped anew, some rows at a time; texts are not touched.

Each batch is a transaction of its own. What was done is seen by its first bytes, so breaking it off at any moment loses
nothing, and beginning again goes on where it was.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from flask import current_app
from sqlalchemy import LargeBinary, Table, func, select, update

from jsp.credentials import OnceTotp
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.sealed import SEALED, Sealed, keys
from jsp.rules.keys import begins_with, number_of

BATCH = 500
ROUNDS = 3  # what is written meanwhile by a process that does not know the new key yet is found in the next one


def count_by_key() -> Counter[int]:
    """How many sealed texts and second factors need each key, by its number."""
    found: Counter[int] = Counter()
    for table, sealed in _columns():
        column = table.c[sealed.column]
        head = func.substr(column, 1, 2, type_=LargeBinary)
        query = select(head, func.count()).where(column.is_not(None)).group_by(head)
        for first, number in db.session.execute(query):
            found[number_of(bytes(first))] += number
    for _id, secret in _factors():
        found[int(json.loads(secret)["enckey"]["t"])] += 1
    return found


def rewrap_all() -> Iterator[tuple[str, int]]:
    """Wrap all anew; commits after each batch and says of which table how many were done. Raises SealBrokenError."""
    for table, sealed in _columns():
        for _round in range(ROUNDS):
            done = sum(_batches(table, sealed))
            if not done:
                break
            yield table.name, done
    if factors := _rewrap_factors():
        yield User.__tablename__, factors


def _columns() -> Iterator[tuple[Table, Sealed]]:
    for owner, sealed in SEALED:
        yield owner.__table__, sealed  # type: ignore[attr-defined]


def _batches(table: Table, sealed: Sealed) -> Iterator[int]:
    """One round over a column: how many each batch did."""
    column = table.c[sealed.column]
    old = func.substr(column, 1, 2, type_=LargeBinary) != begins_with(keys().newest)
    query = select(table.c.id, column).where(column.is_not(None), old).order_by(table.c.id).limit(BATCH)
    last: Any = None
    while rows := db.session.execute(query if last is None else query.where(table.c.id > last)).all():
        yield sum(_rewrap(table, sealed, id, bytes(blob)) for id, blob in rows)
        db.session.commit()
        last = rows[-1].id


def _rewrap(table: Table, sealed: Sealed, id: object, blob: bytes) -> int:
    """Unless somebody wrote another text there meanwhile."""
    column = table.c[sealed.column]
    again = keys().rewrap(blob, place=f"{table.name}.{sealed.name}.{id}")
    done = db.session.execute(update(table).where(table.c.id == id, column == blob).values({column: again}))
    return int(done.rowcount)  # type: ignore[attr-defined]


def _rewrap_factors() -> int:
    """The library seals the secrets of authenticator apps in its own way."""
    library = OnceTotp(current_app.config["SECURITY_TOTP_SECRETS"], current_app.config["SECURITY_TOTP_ISSUER"])
    done = 0
    for id, secret in _factors():
        again = library.sealed_anew(secret)
        if again is not None:
            write = update(User).where(User.id == id, User.tf_totp_secret == secret).values(tf_totp_secret=again)
            done += int(db.session.execute(write).rowcount)  # type: ignore[attr-defined]
    db.session.commit()
    return done


def _factors() -> list[tuple[int, str]]:
    """Who has an authenticator app, with its secret as the library keeps it."""
    rows = db.session.execute(select(User.id, User.tf_totp_secret).where(User.tf_totp_secret.is_not(None)))
    return [(row.id, str(row.tf_totp_secret)) for row in rows]
