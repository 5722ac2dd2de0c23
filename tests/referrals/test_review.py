"""What ends when a yes ends: mail that waits, what there is to do, what colleagues see, and what the card says."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import func, select

from jsp import clock
from jsp.blueprints.referrals.service import clocks
from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from jsp.rules.consent import Age, Answer, Custody, Decision, Giver
from jsp.rules.referral import Progress, State, Step, TaskKind
from jsp.verbs import consenting, own_cards, partner_links, referring
from tests.browser import Browser
from tests.card.holder import CODE, CORRECT, ENTER, MINE, STOP, come, press
from tests.referrals.rows import add_referral, add_yes, referral
from tests.referrals.steps import made
from tests.reply_codes import light

__all__ = ["light"]
IN_ASKING = State.AWAITING_CONSENT


def carded(app: Flask, **fields: object) -> UUID:
    """A referral with a card that the code opens."""
    with app.app_context():
        lookup = own_cards.lookup_of(CODE)
        id = add_referral(**fields)  # type: ignore[arg-type]
        referral(id).card_lookup = lookup
        db.session.commit()
        return id


def waiting() -> int:
    return db.session.scalar(select(func.count()).select_from(OutboxMail)) or 0


def open_kinds(app: Flask, id: UUID) -> list[TaskKind]:
    with app.app_context():
        return [each.kind for each in referral(id).tasks if each.done_on is None]


@pytest.mark.parametrize("ending", ["withdraw", "erase", "expire"])
def test_a_reminder_that_still_waits_goes_with_what_was_shared(
    app: Flask, frozen: FrozenDateTimeFactory, ending: str
) -> None:  # fmt: skip
    id = made(app)
    frozen.tick(timedelta(days=4))
    with app.app_context():
        clocks.look_after(id)
        row = referral(id)
        assert (row.link and row.link.nudged_on, waiting()) == (clock.today(), 1)
        if ending == "withdraw":
            referring.withdraw(row, of_nobody=True)
        elif ending == "expire":
            referring.move(row, Step.EXPIRE, of_nobody=True)
        else:
            referring.erase(row)
        db.session.flush()
        assert waiting() == 0


def test_a_new_link_takes_a_reminder_of_the_old_one_back(app: Flask) -> None:
    with app.app_context():
        row = referral(add_referral())
        partner_links.write_mail(row, "partner_nudge")
        partner_links.renew(row, number=2)
        db.session.flush()
        assert waiting() == 1


@pytest.mark.parametrize("state", [State.SENT, State.RECEIVED, State.STARTED])
def test_who_takes_it_back_after_the_yes_ran_out_hears_that_the_partner_is_yet_to_be_told(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory, state: State
) -> None:
    id = carded(app, state=state)
    with app.app_context():
        row = referral(id)
        for each in row.consents:
            each.until = clock.today()
        db.session.commit()
    frozen.tick(timedelta(days=1))
    with app.app_context():
        clocks.look_after(id)
        db.session.commit()
        assert (referral(id).is_erased, referral(id).state) == (True, state)
    press(come(browser), STOP)
    assert open_kinds(app, id) == [TaskKind.TELL_PARTNER]
    assert "We vertellen het aan" in browser.get(MINE).words


def test_what_was_taken_back_leaves_one_thing_to_do(app: Flask) -> None:
    id = made(app)
    with app.app_context():
        row = referral(id)
        for kind in (TaskKind.CALL_PARTNER, TaskKind.LINK_CLOSED, TaskKind.CORRECTION, TaskKind.MEETING_OFF):
            referring.add_task(row, kind)
        referring.withdraw(row, of_nobody=True)
        db.session.commit()
    assert open_kinds(app, id) == [TaskKind.TELL_PARTNER]


def test_of_what_was_erased_nobody_looks_for_words_that_are_gone(app: Flask) -> None:
    id = made(app)
    with app.app_context():
        referring.add_task(referral(id), TaskKind.CORRECTION)
        referring.move(referral(id), Step.EXPIRE, of_nobody=True)
        db.session.commit()
    assert open_kinds(app, id) == []


def test_a_no_stays_a_no_where_it_is_stopped(app: Flask, browser: Browser) -> None:
    id = carded(app, state=IN_ASKING, yes=False)
    with app.app_context():
        row = referral(id)
        add_yes(row, Decision.SHARE, Giver.YOUNG_PERSON, Answer.REFUSED)
        add_yes(row, Decision.START, Giver.YOUNG_PERSON, Answer.THINKING)
        referring.withdraw(row, user_id=row.owner_id)
        db.session.commit()
        assert [(each.answer, each.is_withdrawn) for each in referral(id).consents] == [
            (Answer.REFUSED, False), (Answer.THINKING, False),
        ]  # fmt: skip
    words = come(browser).get(MINE).words
    assert ("Jij: nee, op ma 23 nov" in words, "ja, ingetrokken" in words) == (True, False), words
    assert "Je hebt je ja ingetrokken" not in words


@pytest.mark.parametrize(("state", "until", "is_seen"), [
    (State.SENT, None, True), (State.STARTED, 30, True), (State.COMPLETED, 30, True), (State.NOT_STARTED, 30, True),
    (State.COMPLETED, None, False), (State.NOT_STARTED, None, False), (State.SENT, -1, False),
    (State.WITHDRAWN, None, False), (State.WITHDRAWN, 30, False), (State.EXPIRED, 30, False),
])  # fmt: skip
def test_the_team_sees_it_as_long_as_that_was_agreed(
    app: Flask, colleague: Browser, state: State, until: int | None, is_seen: bool
) -> None:
    id = made(app, state=state, progress=Progress.TEAM)
    with app.app_context():
        referral(id).progress_until = None if until is None else clock.today() + timedelta(days=until)
        db.session.commit()
    assert colleague.get(f"/referrals/{id}").status == (200 if is_seen else 404)


def test_the_team_sees_no_more_of_what_nobody_says_yes_to(app: Flask, colleague: Browser) -> None:
    id = made(app, progress=Progress.TEAM)
    with app.app_context():
        referring.erase(referral(id))
        db.session.commit()
    assert colleague.get(f"/referrals/{id}").status == 404


def test_a_page_that_fell_asleep_is_not_woken_by_what_is_refused(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    carded(app)
    form = come(browser).get(CORRECT).form(CORRECT)
    frozen.tick(timedelta(minutes=16))
    page = browser.post(CORRECT, form | {"text": "BSN 123456782 klopt niet"})
    assert (page.status, "klopt niet" in page.words) == (410, True)
    assert browser.get(MINE).response.headers["Location"] == ENTER


def test_a_yes_that_nobody_needs_any_more_ends_nothing(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    """Of a birthday on the way: the parents said yes first, and that ran out."""
    with app.app_context():
        id = add_referral(state=IN_ASKING, age=Age.FROM_12, custody=Custody.ONE)
        row = referral(id)
        for each in row.consents:
            each.until = clock.today()
        db.session.commit()
    frozen.tick(timedelta(days=1))
    with app.app_context():
        row = referral(id)
        row.age = Age.FROM_16
        referring.look_at_needs(row)
        referring.mark_anew(row)
        consenting.end(row, giver=Giver.YOUNG_PERSON)
        add_yes(row, Decision.SHARE, Giver.YOUNG_PERSON)
        partner_links.send(row, user_id=row.owner_id)
        db.session.flush()
        assert consenting.share_until(row) == clock.today() + timedelta(days=180)
        assert partner_links.shows_packet(row, clock.today())
        db.session.rollback()
