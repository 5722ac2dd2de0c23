"""A worker makes the code of a card at the desk: shown once, found by nothing but itself."""

from itertools import pairwise
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.rules import reply_lock
from jsp.rules.referral import State
from tests.browser import Browser, Page
from tests.card.holder import CODE, MINE, come, type_code
from tests.referrals.rows import FAMILY, NAME, PHONE, STORY, add_referral, referral
from tests.reply_codes import code_on
from tests.test_access import token


@pytest.fixture
def id(app: Flask) -> UUID:
    """A referral of Sanne that is on its way."""
    with app.app_context():
        made = add_referral()
        db.session.commit()
        return made


def make(worker: Browser, id: UUID) -> Page:
    where = f"/referrals/{id}/own-card"
    return worker.post(where, worker.get(where).form(where))


def test_the_code_opens_the_card(app: Flask, worker: Browser, id: UUID) -> None:
    page = make(worker, id)
    assert page.status == 200
    assert "jsp.example/kaart" in page.words
    assert "Grip Geldhulp" in come(Browser(app), code_on(page)).get(MINE).words


def test_the_paper_says_where_and_never_who_or_what(worker: Browser, id: UUID) -> None:
    text = make(worker, id).text
    assert "0478\N{NON-BREAKING HYPHEN}000111" in text
    assert not [each for each in (NAME, FAMILY, PHONE, STORY) if each in text]


def test_a_second_tap_shows_the_same_code(worker: Browser, id: UUID) -> None:
    where = f"/referrals/{id}/own-card"
    form = worker.get(where).form(where)
    assert code_on(worker.post(where, form)) == code_on(worker.post(where, form))


def test_once_it_is_put_away_going_back_shows_it_no_more(app: Flask, worker: Browser, id: UUID) -> None:
    where = f"/referrals/{id}/own-card"
    form = worker.get(where).form(where)
    shown = worker.post(where, form)
    code = code_on(shown)
    assert worker.post(f"{where}/done", shown.form(f"{where}/done")).status == 303
    again = worker.post(where, form)
    assert again.status == 422
    assert [two for two in pairwise(code.split()) if " ".join(two) in again.words] == []
    assert worker.post(f"{where}/done", shown.form(f"{where}/done")).status == 303, "tapped twice"
    assert come(Browser(app), code).get(MINE).status == 200, "who has it keeps it"
    assert code_on(make(worker, id)) != code


def test_a_new_code_takes_the_place_of_the_old_one(app: Flask, worker: Browser, id: UUID) -> None:
    where = f"/referrals/{id}/own-card"
    form = worker.get(where).form(where)
    old = code_on(worker.post(where, form))
    holder = come(Browser(app), old)
    assert "komt in de plaats van de oude" in worker.get(where).words
    new = code_on(make(worker, id))
    assert type_code(Browser(app), old).status == 422
    assert "opent geen kaart meer" in holder.get(MINE, follow=True).words
    assert come(holder, new).get(MINE).status == 200
    page = worker.post(where, form)
    assert (page.status, "intussen een andere code" in page.words) == (422, True)


def test_only_its_own_worker_makes_one(colleague: Browser, worker: Browser, id: UUID) -> None:
    where = f"/referrals/{id}/own-card"
    assert colleague.get(where).status == 404
    assert colleague.post(where, worker.get(where).form(where) | {"csrf_token": token(colleague)}).status == 404


def test_of_what_was_erased_no_card_is_made(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = add_referral(state=State.WITHDRAWN)
        db.session.commit()
    where = f"/referrals/{id}/own-card"
    page = worker.get(where)
    assert "Alles is gewist" in page.words
    assert not [form for form in page.forms() if form.get("action") == where]


def test_nothing_by_which_the_code_could_be_read_is_kept(app: Flask, worker: Browser, id: UUID) -> None:
    code = code_on(make(worker, id))
    with app.app_context():
        lookup = referral(id).card_lookup or ""
        of_it = select(AuditEntry.action).where(AuditEntry.object_id == str(id)).order_by(AuditEntry.id)
        trail = list(db.session.scalars(of_it))
    assert lookup
    assert code.split()[0] not in lookup
    assert trail[-2:] == [Action.CODES_MADE, Action.IDENTITY_READ], "who makes a code could have looked"


def test_the_slow_hash_holds_nobody_up(app: Flask, worker: Browser, id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    real, was_open = reply_lock.lock_of, []

    def spied(code: str, pepper: bytes) -> reply_lock.Lock:
        was_open.append(db.session().in_transaction())
        return real(code, pepper)

    monkeypatch.setattr(reply_lock, "lock_of", spied)
    make(worker, id)
    type_code(Browser(app), CODE)
    assert was_open == [False, False]
