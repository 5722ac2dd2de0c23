"""What happens at the same moment with one card: it is stopped once, and the partner is called once."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask

from jsp.blueprints.card.service import acts
from jsp.extensions import db
from jsp.rules.referral import State, TaskKind
from jsp.rules.refusal import DomainError
from tests.referrals.rows import add_referral, referral
from tests.together import at_once

Look = Callable[[], None]


@pytest.fixture
def sent(committing: Flask) -> UUID:
    with committing.test_request_context():
        id = add_referral()
        db.session.commit()
        return id


def stopping(id: UUID, key: UUID) -> Callable[[Look], None]:
    def act(look: Look) -> None:
        row = referral(id)
        look()
        acts.withdraw(row, key=key)

    return act


@pytest.mark.parametrize("is_one_tap", [True, False])
def test_two_at_once_stop_it_once(committing: Flask, sent: UUID, is_one_tap: bool) -> None:
    one = uuid4()
    other = one if is_one_tap else uuid4()
    answers = at_once(committing, stopping(sent, one), stopping(sent, other))
    refused = [each for each in answers if isinstance(each, DomainError)]
    assert [each.message for each in refused] == ([] if is_one_tap else [acts.BACK])
    assert answers.count(None) == 2 - len(refused)
    with committing.test_request_context():
        row = referral(sent)
        assert (row.state, [each.kind for each in row.tasks]) == (State.WITHDRAWN, [TaskKind.TELL_PARTNER])
