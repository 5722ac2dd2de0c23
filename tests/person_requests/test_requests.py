"""A young person asks: found by code or name, shown whole with who looked, erased with a paper that says so."""

import re
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import clock
from jsp.blueprints.person_requests.service import erasing
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry, Behalf
from jsp.models.contacts import Contact
from jsp.models.messages import Thread
from jsp.models.person_requests import Outcome, PersonRequest, PersonRequestItem, RequestState
from jsp.rules.referral import State, TaskKind
from jsp.rules.retention import Ground, answer_by
from jsp.verbs import holds, own_cards
from tests.browser import Browser, Page
from tests.make import person
from tests.messages.asker import QUESTION, ask, thread_of
from tests.referrals.rows import FAMILY, NAME, STORY, add_referral, referral
from tests.retention import rows

NEW = "/requests/new"


def begin(browser: Browser, where: str = NEW, *, wish: str = "erase", known_by: str = "worker") -> str:
    """Somebody asks; the address of the request."""
    browser.in_language("en")
    answer = browser.post(where, browser.get(where).form(where) | {"wish": wish, "known_by": known_by})
    assert answer.status == 303, answer.words
    return str(answer.response.headers["Location"])


def send(browser: Browser, page: str, act: str, **more: str) -> Page:
    told = {"is_told": "y"} if act == "close" else {}
    return browser.post(f"{page}/{act}", browser.get(page).form(f"{page}/{act}") | told | more)


def erase(browser: Browser, page: str) -> Page:
    where = f"{page}/erase"
    return browser.post(where, browser.get(where).form(where))


def press_anyway(browser: Browser, page: str) -> Page:
    """As from a page that was left open: now it has no button to erase."""
    assert f'action="{page}/erase"' not in browser.get(f"{page}/erase").text, "a button that does nothing"
    shown = re.search(f'{page}/shown/[^"]+', browser.get(page).text)
    assert shown is not None, "nothing here is theirs"
    return browser.post(f"{page}/erase", browser.get(page).form(shown[0]))


def outcomes() -> dict[str, Outcome]:
    return {each.kind: each.outcome for each in db.session.scalars(select(PersonRequestItem))}


def acts(kind: str, id: UUID) -> list[Action]:
    query = select(AuditEntry.action).where(
        AuditEntry.object_kind == kind, AuditEntry.object_id == str(id), AuditEntry.on_behalf_of == Behalf.PERSON
    )
    return list(db.session.scalars(query.order_by(AuditEntry.id)))


def test_by_the_code_of_a_question_it_is_found_shown_and_erased(
    app: Flask, browser: Browser, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    code = " ".join(ask(app, browser, frozen))
    with app.app_context():
        id = thread_of(app).id
    page = begin(worker, known_by="code")
    assert send(worker, page, "code", code=code).status == 303
    shown = worker.get(f"{page}/all")
    assert QUESTION in shown.words
    assert QUESTION not in worker.get(page).text, "the page of the request itself has no words"
    assert erase(worker, page).status == 303
    with app.app_context():
        assert db.session.get(Thread, id) is None
        assert outcomes() == {"thread": Outcome.ERASED}
        assert acts("thread", id) == [Action.CODE_TYPED, Action.READ, Action.ERASED]
    paper = worker.get(f"{page}/statement")
    assert "A question with all that was said. Erased on 23 November 2026 by a worker of the JSP." in paper.words
    assert "Sanne" not in paper._all("main")[0].text_content()
    of_request = select(AuditEntry.action).where(AuditEntry.object_kind == "person_request")
    with app.app_context():  # its page twice, and the paper
        assert list(db.session.scalars(of_request)).count(Action.READ) == 3


def test_a_code_that_nobody_has_is_told(
    app: Flask, worker: Browser, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    code, page = ask(app, browser, frozen), begin(worker)
    assert send(worker, page, "code", code=" ".join(reversed(code))).status == 422
    with app.app_context():
        assert outcomes() == {}


def test_by_the_code_of_a_card_with_all_that_hangs_on_it(app: Flask, worker: Browser) -> None:
    with app.app_context():
        code, lookup = own_cards.make(bytes(range(32)))
        contact = rows.add_contact(app, days=3)
        row = referral(add_referral(state=State.SENT, contact_id=contact))
        row.card_lookup = lookup
        db.session.commit()
        id = row.id
    page = begin(worker, known_by="code")
    assert send(worker, page, "code", code=code).status == 303
    words = worker.get(f"{page}/all").words
    assert all(each in words for each in (NAME, FAMILY, STORY, rows.NOTE, "Who looked"))
    assert erase(worker, page).status == 303
    with app.app_context():
        left = referral(id)
        assert (left.state, left.is_erased) == (State.WITHDRAWN, True), "sharing stops first"
        assert TaskKind.TELL_PARTNER in {each.kind for each in left.tasks if each.done_on is None}
        assert db.session.get_one(Contact, contact).note == "", "the count stays, without words"
        assert outcomes() == {"referral": Outcome.ERASED, "contact": Outcome.ERASED}


def test_by_a_name_in_the_own_caseload_and_no_other(app: Flask, worker: Browser, colleague: Browser) -> None:
    with app.app_context():
        add_referral(state=State.STARTED)
        db.session.commit()
    mine, theirs = begin(worker), begin(colleague)
    assert send(colleague, theirs, "name", name=f"{NAME} {FAMILY}").status == 303
    with app.app_context():
        assert outcomes() == {}
        [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.IDENTITY_SEARCHED))
        assert (entry.user_id, entry.object_id) == (person("lieke").id, ""), "that, and not for whom"
    send(worker, mine, "name", name=f"{NAME} {FAMILY}")
    with app.app_context():
        assert outcomes() == {"referral": Outcome.FOUND}


def test_a_coordinator_handles_it_and_reads_nothing(app: Flask, worker: Browser, coordinator: Browser) -> None:
    with app.app_context():
        id = rows.add_contact(app, days=3)
        db.session.commit()
    page = begin(worker, f"{NEW}/contact/{id}")
    coordinator.in_language("en")
    assert page in coordinator.get("/requests/").text
    assert rows.NOTE not in coordinator.get(f"{page}/all").text + coordinator.get(page).text
    assert f'action="{page}/erase"' not in coordinator.get(f"{page}/erase").text
    with app.app_context():
        [request] = db.session.scalars(select(PersonRequest))
        assert erasing.erase(request, by=person("renske")).others == 1
        assert db.session.get_one(Contact, id).note == rows.NOTE
        assert outcomes() == {"contact": Outcome.FOUND}
        assert acts("contact", id) == []
    assert coordinator.get(f"{NEW}/contact/{id}").status == 404


def test_nobody_of_another_site_knows_of_it(app: Flask, worker: Browser, stranger: Browser) -> None:
    page = begin(worker)
    for where in (page, f"{page}/all", f"{page}/erase", f"{page}/statement"):
        assert stranger.in_language("en").get(where).status == 404
    assert page not in stranger.get("/requests/").text


@pytest.mark.parametrize("ground", [Ground.CLAIM, Ground.LAW])
def test_a_claim_or_the_law_outweighs_what_they_ask(app: Flask, worker: Browser, ground: Ground) -> None:
    with app.app_context():
        id = rows.add_contact(app, days=3)
        holds.hold("contact", id, until=clock.today() + timedelta(days=9), ground=ground,
                   reason="Er loopt iets over", key=uuid4(), by=person("sanne"))  # fmt: skip
        db.session.commit()
    page = begin(worker, f"{NEW}/contact/{id}")
    assert "Stays: " in worker.get(f"{page}/erase").words
    press_anyway(worker, page)
    with app.app_context():
        assert db.session.get_one(Contact, id).note == rows.NOTE
        assert outcomes() == {"contact": Outcome.KEPT}


def test_it_stands_in_the_journal_when_they_hear_it(
    app: Flask, worker: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = tmp_path / "erasures.jsonl"
    monkeypatch.setitem(app.config, "ERASURE_JOURNAL", journal)
    with app.app_context():
        id = rows.add_contact(app, days=3)
        db.session.commit()
    erase(worker, begin(worker, f"{NEW}/contact/{id}"))
    assert rows.lines(journal) == [f'{{"kind": "contact", "id": "{id}", "on": "2026-11-23"}}']


def test_who_looked_stands_on_it(app: Flask, worker: Browser, coordinator: Browser) -> None:
    with app.app_context():
        id = rows.add_thread(days=3)
        db.session.commit()
        db.session.add(AuditEntry(at=clock.now(), user_id=person("lieke").id, action=Action.READ, object_kind="thread",
                                  object_id=str(id)))  # fmt: skip
        db.session.commit()
    page = begin(worker, f"{NEW}/thread/{id}", wish="see")
    assert "Mon 23 Nov · Lieke" in worker.get(f"{page}/all").words


def test_it_is_answered_once_all_of_it_was_dealt_with(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = rows.add_contact(app, days=3)
        db.session.commit()
    page = begin(worker, f"{NEW}/contact/{id}", wish="see")
    assert send(worker, page, "close").status == 422, "something was not dealt with"
    assert send(worker, page, f"shown/contact/{id}").status == 303
    assert send(worker, page, "close").status == 303
    with app.app_context():
        [request] = db.session.scalars(select(PersonRequest))
        assert (request.state, request.done_on) == (RequestState.DONE, date(2026, 11, 23))


def test_it_is_not_answered_before_they_were_told(app: Flask, worker: Browser) -> None:
    page = begin(worker)
    answer = worker.post(f"{page}/close", worker.get(page).form(f"{page}/close"))
    assert (answer.status, "Tell them first" in answer.words) == (422, True)
    with app.app_context():
        assert set(db.session.scalars(select(PersonRequest.state))) == {RequestState.OPEN}


def test_a_refusal_says_why(app: Flask, worker: Browser) -> None:
    page = begin(worker)
    assert send(worker, page, "close", is_refused="y").status == 422
    assert send(worker, page, "close", is_refused="y", note="Dit is niet van deze leerling").status == 303
    with app.app_context():
        [request] = db.session.scalars(select(PersonRequest))
        assert (request.state, request.note) == (RequestState.REFUSED, "Dit is niet van deze leerling")


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        (date(2026, 11, 23), date(2026, 12, 23)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2026, 12, 1), date(2027, 1, 1)),
    ],
)
def test_there_is_a_month_to_answer(asked: date, by: date) -> None:
    assert answer_by(asked) == by


def test_what_is_late_is_seen(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    page = begin(worker)
    assert "answer by Wed 23 Dec" in worker.get(page).words
    with app.app_context():
        [request] = db.session.scalars(select(PersonRequest))
        request.asked_on = date(2026, 10, 22)
        db.session.commit()
    assert "too late" in worker.get("/requests/").words
