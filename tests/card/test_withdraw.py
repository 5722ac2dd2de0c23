"""I do not want this any more: asked once, honest about what cannot be taken back, and then done."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from jsp import clock
from jsp.extensions import db
from jsp.models.audit import AuditEntry
from jsp.models.ground import Setting
from jsp.models.reference import forget_reference
from jsp.models.referrals import ReferralTask
from jsp.rules.referral import CLOSED, SHARED, State, Step, TaskKind
from jsp.verbs import referring
from tests.browser import Browser
from tests.card.conftest import Carded
from tests.card.holder import MINE, STOP, come, press
from tests.referrals.rows import NAME, referral

Holder = Callable[..., Browser]


@pytest.mark.parametrize("state", [each for each in State if each not in CLOSED])
def test_it_stops_at_once_from_everywhere(app: Flask, browser: Browser, carded: Carded, state: State) -> None:
    id = carded(state=state)
    page = come(browser).get(STOP)
    assert ("kunnen we niet terughalen" in page.words) == (state in SHARED)
    assert browser.post(STOP, page.form(STOP)).response.headers["Location"] == MINE
    words = browser.get(MINE).words
    assert "op maandag 23 november. We delen niets" in words
    assert ("We vertellen het aan Grip Geldhulp." in words) == (state in SHARED)
    with app.app_context():
        row = referral(id)
        assert (row.state, row.is_erased, row.packet, row.link) == (State.WITHDRAWN, True, None, None)
        assert all(each.is_withdrawn for each in row.consents)
        kinds = list(db.session.scalars(select(ReferralTask.kind)))
        assert kinds == ([TaskKind.TELL_PARTNER] if state in SHARED else [])


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_what_has_ended_cannot_be_stopped(app: Flask, browser: Browser, carded: Carded, state: State) -> None:
    carded(state=state)
    page = come(browser).get(STOP)
    said = "Dit was al ingetrokken." if state is State.WITHDRAWN else "Dit is al afgelopen."
    assert said in page.words
    assert not [form for form in page.forms() if form.get("action") == STOP]
    assert "Ik wil dit niet meer" not in browser.get(MINE).words


def test_twice_in_two_tabs(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded()
    one, other = (come(browser).get(STOP).form(STOP) for _ in range(2))
    assert browser.post(STOP, one).status == 303
    assert browser.post(STOP, one).status == 303, "the same tap again"
    page = browser.post(STOP, other)
    assert (page.status, "Dit was al ingetrokken. We delen niets meer." in page.words) == (422, True)
    with app.app_context():
        assert len(referral(id).tasks) == 1


def test_it_ended_while_the_page_was_open(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded()
    form = come(browser).get(STOP).form(STOP)
    with app.app_context():
        referring.move(referral(id), Step.EXPIRE, of_nobody=True)
        db.session.commit()
    page = browser.post(STOP, form)
    assert (page.status, "Dit is al afgelopen." in page.words) == (422, True)


def test_the_trail_knows_no_name_and_no_hour(app: Flask, worker: Browser, carded: Carded) -> None:
    id = carded()
    with app.app_context():
        began = db.session.scalars(select(AuditEntry.id).order_by(AuditEntry.id.desc())).first() or 0
    press(come(worker), STOP)
    with app.app_context():
        rows = list(db.session.scalars(select(AuditEntry).where(AuditEntry.id > began)))
        assert rows
        assert {each.object_id for each in rows} == {str(id)}
        assert {each.user_id for each in rows} == {None}
        assert {each.at.astimezone(clock.LOCAL).strftime("%H%M%S%f") for each in rows} == {"000000000000"}


def test_nothing_of_who_it_was_is_left_on_the_card(holder: Holder) -> None:
    browser = holder()
    press(browser, STOP)
    assert NAME not in browser.get(MINE).words


@pytest.mark.parametrize("state", [State.SENT, State.COMPLETED])
@pytest.mark.parametrize(("ours", "called"), [("0478-00 00 09", "tel:+31478000009"), ("", "tel:+31478000077")])
def test_who_wants_to_talk_first_has_a_number_to_tap(
    app: Flask, browser: Browser, carded: Carded, state: State, ours: str, called: str
) -> None:
    id = carded(state=state)
    with app.app_context():
        referral(id).site.phone = "0478-00 00 77"
        db.session.add(Setting(key="jsp_phone", value=ours))
        db.session.commit()
        forget_reference()
    assert called in [each.get("href") for each in come(browser).get(STOP)._all("a")]
