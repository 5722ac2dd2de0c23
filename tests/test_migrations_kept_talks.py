"""Why a talk is kept longer was open once: on the way up it is sealed, on the way down it is there again."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from jsp.extensions import db
from jsp.models.focus_groups import FocusGroup
from jsp.models.messages import Thread
from jsp.rules.talk import TalkState
from tests import make
from tests.focus_groups import rows
from tests.focus_groups.test_rows import try_it
from tests.retention.rows import add_thread
from tests.test_migrations import FOLDER, counts, held, newest

__all__ = ["newest"]
BEFORE = "0017"
REASONS = ("Het artikel is niet af", "Zij ligt in het ziekenhuis", "")


@pytest.fixture
def kept(newest: Flask) -> dict[UUID, str]:
    """Talks that are kept longer, and one that is not; by their keys, why."""
    make.world()
    db.session.flush()
    found = {}
    for reason in REASONS:
        group, _text = rows.add_told(state=TalkState.APPROVED)
        group.keep_until, group.keep_reason = (make.MONDAY + timedelta(300) if reason else None), reason
        found[group.id] = reason
    db.session.commit()
    db.session.remove()
    return found


def reasons() -> dict[UUID, str]:
    return {each.id: each.keep_reason for each in db.session.scalars(select(FocusGroup))}


def test_down_and_up_again_every_reason_is_there(newest: Flask, kept: dict[UUID, str]) -> None:
    before = counts()
    db.session.remove()
    downgrade(directory=FOLDER, revision=BEFORE)
    open_ones = db.session.scalars(text("SELECT keep_reason FROM focus_group")).all()
    assert sorted(open_ones) == sorted(REASONS)
    db.session.remove()
    assert REASONS[1].encode() in held(newest), "the way of looking finds it while it is there"
    upgrade(directory=FOLDER)
    assert counts() == before
    assert reasons() == kept
    assert set(db.session.scalars(text("SELECT keep_reason FROM focus_group"))) == {""}
    assert not [reason for reason in REASONS if reason and reason.encode() in held(newest)]


def test_what_guards_the_talks_is_there_as_before(newest: Flask, kept: dict[UUID, str]) -> None:
    """SQLite writes the table anew on the way."""
    before = guards()
    downgrade(directory=FOLDER, revision=BEFORE)
    upgrade(directory=FOLDER)
    assert guards() == before
    group = next(iter(kept))
    for change in ("state = 'draft', approved_on = NULL", "minutes = 4", "keep_reason = 'open'",
                   "keep_until = held_on, keep_reason_sealed = NULL", "read_until = NULL"):  # fmt: skip
        with pytest.raises(DBAPIError):
            try_it(f"UPDATE focus_group SET {change} WHERE id = :group", db.session.get_one(FocusGroup, group))
        db.session.rollback()


def test_a_question_of_before_is_open_on_devices_as_it_was(newest: Flask) -> None:
    make.world()
    db.session.flush()
    add_thread(visit=3, is_code_kept=True)
    db.session.commit()
    db.session.remove()
    downgrade(directory=FOLDER, revision=BEFORE)
    upgrade(directory=FOLDER)
    assert [(each.visit, each.is_code_kept) for each in db.session.scalars(select(Thread))] == [(0, False)]


def guards() -> list[tuple[str, ...]]:
    """The rules and triggers that the database has about talks."""
    if db.engine.dialect.name == "sqlite":
        query = (
            "SELECT type, name, CASE type WHEN 'table' THEN length(sql) - length(replace(sql, ' CHECK ', '')) "
            "ELSE sql END FROM sqlite_master WHERE sql LIKE '%focus_group%' AND type <> 'index' ORDER BY 1, 2"
        )
    else:
        query = (
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'focus_group'::regclass "
            "UNION ALL SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'focus_group'::regclass "
            "ORDER BY 1"
        )
    found = [tuple(map(str, row)) for row in db.session.execute(text(query))]
    db.session.remove()
    return found
