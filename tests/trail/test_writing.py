"""Entries get their places in the order in which transactions end: no gap, no circle of who waits for whom."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask, g
from sqlalchemy import func, select

from jsp import audit
from jsp.extensions import db, lock
from jsp.models.accounts import User
from jsp.models.audit import Action, AuditEntry, AuditLink
from jsp.verbs import trail
from tests.browser import Browser
from tests.make import person

MANY = 60
PROCESS = """
import sys
from jsp import audit, create_app
from jsp.extensions import db
from jsp.models.audit import Action
from tests.conftest import settings
with create_app(settings(sys.argv[1])).app_context():
    for at in range(int(sys.argv[2])):
        audit.record(Action.READ, "contact", f"of a process {at}", user_id=1)
        audit.record(Action.LISTED, "contact", user_id=1)
        db.session.commit()
"""


def count(table: type = AuditEntry) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_what_is_taken_back_leaves_no_gap(app: Flask) -> None:
    with app.app_context():
        before = count()
        audit.record(Action.READ, "contact", "stays", user_id=1)
        with db.session.begin_nested() as part:
            audit.record(Action.READ, "contact", "goes", user_id=1)
            part.rollback()
        audit.record(Action.READ, "contact", "stays too", user_id=1)
        db.session.commit()
        audit.record(Action.READ, "contact", "goes as well", user_id=1)
        db.session.rollback()
        audit.record(Action.READ, "contact", "the last", user_id=1)
        db.session.commit()
        assert count() == count(AuditLink) == before + 3
        assert trail.verify().holds


def test_a_request_that_fails_leaves_nothing(app: Flask, worker: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        before = count()
    monkeypatch.setattr("jsp.blueprints.intake.routes.render_template", lambda *_a, **_k: 1 / 0)
    assert worker.get("/intake/contacts").status >= 500
    with app.app_context():
        assert count() == count(AuditLink) == before
        assert trail.verify().holds


def test_an_act_whose_entry_gets_no_place_is_not_done(app: Flask, worker: Browser) -> None:
    with app.app_context():
        db.session.connection().exec_driver_sql("DROP TABLE audit_link")
        db.session.commit()
    assert worker.get("/intake/contacts").status >= 500


def test_many_who_write_at_once_leave_no_gap(committing: Flask) -> None:
    """Each also locks two rows, in its own order before the chain: who waits for the chain holds up nobody else."""
    app = committing

    def act(at: int) -> str:
        with app.app_context():
            try:
                lock(db.session.get(User, 1 + at % 4))
                for part in range(1 + at % 3):
                    audit.record(Action.READ, "contact", f"{at}.{part}", user_id=1)
                if at % 7 == 0:
                    db.session.rollback()
                    return "back"
                db.session.commit()
            except Exception as error:
                return repr(error)
            return "done"

    with app.app_context():
        before = count()
    with ThreadPoolExecutor(8) as pool:
        ends = list(pool.map(act, range(MANY)))
    with app.app_context():
        assert set(ends) == {"done", "back"}
        expected = sum(1 + at % 3 for at in range(MANY) if at % 7)
        assert count() - before == expected
        assert_whole(count())


def assert_whole(number: int) -> None:
    seqs = list(db.session.scalars(select(AuditLink.seq).order_by(AuditLink.seq)))
    assert seqs == list(range(1, number + 1))
    found = trail.verify()
    assert (found.holds, found.checked) == (True, number)


@pytest.mark.real_time
def test_processes_that_write_at_once_leave_no_gap(committing: Flask) -> None:
    url = committing.config["SQLALCHEMY_DATABASE_URI"]
    root = Path(__file__).parents[2]
    words = [sys.executable, "-c", PROCESS, str(url), "30"]
    started = [subprocess.Popen(words, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}) for _ in range(2)]
    with committing.app_context():
        before = count()
    stop = threading.Event()
    found = []
    while any(each.poll() is None for each in started):
        with committing.app_context():
            g.reading = True
            found.append(trail.verify().holds)  # who looks meanwhile sees a whole chain as well
            db.session.rollback()
        stop.wait(0.2)
    assert [each.returncode for each in started] == [0, 0]
    assert all(found)
    with committing.app_context():
        assert count() >= before
        assert_whole(count())
        ours = select(func.count()).select_from(AuditEntry).where(AuditEntry.object_id.like("of a process%"))
        assert db.session.scalar(ours) == 60


def test_nobody_is_named_for_a_pupil(app: Flask) -> None:
    with app.app_context():
        audit.record(Action.READ, "talk", "x", of_nobody=True)
        db.session.commit()
        entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
        assert (entry.user_id, entry.at.isoformat(), person("sanne").id > 0) == (
            None,
            "2026-11-22T23:00:00+00:00",
            True,
        )
