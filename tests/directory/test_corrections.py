"""What a partner says is different waits for one of us: nothing that pupils read or call changes by itself."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.directory import CorrectionState, Partner, PartnerCorrection
from jsp.models.directory_rows import get_partner
from jsp.models.history import GroundChange
from jsp.rules.refusal import DomainError
from jsp.verbs import corrections
from tests.browser import Browser, Page
from tests.directory.test_still_right import made

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
def test_only_who_went_through_all_of_it_checked_it(
    app: Flask, browser: Browser, worker: Browser, all_right: bool
) -> None:
    correct(app, browser, made(app, checked_on=date(2026, 1, 5)), phone="0478-999999")
    page = worker.get(LIST)
    where = next(form.get("action") for form in page.forms() if (form.get("action") or "").endswith("accept"))
    worker.post(where, page.form(where) | ({"all_right": "y"} if all_right else {}))
    found = the_one(app)
    assert found.phone == "0478-999999"
    assert found.checked_on == (date(2026, 11, 23) if all_right else date(2026, 1, 5))
    assert (found.checked_by_id is not None) == all_right


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


def test_a_correction_may_not_leave_an_entry_that_nobody_can_reach(
    app: Flask, browser: Browser, worker: Browser
) -> None:
    correct(app, browser, phone="", mail="", website="")
    assert "kan niemand" in settle(worker, worker.get(LIST), "accept").words
    assert the_one(app).phone == "0478-000111"
