"""What came in by one code goes off the request together; what was found by itself as well stays."""

from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.person_requests import Outcome
from jsp.rules.referral import State
from tests.browser import Browser
from tests.messages.asker import QUESTION, ask, thread_of
from tests.person_requests.test_requests import NEW, acts, begin, erase, outcomes, send
from tests.person_requests.test_taking_off import off
from tests.referrals.rows import add_referral
from tests.retention import rows


@pytest.fixture
def two(app: Flask, browser: Browser, frozen: FrozenDateTimeFactory) -> tuple[str, UUID, UUID]:
    """The code of a question, the question, and the conversation that was made of it."""
    code = " ".join(ask(app, browser, frozen))
    with app.app_context():
        thread = thread_of(app)
        thread.contact_id = contact = rows.add_contact(app, days=3)
        db.session.commit()
        return code, thread.id, contact


@pytest.mark.parametrize("first", ["thread", "contact"])
def test_what_came_by_one_code_goes_off_together(
    app: Flask, worker: Browser, two: tuple[str, UUID, UUID], first: str
) -> None:
    code, thread, contact = two
    page = begin(worker, known_by="code")
    send(worker, page, "code", code=code)
    id = thread if first == "thread" else contact
    assert "2 things go off the request" in worker.get(f"{page}/off/{first}/{id}").words
    off(worker, page, first, id)
    assert "2 things were taken off this request." in worker.get(page).words
    words = worker.get(f"{page}/all").words
    assert QUESTION not in words
    assert rows.NOTE not in words
    with app.app_context():
        assert outcomes() == {}
        assert acts("thread", thread)[-1] == acts("contact", contact)[-1] == Action.TAKEN_OFF
        assert db.session.scalar(select(Contact.note_sealed).where(Contact.id == contact)) is not None


def test_what_was_found_from_its_own_page_stays(app: Flask, worker: Browser, two: tuple[str, UUID, UUID]) -> None:
    code, thread, contact = two
    page = begin(worker, f"{NEW}/contact/{contact}")
    send(worker, page, "code", code=code)
    off(worker, page, "thread", thread)
    with app.app_context():
        assert outcomes() == {"contact": Outcome.FOUND}


def test_what_was_found_by_its_name_stays(app: Flask, worker: Browser, two: tuple[str, UUID, UUID]) -> None:
    code, thread, _contact = two
    with app.app_context():
        add_referral(state=State.COMPLETED, thread_id=thread)
        db.session.commit()
    page = begin(worker, known_by="code")
    send(worker, page, "code", code=code)
    send(worker, page, "name", name="Fenna Verzonnen")
    off(worker, page, "thread", thread)
    with app.app_context():
        assert set(outcomes()) == {"contact", "referral"}, "the conversation hangs on the referral as well"


def test_what_was_shown_already_stays_and_the_page_says_so(
    app: Flask, worker: Browser, two: tuple[str, UUID, UUID]
) -> None:
    code, thread, contact = two
    page = begin(worker, known_by="code")
    send(worker, page, "code", code=code)
    send(worker, page, f"shown/contact/{contact}")
    assert "found by the same code, and stays on the request." in worker.get(f"{page}/off/thread/{thread}").words
    off(worker, page, "thread", thread)
    assert "Taken off this request." in worker.get(page).words
    with app.app_context():
        assert outcomes() == {"contact": Outcome.SHOWN}


def test_what_is_of_another_code_is_erased_and_nothing_else(
    app: Flask, worker: Browser, two: tuple[str, UUID, UUID]
) -> None:
    code, thread, contact = two
    with app.app_context():
        mine = rows.add_contact(app, days=2, note="Van wie vraagt")
        db.session.commit()
    page = begin(worker, f"{NEW}/contact/{mine}")
    send(worker, page, "code", code=code)
    off(worker, page, "thread", thread)
    erase(worker, page)
    with app.app_context():
        assert db.session.get_one(Contact, mine).note == ""
        assert db.session.get_one(Contact, contact).note == rows.NOTE
        assert outcomes() == {"contact": Outcome.ERASED}


def test_who_only_walked_in_is_told_how_to_be_found(worker: Browser, coordinator: Browser) -> None:
    page = begin(worker)
    told = "Did they only walk in? Then add the conversation from its own page"
    mine = 'href="/intake/contacts">To my contacts'
    assert told in worker.get(page).words
    assert mine in worker.get(page).text
    assert told in coordinator.in_language("en").get(page).words
    assert mine not in coordinator.get(page).text


def test_how_they_were_known_is_told_of_who_wrote_it_down(worker: Browser) -> None:
    words = worker.get(begin(worker)).words
    assert "who wrote this down knows this person" in words
    assert "I know this person" not in words
