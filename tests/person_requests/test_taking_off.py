"""A find that is about somebody else is taken off, as long as nothing of it was handed over or erased."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.contacts import Contact
from jsp.models.person_requests import Outcome, PersonRequestItem
from jsp.rules.referral import State
from jsp.rules.retention import Ground
from tests.break_glass.test_opening import at, open_it
from tests.browser import Browser, Page
from tests.make import person
from tests.person_requests.test_complaints import held
from tests.person_requests.test_requests import NEW, acts, begin, erase, outcomes, send
from tests.referrals.rows import STORY, add_referral, referral
from tests.retention import rows

ASKS = "Take this off the request?"


def off(browser: Browser, page: str, kind: str, id: UUID) -> Page:
    where = f"{page}/off/{kind}/{id}"
    return browser.post(where, browser.get(where).form(where))


def two(app: Flask) -> tuple[UUID, UUID]:
    """A conversation, and a referral that came of it."""
    with app.app_context():
        contact = rows.add_contact(app, days=3)
        row = add_referral(state=State.COMPLETED, contact_id=contact)
        db.session.commit()
    return contact, row


def test_a_coordinator_takes_off_what_is_about_somebody_else(app: Flask, worker: Browser, coordinator: Browser) -> None:
    contact, row = two(app)
    page = begin(worker, f"{NEW}/contact/{contact}")
    coordinator.in_language("en")
    assert f"{page}/off/referral/{row}" in coordinator.get(page).text
    assert ASKS in coordinator.get(f"{page}/off/referral/{row}").words
    with app.app_context():
        assert len(outcomes()) == 2, "looking takes nothing off"
    assert off(coordinator, page, "referral", row).response.headers["Location"] == page
    assert "Taken off this request." in coordinator.get(page).words
    with app.app_context():
        assert outcomes() == {"contact": Outcome.FOUND}
        assert acts("referral", row) == [Action.TAKEN_OFF]
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.TAKEN_OFF)).one()
        assert entry.user_id == person("renske").id


def test_neither_what_is_handed_over_nor_the_paper_speaks_of_it(app: Flask, worker: Browser) -> None:
    contact, row = two(app)
    page = begin(worker, f"{NEW}/contact/{contact}")
    assert STORY in worker.get(f"{page}/all").words
    off(worker, page, "referral", row)
    assert STORY not in worker.get(f"{page}/all").words
    erase(worker, page)
    paper = worker.get(f"{page}/statement").words
    assert "A conversation, all but the count" in paper
    assert "referral" not in paper.lower()
    with app.app_context():
        assert not referral(row).is_erased


@pytest.mark.parametrize("what", ["shown", "corrected", "erased"])
def test_what_was_handed_over_changed_or_erased_stays_on_it(app: Flask, worker: Browser, what: str) -> None:
    contact, _row = two(app)
    page = begin(worker, f"{NEW}/contact/{contact}")
    left_open = worker.get(f"{page}/off/contact/{contact}").form(f"{page}/off/contact/{contact}")
    if what == "erased":
        erase(worker, page)
    else:
        send(worker, page, f"{what}/contact/{contact}")
    where = f"{page}/off/contact/{contact}"
    assert where not in worker.get(page).text
    told = "It was shown, changed or erased for this request already."
    assert told in worker.get(where).words
    refused = worker.post(where, left_open)
    assert (refused.status, told in refused.words) == (422, True)
    with app.app_context():
        assert outcomes()["contact"] == Outcome(what)


def test_that_it_was_shown_is_known_after_a_claim_kept_it(app: Flask, worker: Browser) -> None:
    contact, _row = two(app)
    with app.app_context():
        held("contact", contact, Ground.CLAIM)
    page = begin(worker, f"{NEW}/contact/{contact}")
    send(worker, page, f"shown/contact/{contact}")
    erase(worker, page)
    with app.app_context():
        assert outcomes() == {"contact": Outcome.SHOWN, "referral": Outcome.ERASED}


def test_its_own_worker_takes_nothing_off_about_which_there_is_a_complaint(
    app: Flask, worker: Browser, coordinator: Browser
) -> None:
    contact, _row = two(app)
    page = begin(worker, f"{NEW}/contact/{contact}")
    where = f"{page}/off/contact/{contact}"
    left_open = worker.get(where).form(where)
    with app.app_context():
        held("contact", contact)
    told = "a coordinator whose own it is not takes it off"
    assert told in worker.get(where).words
    refused = worker.post(where, left_open)
    assert (refused.status, told in refused.words) == (422, True)
    off(coordinator.in_language("en"), page, "contact", contact)
    with app.app_context():
        assert set(outcomes()) == {"referral"}


def test_a_second_tap_is_told_and_takes_nothing_more(app: Flask, worker: Browser) -> None:
    contact, row = two(app)
    page = begin(worker, f"{NEW}/contact/{contact}")
    where = f"{page}/off/referral/{row}"
    sent = worker.get(where).form(where)
    for _tap in range(2):
        assert worker.post(where, sent).status == 303
    assert "This was sent before." in worker.get(page).words
    with app.app_context():
        assert acts("referral", row) == [Action.TAKEN_OFF]
    assert worker.get(where).status == 404


def test_who_looks_again_finds_it_again(app: Flask, worker: Browser) -> None:
    contact, _row = two(app)
    page = begin(worker, f"{NEW}/contact/{contact}")
    off(worker, page, "contact", contact)
    send(worker, page, "name", name="Fenna Verzonnen")
    with app.app_context():
        assert set(outcomes()) == {"contact", "referral"}


def test_nobody_of_another_site_takes_anything_off(app: Flask, worker: Browser, stranger: Browser) -> None:
    contact, _row = two(app)
    page = begin(worker, f"{NEW}/contact/{contact}")
    sent = worker.get(f"{page}/off/contact/{contact}").form(f"{page}/off/contact/{contact}")
    stranger.get("/today/")
    assert stranger.get(f"{page}/off/contact/{contact}").status == 404
    assert stranger.post(f"{page}/off/contact/{contact}", sent).status in (400, 404)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(PersonRequestItem)) == 2


def test_what_is_opened_with_a_reason_is_taken_off_as_well(app: Flask, worker: Browser, coordinator: Browser) -> None:
    contact, _row = two(app)
    page = begin(worker, f"{NEW}/contact/{contact}")
    open_it(coordinator.in_language("en"), at(contact))
    off(coordinator, page, "contact", contact)
    with app.app_context():
        assert set(outcomes()) == {"referral"}
        assert db.session.get_one(Contact, contact).note == rows.NOTE
