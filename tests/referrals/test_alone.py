"""Who makes contact alone is asked after two weeks whether it worked: one tap, and where it did not, begun anew."""

from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.rules.referral import Obstacle, State, TaskKind
from tests.browser import Browser
from tests.intake.desk import log
from tests.referrals.rows import referral
from tests.referrals.steps import asked, partner, tap, where
from tests.referrals.test_page import send as send_to

QUESTION = "Heeft de jongere contact opgenomen?"


@pytest.fixture
def at(app: Flask, worker: Browser) -> str:
    """The address of one that goes alone."""
    at = asked(worker, log(app, worker), partner(app), "from_16")
    tap(worker, worker.get(f"{at}/alone"), f"{at}/alone")
    return at


def stands(app: Flask, at: str) -> tuple[State, Obstacle | None, list[tuple[TaskKind, bool]]]:
    with app.app_context():
        row = referral(UUID(at.rsplit("/", 1)[1]))
        return row.state, row.obstacle, [(each.kind, each.done_on is not None) for each in row.tasks]


def test_after_two_weeks_it_is_asked(app: Flask, at: str, frozen: FrozenDateTimeFactory) -> None:
    frozen.tick(13 * 24 * 3600)
    assert QUESTION not in Browser(app).signed_in("sanne").get("/today/").words
    frozen.tick(24 * 3600)
    worker = Browser(app).signed_in("sanne")
    for page in ("/today/", "/referrals/"):
        assert QUESTION in worker.get(page).words, page


def test_one_tap_that_it_worked(app: Flask, worker: Browser, at: str) -> None:
    done = f"{at}/tasks/ask_alone"
    worker.post(done, worker.get(at).form(done))
    assert stands(app, at) == (State.COMPLETED, None, [(TaskKind.ASK_ALONE, True)])


def test_one_tap_that_it_did_not_and_it_can_be_begun_anew(app: Flask, worker: Browser, at: str) -> None:
    assert where(tap(worker, worker.get(at), f"{at}/alone/failed")) == f"{at}/reopen"
    assert stands(app, at) == (State.COMPLETED, Obstacle.NO_CONTACT, [(TaskKind.ASK_ALONE, True)])
    assert "geen contact opgenomen" in worker.get(at).words
    assert "reason" in worker.get(f"{at}/reopen").text


def test_nobody_is_asked_any_more_once_it_goes_on(app: Flask, worker: Browser, at: str) -> None:
    send_to(worker, f"{at}/reopen", reason="Samen bellen.")
    assert stands(app, at) == (State.COMPLETED, None, [(TaskKind.ASK_ALONE, True)])


def test_where_it_was_answered_already_the_second_answer_changes_nothing(app: Flask, worker: Browser, at: str) -> None:
    did, did_not = f"{at}/tasks/ask_alone", f"{at}/alone/failed"
    other = worker.get(at).form(did_not)
    tap(worker, worker.get(at), did)
    worker.post(did_not, other)
    assert stands(app, at)[1] is None


def test_it_is_nobody_elses_to_answer(app: Flask, worker: Browser, colleague: Browser, at: str) -> None:
    sent = colleague.get("/referrals/").form("/referrals/find")
    assert colleague.post(f"{at}/alone/failed", sent).status == 404
    assert stands(app, at)[1] is None
