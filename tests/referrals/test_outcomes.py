"""What a partner says by phone is typed in with two taps; taking back erases."""

from uuid import UUID

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.consents import Consent
from jsp.models.referrals import Packet, PartnerLink, ReferralNote, ReferralTask
from jsp.rules.consent import Age, Custody, Decision
from jsp.rules.referral import BEFORE_START, CLOSED, Obstacle, Progress, Side, State, TaskKind
from jsp.verbs import referring
from tests.browser import Browser, Page
from tests.referrals import answers
from tests.referrals.rows import add_referral, referral
from tests.referrals.steps import made
from tests.referrals.test_page import press
from tests.referrals.test_page import send as send_to


def page_of(id: UUID) -> str:
    return f"/referrals/{id}"


def send(browser: Browser, id: UUID, act: str, **values: object) -> Page:
    """By the page that asks."""
    return send_to(browser, f"/referrals/{id}/{act}", **values)


def state_of(app: Flask, id: UUID) -> State:
    with app.app_context():
        return referral(id).state


def open_tasks(app: Flask, id: UUID) -> list[TaskKind]:
    with app.app_context():
        query = select(ReferralTask.kind).where(ReferralTask.referral_id == id, ReferralTask.done_on.is_(None))
        return list(db.session.scalars(query))


def test_each_answer_takes_one_tap_on_the_page(app: Flask, worker: Browser) -> None:
    id = made(app)
    for what, state in (("seen", State.RECEIVED), ("started", State.STARTED), ("finished", State.COMPLETED)):
        assert press(worker, page_of(id), f"/referrals/{id}/outcome/{what}").status == 303
        assert state_of(app, id) is state


def test_not_possible_has_a_reason_and_what_the_partner_suggests(app: Flask, worker: Browser) -> None:
    id = made(app)
    answer = send(worker, id, "outcome/not_possible", obstacle="waiting_time", weeks="12", suggestion="Bel in maart.")
    assert answer.status == 303
    with app.app_context():
        row = referral(id)
        assert (row.state, row.obstacle, row.waiting_weeks) == (State.NOT_STARTED, Obstacle.WAITING_TIME, 12)
        assert [(each.side, referring.read_note(row, each)) for each in row.notes] == [(Side.PARTNER, "Bel in maart.")]
    assert "Bel in maart." not in worker.get(page_of(id)).text
    assert "Bel in maart." in press(worker, page_of(id), f"{page_of(id)}/shared").words


@pytest.mark.parametrize("values", [{}, {"obstacle": "nonsense"}, {"obstacle": "waiting_time", "weeks": "-4"},
                                    {"obstacle": "waiting_time", "suggestion": "x" * 601}])  # fmt: skip
def test_not_possible_refuses_nonsense(app: Flask, worker: Browser, values: dict[str, str]) -> None:
    id = made(app)
    assert send(worker, id, "outcome/not_possible", **values).status == 422
    assert state_of(app, id) is State.SENT


def test_starting_asks_whether_a_yes_that_is_not_here_was_arranged(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = add_referral(state=State.RECEIVED, age=Age.FROM_12, custody=Custody.ONE)
        answers.erase(Consent.referral_id == id, Consent.decision == Decision.START)
        db.session.commit()
    assert send(worker, id, "outcome/started").status == 422
    assert state_of(app, id) is State.RECEIVED
    assert send(worker, id, "outcome/started", is_arranged="y").status == 303
    assert state_of(app, id) is State.STARTED


def test_an_answer_is_kept_once(app: Flask, worker: Browser) -> None:
    id = made(app)
    to = f"/referrals/{id}/outcome/seen"
    form = worker.get(page_of(id)).form(to)
    assert [worker.post(to, form).status for _ in range(2)] == [303, 303]
    other = worker.get(page_of(id)).form(f"/referrals/{id}/outcome/started")
    assert worker.post(to, other).status == 422, "it is not seen twice"


def test_an_answer_ticks_off_that_somebody_has_to_call(app: Flask, worker: Browser) -> None:
    id = made(app)
    with app.app_context():
        referring.add_task(referral(id), TaskKind.CALL_PARTNER)
        db.session.commit()
    assert open_tasks(app, id) == [TaskKind.CALL_PARTNER]
    press(worker, page_of(id), f"/referrals/{id}/outcome/seen")
    assert open_tasks(app, id) == []


def test_a_task_is_done_once_it_is_ticked(app: Flask, worker: Browser) -> None:
    id = made(app, state=State.WITHDRAWN)
    assert open_tasks(app, id) == [TaskKind.TELL_PARTNER]
    assert press(worker, "/referrals/", f"/referrals/{id}/tasks/tell_partner").status == 303
    assert open_tasks(app, id) == []


def test_e23_withdrawn_after_it_was_sent(app: Flask, worker: Browser) -> None:
    """The state says so, the worker has to call the partner, and what was shared is erased here."""
    id = made(app)
    assert "wis" in worker.get(f"/referrals/{id}/withdraw").words
    assert send(worker, id, "withdraw").status == 303
    assert open_tasks(app, id) == [TaskKind.TELL_PARTNER]
    with app.app_context():
        row = referral(id)
        assert (row.state, row.is_erased, row.key_sealed, row.is_shared) == (State.WITHDRAWN, True, None, False)
        assert all(each.is_withdrawn for each in row.consents)
        for kind in (Packet, PartnerLink, ReferralNote):
            assert db.session.scalars(select(kind)).all() == []
    assert "Bel de partner" in worker.get("/today/").words


@pytest.mark.parametrize("state", sorted({*BEFORE_START, State.STARTED}))
def test_taking_back_stops_sharing_from_every_state(app: Flask, worker: Browser, state: State) -> None:
    id = made(app, state=state)
    assert send(worker, id, "withdraw").status == 303
    assert state_of(app, id) is State.WITHDRAWN
    assert (open_tasks(app, id) == [TaskKind.TELL_PARTNER]) == (state not in (State.DRAFT, State.AWAITING_CONSENT))


@given(state=st.sampled_from(sorted(BEFORE_START)), age=st.sampled_from(Age), custody=st.sampled_from(Custody))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_withdrawal_before_the_start_erases_and_tells(app: Flask, state: State, age: Age, custody: Custody) -> None:
    with app.app_context():
        row = referral(add_referral(state=state, age=age, custody=custody))
        was_out = row.is_shared
        referring.withdraw(row, of_nobody=True)
        db.session.flush()
        db.session.expire_all()
        row = referral(row.id)
        assert (row.is_shared, row.is_erased, row.packet, row.link, row.key_sealed) == (False, True, None, None, None)
        assert not referring.may_share(row)
        assert [each.kind for each in row.tasks if each.done_on is None] == [TaskKind.TELL_PARTNER] * was_out
        db.session.rollback()


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_what_has_ended_is_not_taken_back(app: Flask, worker: Browser, state: State) -> None:
    id = made(app, state=state)
    assert "al afgesloten" in worker.get(f"/referrals/{id}/withdraw").words


def test_how_it_goes_is_not_kept_where_nobody_may_hear_it(app: Flask, worker: Browser) -> None:
    id = made(app, state=State.RECEIVED, progress=Progress.NOBODY)
    assert f"/referrals/{id}/outcome/started" not in worker.get(page_of(id)).text
    assert send(worker, id, "outcome/started").status == 422
    assert state_of(app, id) is State.RECEIVED


def test_a_citizen_number_goes_nowhere(app: Flask, worker: Browser) -> None:
    id = made(app)
    values = {"obstacle": "not_fitting", "suggestion": "Bel over 111222333."}
    assert send(worker, id, "outcome/not_possible", **values).status == 422
    assert state_of(app, id) is State.SENT
