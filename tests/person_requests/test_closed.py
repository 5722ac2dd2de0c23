"""What is sent to a request that was answered meanwhile: nothing is done, that is told, and what was typed stays."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.audit import AuditEntry
from jsp.models.person_requests import Outcome, PersonRequest, RequestState
from tests.browser import Browser
from tests.person_requests.test_requests import NEW, begin, outcomes, send
from tests.retention import rows

CLOSED = "This request is closed"
TOLD = "This request was answered on 23 November 2026. Nothing of what you sent just now was done or kept."
FIRST, SECOND = "De eerste uitleg van een ander", "Mijn eigen lange uitleg"


def closed_meanwhile(app: Flask, worker: Browser, act: str) -> tuple[str, dict[str, str], UUID]:
    """Its page, what stands ready in the form of an act, and the conversation."""
    with app.app_context():
        id = rows.add_contact(app, days=3)
        db.session.commit()
    page = begin(worker, f"{NEW}/contact/{id}")
    act = act.format(id=id)
    where = f"{page}/{act}"
    form = worker.get(where if act.startswith(("erase", "off")) else page).form(where)
    send(worker, page, "close", note=FIRST)
    return page, form, id


ACTS = [
    ("close", {"is_told": "y", "note": SECOND}, SECOND), ("close", {"note": SECOND}, SECOND),
    ("name", {"name": "Fenna Verzonnen"}, "Fenna Verzonnen"), ("code", {"code": "appel boom"}, ""),
    ("erase", {}, ""), ("off/contact/{id}", {}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("act", "typed", "kept"), ACTS)
def test_it_is_told_and_what_was_typed_stays(
    app: Flask, worker: Browser, act: str, typed: dict[str, str], kept: str
) -> None:
    page, form, id = closed_meanwhile(app, worker, act)
    with app.app_context():
        before = db.session.scalar(select(func.count()).select_from(AuditEntry))
    answer = worker.post(f"{page}/{act.format(id=id)}", form | typed)
    assert (answer.status, CLOSED in answer.words, TOLD in answer.words) == (422, True, True)
    assert kept in answer.text
    assert FIRST not in answer.text, "what is sealed stands only where reading it leaves an entry"
    assert "Choose it again" not in answer.words, "nothing here can be chosen any more"
    assert "appel boom" not in answer.text, "a code is a secret"
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == before
        [request] = db.session.scalars(select(PersonRequest))
        assert (request.state, request.note) == (RequestState.DONE, FIRST)
        assert outcomes() == {"contact": Outcome.KEPT}


@pytest.mark.parametrize("act", ["erase", "off/contact/{id}"])
def test_no_page_asks_what_can_only_be_refused(app: Flask, worker: Browser, act: str) -> None:
    page, _form, id = closed_meanwhile(app, worker, "close")
    shown = worker.get(f"{page}/{act.format(id=id)}")
    assert (shown.status, CLOSED in shown.words, "just now" in shown.words) == (200, True, False)
    assert not [form for form in shown.forms() if page in (form.get("action") or "")]


def test_a_second_tap_on_answered_is_no_refusal(app: Flask, worker: Browser) -> None:
    page = begin(worker)
    sent = worker.get(page).form(f"{page}/close") | {"is_told": "y", "note": FIRST}
    for _tap in range(2):
        assert worker.post(f"{page}/close", sent).response.headers["Location"] == page
    assert "This was sent before." in worker.get(page).words


def test_that_something_was_shown_is_refused_in_words(app: Flask, worker: Browser) -> None:
    page, form, id = closed_meanwhile(app, worker, "shown/contact/{id}")
    worker.post(f"{page}/shown/contact/{id}", form)
    assert "This request was answered already." in worker.get(page).words
