"""What waits for no yes any more does not say that it does: the list says who stopped it, and what to do."""

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.rules.consent import Age, Answer, Custody, Decision, Giver
from jsp.rules.referral import State
from tests.browser import Browser
from tests.referrals.rows import add_referral, add_yes
from tests.referrals.steps import row_at, tap

NO, HIDDEN, WAITS = "Said no", "Stopped: talk about it first", "Waits for a yes"
NO_DO, HIDDEN_DO = "Talk about the no", "The parents must not know, so nothing is sent."


@pytest.fixture
def at(app: Flask) -> str:
    with app.app_context():
        id = add_referral(state=State.AWAITING_CONSENT, age=Age.FROM_12, custody=Custody.ONE, yes=False)
        db.session.commit()
        return f"/referrals/{id}"


def shown(worker: Browser, at: str) -> list[str]:
    texts = (NO, NO_DO, HIDDEN, HIDDEN_DO, WAITS)
    words = worker.in_language("en").get("/referrals/").words
    assert [each for each in texts if each in words and each not in (NO_DO, HIDDEN_DO)] == [
        each for each in texts if each in worker.get(at).words and each not in (NO_DO, HIDDEN_DO)
    ], "the page says the same"
    return [each for each in texts if each in words]


def say(app: Flask, at: str, giver: Giver, answer: Answer) -> None:
    with app.app_context():
        add_yes(row_at(app, at), Decision.SHARE, giver, answer)
        db.session.commit()


def test_it_waits_as_long_as_nobody_said_no(app: Flask, worker: Browser, at: str) -> None:
    say(app, at, Giver.YOUNG_PERSON, Answer.THINKING)
    assert shown(worker, at) == [WAITS]


@pytest.mark.parametrize("giver", [Giver.YOUNG_PERSON, Giver.PARENT_1])
def test_who_said_no_is_not_waited_for(app: Flask, worker: Browser, at: str, giver: Giver) -> None:
    say(app, at, giver, Answer.REFUSED)
    assert shown(worker, at) == [NO, NO_DO]


def test_parents_who_must_not_know_are_not_waited_for(worker: Browser, at: str) -> None:
    tap(worker, worker.get(f"{at}/tell"), f"{at}/tell", telling="not")
    assert shown(worker, at) == [HIDDEN, HIDDEN_DO]
