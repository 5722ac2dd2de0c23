"""A page says what is wrong on top of it, and what to do next; what happened already is not asked any more."""

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.consents import Consent
from jsp.rules.referral import State, TaskKind, Way
from jsp.verbs import referring
from tests.browser import Browser
from tests.intake.desk import log
from tests.referrals import answers
from tests.referrals.rows import referral
from tests.referrals.steps import answer, asked, begin, links, made, partner, say_age, write
from tests.referrals.test_changed import change
from tests.referrals.test_parents import at_parents, custody, parent

AGAIN = "Then tap ‘{}’ again."
CODE_TO_SAY = "Say this code by phone"


def draft(app: Flask, worker: Browser) -> str:
    at = begin(worker, log(app, worker), partner(app))
    say_age(worker, at, "from_16")
    return at


def top(text: str) -> str:
    """All that stands above the form of the passport."""
    return text.partition('id="passport"')[0]


def test_a_warning_stands_on_top_with_the_way_to_it(app: Flask, worker: Browser) -> None:
    at = draft(app, worker)
    page = write(worker.in_language("en"), at, about="Over Piet.", tick_about="y")
    assert 'role="alert"' in top(page.text)
    assert 'href="#about"' in top(page.text)
    assert f"Did you mean this? {AGAIN.format('To the card')}" in page.words


def test_an_error_stands_on_top_with_the_way_to_it(app: Flask, worker: Browser) -> None:
    at = draft(app, worker)
    page = write(worker.in_language("en"), at, progress="nonsense")
    assert page.status == 422
    assert 'href="#progress"' in top(page.text)
    assert page.text.count('id="progress"') == 1
    assert AGAIN.format("To the card") in page.words


def test_a_parent_without_how_it_was_said_is_told_on_top(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker)
    worker.in_language("en")
    values = worker.get(f"{at}/parents").form(f"{at}/parents/parent_1") | {"answer": "refused"}
    page = worker.post(f"{at}/parents/parent_1", values)
    assert "#parent_1" in links(page)
    assert page.text.index("#parent_1") < page.text.index('id="custody"')
    assert AGAIN.format("Says no") in page.words


@pytest.mark.parametrize(("after", "is_told"), [("guardian", True), ("two", False)])
def test_a_yes_that_ended_with_who_has_authority_says_so(
    app: Flask, worker: Browser, after: str, is_told: bool
) -> None:  # fmt: skip
    at = at_parents(app, worker, who="one")
    parent(worker, at, "parent_1")
    custody(worker, at, after)
    words = worker.in_language("en").get(f"{at}/parents").words
    assert ("Ask anew: the guardian." in words) is is_told
    assert "As long as it was not asked" not in words


def test_as_long_as_it_was_not_asked_two_are_needed(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker, who="")
    assert "As long as it was not asked, two have to say yes." in worker.in_language("en").get(f"{at}/parents").words


def test_to_another_receiver_no_code_is_said(app: Flask, worker: Browser) -> None:
    id, worker = made(app), worker.in_language("en")
    with app.test_request_context():
        referring.add_task(referral(id), TaskKind.SAY_CODE)
        db.session.commit()
    at = f"/referrals/{id}"
    assert CODE_TO_SAY in worker.get(at).words
    change(app, id, phone="0478-999999")
    words = worker.get(at).words
    assert [text for text in (CODE_TO_SAY, "say the code") if text in words] == []
    assert "The number now:" in words


@pytest.mark.parametrize(("state", "is_past"), [
    (State.SENT, False), (State.STARTED, True), (State.NOT_STARTED, True), (State.EXPIRED, False),
])  # fmt: skip
def test_who_answered_has_seen_it(app: Flask, worker: Browser, state: State, is_past: bool) -> None:
    id = made(app, state=state)
    with app.app_context():
        referral(id).received_on = None
        db.session.commit()
    words = worker.in_language("en").get(f"/referrals/{id}").words
    assert ("Seen by the partner done" in words, "Seen by the partner not yet" in words) == (is_past, not is_past)


@pytest.mark.parametrize(("state", "is_asked"), [(State.RECEIVED, True), (State.STARTED, False)])
def test_once_help_started_nobody_asks_whether_it_may(
    app: Flask, worker: Browser, state: State, is_asked: bool
) -> None:  # fmt: skip
    id = made(app, state=state)
    with app.app_context():
        answers.erase(Consent.referral_id == id, Consent.decision == "start")
        db.session.commit()
    words = worker.in_language("en").get(f"/referrals/{id}").words
    assert ("Still to ask about starting help:" in words) is is_asked


def test_what_is_not_right_says_what_to_do(app: Flask, worker: Browser) -> None:
    id = made(app)
    with app.test_request_context():
        referring.add_task(referral(id), TaskKind.CORRECTION)
        db.session.commit()
    assert "what was sent cannot be changed here" in worker.in_language("en").get(f"/referrals/{id}").words


@pytest.mark.parametrize(("ticked", "is_warned"), [({}, False), ({"phone": ""}, True)])
def test_a_letter_about_who_cannot_be_reached_is_warned_about(
    app: Flask, worker: Browser, ticked: dict[str, str], is_warned: bool
) -> None:  # fmt: skip
    unticked = {"tick_phone": []} if ticked else {}
    at = asked(worker, log(app, worker), partner(app), "from_16", **ticked, **unticked)
    answer(worker, at)
    words = worker.in_language("en").get(f"{at}/ways").words
    assert ("In writing they cannot reach the young person" in words) is is_warned


def test_an_address_is_warned_about_as_an_address(app: Flask, worker: Browser) -> None:
    at = draft(app, worker)
    words = write(worker.in_language("en"), at, about="Ik woon in de Kerkstraat 5.", tick_about="y").words
    assert ("This looks like an address." in words, "the name of somebody" in words) == (True, False)


def test_who_makes_contact_alone_is_not_being_written(app: Flask, worker: Browser) -> None:
    made(app, way=Way.SELF_CONTACT, state=State.DRAFT)
    words = worker.in_language("en").get("/referrals/").words
    assert ("Makes contact alone" in words, "Being written" in words) == (True, False)


def test_parents_who_must_not_know_leave_the_way_to_safety(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker, who="", telling="not")
    assert f"/referrals/safety/referral/{at.rpartition('/')[2]}" in links(worker.get(f"{at}/parents"))
