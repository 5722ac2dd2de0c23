"""What was erased stands outside the database by its key alone, and is erased again after an older backup came back."""

import json
import os
import sqlite3
import stat
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import URL, create_engine, func, make_url, select, text

from jsp import clock
from jsp.extensions import db, over
from jsp.models.contacts import Contact
from jsp.models.messages import Thread
from jsp.models.referrals import Packet
from jsp.models.retention import ErasureEntry, ErasureReport
from jsp.rules.referral import State
from jsp.rules.retention import Kind
from jsp.verbs import erasures, retention
from jsp.verbs.erasures import ErasureUnknownError
from tests.browser import Browser
from tests.messages.asker import ask, come_back, thread_of
from tests.referrals.rows import add_referral
from tests.retention import rows


def parsed(journal: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in rows.lines(journal)]


def test_it_holds_keys_and_days_and_nothing_else(app: Flask, journal: Path) -> None:
    with app.app_context():
        contact, thread = rows.add_contact(app), rows.add_thread()
        db.session.commit()
        retention.run()
    assert parsed(journal) == [
        {"kind": "thread", "id": str(thread), "on": "2026-11-23"},
        {"kind": "contact_note", "id": str(contact), "on": "2026-11-23"},
    ]
    assert stat.S_IMODE(os.stat(journal).st_mode) == 0o600


def test_what_was_exported_is_not_exported_again(app: Flask, journal: Path) -> None:
    with app.app_context():
        erasures.note(Kind.THREAD, uuid4())
        db.session.commit()
        assert (erasures.export(), erasures.export()) == (1, 0)
    assert len(parsed(journal)) == 1


def test_what_could_not_be_written_is_written_later(app: Flask, journal: Path) -> None:
    journal.mkdir()
    with app.app_context():
        erasures.note(Kind.THREAD, uuid4())
        db.session.commit()
        with pytest.raises(OSError):
            erasures.export()
        db.session.rollback()
        journal.rmdir()
        assert erasures.export() == 1


def test_what_somebody_erases_by_code_stands_there_before_they_hear_it(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory, journal: Path
) -> None:
    words = ask(app, browser, frozen)
    with app.app_context():
        id = thread_of(app).id
    come_back(browser, words)
    browser.post("/antwoord/wissen", browser.get("/antwoord/wissen").form("/antwoord/wissen"))
    assert [(each["kind"], each["id"]) for each in parsed(journal)] == [("thread", str(id))]


def test_it_is_kept_twice_as_long_as_a_backup(app: Flask, journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "BACKUP_DAYS", 35)
    old, young = clock.today() - timedelta(days=71), clock.today() - timedelta(days=70)
    with app.app_context():
        for day in (old, young):
            db.session.add(ErasureEntry(kind=Kind.THREAD, object_id=str(day), on=day, written=False))
        db.session.commit()
        erasures.export()
        erasures.trim()
        assert [each.on for each in db.session.scalars(select(ErasureEntry))] == [young]
    assert [each["on"] for each in parsed(journal)] == [young.isoformat()]


@pytest.mark.parametrize("line", ["3", "[]", '{"kind": "thread"}', '{"on": 3}', "broken"])
def test_a_line_that_nobody_can_read_is_not_thrown_away(app: Flask, journal: Path, line: str) -> None:
    journal.write_text(f'{line}\n{{"kind": "thread", "id": "x", "on": "2020-01-01"}}\n')
    with app.app_context():
        erasures.trim()
    assert rows.lines(journal) == [line]


@pytest.mark.parametrize("line", [
    {"kind": "dossier", "id": "1", "on": "2026-11-23"}, {"kind": "thread", "on": "2026-11-23"},
    {"kind": "thread", "id": str(uuid4()), "on": "soon"},
])  # fmt: skip
def test_a_line_that_nobody_knows_is_refused_before_anything_is_done(app: Flask, line: dict[str, str]) -> None:
    with app.app_context():
        id = rows.add_thread()
        good = {"kind": "thread", "id": str(id), "on": "2026-11-23"}
        with pytest.raises(ErasureUnknownError, match="does not know"):
            erasures.replay([good, line])
        assert db.session.get(Thread, id) is not None


def erased_everything(app: Flask, journal: Path) -> dict[str, int]:
    """Erase one of each before its time: a question, a note, who a referral is about. What stands there now."""
    for kind, id in app.config["ERASED_HERE"]:
        assert erasures.WAYS[kind].again(str(id))
    db.session.commit()
    assert erasures.export() == 3
    return standing()


def standing() -> dict[str, int]:
    written = select(func.count()).select_from(Contact).where(Contact.note_sealed.is_not(None))
    numbers = {"threads": select(func.count()).select_from(Thread), "notes": written,
               "packets": select(func.count()).select_from(Packet)}  # fmt: skip
    return {name: db.session.scalar(query) or 0 for name, query in numbers.items()}


def copied(app: Flask, tmp_path: Path) -> URL:
    """A backup as simple as can be: a copy of the database, at an address of its own."""
    url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    if url.drivername == "sqlite":
        to = tmp_path / "copy.sqlite"
        with closing(sqlite3.connect(str(url.database))) as own, closing(sqlite3.connect(to)) as other:
            own.backup(other)
        return url.set(database=str(to))
    name = f"copy_{uuid4().hex[:8]}"
    db.engine.dispose()
    server = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{url.database}"'))
    server.dispose()
    return url.set(database=name)


def test_an_older_backup_brings_nothing_back(committing: Flask, tmp_path: Path) -> None:
    journal = tmp_path / "erasures.jsonl"
    committing.config["ERASURE_JOURNAL"] = journal
    with committing.app_context():
        ids = [(Kind.THREAD, rows.add_thread(days=1)), (Kind.NOTE, rows.add_contact(committing, days=1)),
               (Kind.PERSON, add_referral(state=State.COMPLETED))]  # fmt: skip
        committing.config["ERASED_HERE"] = ids
        db.session.commit()
        before = standing()
        db.session.remove()
        older = copied(committing, tmp_path)
        after = erased_everything(committing, journal)
        assert {name: before[name] - after[name] for name in before} == {"threads": 1, "notes": 1, "packets": 1}
        with over(older):
            assert standing() == before, "the copy is older"
            assert erasures.replay(parsed(journal)) == 3
            db.session.commit()
            assert standing() == after
            assert erasures.replay(parsed(journal)) == 0, "done once is done"
            db.session.commit()
            [entry, *_more] = db.session.scalars(select(ErasureEntry).order_by(ErasureEntry.id))
            assert (entry.written, entry.on) == (True, date(2026, 11, 23)), "it stands in the journal already"
            assert sum(each.number for each in db.session.scalars(select(ErasureReport))) == 3
            assert erasures.export() == 0


def test_a_job_sweeps_what_was_erased_out_of_the_files_of_the_database(committing: Flask, tmp_path: Path) -> None:
    committing.config["ERASURE_JOURNAL"] = tmp_path / "erasures.jsonl"
    with committing.app_context():
        rows.add_thread()
        db.session.commit()
        retention.run()
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("SELECT pg_stat_clear_snapshot()"))
            swept = "SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'thread'"
            assert db.session.scalar(text(swept)) == 1


def test_what_somebody_erased_by_hand_is_swept_by_the_next_job(committing: Flask, tmp_path: Path) -> None:
    committing.config["ERASURE_JOURNAL"] = tmp_path / "erasures.jsonl"
    with committing.app_context():
        erasures.note(Kind.REFERRAL, uuid4())
        db.session.commit()
        assert not sum(retention.run().values())
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("SELECT pg_stat_clear_snapshot()"))
            swept = "SELECT count(*) FROM pg_stat_user_tables WHERE relname = 'referral' AND vacuum_count > 0"
            assert db.session.scalar(text(swept)) == 1
