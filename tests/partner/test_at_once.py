"""What two do at the same moment with one link: every try counts, and one answer is the answer."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask

from jsp.blueprints.partner.service import answers, opening
from jsp.blueprints.partner.service.answers import Said
from jsp.extensions import db
from jsp.models.referrals import Referral
from jsp.rules.referral import MOST_WRONG, Obstacle, State, Step, TaskKind
from jsp.rules.refusal import DomainError
from jsp.verbs import referring
from tests.partner.iris import door, made, stored, wrong_one
from tests.referrals.rows import referral
from tests.together import at_once

Look = Callable[[], None]


@pytest.fixture
def sent(committing: Flask) -> UUID:
    return made(committing)


def tries(app: Flask, id: UUID, typed: str) -> Callable[[Look], Referral | None]:
    """Somebody who types these figures."""
    token = door(app, id)[0].rsplit("/", 1)[1]

    def act(look: Look) -> Referral | None:
        look()
        return opening.try_code(token, typed)

    return act


def test_two_wrong_codes_at_once_count_both(committing: Flask, sent: UUID) -> None:
    _address, code = door(committing, sent)
    with committing.test_request_context():
        link = referral(sent).link
        assert link
        link.wrong = MOST_WRONG - 2
        db.session.commit()
    wrong = tries(committing, sent, wrong_one(code))
    assert at_once(committing, wrong, wrong) == [None, None]
    row = stored(committing, sent)
    assert row.link
    assert (row.link.wrong, row.link.closed_on is not None) == (MOST_WRONG, True)
    assert [task.kind for task in row.tasks] == [TaskKind.LINK_CLOSED]


def test_a_try_that_waited_for_the_fifth_wrong_one_finds_it_closed(committing: Flask, sent: UUID) -> None:
    _address, code = door(committing, sent)
    with committing.test_request_context():
        link = referral(sent).link
        assert link
        link.wrong = MOST_WRONG - 1
        db.session.commit()
    wrong = tries(committing, sent, wrong_one(code))
    at_once(committing, wrong, wrong)
    row = stored(committing, sent)
    assert row.link
    assert (row.link.wrong, len(row.tasks)) == (MOST_WRONG, 1)


def test_of_two_answers_at_once_one_counts(committing: Flask, sent: UUID) -> None:
    def says(step: Step, said: Said) -> Callable[[Look], None]:
        def act(look: Look) -> None:
            row = referral(sent)
            look()
            answers.answer(row, 1, step, said, key=uuid4())

        return act

    no = says(Step.NOT_POSSIBLE, Said(obstacle=Obstacle.NOT_FITTING, suggestion="Het buurthuis"))
    results = at_once(committing, no, says(Step.START, Said(agreed=True)))
    assert sorted(type(each) for each in results if each) == [DomainError]
    row = stored(committing, sent)
    assert row.state in (State.STARTED, State.NOT_STARTED)
    assert len(row.notes) == (row.state is State.NOT_STARTED)


def test_the_same_answer_twice_at_once_is_one_answer(committing: Flask, sent: UUID) -> None:
    key = uuid4()

    def no(look: Look) -> None:
        row = referral(sent)
        look()
        answers.answer(row, 1, Step.NOT_POSSIBLE, Said(obstacle=Obstacle.NO_CONTACT, suggestion="Later"), key=key)

    assert at_once(committing, no, no) == [None, None]
    row = stored(committing, sent)
    assert (row.state, len(row.notes), len(row.tasks)) == (State.NOT_STARTED, 1, 1)


def test_an_answer_that_waited_while_it_was_withdrawn_is_not_taken(committing: Flask, sent: UUID) -> None:
    def withdraw(look: Look) -> None:
        row = referral(sent)
        look()
        referring.turn(row)
        referring.withdraw(row, of_nobody=True)

    def no(look: Look) -> None:
        row = referral(sent)
        look()
        answers.answer(row, 1, Step.SEEN, Said(), key=uuid4())

    results = at_once(committing, withdraw, no)
    assert {type(each) for each in results if each} <= {DomainError}
    row = stored(committing, sent)
    assert (row.state, row.link, row.packet) == (State.WITHDRAWN, None, None)


def test_an_answer_to_a_link_that_was_replaced_meanwhile_is_refused(committing: Flask, sent: UUID) -> None:
    with committing.test_request_context(), pytest.raises(DomainError, match="does not take answers"):
        answers.answer(referral(sent), 2, Step.SEEN, Said(), key=uuid4())
    assert stored(committing, sent).state is State.SENT
