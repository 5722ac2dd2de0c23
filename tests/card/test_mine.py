"""What a card shows: how it stands, what is shared and what is not, whose yes it goes by."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp import audit, clock
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.referrals import ReferralTask
from jsp.rules.consent import Age, Answer, Custody, Decision, Giver
from jsp.rules.referral import BEFORE_START, NOT_OUT, Progress, State, TaskKind, Way
from jsp.verbs import referring
from tests.browser import Browser
from tests.card.conftest import Carded
from tests.card.holder import CORRECT, LOOKED, MINE, STOP, come, press
from tests.make import person
from tests.referrals.rows import FAMILY, NAME, PHONE, STORY, add_yes, referral

Holder = Callable[..., Browser]
STANDS = {
    State.DRAFT: "Het is nog niet af. Er is niets gedeeld.",
    State.AWAITING_CONSENT: "Iedereen zei ja. Het is nog niet verstuurd. Er is niets gedeeld.",
    State.SENT: "Verstuurd op maandag 23 november. Grip Geldhulp heeft nog niet geantwoord.",
    State.RECEIVED: "Grip Geldhulp heeft het gezien op maandag 23 november. De hulp is nog niet begonnen.",
    State.STARTED: "De hulp is begonnen op maandag 23 november.",
    State.NOT_STARTED: "Bij Grip Geldhulp lukt het niet. De wachttijd is te lang.",
    State.COMPLETED: "Het is klaar sinds maandag 23 november.",
    State.WITHDRAWN: "Je hebt je ja ingetrokken op maandag 23 november. We delen niets meer. "
    "We vertellen het aan Grip Geldhulp.",
    State.EXPIRED: "Er kwam geen antwoord van Grip Geldhulp. We delen niets meer.",
}


@pytest.mark.parametrize("state", State)
def test_where_it_stands_in_plain_words(holder: Holder, state: State) -> None:
    browser = holder(state=state)
    page = browser.get(MINE)
    assert STANDS[state] in page.words
    assert page.text.count('aria-current="step"') == 1
    assert all(browser.get(where).status == 200 for where in (CORRECT, STOP, LOOKED))


@pytest.mark.parametrize("state", [State.AWAITING_CONSENT, State.SENT, State.COMPLETED])
def test_exactly_what_is_shared_and_what_is_not(holder: Holder, state: State) -> None:
    words = holder(state=state).get(MINE).words
    assert ("Wat we zouden delen" in words) == (state is State.AWAITING_CONSENT)
    assert [each for each in (NAME, PHONE, STORY) if each not in words] == []
    assert FAMILY not in words
    assert "Niet gedeeld: achternaam, en alles wat hier niet staat." in words


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.EXPIRED])
def test_once_erased_the_days_stay_and_nothing_else(holder: Holder, state: State) -> None:
    words = holder(state=state).get(MINE).words
    assert "We hebben alles hier gewist op maandag 23 november." in words
    assert "Verstuurd ma 23 nov" in words
    assert not [each for each in (NAME, PHONE, STORY) if each in words]


def test_who_makes_contact_alone_shares_nothing(holder: Holder) -> None:
    words = holder(way=Way.SELF_CONTACT, state=State.DRAFT).get(MINE).words
    assert "Je neemt zelf contact op. Wij delen niets." in words
    assert "0478-000111" in words
    assert "Wie zei ja?" not in words


def test_the_number_is_a_tap_and_no_title_or_address_tells_of_it(holder: Holder) -> None:
    text = holder(state=State.STARTED).get(MINE).text
    assert 'href="tel:+31478000111"' in text
    assert "Grip" not in text[: text.index("<main")]


def test_for_a_child_the_yes_of_both_parents_and_until_when(holder: Holder) -> None:
    words = holder(age=Age.UNDER_12, custody=Custody.TWO).get(MINE).words
    assert "Een ouder of voogd: ja, tot en met 22 mei 2027." in words
    assert "De andere ouder: ja, tot en met 22 mei 2027." in words
    assert "Jij:" not in words


def test_whose_yes_is_still_waited_for(holder: Holder) -> None:
    words = holder(state=State.AWAITING_CONSENT, yes=False, age=Age.FROM_12, custody=Custody.ONE).get(MINE).words
    assert "We wachten op een ja. Er is niets gedeeld." in words
    assert "We wachten nog op: jij . We wachten nog op: een ouder of voogd ." in words


def test_a_no_is_told_as_it_is(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded(state=State.AWAITING_CONSENT, yes=False)
    with app.app_context():
        add_yes(referral(id), Decision.SHARE, Giver.YOUNG_PERSON, Answer.REFUSED)
        db.session.commit()
    words = come(browser).get(MINE).words
    assert "Iemand zei nee. Daarom delen we niets." in words
    assert "Jij: nee, op ma 23 nov." in words


def test_a_yes_to_something_else_does_not_count(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded(state=State.AWAITING_CONSENT)
    with app.app_context():
        row = referral(id)
        referring.write_packet(row, referring.read_packet(row)[:1])
        db.session.commit()
    assert "Dat telt niet meer" in come(browser).get(MINE).words


@pytest.mark.parametrize(("progress", "said"), [
    (Progress.NOBODY, "Niemand van het JSP."),
    (Progress.WORKER, "Alleen Sanne van het JSP. Tot en met 21 februari 2027."),
    (Progress.TEAM, "Sanne en het team van het JSP. Tot en met 21 februari 2027."),
])  # fmt: skip
def test_who_may_hear_how_it_goes(holder: Holder, progress: Progress, said: str) -> None:
    assert said in holder(progress=progress).get(MINE).words


def test_once_taken_back_nobody_hears_how_it_goes(holder: Holder) -> None:
    words = holder(state=State.WITHDRAWN).get(MINE).words
    assert ("Wie mag horen hoe het gaat?" in words, "Wie heeft gekeken?" in words) == (False, True)


@pytest.mark.parametrize(("field", "is_told"), [("contact_person", True), ("phone", True), ("times", False)])
def test_another_person_or_number_since_the_yes_is_told(
    app: Flask, browser: Browser, carded: Carded, field: str, is_told: bool
) -> None:  # fmt: skip
    id = carded()
    with app.app_context():
        setattr(referral(id).partner, field, "0478-999999")
        db.session.commit()
    assert ("is hier iets veranderd" in come(browser).get(MINE).words) is is_told


def test_parents_who_may_not_know(holder: Holder) -> None:
    assert "Ouders horen hier niets over van ons" in holder(may_parents_know=False).get(MINE).words


@pytest.mark.parametrize("state", State)
def test_how_they_get_in_touch_only_while_that_is_so(holder: Holder, state: State) -> None:
    words = holder(state=state).get(MINE).words
    assert ("Afgesproken: Sanne van het JSP belt hen" in words) == (state in (State.SENT, State.RECEIVED))
    assert ("Hoe jullie contact maken kies je samen met ons" in words) == (state in NOT_OUT)


@pytest.mark.parametrize("state", State)
def test_how_long_to_wait_only_until_help_began(app: Flask, browser: Browser, carded: Carded, state: State) -> None:
    id = carded(state=state)
    with app.app_context():
        row = referral(id)
        row.partner.waiting_weeks, row.partner.waiting_on = 1, clock.today()
        row.waiting_weeks = 7 if state is State.NOT_STARTED else None
        db.session.commit()
    words = come(browser).get(MINE).words
    assert ("misschien ongeveer 1 week wachten" in words) == (state in BEFORE_START)
    assert ("Ze zeggen dat je daar ongeveer 7 weken moet wachten" in words) == (state is State.NOT_STARTED)


def test_a_correction_that_was_looked_at_says_so(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded()
    press(come(browser), CORRECT, text="Mijn nummer klopt niet.")
    assert "We hebben ernaar gekeken" not in browser.get(MINE).words
    with app.app_context():
        referring.close_tasks(referral(id), TaskKind.CORRECTION)
        db.session.commit()
    assert "We hebben ernaar gekeken op ma 23 nov." in browser.get(MINE).words
    press(browser, CORRECT, text="Nog iets.")
    assert "We hebben ernaar gekeken" not in browser.get(MINE).words


def test_who_has_it_now_and_since_when(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded()
    assert "heeft dit sinds" not in come(browser).get(MINE).words
    with app.app_context():
        lieke = person("lieke").id
        referral(id).owner_id = lieke
        audit.record(Action.HANDED_OVER, referring.KIND, id, user_id=lieke)
        db.session.commit()
    assert "Lieke heeft dit sinds 23 november 2026." in browser.get(MINE).words


def test_once_the_partner_was_called_it_says_so(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded(state=State.WITHDRAWN)
    with app.app_context():
        task = db.session.scalars(select(ReferralTask).where(ReferralTask.referral_id == id)).one()
        task.done_on = clock.today()
        db.session.commit()
    assert "Grip Geldhulp heeft het van ons gehoord." in come(browser).get(MINE).words


def test_how_long_it_is_kept(holder: Holder) -> None:
    assert (
        "Dat dit er was, en dat er ja is gezegd, wissen we na 23 november 2027."
        in holder(state=State.COMPLETED).get(MINE).words
    )


def test_looking_at_the_own_card_is_written_nowhere(app: Flask, holder: Holder) -> None:
    browser = holder()
    count = select(func.count()).select_from(AuditEntry)
    with app.app_context():
        before = db.session.scalar(count)
    for where in (MINE, CORRECT, STOP, LOOKED):
        browser.get(where)
    with app.app_context():
        assert db.session.scalar(count) == before


def test_who_looked_by_day_and_first_name(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded()
    with app.app_context():
        sanne = referral(id).owner_id
        audit.record(Action.IDENTITY_READ, referring.KIND, id, user_id=sanne)
        audit.record(Action.PARTNER_READ, referring.KIND, id, of_nobody=True)
        db.session.commit()
    words = come(browser).get(LOOKED).words
    assert "maandag 23 november Sanne" in words
    assert "maandag 23 november Grip Geldhulp" in words
    assert "12.30" not in words


def test_in_english(holder: Holder) -> None:
    browser = holder().in_language("en")
    for where in (MINE, CORRECT, STOP, LOOKED):
        assert browser.get(where).status == 200
    assert "Not shared: last name, and anything not listed here." in browser.get(MINE).words


def test_a_partner_that_stopped_is_not_called(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded()
    with app.app_context():
        referral(id).partner.archived_on = clock.today() - timedelta(days=1)
        db.session.commit()
    page = come(browser).get(MINE)
    assert "Ze zijn gestopt of verhuisd." in page.words
    assert "tel:+31478000111" not in page.text
