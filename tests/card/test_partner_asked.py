"""Help began on a yes that the partner asked itself: the card says whose word that is, and how to say it is not so."""

from collections.abc import Callable

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory as Moment

from jsp.extensions import db
from jsp.rules.consent import Age, Custody, Decision, Giver
from jsp.rules.referral import State, Step
from jsp.verbs import referring
from tests.browser import Browser
from tests.card.conftest import Carded
from tests.card.holder import CORRECT, MINE, come
from tests.referrals.rows import add_yes, referral

Holder = Callable[..., Browser]
SAYS = "says so, and asked it without us"
TELL_US = "Was that not said? Then tell us."


def begun(app: Flask, carded: Carded, *ours: Giver, **fields: object) -> Browser:
    """The card of help that began while only these had said yes to that here."""
    id = carded(state=State.AWAITING_CONSENT, yes=False, **fields)
    with app.app_context():
        row = referral(id)
        for giver in referring.needs(row, Decision.SHARE).givers:
            add_yes(row, Decision.SHARE, giver)
        for giver in ours:
            add_yes(row, Decision.START, giver)
        for step in (Step.SEND, Step.START):
            referring.move(row, step, of_nobody=True)
        db.session.commit()
    return come(Browser(app)).in_language("en")


def test_what_the_partner_says_it_asked_stands_there_with_the_way_to_say_no(app: Flask, carded: Carded) -> None:
    page = begun(app, carded).get(MINE)
    assert "Starting help You: yes, on Mon 23 Nov. Grip Geldhulp says so, and asked it without us." in page.words
    told = page.text[page.text.index(TELL_US) :]
    assert f'href="{CORRECT}"' in told[: told.index("</p>")]


def test_a_yes_that_was_said_to_us_is_ours(app: Flask, carded: Carded) -> None:
    words = begun(app, carded, Giver.YOUNG_PERSON).get(MINE).words
    assert "Starting help You: yes, until and including" in words
    assert (SAYS in words, TELL_US in words) == (False, False)


def test_of_two_who_decide_only_the_one_who_was_asked_by_them(app: Flask, carded: Carded) -> None:
    browser = begun(app, carded, Giver.YOUNG_PERSON, age=Age.FROM_12, custody=Custody.ONE)
    words = browser.get(MINE).words
    assert "A parent or guardian: yes, on Mon 23 Nov. Grip Geldhulp says so" in words
    assert words.count(SAYS) == 1


def test_a_yes_of_ours_that_lapsed_later_is_not_put_in_the_mouth_of_the_partner(
    app: Flask, carded: Carded, frozen: Moment
) -> None:
    begun(app, carded, Giver.YOUNG_PERSON)
    frozen.tick(400 * 24 * 3600)
    assert SAYS not in come(Browser(app)).in_language("en").get(MINE).words


@pytest.mark.parametrize("state", [State.SENT, State.RECEIVED, State.NOT_STARTED])
def test_before_help_began_nobody_asked_anything(holder: Holder, state: State) -> None:
    assert SAYS not in holder(state=state).in_language("en").get(MINE).words
