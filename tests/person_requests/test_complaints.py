"""Something is kept because of a complaint: the word of its worker alone does not erase it at a request of a person."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import clock
from jsp.blueprints.retention.service import subjects
from jsp.extensions import db
from jsp.models.accounts import RoleRow
from jsp.models.contacts import Contact
from jsp.models.messages import Thread
from jsp.models.person_requests import Outcome
from jsp.rules.referral import State
from jsp.rules.retention import Ground
from jsp.rules.roles import Role
from jsp.verbs import holds, own_cards
from jsp.verbs.own_things import oversees
from tests.break_glass.test_opening import at, open_it
from tests.browser import Browser
from tests.make import person
from tests.messages.asker import ask, thread_of
from tests.person_requests.test_own import things
from tests.person_requests.test_requests import NEW, begin, erase, outcomes, press_anyway, send
from tests.referrals.rows import add_referral, referral
from tests.retention import rows


def make_coordinator(name: str) -> None:
    """As well as what they are."""
    user, role = person(name), select(RoleRow).where(RoleRow.name == Role.COORDINATOR)
    user.roles.append(db.session.scalars(role).one())
    db.session.commit()


def held(kind: str, id: UUID, ground: Ground = Ground.COMPLAINT) -> None:
    holds.hold(kind, id, until=clock.today() + timedelta(days=9), ground=ground, reason="Er loopt iets over",
               key=uuid4(), by=person("renske"))  # fmt: skip
    db.session.commit()


def test_the_word_of_its_worker_erases_nothing_of_it_and_all_the_rest(app: Flask, worker: Browser) -> None:
    with app.app_context():
        contact = rows.add_contact(app, days=3)
        row = add_referral(state=State.COMPLETED, contact_id=contact)
        held("contact", contact)
    page = begin(worker, f"{NEW}/contact/{contact}")
    assert "there is a complaint about it" in worker.get(f"{page}/erase").words
    assert erase(worker, page).status == 303
    said = worker.get(page).words
    assert "1 thing was erased. 1 thing stays for now: there is a complaint about it. Request" in said
    with app.app_context():
        assert db.session.get_one(Contact, contact).note == rows.NOTE
        assert holds.is_held("contact", contact)
        assert referral(row).is_erased
        assert outcomes() == {"contact": Outcome.FOUND, "referral": Outcome.ERASED}
    assert (
        "A referral, 23 November 2026 · Sanne · Raayland Erased for this request." in worker.get(f"{page}/erase").words
    )
    assert send(worker, page, "close").status == 422, "it waits for an answer still"


def test_its_own_code_typed_with_this_request_does(
    app: Flask, browser: Browser, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    code = " ".join(ask(app, browser, frozen))
    with app.app_context():
        id = thread_of(app).id
        held("thread", id)
    before = begin(worker, known_by="code")
    send(worker, before, "code", code=code)
    send(worker, before, "close", note="Nog niet")
    frozen.tick(60)
    page = begin(worker, f"{NEW}/thread/{id}", known_by="code")
    press_anyway(worker, page)
    with app.app_context():
        assert db.session.get(Thread, id) is not None, "that they said so, or typed it before, is no code"
    assert send(worker, page, "code", code=code).status == 303
    erase(worker, page)
    with app.app_context():
        assert db.session.get(Thread, id) is None
        assert not holds.list_holds()


def test_a_code_says_nothing_about_what_hangs_on_it(app: Flask, worker: Browser) -> None:
    """A worker could make a card themselves, for a referral that they begin at the very conversation."""
    with app.app_context():
        code, lookup = own_cards.make(bytes(range(32)))
        contact = rows.add_contact(app, days=3)
        row = referral(add_referral(state=State.COMPLETED, contact_id=contact))
        row.card_lookup = lookup
        held("contact", contact)
        held("referral", row.id)
    page = begin(worker, known_by="code")
    send(worker, page, "code", code=code)
    erase(worker, page)
    with app.app_context():
        assert outcomes() == {"contact": Outcome.FOUND, "referral": Outcome.ERASED}


def test_a_coordinator_does(app: Flask, worker: Browser, coordinator: Browser) -> None:
    with app.app_context():
        contact = rows.add_contact(app, days=3)
        held("contact", contact)
    page = begin(worker, f"{NEW}/contact/{contact}")
    coordinator.in_language("en")
    open_it(coordinator, at(contact))
    erase(coordinator, page)
    with app.app_context():
        assert outcomes() == {"contact": Outcome.ERASED}


@pytest.mark.parametrize("kind", ["contact", "thread", "referral"])
def test_who_is_a_coordinator_as_well_does_not_with_what_is_their_own(app: Flask, worker: Browser, kind: str) -> None:
    with app.app_context():
        id = things(app)[kind]
        held(kind, id)
        make_coordinator("sanne")
    page = begin(worker, f"{NEW}/{kind}/{id}")
    press_anyway(worker, page)
    assert f"/holds/{kind}/{id}" in worker.get("/settings/retention").text
    assert "Lift it" not in worker.get(f"/holds/{kind}/{id}").words
    with app.app_context():
        assert outcomes() == {kind: Outcome.FOUND}
        [hold] = holds.list_holds()
        assert not subjects.may_lift(person("sanne"), hold)
        assert subjects.may_lift(person("renske"), hold)


def test_a_coordinator_has_what_was_theirs_before(app: Flask) -> None:
    with app.app_context():
        contact = rows.add_contact(app, days=3, owner="renske")
        assert not oversees("contact", contact, person("renske"))
        assert oversees("contact", rows.add_contact(app, days=3), person("renske"))


def test_a_question_of_a_colleague_is_not_their_own(app: Flask) -> None:
    with app.app_context():
        make_coordinator("sanne")
        assert oversees("thread", rows.add_thread(assigned_id=person("lieke").id), person("sanne"))


@pytest.mark.parametrize("ground", [Ground.CLAIM, Ground.LAW])
def test_a_claim_and_the_law_outweigh_a_code_as_well(
    app: Flask, browser: Browser, worker: Browser, frozen: FrozenDateTimeFactory, ground: Ground
) -> None:
    code = " ".join(ask(app, browser, frozen))
    with app.app_context():
        held("thread", thread_of(app).id, ground)
    page = begin(worker, known_by="code")
    send(worker, page, "code", code=code)
    press_anyway(worker, page)
    with app.app_context():
        assert outcomes() == {"thread": Outcome.KEPT}
