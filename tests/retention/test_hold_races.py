"""A hold is set at the moment at which the job erases: the one that is first has its way, and the other is told."""

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from jsp import clock
from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.messages import Reach, Thread
from jsp.models.referrals import Referral
from jsp.rules.referral import State
from jsp.rules.refusal import DomainError
from jsp.rules.retention import BY_KIND, GONE, WHOLE, Ground, Kind
from jsp.verbs import holds
from jsp.verbs.erasures import WAYS
from tests.browser import Browser
from tests.make import person
from tests.referrals.rows import add_referral
from tests.retention import rows
from tests.together import at_once, wait_until_done_or_waiting

REASON = "Er loopt een klacht hierover"
KINDS = (Kind.NOTE, Kind.THREAD, Kind.REACH, Kind.PERSON, Kind.REFERRAL)


def over(app: Flask, kind: Kind) -> UUID:
    """Something of which that is due."""
    if kind is Kind.NOTE:
        return rows.add_contact(app)
    if kind is Kind.THREAD:
        return rows.add_thread()
    if kind is Kind.REACH:
        return rows.add_thread(days=100, reach=True, expires_on=clock.today() + timedelta(days=20))
    id = add_referral(state=State.COMPLETED)
    rows.move_back(id, 100 if kind is Kind.PERSON else 400)
    return id


def hold(kind: Kind, id: UUID) -> None:
    until = clock.today() + timedelta(days=30)
    holds.hold(BY_KIND[kind].held_as, id, until=until, ground=Ground.COMPLAINT, reason=REASON, key=uuid4(),
               by=person("renske"))  # fmt: skip


def is_there(kind: Kind, id: UUID) -> bool:
    if kind is Kind.NOTE:
        return db.session.get_one(Contact, id).note == rows.NOTE
    if kind is Kind.PERSON:
        return not db.session.get_one(Referral, id).is_erased
    return db.session.get({Kind.THREAD: Thread, Kind.REACH: Reach, Kind.REFERRAL: Referral}[kind], id) is not None


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_held_at_that_moment_stays(committing: Flask, kind: Kind) -> None:
    is_done = threading.Event()
    with committing.app_context():
        id = over(committing, kind)
        db.session.commit()

    def keep(look: Callable[[], None]) -> None:
        hold(kind, id)
        look()
        wait_until_done_or_waiting(is_done)

    def erase(look: Callable[[], None]) -> bool:
        try:
            look()
            return WAYS[kind].erase(id)
        finally:
            is_done.set()

    kept, erased = at_once(committing, keep, erase)
    with committing.app_context():
        assert is_there(kind, id) is not erased
        assert not erased or kept is None or kept.message == GONE  # on SQLite either may be first
        if db.engine.dialect.name == "postgresql":
            assert (kept, erased) == (None, False)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_erased_at_that_moment_is_not_held_in_silence(committing: Flask, kind: Kind) -> None:
    is_done = threading.Event()
    with committing.app_context():
        id = over(committing, kind)
        db.session.commit()

    def keep(look: Callable[[], None]) -> bool:
        try:
            look()
            hold(kind, id)
            return holds.is_part_gone(BY_KIND[kind].held_as, id)
        finally:
            is_done.set()

    def erase(look: Callable[[], None]) -> bool:
        went = WAYS[kind].erase(id)
        look()
        wait_until_done_or_waiting(is_done)
        return went

    kept, erased = at_once(committing, keep, erase)
    with committing.app_context():
        assert is_there(kind, id) is not erased
        assert holds.is_held(BY_KIND[kind].held_as, id) is not isinstance(kept, DomainError)
        if erased and kind in WHOLE:
            assert isinstance(kept, DomainError)
            assert kept.message == GONE
        else:
            assert kept is erased, "of what is left it says so"


def test_the_page_says_so(app: Flask, worker: Browser) -> None:
    worker.in_language("en")
    with app.app_context():
        contact, row = rows.add_contact(app), add_referral(state=State.COMPLETED)
        thread = rows.add_thread(days=100, reach=True, expires_on=clock.today() + timedelta(days=20))
        db.session.commit()
    pages = {kind: f"/holds/{kind}/{id}" for kind, id in (("contact", contact), ("referral", row), ("thread", thread))}
    sent = {where: worker.get(where).form(where) for where in pages.values()}
    assert not any("erased already" in worker.get(where).words for where in pages.values())
    with app.app_context():
        assert WAYS[Kind.NOTE].again(str(contact))
        assert WAYS[Kind.PERSON].again(str(row))
        assert WAYS[Kind.REACH].again(str(thread))
        db.session.commit()
    filled = {"ground": "claim", "reason": REASON, "until": "2027-06-01"}
    answers = {kind: worker.post(where, sent[where] | filled) for kind, where in pages.items()}
    assert {kind: answer.status for kind, answer in answers.items()} == {"contact": 422, "referral": 303, "thread": 303}
    assert "There is nothing to keep longer" in answers["contact"].words
    assert "what was shared was erased already" in worker.get(pages["referral"]).words
    assert "The number or address that was left with it was erased already" in worker.get(pages["thread"]).words
