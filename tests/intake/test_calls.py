"""The call list, for when the school is closed and the phone is all there is (R100)."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.contacts import Contact
from tests.browser import Browser, Page
from tests.intake.desk import RECORD, fill

CALLS = "/intake/calls"


def promise(app: Flask, by: Browser) -> str:
    """A contact with a follow-up for Wednesday; the address to which its row on the list is sent."""
    assert by.post(RECORD, fill(by.get("/today/"), follow_up_on="2026-11-25")).status == 303
    with app.app_context():
        return f"/intake/contacts/{db.session.scalars(select(Contact.id)).one()}/call"


def agree(by: Browser, address: str, **values: Any) -> Page:
    return by.post(address, by.get(CALLS).form(address) | values)


def kept(app: Flask) -> tuple[date | None, bool]:
    with app.app_context():
        contact = db.session.scalars(select(Contact)).one()
        return contact.follow_up_on, contact.is_reachable_agreed


def test_the_next_call_and_how_to_reach_them_are_kept(app: Flask, worker: Browser) -> None:
    address = promise(app, worker)
    assert agree(worker, address, on="2026-11-30", is_reachable="y").status == 303
    assert kept(app) == (date(2026, 11, 30), True)
    page = worker.get(CALLS)
    assert page.form(address)["is_reachable"] == ["y"]


@pytest.mark.parametrize(
    ("on", "said"), [("2026-11-22", "Deze dag is voorbij"), ("straks", "Vul een dag in"), ("", "Vul dit in")]
)
def test_a_day_that_cannot_be_is_refused_in_its_row(app: Flask, worker: Browser, on: str, said: str) -> None:
    page = agree(worker, promise(app, worker), on=on, is_reachable="y")
    assert (page.status, said in page.words) == (422, True)
    assert kept(app) == (date(2026, 11, 25), False)


def test_it_is_the_own_list_of_each_worker(app: Flask, worker: Browser, colleague: Browser) -> None:
    address = promise(app, worker)
    assert "Er wacht niets op je" in colleague.get(CALLS).words
    token = colleague.get(CALLS).form("/accounts/sign-out")
    assert colleague.post(address, token | {"on": "2026-11-30"}).status == 404


def test_looking_at_it_and_agreeing_leave_a_trail(app: Flask, worker: Browser) -> None:
    address = promise(app, worker)
    agree(worker, address, on="2026-11-30")
    with app.app_context():
        actions = set(db.session.scalars(select(AuditEntry.action)))
        assert {Action.LISTED, Action.FOLLOWED_UP} <= actions


def test_a_day_that_is_over_already_may_stay_while_the_rest_changes(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    address = promise(app, worker)
    frozen.move_to("2026-11-27 10:00:00")
    later = Browser(app).signed_in("sanne")
    assert agree(later, address, on="2026-11-25", is_reachable="y").status == 303
    assert kept(app) == (date(2026, 11, 25), True)


def test_done_on_the_list_leads_back_to_the_list(app: Flask, worker: Browser) -> None:
    address = promise(app, worker)
    done = address.removesuffix("call") + "done"
    page = worker.get(CALLS)
    assert f'formaction="{done}"' in page.text
    assert "Er wacht niets op je" in worker.post(done, page.form(address) | {"back": "calls"}, follow=True).words
