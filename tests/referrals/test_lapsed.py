"""The time of a yes is over while it is under way: what is erased here has to be told to the partner, by somebody."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp import clock
from jsp.extensions import db
from jsp.rules.consent import Decision
from jsp.rules.referral import SHARED, State, TaskKind
from jsp.verbs import referring
from tests.browser import Browser
from tests.referrals.rows import referral
from tests.referrals.steps import made, tap
from tests.referrals.test_clocks import DAY, night, tasks
from tests.referrals.test_outcomes import send

LAPSED, WITHDRAWN = "the time that was agreed is over", "this was withdrawn"
CODE = "Give the partner a call, and say the code."
MINE = "/referrals/"
PAGES = ("/today/", MINE)


def lapsing(app: Flask, state: State) -> UUID:
    """A referral with a yes to sharing that counts until and including today."""
    id = made(app, state=state)
    with app.app_context():
        next(each for each in referral(id).consents if each.decision is Decision.SHARE).until = clock.today()
        db.session.commit()
    return id


@pytest.mark.parametrize("state", sorted(SHARED))
def test_its_worker_is_asked_to_tell_the_partner_once(app: Flask, frozen: FrozenDateTimeFactory, state: State) -> None:
    id = lapsing(app, state)
    night(app)
    assert tasks(app, id) == [], "today it still counts"
    frozen.tick(DAY)
    for _ in range(2):
        night(app)
    assert tasks(app, id) == [(TaskKind.TELL_PARTNER, False)]
    at, worker = f"/referrals/{id}", Browser(app).signed_in("sanne").in_language("en")
    words = [worker.get(page).words for page in (*PAGES, at)]
    assert [(LAPSED in each, WITHDRAWN in each) for each in words] == [(True, False)] * 3
    tap(worker, worker.get(at), f"{at}/tasks/tell_partner")
    assert [LAPSED in worker.get(page).words for page in (*PAGES, at)] == [False] * 3
    night(app)
    assert tasks(app, id) == [(TaskKind.TELL_PARTNER, True)], "it is not asked again"


def test_once_it_was_told_nobody_says_a_code(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    id, worker = lapsing(app, State.SENT), Browser(app).signed_in("sanne").in_language("en")
    at = f"/referrals/{id}"
    assert [CODE in worker.get(page).words for page in (MINE, at)] == [True, True]
    frozen.tick(DAY)
    night(app)
    worker = Browser(app).signed_in("sanne").in_language("en")
    tap(worker, worker.get(at), f"{at}/tasks/tell_partner")
    assert [CODE in worker.get(page).words for page in (MINE, at)] == [False, False]


def test_there_is_nothing_else_to_call_about(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    id = lapsing(app, State.RECEIVED)
    with app.test_request_context():
        for kind in (TaskKind.SAY_CODE, TaskKind.CALL_PARTNER, TaskKind.LINK_CLOSED):
            referring.add_task(referral(id), kind)
        db.session.commit()
    frozen.tick(DAY)
    night(app)
    assert [kind for kind, is_done in tasks(app, id) if not is_done] == [TaskKind.TELL_PARTNER]


def test_who_takes_it_back_after_that_is_told_of_as_withdrawn(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    id = lapsing(app, State.STARTED)
    frozen.tick(DAY)
    night(app)
    worker = Browser(app).signed_in("sanne").in_language("en")
    send(worker, id, "withdraw")
    words = worker.get("/today/").words
    assert (LAPSED in words, WITHDRAWN in words) == (False, True)


@pytest.mark.parametrize("state", [State.COMPLETED, State.NOT_STARTED])
def test_what_has_ended_is_erased_without_a_word(app: Flask, frozen: FrozenDateTimeFactory, state: State) -> None:
    id = made(app, state=state)
    frozen.tick(91 * DAY)
    night(app)
    with app.app_context():
        assert referral(id).is_erased
    assert tasks(app, id) == []


def test_a_yes_that_still_counts_asks_nothing(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    id = made(app, state=State.STARTED)
    with app.app_context():
        until = min(each.until for each in referral(id).consents)
        days = (until - clock.today()) // timedelta(days=1)
    frozen.tick(days * DAY)
    night(app)
    assert tasks(app, id) == []
