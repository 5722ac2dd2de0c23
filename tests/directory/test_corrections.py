"""What a partner says is different waits for one of us: nothing that pupils read or call changes by itself."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.directory import CorrectionState, Partner, PartnerCorrection
from jsp.models.directory_rows import get_partner
from jsp.models.history import GroundChange
from jsp.rules.refusal import DomainError
from jsp.verbs import corrections
from tests.browser import Browser, Page
from tests.directory.test_still_right import made
from tests.make import person

LIST = "/directory/corrections"


def correct(app: Flask, browser: Browser, where: str = "", **fields: str) -> Page:
    where = where or made(app)
    return browser.post(where, browser.get(where).form(where) | fields, follow=True)


def waiting(app: Flask) -> list[dict[str, str]]:
    with app.app_context():
        query = select(PartnerCorrection.fields).where(PartnerCorrection.state == CorrectionState.OPEN)
        return list(db.session.scalars(query))


def the_one(app: Flask) -> Partner:
    with app.app_context():
        return db.session.scalars(select(Partner)).one()


def settle(by: Browser, page: Page, act: str) -> Page:
    where = next(form.get("action") for form in page.forms() if (form.get("action") or "").endswith(act))
    return by.post(where, page.form(where), follow=True)


def test_only_what_differs_waits_and_nothing_changed(app: Flask, browser: Browser) -> None:
    page = correct(app, browser, phone="0478-999999", waiting_weeks="5", website="www.grip.example")
    assert page.heading == "Dank u wel"
    said = {"phone": "0478-999999", "website": "https://www.grip.example", "waiting_weeks": "5"}
    assert waiting(app) == [said]
    assert the_one(app).phone == "0478-000111"


def test_in_one_tap_it_is_changed_with_its_history(app: Flask, browser: Browser, worker: Browser) -> None:
    correct(app, browser, phone="0478-999999", waiting_weeks="5")
    page = worker.get(LIST)
    assert "0478-000111 → 0478-999999" in page.words
    assert "Bel eerst het nummer dat we al kennen" in page.words
    settle(worker, page, "accept")
    found = the_one(app)
    assert (found.phone, found.waiting_weeks, found.waiting_on) == ("0478-999999", 5, date(2026, 11, 23))
    with app.app_context():
        assert set(db.session.scalars(select(GroundChange.field))) == {"phone", "waiting_weeks"}
        row = db.session.scalars(select(PartnerCorrection)).one()
        assert (row.state, row.fields) == (CorrectionState.ACCEPTED, {}), "nothing of it is kept twice"


@pytest.mark.parametrize("all_right", [True, False])
def test_it_counts_as_checked_when_the_partner_sent_it_or_when_we_went_through_all_of_it(
    app: Flask, browser: Browser, worker: Browser, frozen: FrozenDateTimeFactory, all_right: bool
) -> None:
    correct(app, browser, made(app, checked_on=date(2026, 1, 5)), phone="0478-999999")
    frozen.tick(timedelta(days=1))
    worker = Browser(app).signed_in("sanne")
    page = worker.get(LIST)
    where = next(form.get("action") for form in page.forms() if (form.get("action") or "").endswith("accept"))
    worker.post(where, page.form(where) | ({"all_right": "y"} if all_right else {}))
    found = the_one(app)
    assert found.phone == "0478-999999"
    assert found.checked_on == date(2026, 11, 24 if all_right else 23)
    assert (found.checked_by_id is not None) == all_right


def test_who_looked_after_the_partner_sent_it_stays_the_one_who_checked_it(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    correct(app, browser, times="maandag")
    with app.app_context():
        row = db.session.scalars(select(Partner)).one()
        row.checked_on, row.checked_by_id = date(2026, 11, 24), person("sanne").id
        db.session.commit()
    frozen.tick(timedelta(days=2))
    worker = Browser(app).signed_in("sanne")
    settle(worker, worker.get(LIST), "accept")
    found = the_one(app)
    assert (found.times, found.checked_on, found.checked_by_id is None) == ("maandag", date(2026, 11, 24), False)


def test_declined_it_leaves_all_as_it_was(app: Flask, browser: Browser, coordinator: Browser) -> None:
    correct(app, browser, phone="0900-1234")
    settle(coordinator, coordinator.get(LIST), "decline")
    assert the_one(app).phone == "0478-000111"
    assert waiting(app) == []


def test_of_two_who_settle_it_the_first_one_counts(
    app: Flask, browser: Browser, worker: Browser, colleague: Browser
) -> None:
    correct(app, browser, phone="0900-1234")
    pages = worker.get(LIST), colleague.get(LIST)
    settle(worker, pages[0], "decline")
    assert "al geregeld" in settle(colleague, pages[1], "accept").words
    assert the_one(app).phone == "0478-000111"


def test_what_was_not_shown_is_not_accepted(app: Flask, browser: Browser, worker: Browser) -> None:
    where = made(app)
    correct(app, browser, where, times="maandag")
    page = worker.get(LIST)
    correct(app, browser, where, times="maandag", phone="0900-1234")
    assert "Iemand wijzigde dit" in settle(worker, page, "accept").words
    assert the_one(app).phone == "0478-000111"
    assert waiting(app) == [{"phone": "0900-1234", "times": "maandag"}], "one correction, with all of it"


def test_a_partner_can_take_its_words_back(app: Flask, browser: Browser) -> None:
    where = made(app)
    correct(app, browser, where, times="maandag")
    assert "maandag" in str(browser.get(where).form(where)), "what waits stands in the fields"
    correct(app, browser, where, times="")
    assert waiting(app) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Zo staat het hier al"),
        ({"phone": "bel maar"}, "telefoonnummer"),
        ({"mail": "iris"}, "e-mailadres"),
        ({"website": "javascript:alert(1)"}, "https://"),
        ({"waiting_weeks": "201"}, "wachttijd"),
        ({"times": "x" * 1_000_000}, "1000000 tekens"),
        ({"times": "\x00"}, "niemand kan lezen"),
        ({"once": "of-nobody"}, "verouderd"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_is_refused_kindly(app: Flask, browser: Browser, fields: dict[str, Any], told: str) -> None:
    page = correct(app, browser, **fields)
    assert page.status == 422
    assert told in page.words, page.words[:2000]
    assert waiting(app) == []


def test_the_button_for_the_other_language_sends_nothing(app: Flask, browser: Browser) -> None:
    where = made(app)
    values = browser.get(where).form(where) | {"times": "maandag", "language": "en"}
    browser.language = "en"
    page = browser.post(where, values)
    assert page.heading == "Is this still right?"
    assert page.form(where)["times"] == "maandag"
    assert waiting(app) == []


def test_of_an_archived_partner_nothing_waits_and_nothing_is_taken(
    app: Flask, browser: Browser, worker: Browser
) -> None:
    correct(app, browser, phone="0900-1234")
    page = worker.get(LIST)
    with app.app_context():
        db.session.scalars(select(Partner)).one().archived_on = date(2026, 11, 23)
        db.session.commit()
    assert "Er wacht niets" in worker.get(LIST).words
    assert "archief" in settle(worker, page, "accept").words
    with app.app_context(), pytest.raises(DomainError):
        corrections.propose_correction(get_partner(the_one(app).id), {"times": "nooit"}, key=uuid4())


def test_what_it_does_and_for_whom_can_be_corrected_too(app: Flask, browser: Browser, worker: Browser) -> None:
    where = made(app, audience_nl="12 tot 18 jaar")
    assert browser.get(where).form(where)["offer_nl"] == "Helpt je met geld."
    correct(app, browser, where, offer_nl="Helpt je met rekeningen.", audience_nl="12 tot 23 jaar")
    page = Browser(app).signed_in("sanne").in_language("en").get(LIST)
    assert "What it does, in Dutch: Helpt je met geld. → Helpt je met rekeningen." in page.words
    assert "Look at the English text too" in page.words, "there is one, and it stays as it was"
    settle(worker, worker.get(LIST), "accept")
    found = the_one(app)
    assert (found.offer_nl, found.audience_nl) == ("Helpt je met rekeningen.", "12 tot 23 jaar")


def test_the_team_reads_the_names_of_its_own_form(app: Flask, browser: Browser, worker: Browser) -> None:
    correct(app, browser, phone="0900-1234", times="maandag", contact_person="Jo")
    words = worker.get(LIST).words
    for name in ("Direct telefoonnummer:", "Wanneer:", "Naar wie je vraagt:"):
        assert name in words
    assert not re.search(r"\bu\b", words), "nobody of us is a partner"


def test_all_that_is_wrong_is_told_at_once_beside_its_field(app: Flask, browser: Browser) -> None:
    page = correct(app, browser, phone="bel maar", mail="iris", offer_nl="", waiting_weeks="201", place="x" * 201)
    wrong = {str(each.get("id")) for each in page._all("p") if "jsp-refusal" in (each.get("class") or "")}
    assert wrong == {f"{name}-error" for name in ("phone", "mail", "offer_nl", "waiting_weeks", "place")}
    assert "novalidate" in page.text, "a browser itself tells one thing at a time"
    assert waiting(app) == []


def test_one_way_to_be_reached_has_to_stay(app: Flask, browser: Browser) -> None:
    where = made(app)
    page = browser.in_language("en").post(where, browser.get(where).form(where) | {"phone": "", "mail": ""})
    assert page.status == 422
    assert "We need a phone number, an e-mail address or a website." in page.words
    assert waiting(app) == []
    assert browser.post(where, browser.get(where).form(where) | {"phone": ""}).status == 303, "the mail is left"


def test_what_was_said_in_two_parts_is_judged_as_one(app: Flask, browser: Browser) -> None:
    correct(app, browser, phone="")
    with app.app_context(), pytest.raises(DomainError, match="nobody can reach you"):
        corrections.propose_correction(get_partner(the_one(app).id), {"mail": ""}, key=uuid4())


def test_what_was_not_asked_is_not_emptied(app: Flask, browser: Browser) -> None:
    where = made(app)
    values = browser.get(where).form(where) | {"times": "maandag"}
    del values["offer_nl"]
    browser.post(where, values)
    assert waiting(app) == [{"times": "maandag"}]


def test_a_correction_may_not_leave_an_entry_that_nobody_can_reach(
    app: Flask, browser: Browser, worker: Browser
) -> None:
    correct(app, browser, phone="0900-1234")
    before = worker.get(LIST)
    with app.app_context():
        db.session.scalars(select(PartnerCorrection)).one().fields = {"phone": "", "mail": "", "times": "maandag"}
        db.session.commit()
        id = db.session.scalars(select(Partner.id)).one()
    page = worker.get(LIST)
    assert "kan niemand" in page.words
    assert f'href="/directory/{id}/edit"' in page.text
    accept = next(form.get("action") for form in before.forms() if (form.get("action") or "").endswith("accept"))
    assert not [form for form in page.forms() if form.get("action") == accept], "no button that cannot work"
    sent = page.form(accept.replace("accept", "decline"))
    assert "kan niemand" in worker.post(accept, sent, follow=True).words
    assert the_one(app).phone == "0478-000111"
    settle(worker, page, "decline")
    assert waiting(app) == []
