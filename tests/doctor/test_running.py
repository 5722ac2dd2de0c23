"""Mail, jobs, backups, disk, figures, promises: each broken once, and said."""

import shutil
from collections import namedtuple
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import update

from jsp import clock, jobs
from jsp.doctor import backups, disk, mail, promises, releases
from jsp.doctor import jobs as doctor_jobs
from jsp.extensions import db
from jsp.models import job_runs
from jsp.models.job_runs import BACKUP, DRILL
from jsp.models.messages import Thread
from jsp.models.outbox import OutboxMail
from jsp.rules.finding import State
from jsp.rules.mail import MOST_ATTEMPTS, wait, waited
from tests.browser import Browser
from tests.doctor.looking import look, notes, states, wrongs
from tests.mailbox import catching
from tests.messages.asker import ask
from tests.reply_codes import light

__all__ = ["light"]
Moment = FrozenDateTimeFactory
Usage = namedtuple("Usage", "total used free")


def put_mail(app: Flask, **values: object) -> None:
    with app.app_context():
        db.session.add(OutboxMail(id=uuid4(), kind="account_changed", **({"due_at": clock.now()} | values)))
        db.session.commit()


def test_no_mail_server(app: Flask, folder: Path) -> None:
    assert states(look(app, mail.check)) == {State.OK}
    app.config["MAIL_SERVER"] = ""
    assert "MAIL_SERVER is not set" in wrongs(look(app, mail.check))


def test_mail_that_nobody_sends(app: Flask, folder: Path, frozen: Moment) -> None:
    put_mail(app)
    frozen.tick(timedelta(minutes=59))
    assert states(look(app, mail.check)) == {State.OK}
    frozen.tick(timedelta(minutes=2))
    assert "1 mails wait, the oldest for 61 minutes" in wrongs(look(app, mail.check))


def test_mail_that_was_sent_waits_no_longer(app: Flask, folder: Path, frozen: Moment) -> None:
    put_mail(app, sent_at=clock.now())
    frozen.tick(timedelta(hours=3))
    assert states(look(app, mail.check)) == {State.OK}


def test_mail_that_is_tried_again_and_again_is_as_old_as_it_is(app: Flask, folder: Path) -> None:
    """Its turn is still to come, but six failures lie an hour behind its first."""
    put_mail(app, attempts=5, due_at=clock.now())
    assert states(look(app, mail.check)) == {State.OK}
    put_mail(app, attempts=6, due_at=clock.now())
    assert "the oldest for 63 minutes" in wrongs(look(app, mail.check))


def test_what_was_waited_is_the_sum_of_the_waits() -> None:
    assert waited(0) == timedelta(0)
    assert waited(3) == timedelta(minutes=1 + 2 + 4)
    assert waited(MOST_ATTEMPTS) == waited(MOST_ATTEMPTS - 1), "after the last one it waits no more"
    assert wait(MOST_ATTEMPTS) is None


def test_mail_that_was_given_up_is_worth_knowing(app: Flask, folder: Path) -> None:
    put_mail(app, given_up_at=clock.now())
    found = look(app, mail.check)
    assert (wrongs(found), "1 mails were given up" in notes(found)) == ("", True)


def test_a_mail_server_that_is_there_and_one_that_is_not(app: Flask, folder: Path) -> None:
    with catching() as box:
        app.config["MAIL_SERVER"] = box.address
        assert states(look(app, mail.check_server)) == {State.OK}
        app.config["MAIL_SERVER"] = box.address.replace("smtp://", "smtp://me:secret@")
        assert "It does not let us in" in wrongs(look(app, mail.check_server))
        assert "secret" not in wrongs(look(app, mail.check_server))
        assert not box.caught
    assert "It does not let us in" in wrongs(look(app, mail.check_server))


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """Two jobs in the place of all, and whether each can be done."""
    can = {"sweep": True, "mop": True}

    def sweep() -> None:
        assert can["sweep"]

    def mop() -> None:
        assert can["mop"]

    monkeypatch.setattr(jobs, "JOBS", (sweep, mop))
    monkeypatch.setattr(job_runs, "EXPECTED", list(can))
    return can


def round_of(app: Flask) -> int:
    with app.app_context():
        return jobs.run_all()


def test_all_jobs_are_expected() -> None:
    assert [job.__name__ for job in jobs.JOBS] == job_runs.EXPECTED
    assert len(set(job_runs.EXPECTED)) == len(jobs.JOBS)


def test_jobs_that_were_never_done(app: Flask, works: dict[str, bool]) -> None:
    assert "No job was done" in wrongs(look(app, doctor_jobs.check))
    works["sweep"] = False
    round_of(app)
    assert "Not done in the last 15 minutes: sweep." in wrongs(look(app, doctor_jobs.check))


def test_jobs_that_are_done(app: Flask, works: dict[str, bool], frozen: Moment) -> None:
    assert round_of(app) == 0
    frozen.tick(timedelta(minutes=15))
    assert states(look(app, doctor_jobs.check)) == {State.OK}
    frozen.tick(timedelta(minutes=1))
    assert "No job was done" in wrongs(look(app, doctor_jobs.check))


def test_one_job_that_fails(app: Flask, works: dict[str, bool], frozen: Moment) -> None:
    round_of(app)
    works["mop"] = False
    frozen.tick(timedelta(minutes=14))
    assert round_of(app) == 1
    assert not wrongs(look(app, doctor_jobs.check_failing)), "once is not again and again"
    frozen.tick(timedelta(minutes=2))
    assert round_of(app) == 1
    assert "Not done in the last 15 minutes: mop." in wrongs(look(app, doctor_jobs.check))
    assert "Fail again and again: mop." in wrongs(look(app, doctor_jobs.check_failing))
    works["mop"] = True
    round_of(app)
    assert not look(app, doctor_jobs.check_failing)


def test_jobs_that_were_away_and_are_back_are_not_told(app: Flask, works: dict[str, bool], frozen: Moment) -> None:
    round_of(app)
    frozen.tick(timedelta(days=1))
    assert not look(app, doctor_jobs.check_failing)


@pytest.mark.parametrize(("name", "hours"), [(BACKUP, 30), (DRILL, 8 * 24)])
def test_backups_and_their_proof(app: Flask, folder: Path, frozen: Moment, name: str, hours: int) -> None:
    about = name.replace("_", "-")
    assert f"{about}: There was never" in wrongs(look(app, backups.check))
    for each in (BACKUP, DRILL):
        with app.app_context():
            job_runs.note_apart(each, is_done=True)
            db.session.commit()
    frozen.tick(timedelta(hours=hours - 1))
    assert about not in wrongs(look(app, backups.check))
    with app.app_context():
        job_runs.note_apart(name, is_done=False)
        db.session.commit()
    frozen.tick(timedelta(hours=2))
    assert f"{about}: The last" in wrongs(look(app, backups.check)), "one that failed is none"


def test_who_tries_the_app_needs_no_backup(app: Flask) -> None:
    assert states(look(app, backups.check)) == {State.NOTE}


@pytest.mark.parametrize(("left", "total", "state"), [
    (499_000_000, 5_000_000_000, State.WRONG), (501_000_000, 5_000_000_000, State.OK),
    (40_000_000_000, 1_000_000_000_000, State.WRONG), (60_000_000_000, 1_000_000_000_000, State.OK),
])  # fmt: skip
def test_room_on_the_disk(
    app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch, left: int, total: int, state: State
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(total, total - left, left))
    assert states(look(app, disk.check)) == {state}


def test_the_disk_of_the_backups_is_looked_at_too(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = next(each for each in (Path("/dev/shm"), Path("/proc")) if each.stat().st_dev != tmp_path.stat().st_dev)
    monkeypatch.setitem(app.config, "BACKUP_FOLDER", other)
    with app.app_context():
        assert other in disk.free()


def test_figures_that_are_due(app: Flask) -> None:
    with app.app_context():
        due = releases.count_due()
    assert due > 0
    assert f"{due} times figures are due" in wrongs(look(app, releases.check))
    with app.app_context():
        jobs.release_figures()
        jobs.release_themes()
        db.session.commit()
    assert states(look(app, releases.check)) == {State.OK}


def test_a_promise_that_is_broken(app: Flask, frozen: Moment) -> None:
    ask(app, Browser(app), frozen)
    with app.app_context():
        promised = db.session.scalars(db.select(Thread)).one()
        on, until = promised.promised_on, promised.promised_until
    assert on is not None
    assert until is not None
    assert states(look(app, promises.check)) == {State.OK}
    frozen.move_to(_instant(on, until) - timedelta(seconds=1))
    assert states(look(app, promises.check)) == {State.OK}
    frozen.move_to(_instant(on, until))
    assert "1 open questions are past their promise" in wrongs(look(app, promises.check))
    with app.app_context():
        assert db.session.scalars(db.select(Thread)).one().is_late(clock.local_now()), "as the pages say it"
        db.session.execute(update(Thread).values(state="answered"))
        db.session.commit()
    assert states(look(app, promises.check)) == {State.OK}


def _instant(on: date, until: time) -> datetime:
    """As the frozen clock takes it."""
    return datetime.combine(on, until, clock.LOCAL).astimezone(UTC).replace(tzinfo=None)
