"""The page with all that is kept holds all of it, and why it is kept longer."""

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.rules.referral import State
from jsp.rules.retention import Ground
from tests.browser import Browser
from tests.person_requests.test_complaints import held
from tests.person_requests.test_erasing import full
from tests.person_requests.test_requests import NEW, acts, begin
from tests.referrals.rows import add_referral, referral
from tests.retention import rows


def all_of(worker: Browser, kind: str, id: object) -> str:
    return worker.get(f"{begin(worker, f'{NEW}/{kind}/{id}', wish='see')}/all").words


def test_of_a_conversation(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = full(app)
        db.session.get_one(Contact, id).is_return = True
        db.session.commit()
    words = all_of(worker, "contact", id)
    for each in ("came back about the same thing", "Age", "12 to 15", "Level havo", "Year of study 4", "Class",
                 "Asked to join Lieke", "Handed over", "Follow-up Tuesday 24 November"):  # fmt: skip
        assert each in words


def test_of_a_referral_who_said_yes_and_what_was_agreed(app: Flask, worker: Browser) -> None:
    with app.app_context():
        row = referral(add_referral(state=State.SENT))
        db.session.commit()
        id, partner, until = row.id, row.partner.name, row.consents[0].until
    words = all_of(worker, "referral", id)
    for each in ("Who said yes", "the young person said yes", f"Counts until {until.day} ", "How you get in touch",
                 "What the partner reads about that", "Who may know how it goes", partner):  # fmt: skip
        assert each in words


@pytest.mark.parametrize("ground", Ground)
def test_why_it_is_kept_longer(app: Flask, worker: Browser, ground: Ground) -> None:
    with app.app_context():
        id = full(app)
        held("contact", id, ground)
    assert "Er loopt iets over It is kept until 2 December 2026." in all_of(worker, "contact", id)


def test_it_and_the_paper_can_be_printed(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = full(app)
    page = begin(worker, f"{NEW}/contact/{id}")
    for each in (f"{page}/all", f"{page}/statement"):
        text = worker.get(each).text
        assert "data-prints" in text
        assert "print.js" in text


@pytest.mark.parametrize("reach", [True, False])
def test_that_the_number_of_an_asker_was_read_stands_in_the_trail(app: Flask, worker: Browser, reach: bool) -> None:
    with app.app_context():
        id = rows.add_thread(days=3, reach=reach)
        db.session.commit()
    assert ("06-00000123" in all_of(worker, "thread", id)) is reach
    with app.app_context():
        assert (Action.REACH_SHOWN in acts("thread", id)) is reach
