"""When a job began, ended and was last done is written down, whatever the job does."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import delete, update

from jsp import clock, jobs
from jsp.extensions import db
from jsp.models import job_runs
from jsp.models.accounts import User
from jsp.models.job_runs import Ended, JobRun
from tests.together import at_once

Moment = FrozenDateTimeFactory
NOON = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)


def run_of(name: str) -> JobRun:
    found = db.session.get(JobRun, name)
    assert found is not None
    return found


def test_one_that_is_done(app: Flask, frozen: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow() -> None:
        frozen.tick(timedelta(seconds=7))

    monkeypatch.setattr(jobs, "JOBS", (slow,))
    with app.app_context():
        jobs.run_all()
        run = run_of("slow")
        assert (run.began_at, run.ended_at, run.done_at) == (NOON, *[NOON + timedelta(seconds=7)] * 2)
        assert run.failures == 0


def test_one_that_fails_keeps_when_it_was_done(app: Flask, frozen: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    fails: list[bool] = []

    def flaky() -> None:
        with db.session.begin_nested():
            if fails:
                db.session.execute(update(User).values(email="the same for all"))

    monkeypatch.setattr(jobs, "JOBS", (flaky,))
    with app.app_context():
        jobs.run_all()
        fails.append(True)
        for failures in (1, 2):
            frozen.tick(60)
            jobs.run_all()
            run = run_of("flaky")
            assert (run.done_at, run.ended_at, run.failures) == (NOON, clock.now(), failures)
        fails.clear()
        jobs.run_all()
        assert (run_of("flaky").done_at, run_of("flaky").failures) == (clock.now(), 0)


def test_one_that_never_ends_has_begun(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies() -> None:
        raise SystemExit

    monkeypatch.setattr(jobs, "JOBS", (dies,))
    with app.app_context():
        with pytest.raises(SystemExit):
            jobs.run_all()
        assert (run_of("dies").began_at, run_of("dies").ended_at) == (NOON, None)


def test_where_nothing_can_be_written_down_jobs_are_done(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def broken(*_given: object, **_named: object) -> None:
        raise OSError

    monkeypatch.setattr(job_runs, "note", broken)
    monkeypatch.setattr(jobs, "JOBS", (lambda: done.append("done"),))
    with app.app_context():
        assert jobs.run_all() == 0
    assert done == ["done"]


def test_two_processes_at_once(committing: Flask) -> None:
    def begin_and_end(_waits: object) -> None:
        job_runs.note(None, begins="twice")
        job_runs.note(Ended("twice", is_done=False), begins=None)

    assert at_once(committing, *[begin_and_end] * 6) == [None] * 6
    with committing.app_context():
        assert run_of("twice").failures == 6, "each counts on from what the other wrote"


def test_of_two_that_claim_at_once_one_may(committing: Flask, frozen: Moment) -> None:
    def claim(waits: object) -> bool:
        waits()  # type: ignore[operator]
        return job_runs.claim("mine", every=timedelta(hours=1))

    for _time in range(2):
        assert sorted(at_once(committing, *[claim] * 4)) == [False, False, False, True]
        frozen.tick(timedelta(hours=1))


@pytest.mark.parametrize(("minutes", "may"), [(0, False), (59, False), (60, True)])
def test_a_claim_holds_for_its_time(app: Flask, frozen: Moment, minutes: int, may: bool) -> None:
    with app.app_context():
        assert job_runs.claim("mine", every=timedelta(hours=1))
        frozen.tick(timedelta(minutes=minutes))
        assert job_runs.claim("mine", every=timedelta(hours=1)) is may
        db.session.execute(delete(JobRun))
