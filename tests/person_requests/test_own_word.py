"""A question without a name is erased by its own code, or by a coordinator; what went on a word is to ask about."""

from uuid import UUID

from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.extensions import db
from jsp.models.messages import Thread
from jsp.models.person_requests import Outcome
from jsp.rules.referral import State
from jsp.rules.retention import Ground
from jsp.verbs import holds, own_cards
from tests.break_glass.test_opening import open_it
from tests.browser import Browser
from tests.messages.asker import ask, thread_of
from tests.person_requests.test_complaints import held, make_coordinator
from tests.person_requests.test_requests import NEW, begin, erase, outcomes, press_anyway, send
from tests.referrals.rows import add_referral, referral
from tests.retention import rows
from tests.trail.test_week import THIS, cards

ODD = "1 × gewist op verzoek, zonder code"


def asked(app: Flask, browser: Browser, frozen: FrozenDateTimeFactory) -> tuple[UUID, str]:
    """A question that nobody took, and its code."""
    code = " ".join(ask(app, browser, frozen))
    with app.app_context():
        return thread_of(app).id, code


def test_the_word_of_a_worker_erases_no_question(
    app: Flask, browser: Browser, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id, code = asked(app, browser, frozen)
    page = begin(worker, f"{NEW}/thread/{id}")
    told = worker.get(f"{page}/erase").words
    assert "Stays for now: only its own code shows whose it is. It goes once they type its own code" in told
    press_anyway(worker, page)
    assert "1 question stays for now: its own code was not typed." in worker.get(page).words
    with app.app_context():
        assert db.session.get(Thread, id) is not None
        assert outcomes() == {"thread": Outcome.FOUND}, "its code, or a coordinator, can still do it"
    send(worker, page, "code", code=code)
    erase(worker, page)
    with app.app_context():
        assert db.session.get(Thread, id) is None


def test_what_it_takes_stands_where_the_request_begins(app: Flask, worker: Browser) -> None:
    with app.app_context():
        thread, contact = rows.add_thread(days=3), rows.add_contact(app, days=3)
        db.session.commit()
    takes = "To erase a question without a name they type its own code."
    assert takes in worker.in_language("en").get(f"{NEW}/thread/{thread}").words
    assert takes in worker.get(NEW).words
    assert takes not in worker.get(f"{NEW}/contact/{contact}").words


def test_without_a_code_a_coordinator_erases_it_and_that_is_to_ask_about(
    app: Flask, worker: Browser, coordinator: Browser
) -> None:
    with app.app_context():
        id = rows.add_thread(days=3)
        db.session.commit()
    page = begin(worker, f"{NEW}/thread/{id}")
    coordinator.in_language("en")
    open_it(coordinator, f"/opened/thread/{id}")
    erase(coordinator, page)
    with app.app_context():
        assert outcomes() == {"thread": Outcome.ERASED}
    assert "by a coordinator of the JSP" in worker.get(f"{page}/statement").words
    assert ODD in cards(coordinator.in_language("nl").get(THIS))["Renske"]


def test_what_a_code_erased_is_nothing_to_ask_about(
    app: Flask, browser: Browser, worker: Browser, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    _id, code = asked(app, browser, frozen)
    page = begin(worker, known_by="code")
    send(worker, page, "code", code=code)
    erase(worker, page)
    with app.app_context():
        assert outcomes() == {"thread": Outcome.ERASED}
    assert "zonder code" not in cards(coordinator.get(THIS))["Sanne"]


def test_a_conversation_on_the_word_of_its_worker_is_to_ask_about(
    app: Flask, worker: Browser, coordinator: Browser
) -> None:
    with app.app_context():
        id = rows.add_contact(app, days=3)
        db.session.commit()
    erase(worker, begin(worker, f"{NEW}/contact/{id}"))
    assert ODD in cards(coordinator.get(THIS))["Sanne"]


def test_a_code_counts_for_the_request_with_which_it_was_typed(
    app: Flask, browser: Browser, worker: Browser, colleague: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id, code = asked(app, browser, frozen)
    with app.app_context():
        held("thread", id)
    page = begin(worker, f"{NEW}/thread/{id}")
    frozen.tick(60)
    other = begin(colleague, wish="see", known_by="code")
    assert send(colleague, other, "code", code=code).status == 303
    press_anyway(worker, page)
    with app.app_context():
        assert db.session.get(Thread, id) is not None, "they typed it to see what is kept"


def test_the_paper_says_as_who_it_was_erased_then(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = rows.add_contact(app, days=3)
        db.session.commit()
    page = begin(worker, f"{NEW}/contact/{id}")
    erase(worker, page)
    with app.app_context():
        make_coordinator("sanne")
    assert "by a worker of the JSP" in worker.get(f"{page}/statement").words


def test_a_complaint_falls_with_a_referral_and_a_claim_stays(app: Flask, worker: Browser) -> None:
    with app.app_context():
        code, lookup = own_cards.make(bytes(range(32)))
        row = referral(add_referral(state=State.COMPLETED))
        row.card_lookup, id = lookup, row.id
        held("referral", id)
    page = begin(worker, known_by="code")
    send(worker, page, "code", code=code)
    assert "That it was kept longer ends with it." in worker.get(f"{page}/erase").words
    erase(worker, page)
    with app.app_context():
        assert referral(id).is_erased
        assert not holds.list_holds()
        held("referral", id, Ground.CLAIM)
        holds.fall("referral", id)
        assert holds.is_held("referral", id)
