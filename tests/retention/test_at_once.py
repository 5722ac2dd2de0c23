"""Two jobs at the same moment, as on two machines: what goes is counted once."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.retention import ErasureEntry
from jsp.rules.retention import Kind
from jsp.verbs.erasures import WAYS
from tests.retention import rows
from tests.together import at_once


def test_what_two_jobs_erase_at_once_is_counted_once(committing: Flask, tmp_path: Path) -> None:
    with committing.app_context():
        ids = {Kind.NOTE: rows.add_contact(committing), Kind.THREAD: rows.add_thread(),
               Kind.REACH: rows.add_thread(days=100, reach=True)}  # fmt: skip
        db.session.commit()

    def job(kind: Kind, id: UUID) -> Callable[[Callable[[], None]], bool]:
        def act(looked: Callable[[], None]) -> bool:
            db.session.get(Contact, id)
            looked()
            return WAYS[kind].erase(id)

        return act

    for kind, id in ids.items():
        assert sorted(at_once(committing, job(kind, id), job(kind, id))) == [False, True], kind
    with committing.app_context():
        counted = select(ErasureEntry.kind, func.count()).group_by(ErasureEntry.kind)
        assert {Kind(kind): number for kind, number in db.session.execute(counted)} == dict.fromkeys(ids, 1)
