"""The time of a yes is over while it is under way: who holds the card reads whether the partner heard it."""

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.rules.referral import SHARED, State, TaskKind
from jsp.verbs import referring
from tests.browser import Browser
from tests.card.conftest import Carded
from tests.card.holder import MINE, come
from tests.referrals.rows import referral

LAPSED = "De ja is te lang geleden en telt niet meer."
TO_TELL, TOLD = "We vertellen het aan Grip Geldhulp.", "Grip Geldhulp heeft het van ons gehoord."


def words(app: Flask) -> tuple[bool, ...]:
    said = come(Browser(app)).get(MINE).words
    return tuple(each in said for each in (LAPSED, TO_TELL, TOLD))


@pytest.mark.parametrize("state", sorted(SHARED))
def test_it_tells_whether_the_partner_heard_it(app: Flask, carded: Carded, state: State) -> None:
    id = carded(state=state)
    with app.test_request_context():
        row = referral(id)
        referring.erase(row)
        db.session.commit()
    assert words(app) == (True, False, False), "nobody was asked to tell: then nothing is said of it"
    with app.test_request_context():
        referring.ask_to_tell(referral(id))
        db.session.commit()
    assert words(app) == (True, True, False)
    with app.test_request_context():
        referring.close_tasks(referral(id), TaskKind.TELL_PARTNER)
        db.session.commit()
    assert words(app) == (True, False, True)
