"""What was gone already, or only counts, is not said to be erased at a request, and nothing is added to it again."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask

from jsp import clock
from jsp.blueprints.person_requests.service import asked
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.person_requests import Outcome
from jsp.rules.refusal import DomainError
from jsp.verbs import holds, retention
from jsp.verbs.went import was_erased
from tests.browser import Browser, Page
from tests.intake.desk import own_form
from tests.make import person
from tests.person_requests.test_at_once import Look, about, found
from tests.person_requests.test_requests import NEW, acts, begin, outcomes, press_anyway, send
from tests.person_requests.test_went import GONE
from tests.retention import rows
from tests.together import at_once

COUNTS = "This only counts. Nothing else stands with it."
Make = Callable[[Flask], UUID]


def only_counts(app: Flask) -> UUID:
    """A conversation with which nothing stands."""
    id = rows.add_contact(app, days=3)
    contact = db.session.get_one(Contact, id)
    contact.note = contact.strengths = ""
    for each in contact.corrections:
        db.session.delete(each)
    db.session.commit()
    return id


def note_went(app: Flask) -> UUID:
    """One with a note and nothing else, which the clock erased."""
    id = only_counts(app)
    contact = db.session.get_one(Contact, id)
    contact.note, contact.on = rows.NOTE, clock.today() - rows.OLD
    db.session.commit()
    retention.run()
    return id


def correct(worker: Browser, id: UUID) -> Page:
    edit = f"/intake/contacts/{id}/edit"
    form = own_form(worker.get(edit), "themes") | {"note": "Toch weer iets", "reason": "Ik wist nog iets"}
    return worker.post(edit, form)


@pytest.mark.parametrize(("make", "badge"), [(note_went, "gone"), (only_counts, "only counts")])
def test_nothing_is_added_to_what_was_bare_when_they_asked_to_erase_it(
    app: Flask, worker: Browser, make: Make, badge: str
) -> None:
    with app.app_context():
        id = make(app)
    page = begin(worker, f"{NEW}/contact/{id}")
    press_anyway(worker, page)
    assert "Of 1 thing only the count was left." in worker.get(page).words
    assert send(worker, page, "close").status == 303, "it waits for nobody"
    answer = correct(worker, id)
    assert (answer.status, "wanted it erased. Only the count is left" in answer.words) == (422, True)
    assert "wanted it erased. Only the count is left" in worker.get(f"/intake/contacts/{id}").words
    assert f"({badge})" in worker.get("/requests/").words
    with app.app_context():
        assert db.session.get_one(Contact, id).note == ""
        assert outcomes() == {"contact": Outcome.FOUND}
        assert Action.ERASED not in acts("contact", id)


@pytest.mark.parametrize(("wish", "refused"), [("see", {}), ("erase", {"is_refused": "y"})])
def test_who_did_not_ask_so_or_was_refused_keeps_nobody_from_it(
    app: Flask, worker: Browser, wish: str, refused: dict[str, str]
) -> None:
    with app.app_context():
        id = note_went(app)
    send(worker, begin(worker, f"{NEW}/contact/{id}", wish=wish), "close", note="Klaar", **refused)
    assert correct(worker, id).status == 303
    with app.app_context():
        assert db.session.get_one(Contact, id).note == "Toch weer iets"


def test_page_and_paper_say_that_it_only_counts(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = only_counts(app)
    page = begin(worker, f"{NEW}/contact/{id}")
    for where in (page, f"{page}/erase", f"{page}/all", f"{page}/statement"):
        words = worker.get(where).words
        assert (COUNTS in words, GONE in words) == (True, False), where
    assert f'{page}/statement"' in worker.get(page).text
    paper = worker.get(f"{page}/statement").words
    assert f"What stays, and why A conversation (20 November 2026). {COUNTS}" in paper
    assert "Of a conversation stays, as a count: the day, the place" in paper
    assert not [each for each in ("What we erased", "not erased", "our backups") if each in paper]


def test_who_asks_to_see_sees_the_count_as_well(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = only_counts(app)
    page = begin(worker, f"{NEW}/contact/{id}", wish="see")
    assert send(worker, page, "close").status == 422, "it was not shown yet"
    send(worker, page, f"shown/contact/{id}")
    assert send(worker, page, "close").status == 303


@pytest.mark.parametrize(
    ("wish", "says"),
    [("see", "what we keep about you."), ("correct", "to change what we keep about you."),
     ("erase", "to erase what we keep about you.")],
)  # fmt: skip
def test_the_paper_says_what_they_asked(app: Flask, worker: Browser, wish: str, says: str) -> None:
    """Something of it went meanwhile."""
    with app.app_context():
        gone, here = note_went(app), rows.add_contact(app, days=3)
        db.session.commit()
    page = begin(worker, f"{NEW}/contact/{gone}", wish=wish)
    with app.app_context():
        [request] = asked.list_requests(person("sanne"))
        asked.add(request, "contact", here)
        db.session.commit()
    paper = worker.get(f"{page}/statement").words
    assert f"You asked us on 23 November 2026 {says}" in paper
    assert ("to erase" in paper, "What we erased" in paper) == (wish == "erase", False)
    assert f"What is gone already A conversation, all but the count (19 October 2025). {GONE}" in paper
    kept = "What stays, and why" if wish == "erase" else "What is still here"
    assert f"{kept} A conversation (20 November 2026)." in paper
    assert ("This was not erased." in paper) == (wish == "erase")


@pytest.mark.parametrize("_time", range(4))
def test_who_writes_while_it_is_answered_is_barred_or_keeps_it_open(committing: Flask, _time: int) -> None:
    with committing.app_context():
        id = note_went(committing)
        request = about("contact", id)

    def write(look: Look) -> bool:
        look()
        holds.turn("contact", id)
        if was_erased("contact", id):
            return False
        db.session.get_one(Contact, id).note = "Toch weer iets"
        return True

    def close(look: Look) -> None:
        asked.close(found(request, look), refused=False, note="", key=uuid4())

    wrote, answer = at_once(committing, write, close)
    with committing.app_context():
        assert was_erased("contact", id) is not wrote
    assert isinstance(answer, DomainError) is wrote
