"""Erase it now, where something is kept longer: each referral goes by its own hold, also where it goes on."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask

from jsp.blueprints.card.service import acts
from jsp.extensions import db
from jsp.rules.referral import State
from jsp.rules.retention import Ground
from jsp.verbs import consenting, holds, referring
from tests.browser import Browser
from tests.card.conftest import Carded
from tests.card.holder import MINE, STOP, come
from tests.card.test_erase import ERASE, links, reopened
from tests.person_requests.test_complaints import held
from tests.referrals.rows import referral

WAITING = [State.DRAFT, State.AWAITING_CONSENT]
TOLD = {
    Ground.COMPLAINT: "there is a complaint about it. Do you have a card of that itself?",
    Ground.CLAIM: "it is needed for a claim, or the law asks for it.",
    Ground.LAW: "it is needed for a claim, or the law asks for it.",
}


def keep(app: Flask, id: UUID, ground: Ground) -> None:
    with app.app_context():
        held("referral", id, ground)


def buttons(browser: Browser, page: str = ERASE) -> int:
    return len([form for form in browser.get(page).forms() if form.get("action") == page])


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("state", WAITING)
def test_a_hold_on_what_was_taken_over_keeps_that_and_nothing_else(
    app: Flask, browser: Browser, carded: Carded, state: State, ground: Ground
) -> None:
    id = carded(state=State.NOT_STARTED)
    new = reopened(app, id, state)
    keep(app, new, ground)
    page = come(browser).in_language("en").get(ERASE)
    assert TOLD[ground] in page.words
    assert "is erased as well" not in page.words
    assert browser.post(ERASE, page.form(ERASE)).response.headers["Location"] == MINE
    assert TOLD[ground] in browser.get(MINE).words, "nothing of what they asked for is done in silence"
    with app.app_context():
        row = referral(new)
        assert (referral(id).is_erased, row.is_erased, row.state) == (True, False, state)
        assert holds.is_held("referral", new)
        assert not consenting.has_yes(row), "not to share takes no proof"


def test_what_is_kept_so_offers_no_button_that_does_nothing(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded(state=State.NOT_STARTED)
    new = reopened(app, id, State.DRAFT)
    left_open = come(browser).in_language("en").get(ERASE).form(ERASE)
    keep(app, new, Ground.COMPLAINT)
    browser.post(ERASE, browser.get(ERASE).form(ERASE))
    assert ERASE not in links(browser)
    refused = browser.post(ERASE, left_open)
    assert (refused.status, "We do not erase this with this code" in refused.words) == (422, True)
    with app.app_context():
        assert not referral(new).is_erased


@pytest.mark.parametrize("ground", [Ground.CLAIM, Ground.LAW])
def test_a_claim_on_the_first_keeps_the_first_and_not_what_was_taken_over(
    app: Flask, browser: Browser, carded: Carded, ground: Ground
) -> None:
    id = carded(state=State.NOT_STARTED)
    new = reopened(app, id, State.DRAFT)
    keep(app, id, ground)
    page = come(browser).in_language("en").get(ERASE)
    assert "We may not erase this yet" in page.words
    assert "is erased as well" in page.words
    assert "We erase here what was shared" not in page.words
    browser.post(ERASE, page.form(ERASE))
    with app.app_context():
        assert (referral(id).is_erased, referral(new).is_erased) == (False, True)
        assert holds.is_held("referral", id)
    assert buttons(browser) == 0, "nothing more can go"
    assert "We may not erase this yet" in browser.get(ERASE).words


def test_a_complaint_about_the_first_falls_before_its_own_code(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded(state=State.NOT_STARTED)
    new = reopened(app, id, State.DRAFT)
    keep(app, id, Ground.COMPLAINT)
    browser.post(ERASE, come(browser).get(ERASE).form(ERASE))
    with app.app_context():
        assert (referral(id).is_erased, referral(new).is_erased) == (True, True)
        assert not holds.list_holds()


def test_a_claim_that_is_left_on_what_was_erased_keeps_nothing_else(
    app: Flask, browser: Browser, carded: Carded
) -> None:
    id = carded(state=State.NOT_STARTED)
    with app.app_context():
        acts.erase(referral(id), key=uuid4())
        db.session.commit()
    new = reopened(app, id, State.DRAFT)
    keep(app, id, Ground.CLAIM)
    page = come(browser).in_language("en").get(ERASE)
    assert ("is erased as well" in page.words, "We may not erase this yet" in page.words) == (True, False)
    with app.app_context():
        acts.erase(referral(id), key=uuid4())
        assert referral(new).is_erased
        assert holds.is_held("referral", id)


def test_what_was_sent_is_told_beside_what_goes_along(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded(state=State.NOT_STARTED)
    second = reopened(app, id, State.COMPLETED)
    third = reopened(app, second, State.DRAFT)
    page = come(browser).in_language("en").get(ERASE)
    assert "was sent already" in page.words
    assert "is erased as well" in page.words
    browser.post(ERASE, page.form(ERASE))
    with app.app_context():
        assert [referral(each).is_erased for each in (id, second, third)] == [True, False, True]


@pytest.mark.parametrize("ground", [Ground.CLAIM, Ground.LAW])
def test_what_nobody_said_yes_to_has_no_yes_to_take_back(
    app: Flask, browser: Browser, carded: Carded, ground: Ground
) -> None:
    id = carded(state=State.DRAFT)
    left_open = come(browser).in_language("en").get(STOP).form(STOP)
    keep(app, id, ground)
    assert "We may not erase this yet" in browser.get(STOP).words
    assert buttons(browser, STOP) == 0
    assert browser.post(STOP, left_open).words.count("We may not erase this yet") == 1
    with app.app_context():
        row = referral(id)
        assert (row.state, row.is_erased) == (State.DRAFT, False)


def test_a_yes_is_taken_back_before_it_was_sent_as_well(app: Flask, carded: Carded) -> None:
    id = carded(state=State.AWAITING_CONSENT)
    keep(app, id, Ground.CLAIM)
    with app.app_context():
        acts.withdraw(referral(id), key=uuid4())
        assert referral(id).is_erased


def erased(app: Flask, id: UUID) -> None:
    with app.app_context():
        referring.erase(referral(id))
        db.session.commit()


def claimed(app: Flask, id: UUID) -> None:
    keep(app, id, Ground.CLAIM)


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("before", [erased, claimed])
def test_a_yes_to_what_was_taken_over_ends_also_where_nothing_can_be_erased(
    app: Flask, browser: Browser, carded: Carded, before: Callable[[Flask, UUID], None], ground: Ground
) -> None:
    """The clock erased the first, or a claim keeps it; and what was taken over is held."""
    id = carded(state=State.NOT_STARTED)
    new = reopened(app, id, State.AWAITING_CONSENT)
    before(app, id)
    keep(app, new, ground)
    assert ERASE in links(come(browser).in_language("en"))
    page = browser.get(ERASE)
    assert TOLD[ground] in page.words
    assert "The yes to that ends. Nothing of what stays is sent" in page.words
    assert ("erased here already" in page.words, "Yes, erase it now" in page.words) == (False, False)
    assert browser.post(ERASE, page.form(ERASE)).response.headers["Location"] == MINE
    with app.app_context():
        row = referral(new)
        assert (row.state, row.is_erased, holds.is_held("referral", new)) == (State.AWAITING_CONSENT, False, True)
        assert not consenting.has_yes(row)
        assert {each.is_withdrawn for each in row.consents} == {True}
    again = browser.get(ERASE)
    assert (TOLD[ground] in again.words, "erased here already" in again.words, buttons(browser)) == (True, False, 0)
