"""Two who do something with the same request, or erase the same things, come one after the other."""

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask

from jsp.blueprints.card.service import acts as card
from jsp.blueprints.person_requests.service import asked, erasing
from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.person_requests import KnownBy, Outcome, PersonRequest, Wish
from jsp.rules.referral import State
from jsp.rules.refusal import DomainError
from jsp.rules.retention import Ground
from jsp.verbs import holds
from tests.make import person
from tests.person_requests.test_complaints import held
from tests.referrals.rows import add_referral, referral
from tests.retention import rows
from tests.together import at_once, wait_until_done_or_waiting

TIMES = 4
Look = Callable[[], None]


def about(kind: str, *ids: UUID) -> UUID:
    """A request about these. Commits."""
    made = asked.begin(wish=Wish.ERASE, known_by=KnownBy.WORKER, key=uuid4(), by=person("sanne"))
    for id in ids:
        asked.add(made, kind, id)
    db.session.commit()
    return made.id


def found(request: UUID, look: Look) -> PersonRequest:
    """The request with all that was found, as somebody has it who looked before anything happened."""
    asks = asked.get_request(person("sanne"), request)
    look()
    return asks


@pytest.mark.parametrize("_time", range(TIMES))
def test_what_is_taken_off_is_not_erased_and_what_is_erased_is_not_taken_off(committing: Flask, _time: int) -> None:
    with committing.app_context():
        id = rows.add_contact(committing, days=3)
        request = about("contact", id)

    def take_off(look: Look) -> None:
        asked.take_off(found(request, look), "contact", id, key=uuid4(), by=person("sanne"))

    def erase(look: Look) -> int:
        return erasing.erase(found(request, look), by=person("sanne")).gone

    refused, gone = at_once(committing, take_off, erase)
    with committing.app_context():
        outcomes = [each.outcome for each in asked.get_request(person("sanne"), request).items]
        words = db.session.get_one(Contact, id).note
    if refused is None:
        assert (gone, outcomes, words) == (0, [], rows.NOTE)
    else:
        assert isinstance(refused, DomainError)
        assert (gone, outcomes, words) == (1, [Outcome.ERASED], "")


def in_order() -> tuple[UUID, UUID]:
    """A referral that ended and the one in which it goes on, of which the second comes first where turns are taken."""
    while True:
        first = add_referral(state=State.NOT_STARTED)
        second = add_referral(state=State.DRAFT, partner_id=referral(first).partner_id, reopened_from_id=first)
        if str(second) < str(first):
            return first, second


def test_a_card_and_a_request_that_erase_the_same_referrals_do_not_wait_in_a_circle(committing: Flask) -> None:
    is_done = threading.Event()
    with committing.app_context():
        first, second = in_order()
        request = about("referral", first, second)

    def by_request(look: Look) -> None:
        asks = asked.get_request(person("sanne"), request)
        holds.turn("referral", second)
        look()
        wait_until_done_or_waiting(is_done)
        erasing.erase(asks, by=person("sanne"))

    def by_card(look: Look) -> None:
        try:
            look()
            card.erase(referral(first), key=uuid4())
        finally:
            is_done.set()

    assert at_once(committing, by_request, by_card) == [None, None]
    with committing.app_context():
        assert referral(first).is_erased
        assert referral(second).is_erased


@pytest.mark.parametrize("_time", range(TIMES))
def test_a_hold_that_comes_while_the_card_erases_keeps_what_was_taken_over_or_comes_too_late(
    committing: Flask, _time: int
) -> None:
    with committing.app_context():
        first = add_referral(state=State.NOT_STARTED)
        second = add_referral(state=State.DRAFT, partner_id=referral(first).partner_id, reopened_from_id=first)
        db.session.commit()

    def by_card(look: Look) -> None:
        row = referral(first)
        look()
        card.erase(row, key=uuid4())

    def hold(look: Look) -> None:
        look()
        held("referral", second, Ground.CLAIM)

    assert at_once(committing, by_card, hold)[0] is None
    with committing.app_context():
        row = referral(second)
        assert (row.state is State.WITHDRAWN) is row.is_erased
