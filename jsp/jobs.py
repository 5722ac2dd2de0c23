"""Work that nobody waits for. Each job may be started twice, and at any moment: it does what is due and no more."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from flask import current_app, g
from sqlalchemy import delete

from jsp import clock, doctor, logs, mail, pace
from jsp.blueprints.directory.service import upkeep
from jsp.blueprints.evaluations.service import closing
from jsp.blueprints.figures.service import releasing
from jsp.blueprints.hours.service import alarm, closures, cover
from jsp.blueprints.lessons.service import preparing
from jsp.blueprints.messages.service import erasing
from jsp.blueprints.person_requests.service import asked
from jsp.blueprints.referrals.service import clocks, figures, meetings
from jsp.blueprints.retention.service import accounts
from jsp.blueprints.trail.service.letter import send_who_looked
from jsp.blueprints.trends.service import weekly
from jsp.doctor import telling
from jsp.extensions import BUSY_TIMEOUT, db
from jsp.models import job_runs, looked
from jsp.models.accounts import SignIn
from jsp.models.job_runs import Ended
from jsp.models.people import Invitation
from jsp.models.promises import renew_promises
from jsp.rules import sign_in
from jsp.rules.finding import KINDS, WHILE_WORKING, wrong_kinds
from jsp.verbs import breaking_glass, retention, trail_pruning
from jsp.verbs.trail_heads import publish_head


class UnfinishedError(Exception):
    """A part of a job failed, and stands in the log; the other parts were done."""


def run_all() -> int:
    """Do every job once; one that fails keeps no other from being done. Returns how many failed.

    The end of each and the beginning of the next are written down together, in a transaction of their own.
    """
    before: Ended | None = None
    failed = 0
    for job in JOBS:
        _note(before, begins=job.__name__)
        before = Ended(job.__name__, _is_timed(job))
        failed += not before.is_done
    _note(before, begins=None)
    return failed


def _note(ended: Ended | None, *, begins: str | None) -> None:
    _is_done("job_runs", lambda: job_runs.note(ended, begins=begins))


def _is_timed(job: Callable[[], None]) -> bool:
    """Do it, say whether it was done, and tell the log of one that takes long."""
    began = time.monotonic()
    done = _is_done(job.__name__, job)
    logs.job(job.__name__, seconds=time.monotonic() - began, done=done)
    return done


def _is_done(name: str, act: Callable[..., None], *given: Any) -> bool:
    """Do that in a transaction of its own, and say whether it was done; a failure goes into the log."""
    try:
        act(*given)
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        logs.failure(error, endpoint=f"job {name}")
        return False
    return True


@contextmanager
def _reading() -> Iterator[None]:
    """A transaction that only reads: on SQLite nobody who writes has to wait until it is over."""
    g.reading = True
    try:
        yield
        db.session.commit()
    finally:
        g.reading = False


def run_every(seconds: int) -> None:
    """Do them again and again, until the process that started this one is gone."""
    logs.started("jobs", database=db.engine.dialect.name)
    parent = os.getppid()
    while os.getppid() == parent:
        run_all()
        time.sleep(seconds)


def send_mail() -> None:
    """Send what waits in the outbox."""
    if mail.can_send():
        mail.send_waiting()


def tidy() -> None:
    """Throw away what has had its time: sign-ins, counters, sent mail, unused invitations, reasons, requests."""
    now = clock.now()
    db.session.execute(delete(SignIn).where(SignIn.began <= now - sign_in.ABSOLUTE))
    db.session.execute(delete(Invitation).where(Invitation.ends_at <= now - sign_in.INVITATION_WITHIN))
    pace.tidy()
    mail.tidy()
    breaking_glass.forget_old()
    asked.forget_old()


def fill_turns() -> None:
    """Ask more colleagues where nobody answered, and the coordinator where it is nearly time and too few come."""
    cover.ask_on_everywhere()
    alarm.warn()


def follow_closures() -> None:
    """A lesson that was booked at the very moment at which its school was closed is interrupted as well."""
    closures.let_lessons_follow()


def close_questionnaires() -> None:
    """Close those whose time is over, each in a transaction of its own."""
    for id in closing.list_late():
        closing.close_late(id)
        db.session.commit()


def look_after_referrals() -> None:
    """Remind, let somebody call, let run out, erase and delete; tell of a meeting that does not go on.

    Each referral in a transaction of its own.
    """
    for id in clocks.list_due():
        clocks.look_after(id)
        db.session.commit()
    for id in meetings.list_off():
        meetings.call_off(id)
        db.session.commit()


def release_figures() -> None:
    """Make the figures about referrals of a half year that has been over for a month, before anything of it is deleted.

    Two that do so at once make one: the first stays.
    """
    figures.release(clock.today())


def release_themes() -> None:
    """Make the figures about themes of periods that have been over for two weeks, each in a transaction of its own.

    One that fails keeps no other site from having them. Its own later periods wait: what is older than the newest one
    that was made is never made.
    """
    with _reading():
        due = releasing.list_due(clock.today())
    failed: set[int] = set()
    for site_id, period in due:
        if site_id not in failed and not _is_done("release_themes", releasing.release, site_id, period):
            failed.add(site_id)
    if failed:
        raise UnfinishedError


def look_at_the_week() -> None:
    """Look once at a week that is over, for what came up more than usual, and tell the teams where something did.

    Some sites at once in a transaction of their own; where that fails each alone, and who fails then is left out.
    """
    today = clock.today()
    with _reading():
        week = weekly.find_due(today)
        batches = weekly.list_sites() if week else []
    if week is None:
        return
    done = [
        _is_done("look_at_the_week", weekly.look_at, batch, week)
        or all([_is_done("look_at_the_week", weekly.look_at, [site_id], week) for site_id in batch])
        for batch in batches
    ]
    weekly.tell(week, today)
    db.session.commit()
    if not all(done):
        raise UnfinishedError


def erase_what_is_over() -> None:
    """Erase what had its time, each in a transaction of its own or some together; who uses no account hears of it."""
    accounts.warn()
    erasing.forget_sendings()
    preparing.forget_plays()
    db.session.commit()
    retention.run()


def cut_trail() -> None:
    """Let go of what is too old of the trail, once a day; where the app may only add to it, its owner does that."""
    if trail_pruning.may_prune() and job_runs.claim("trail: cut", every=timedelta(days=1)):
        trail_pruning.prune()


def tell_administrators() -> None:
    """Look once an hour whether all goes well, keep what was found, and mail what is wrong.

    Once a day at how it is set up as well, and along the whole trail. Where the app is only tried out nobody is mailed.
    """
    if not telling.is_time():
        return
    all_of_it = telling.is_time_for_all()
    db.session.commit()
    checks = (*doctor.WHILE_WORKING, *(doctor.AT_REST if all_of_it else ()))
    wrong = wrong_kinds(doctor.examine(checks))
    g.reading = False
    looked.note(KINDS if all_of_it else WHILE_WORKING, wrong)
    if not current_app.config["DEVELOPMENT"]:
        telling.tell(wrong)


def empty_log() -> None:
    """SQLite: put its log into the database file and empty it, for what was erased stays readable in it until then.

    Where somebody is busy it waits a moment, and the next run tries again.
    """
    if db.engine.dialect.name != "sqlite":
        return
    connection = db.engine.engine.raw_connection()
    for pragma in ("busy_timeout=200", "wal_checkpoint(TRUNCATE)", f"busy_timeout={BUSY_TIMEOUT}"):
        with suppress(sqlite3.OperationalError):
            connection.cursor().execute(f"PRAGMA {pragma}")
    connection.close()


JOBS: tuple[Callable[[], None], ...] = (
    fill_turns, follow_closures, close_questionnaires, renew_promises, release_figures, release_themes,
    look_after_referrals, look_at_the_week, upkeep.ask_partners, erase_what_is_over, cut_trail,
    tell_administrators, publish_head, send_who_looked, send_mail, tidy, empty_log,
)  # fmt: skip
job_runs.EXPECTED[:] = [job.__name__ for job in JOBS]
