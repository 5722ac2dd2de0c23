"""What is too old goes from the trail, with a signed word that says where the chain goes on."""

import re
from pathlib import Path

import pytest
from flask import Flask
from freezegun import freeze_time
from sqlalchemy import func, select, text

from jsp import jobs
from jsp.doctor import trail as doctor_trail
from jsp.extensions import db
from jsp.models.audit import Action, AuditCheckpoint, AuditEntry, AuditLink
from jsp.verbs import trail, trail_heads, trail_pruning
from tests.trail.tampering import clear, tamper, write

LONG_AGO = "2024-11-23 11:30:00"  # 730 days before the today of the tests
JUST_NOT = "2024-11-23 11:30:01"
PUT_UNDER = (
    "INSERT INTO audit_entry (id, at, user_id, action, object_kind, object_id) "
    "SELECT 900001, at, user_id, action, object_kind, 'x' FROM audit_entry WHERE id = :id",
    "INSERT INTO audit_link (seq, entry_id, mac) VALUES (2, 900001, :mac)",
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of two, so that there are several."""
    monkeypatch.setattr(trail_pruning, "AT_ONCE", 2)


def old(number: int, when: str = "2024-06-01 10:00:00") -> None:
    with freeze_time(when):
        write(number)


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_only_what_is_too_old_goes(app: Flask, small: None) -> None:
    with app.app_context():
        clear()
        old(5)
        old(1, JUST_NOT)
        new = write(2)
        assert trail_pruning.count_old() == 5
        assert trail_pruning.prune() == 5
        left = list(db.session.scalars(select(AuditEntry.id).where(AuditEntry.action == Action.READ)))
        assert (len(left), left[-2:]) == (3, new)
        assert count(AuditEntry) == count(AuditLink) == 4  # with that it was done
        found = trail.verify()
        assert (found.holds, found.checked) == (True, 4)


def test_nothing_old_leaves_nothing_behind(app: Flask) -> None:
    with app.app_context():
        write(3)
        before = count(AuditEntry), count(AuditCheckpoint)
        assert trail_pruning.prune() == 0
        assert (count(AuditEntry), count(AuditCheckpoint)) == before


def test_an_old_one_behind_a_newer_one_waits(app: Flask, small: None) -> None:
    with app.app_context():
        clear()
        write(1)
        old(2)
        assert trail_pruning.prune() == 0


def test_it_goes_on_where_all_of_it_went(app: Flask, small: None) -> None:
    with app.app_context():
        clear()
        old(4)
        seq, mac = trail_heads.audit.head()
        trail_pruning.prune()
        [first, *_more] = db.session.scalars(select(AuditLink.seq).order_by(AuditLink.seq))
        assert first == seq + 1
        assert trail.newest_checkpoint() == (seq, mac)
        assert trail.verify().holds


def test_what_was_touched_does_not_go(app: Flask, small: None) -> None:
    """It would take along what shows that somebody did."""
    with app.app_context():
        clear()
        old(4)
        third = db.session.scalars(select(AuditEntry.id).order_by(AuditEntry.id).offset(2).limit(1)).one()
        tamper(["UPDATE audit_entry SET user_id = NULL WHERE id = :id"], id=third)
        with pytest.raises(trail_pruning.TrailBrokenError, match=r"^3$"):
            trail_pruning.prune()
        db.session.rollback()
        assert (count(AuditEntry), trail.verify().holds) == (2, False)


def test_a_link_put_under_a_checkpoint_is_found(app: Flask) -> None:
    with app.app_context():
        clear()
        old(3)
        trail_pruning.prune()
        [id] = write(1)
        found = tamper(PUT_UNDER, id=id, mac=b"x" * 32)
        assert not found.holds


def test_ends_that_were_published_before_go_on_fitting(
    app: Flask, tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "AUDIT_HEAD_FILE", tmp_path / "heads")
    with app.app_context():
        clear()
        for number in (1, 3):
            with freeze_time(f"2024-06-0{number} 10:00:00"):
                write(number)
                trail_heads.publish_head()
                db.session.commit()
        trail_pruning.prune()
        assert (trail.verify().heads, trail.verify().holds) == (2, True)


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["audit", *words])
    return result.exit_code, re.sub(r"\s+", " ", result.output)


def test_the_commands_say_it_in_a_sentence(app: Flask) -> None:
    with app.app_context():
        clear()
        old(2)
        ids = write(2)
        seq, mac = trail_heads.audit.head()
    assert run(app, "head") == (0, f"2026-11-23 {seq} {mac.hex()} ")
    assert run(app, "prune", "--dry-run") == (0, "2 entries are old enough to go. ")
    assert run(app, "prune") == (0, "2 entries were removed. ")
    code, said = run(app, "verify")
    assert (code, said.startswith("The trail holds: 3 entries, up to number 5.")) == (0, True)
    with app.app_context():
        tamper(["UPDATE audit_entry SET user_id = NULL WHERE id = :id"], id=ids[0])
    code, said = run(app, "verify")
    assert (code, said) == (
        1, f"Error: Somebody touched the trail: it breaks at number 3 (entry {ids[0]}), after 0 good. "
    )  # fmt: skip


def test_a_job_does_it_once_a_day(app: Flask) -> None:
    with app.app_context():
        clear()
        old(2)
        new = write(1)
        jobs.cut_trail()
        db.session.commit()
        assert list(db.session.scalars(select(AuditEntry.id).where(AuditEntry.action == Action.READ))) == new
        before = count(AuditEntry)
        jobs.cut_trail()
        db.session.commit()
        assert count(AuditEntry) == before, "that it was cut is written down once a day"


def test_a_job_that_may_only_add_leaves_it_to_the_owner(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            return
        clear()
        old(1)
        db.session.execute(text("CREATE ROLE adds_to_it"))
        db.session.execute(text("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO adds_to_it"))
        db.session.execute(text("SET LOCAL ROLE adds_to_it"))
        jobs.cut_trail()
        assert (trail_pruning.may_prune(), trail_pruning.count_old()) == (False, 1)
        assert [each for each in doctor_trail.check() if "older" in each.what] != []


def test_a_role_that_may_only_add_is_told_who_can(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            return
        clear()
        old(1)
        db.session.execute(text("CREATE ROLE adds_only"))
        db.session.execute(text("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO adds_only"))
        db.session.execute(text("SET LOCAL ROLE adds_only"))
        db.session.commit()
    code, said = run(app, "prune")
    assert (code, "as the owner of the tables" in said) == (1, True)
