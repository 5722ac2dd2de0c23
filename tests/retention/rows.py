"""Something of every kind that is erased, for tests that erase it."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import update

from jsp import clock
from jsp.extensions import db
from jsp.models.contacts import Contact, Correction
from jsp.models.directory import Signpost
from jsp.models.ground import Outcome, Site, Theme
from jsp.models.messages import Reach, Thread
from jsp.models.referrals import Referral
from jsp.rules.contact import AskedBy, Channel
from jsp.rules.referral import State
from jsp.rules.thread import ReachKind, ThreadState, Triage
from tests.make import id_of, person
from tests.referrals.rows import add_partner, add_referral

NOTE, REASON = "Een woord dat gaat", "Een reden die gaat"
OLD = timedelta(days=400)


def add_contact(app: Flask, *, days: int = 400, owner: str = "sanne", note: str = NOTE, site: str = "raayland") -> UUID:
    """A conversation of so many days ago with all that can be written down with it. Flushes."""
    who, day = person(owner), clock.today() - timedelta(days=days)
    contact = Contact(
        id=uuid4(), site_id=id_of(Site, site), writer_id=who.id, owner_id=who.id, on=day, registered_on=day,
        channel=Channel.WALK_IN, theme_id=id_of(Theme, "money"), asked_by=AskedBy.PUPIL,
        outcome_id=id_of(Outcome, "listened"), is_return=False,
    )  # fmt: skip
    contact.note, contact.strengths = note, "Wat goed gaat"
    db.session.add(contact)
    db.session.flush()
    fixed = Correction(id=uuid4(), contact_id=contact.id, user_id=who.id, on=day)
    fixed.reason = REASON
    db.session.add(fixed)
    db.session.flush()
    return contact.id


def add_thread(*, days: int = 60, reach: bool = False, **more: Any) -> UUID:
    """A question that was answered and read so many days ago. Flushes."""
    day = clock.today() - timedelta(days=days)
    values = {
        "site_id": id_of(Site, "raayland"), "theme_id": id_of(Theme, "money"), "asked_on": day, "last_on": day,
        "expires_on": day + timedelta(days=30), "state": ThreadState.CLOSED, "triage": Triage.REAL,
        "waiting_since": day, "school_days": 1, **more,
    }  # fmt: skip
    thread = Thread(id=uuid4(), **values)
    thread.key = "c2xldXRlbA=="
    db.session.add(thread)
    db.session.flush()
    if reach:
        left = Reach(id=thread.id, kind=ReachKind.PHONE)
        left.value = "06-00000123"
        db.session.add(left)
        db.session.flush()
    return thread.id


def add_one_of_many(app: Flask) -> None:
    """Of several kinds one or two that are over, and one that is not. Commits."""
    add_contact(app)
    add_contact(app, days=364)
    add_thread()
    add_thread(expires_on=clock.today(), days=1)
    add_thread(days=100, reach=True, expires_on=clock.today() + timedelta(days=20))
    partner = add_partner()
    for id in (add_referral(state=State.COMPLETED, partner_id=partner) for _ in range(2)):
        move_back(id, 91)
    move_back(add_referral(state=State.COMPLETED, partner_id=partner), 366)
    db.session.add(Signpost(id=uuid4(), partner_id=partner, site_id=None, on=clock.today() - OLD))
    db.session.commit()


def move_back(id: UUID, days: int) -> None:
    """As if the referral had ended so many days ago."""
    day = clock.today() - timedelta(days=days)
    db.session.execute(update(Referral).where(Referral.id == id).values(closed_on=day, moved_on=day))
    db.session.expire_all()


def lines(path: Path) -> list[str]:
    """The journal."""
    return path.read_text().splitlines() if path.exists() else []
