"""What went in another way is not said to stay: the request, its list and the paper say that it is gone, and when."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import clock
from jsp.blueprints.card.service import acts as card
from jsp.blueprints.messages.service import erasing as asker
from jsp.blueprints.person_requests.service import erasing
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry, Behalf
from jsp.models.contacts import Contact
from jsp.models.person_requests import Outcome, PersonRequest
from jsp.models.retention import ErasureEntry
from jsp.rules.referral import State
from jsp.rules.retention import Ground, Kind
from jsp.verbs import erasures, retention
from tests.browser import Browser
from tests.make import person
from tests.person_requests.test_complaints import held
from tests.person_requests.test_erasing import full
from tests.person_requests.test_requests import NEW, acts, begin, erase, outcomes, send
from tests.referrals.rows import add_referral, referral
from tests.retention import rows

Erase = Callable[[UUID], object]
GONE = "Erased on 23 November 2026, apart from this request."
STAYS = "This was not erased."


def another_request(kind: str, id: UUID) -> None:
    """Somebody else handles one about the same thing."""
    erasures.WAYS[erasing.GOES[kind]].again(str(id))


def own_card(id: UUID) -> None:
    card.erase(referral(id), key=uuid4())


def by_clock(id: UUID) -> None:
    rows.move_back(id, 100)
    assert retention.run()[Kind.PERSON] == 1


def and_the_row(id: UUID) -> None:
    rows.move_back(id, 400)
    retention.run()


WAYS: list[tuple[str, Erase]] = [
    ("contact", lambda id: another_request("contact", id)),
    ("thread", lambda id: another_request("thread", id)),
    ("thread", asker.erase),
    ("referral", lambda id: another_request("referral", id)),
    ("referral", own_card),
    ("referral", by_clock),
    ("referral", and_the_row),
]


def made(app: Flask, kind: str) -> UUID:
    if kind == "contact":
        return full(app)
    return rows.add_thread(days=3) if kind == "thread" else add_referral(state=State.COMPLETED)


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_it_is_gone_on_the_request_its_list_and_the_paper(app: Flask, worker: Browser, kind: str, way: Erase) -> None:
    with app.app_context():
        id = made(app, kind)
        db.session.commit()
    page = begin(worker, f"{NEW}/{kind}/{id}")
    assert GONE not in worker.get(page).words
    with app.app_context():
        way(id)
        db.session.commit()
    for where in (page, f"{page}/erase", f"{page}/statement"):
        assert GONE in worker.get(where).words, where
    assert "(gone)" in worker.get("/requests/").words
    assert f'{page}/statement"' in worker.get(page).text
    assert f'action="{page}/erase"' not in worker.get(f"{page}/erase").text
    paper = worker.get(f"{page}/statement").words
    assert STAYS not in paper
    assert "Erased on 23 November 2026 by" not in paper, "not at this request"


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_it_waits_for_no_answer_and_is_not_said_to_stay(app: Flask, worker: Browser, kind: str, way: Erase) -> None:
    with app.app_context():
        id = made(app, kind)
        db.session.commit()
    page = begin(worker, f"{NEW}/{kind}/{id}")
    with app.app_context():
        way(id)
        db.session.commit()
    assert send(worker, page, "close").status == 303
    assert "kept" not in worker.get("/requests/").words
    assert GONE in worker.get(page).words


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_what_stayed_when_it_was_answered_is_gone_once_it_went(
    app: Flask, worker: Browser, kind: str, way: Erase
) -> None:
    with app.app_context():
        id = made(app, kind)
        db.session.commit()
    page = begin(worker, f"{NEW}/{kind}/{id}")
    send(worker, page, "close", note="Blijft nog even")
    assert "kept" in worker.get("/requests/").words
    assert STAYS in worker.get(f"{page}/statement").words
    with app.app_context():
        assert outcomes() == {kind: Outcome.KEPT}
        way(id)
        db.session.commit()
    assert "(gone)" in worker.get("/requests/").words
    paper = worker.get(f"{page}/statement").words
    assert (GONE in paper, STAYS in paper, "What stays, and why" in paper) == (True, False, False)
    assert "What we answered on 23 November 2026 Blijft nog even" in paper, "what was true on that day has its day"


def test_what_was_shown_stays_shown_and_is_gone(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = full(app)
    page = begin(worker, f"{NEW}/contact/{id}", wish="see")
    send(worker, page, f"shown/contact/{id}")
    with app.app_context():
        another_request("contact", id)
        db.session.commit()
    words = worker.get(page).words
    assert (GONE in words, "shown" in words) == (True, True)


def test_erasing_the_rest_says_nothing_untrue_of_what_was_gone(app: Flask, worker: Browser) -> None:
    with app.app_context():
        contact = rows.add_contact(app, days=3)
        row = add_referral(state=State.COMPLETED, contact_id=contact)
        db.session.commit()
    page = begin(worker, f"{NEW}/contact/{contact}")
    with app.app_context():
        own_card(row)
        db.session.commit()
    erase(worker, page)
    with app.app_context():
        assert outcomes() == {"contact": Outcome.ERASED, "referral": Outcome.FOUND}
        assert Action.ERASED not in acts("referral", row)
    paper = worker.get(f"{page}/statement").words
    assert "A conversation, all but the count (20 November 2026). Erased on 23 November 2026 by a worker" in paper
    assert f"what was said (23 November 2026). {GONE}" in paper
    assert "Of a referral stays to whom it was" in paper, "and what stays of it anyway"


def test_what_is_gone_of_somebody_else_is_no_work_for_them(app: Flask, worker: Browser, coordinator: Browser) -> None:
    with app.app_context():
        row = add_referral(state=State.COMPLETED)
        db.session.commit()
    page = begin(worker, f"{NEW}/referral/{row}")
    with app.app_context():
        own_card(row)
        db.session.commit()
    words = coordinator.in_language("en").get(page).words
    assert (GONE in words, "Not yours to read" in words) == (True, False)
    with app.app_context():
        [request] = db.session.scalars(select(PersonRequest))
        assert erasing.erase(request, by=person("renske")).others == 0


def test_of_what_went_in_part_is_told_which_part(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    with app.app_context():
        contact, thread = full(app), rows.add_thread(days=100, reach=True, expires_on=clock.today() + timedelta(days=9))
        db.session.commit()
    asks = {kind: begin(worker, f"{NEW}/{kind}/{id}") for kind, id in (("contact", contact), ("thread", thread))}
    with app.app_context():
        db.session.get_one(Contact, contact).on = clock.today() - rows.OLD
        db.session.commit()
        done = retention.run()
        assert (done[Kind.NOTE], done[Kind.REACH]) == (1, 1)
    told = {"contact": "What was written down with it was erased on 23 November 2026. The rest is still there.",
            "thread": "was left with it was erased on 23 November 2026. The question is still there."}  # fmt: skip
    assert worker.get("/requests/").words.count("(found)") == 2, "the rest is there"
    for kind, page in asks.items():
        assert told[kind] in worker.get(page).words
        assert told[kind] in worker.get(f"{page}/statement").words
        assert STAYS not in worker.get(f"{page}/statement").words


def test_a_referral_of_which_no_yes_counts_any_more_is_still_stopped(app: Flask, worker: Browser) -> None:
    with app.app_context():
        contact = rows.add_contact(app, days=3)
        row = add_referral(state=State.STARTED, contact_id=contact)
        erasures.WAYS[Kind.PERSON].again(str(row))
        db.session.commit()
        assert referral(row).state is State.STARTED
    page = begin(worker, f"{NEW}/contact/{contact}")
    erase(worker, page)
    with app.app_context():
        assert referral(row).state is State.WITHDRAWN
        assert outcomes()["referral"] is Outcome.FOUND, "what was shared was gone before"


def test_the_day_is_known_as_long_as_the_request_is_kept(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    with app.app_context():
        id, other = rows.add_thread(days=3), rows.add_thread(days=3)
        db.session.commit()
    page = begin(worker, f"{NEW}/thread/{id}")
    with app.app_context():
        for each in (id, other):
            asker.erase(each)
        for entry in db.session.scalars(select(ErasureEntry)):
            entry.written = True
        db.session.commit()
    frozen.tick(timedelta(days=200))
    with app.app_context():
        erasures.trim()
        assert list(db.session.scalars(select(ErasureEntry.object_id))) == [str(id)]
    later = Browser(app).signed_in("sanne").in_language("en")
    assert GONE in later.get(page).words
    with app.app_context():
        db.session.execute(ErasureEntry.__table__.delete())
        db.session.commit()
    assert "It is not there any more." in later.get(page).words, "also where nobody knows the day"


def test_what_a_hold_keeps_is_still_said_to_stay(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = full(app)
        held("contact", id, Ground.CLAIM)
    page = begin(worker, f"{NEW}/contact/{id}")
    paper = worker.get(f"{page}/statement").words
    assert "It is needed for a legal claim. It is kept until 2 December 2026." in paper
    with app.app_context():
        entries = select(AuditEntry).where(AuditEntry.action == Action.ERASED, AuditEntry.on_behalf_of == Behalf.PERSON)
        assert not db.session.scalars(entries).all()
