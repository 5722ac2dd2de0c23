import pytest
from flask import Flask

from jsp.extensions import db
from jsp.rules.consent import Age, Custody
from jsp.rules.referral import State, Way
from tests.referrals.rows import add_referral, referral


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(("age", "custody"), [(Age.UNDER_12, Custody.TWO), (Age.FROM_18, Custody.NOT_ASKED)])
def test_a_referral_comes_to_every_state_by_the_steps_of_the_house(
    app: Flask, state: State, age: Age, custody: Custody
) -> None:
    with app.app_context():
        id = add_referral(state=state, age=age, custody=custody)
        db.session.expire_all()
        assert referral(id).state is state


def test_who_makes_contact_alone_needs_no_yes(app: Flask) -> None:
    with app.app_context():
        row = referral(add_referral(way=Way.SELF_CONTACT, state=State.COMPLETED))
        assert row.state is State.COMPLETED
        assert not row.consents
