"""Erase it now: what has ended need not wait for its day; asked once, and then nothing of it stands here."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.referrals import ReferralTask
from jsp.rules.referral import CLOSED, State, TaskKind
from tests.browser import Browser
from tests.card.conftest import Carded
from tests.card.holder import CORRECT, MINE, come, press
from tests.referrals.rows import NAME, PHONE, STORY, add_referral, referral

Holder = Callable[..., Browser]
ERASE = "/kaart/wissen"
ENDED = [State.NOT_STARTED, State.COMPLETED]


def links(browser: Browser) -> list[str | None]:
    return [each.get("href") for each in browser.get(MINE)._all("a")]


@pytest.mark.parametrize("state", ENDED)
def test_it_is_erased_at_once_and_of_nobody(app: Flask, browser: Browser, carded: Carded, state: State) -> None:
    id = carded(state=state)
    come(browser)
    press(browser, CORRECT, text="Dit klopt niet.")
    assert ERASE in links(browser)
    page = browser.get(ERASE)
    assert NAME in browser.get(MINE).words, "looking erases nothing"
    assert browser.post(ERASE, page.form(ERASE)).response.headers["Location"] == MINE
    words = browser.get(MINE).words
    assert "We hebben alles hier gewist op maandag 23 november." in words
    assert not [each for each in (NAME, PHONE, STORY, "Dit klopt niet.") if each in words]
    assert ERASE not in links(browser)
    with app.app_context():
        row = referral(id)
        assert (row.state, row.is_erased, row.packet, row.notes, row.link) == (state, True, None, [], None)
        whose = select(AuditEntry.user_id).where(AuditEntry.action == Action.ERASED)
        assert db.session.scalars(whose).all() == [None]
        corrections = select(ReferralTask.done_on).where(ReferralTask.kind == TaskKind.CORRECTION)
        assert all(db.session.scalars(corrections))


@pytest.mark.parametrize("state", [each for each in State if each not in ENDED])
def test_what_runs_is_stopped_first_and_what_was_erased_is_erased(holder: Holder, state: State) -> None:
    browser = holder(state=state)
    assert ERASE not in links(browser)
    page = browser.get(ERASE)
    assert ("al gewist" in page.words) == (state in CLOSED)
    assert not [form for form in page.forms() if form.get("action") == ERASE]


def test_what_runs_is_not_erased_by_a_page_of_another(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded(state=State.COMPLETED)
    values = come(browser).get(ERASE).form(ERASE)
    with app.app_context():
        row = referral(id)
        row.state, row.closed_on = State.STARTED, None
        db.session.commit()
    page = browser.post(ERASE, values)
    assert (page.status, "nog niet afgelopen" in page.words) == (422, True)
    with app.app_context():
        assert not referral(id).is_erased


def test_twice_in_two_tabs(app: Flask, browser: Browser, carded: Carded) -> None:
    carded(state=State.COMPLETED)
    come(browser)
    first, second = (browser.get(ERASE).form(ERASE) for _ in range(2))
    for values in (first, first, second):
        assert browser.post(ERASE, values).response.headers["Location"] == MINE


def reopened(app: Flask, id: UUID, state: State) -> UUID:
    """It goes on in another, which came to this state."""
    with app.app_context():
        old = referral(id)
        new = add_referral(state=state, partner_id=old.partner_id)
        referral(new).reopened_from_id = id
        db.session.commit()
        return new


@pytest.mark.parametrize("state", [State.DRAFT, State.AWAITING_CONSENT])
def test_what_was_taken_over_and_not_sent_is_erased_along(
    app: Flask, browser: Browser, carded: Carded, state: State
) -> None:
    id = carded(state=State.NOT_STARTED)
    new = reopened(app, id, state)
    come(browser).in_language("en")
    assert "This goes on" in browser.get(MINE).words
    page = browser.get(ERASE)
    assert "is erased as well" in page.words
    browser.post(ERASE, page.form(ERASE))
    words = browser.get(MINE).words
    assert ("We erased all of it here" in words, "This goes on" in words) == (True, False)
    with app.app_context():
        row = referral(new)
        assert (row.state, row.is_erased, row.packet) == (State.WITHDRAWN, True, None)


@pytest.mark.parametrize("state", [State.SENT, State.COMPLETED])
def test_what_was_sent_anew_stays_and_is_told(app: Flask, browser: Browser, carded: Carded, state: State) -> None:
    id = carded(state=State.NOT_STARTED)
    new = reopened(app, id, state)
    come(browser).in_language("en")
    page = browser.get(ERASE)
    assert "was sent already" in page.words
    browser.post(ERASE, page.form(ERASE))
    words = browser.get(MINE).words
    assert ("We erased all of it here" in words, "was sent already" in words) == (False, True)
    with app.app_context():
        assert (referral(id).is_erased, referral(new).state, referral(new).is_erased) == (True, state, False)
