"""Something on the card is not right: a few words for its worker, sealed, and a task."""

from collections.abc import Callable

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory as Moment
from sqlalchemy import select

from jsp.blueprints.card.service.acts import MOST_NOTES
from jsp.extensions import db
from jsp.models.referrals import ReferralTask
from jsp.rules.referral import Side, TaskKind
from jsp.verbs import referring
from tests.browser import Browser
from tests.card.conftest import Carded
from tests.card.holder import CODE, CORRECT, ENTER, MINE, come, press
from tests.referrals.rows import referral

Holder = Callable[..., Browser]
WRONG = "Ik heet Fennie en mijn nummer klopt niet."


def tasks() -> list[TaskKind]:
    return list(db.session.scalars(select(ReferralTask.kind).order_by(ReferralTask.id)))


def test_the_worker_gets_the_words_and_a_task(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded()
    assert press(come(browser), CORRECT, text=WRONG).response.headers["Location"] == MINE
    page = browser.get(MINE)
    assert "Je liet ons weten dat dit niet klopt" in page.words
    assert WRONG in page.words
    with app.app_context():
        row = referral(id)
        [note] = row.notes
        assert (note.side, referring.read_note(row, note)) == (Side.YOUNG_PERSON, WRONG)
        assert WRONG.encode() not in note.text_sealed
        assert tasks() == [TaskKind.CORRECTION]


def test_sent_twice_it_is_kept_once(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded()
    form = come(browser).get(CORRECT).form(CORRECT) | {"text": WRONG}
    assert [browser.post(CORRECT, form).status for _ in range(2)] == [303, 303]
    with app.app_context():
        assert len(referral(id).notes) == 1


@pytest.mark.parametrize(("text", "said"), [
    ("", "Schrijf op wat er niet klopt"), (" \n ", "Schrijf op wat er niet klopt"),
    ("x" * 1_000_000, "1000000"), ("Mijn bsn is 111222333", "BSN"),
    (f"mijn code: {CODE}", "lijkt op de code van een kaart"),
])  # fmt: skip
def test_what_cannot_be_kept_is_told_and_stands_there_still(holder: Holder, text: str, said: str) -> None:
    page = press(holder(), CORRECT, text=text)
    assert (page.status, said in page.words) == (422, True)
    assert page.form(CORRECT)["text"] == text.strip()


def test_there_is_an_end_to_it(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded()
    with app.app_context():
        row = referral(id)
        for _ in range(MOST_NOTES):
            referring.add_note(row, Side.YOUNG_PERSON, WRONG)
        db.session.commit()
    page = press(come(browser), CORRECT, text=WRONG)
    assert (page.status, "al 20 berichten" in page.words) == (422, True)


def test_of_what_was_erased_nothing_can_be_wrong(app: Flask, browser: Browser, carded: Carded) -> None:
    id = carded()
    form = come(browser).get(CORRECT).form(CORRECT) | {"text": WRONG}
    with app.app_context():
        referring.withdraw(referral(id), of_nobody=True)
        db.session.commit()
    page = browser.post(CORRECT, form)
    assert (page.status, "Alles is hier al gewist" in page.words) == (422, True)
    assert "Alles is hier al gewist" in browser.get(CORRECT).words


def test_who_wrote_for_long_loses_nothing(app: Flask, browser: Browser, carded: Carded, frozen: Moment) -> None:
    id = carded()
    form = come(browser).get(CORRECT).form(CORRECT) | {"text": WRONG}
    frozen.tick(16 * 60)
    assert browser.post(CORRECT, form).response.headers["Location"] == ENTER
    assert "Verstuurd." in browser.get(ENTER).words
    with app.app_context():
        assert len(referral(id).notes) == 1


def test_where_the_card_is_gone_the_words_can_be_copied(holder: Holder) -> None:
    browser = holder()
    form = browser.get(CORRECT).form(CORRECT) | {"text": WRONG}
    browser.client.delete_cookie("jsp-card", path="/kaart")
    page = browser.post(CORRECT, form)
    assert (page.status, WRONG in page.words) == (410, True)
    assert len([each for each in page.forms() if each.get("action") == ENTER]) == 1
    assert not [each for each in page.forms() if each.get("action") == CORRECT]


def test_it_is_told_first_that_nothing_was_sent(holder: Holder) -> None:
    browser = holder().in_language("en")
    form = browser.get(CORRECT).form(CORRECT) | {"text": WRONG}
    browser.client.delete_cookie("jsp-card", path="/kaart")
    assert browser.post(CORRECT, form).words.startswith("Your card Nothing was sent. This page closed by itself")
