"""Requests are found from where a worker is; of one thing there is one open request; and from each page a way back."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.person_requests import PersonRequest
from tests.browser import Browser
from tests.person_requests.test_complaints import held
from tests.person_requests.test_own import things
from tests.person_requests.test_requests import NEW, begin, send
from tests.retention import rows

LIST = 'href="/requests/"'
PAGES = {"contact": "/intake/contacts/{}", "thread": "/messages/{}", "referral": "/referrals/{}"}


def made(app: Flask) -> dict[str, UUID]:
    with app.app_context():
        found = things(app)
        db.session.commit()
    return found


@pytest.mark.parametrize("page", ["/intake/contacts", "/accounts/profile", "/messages/", "/trail/"])
def test_a_worker_finds_the_list(worker: Browser, page: str) -> None:
    assert LIST in worker.get(page).text


def test_a_mentor_does_not(app: Flask) -> None:
    assert LIST not in Browser(app).signed_in("bart").get("/today/").text


def test_today_tells_a_worker_that_one_waits(worker: Browser, stranger: Browser) -> None:
    says = "request about data has to be answered"
    assert says not in worker.in_language("en").get("/today/").words
    page = begin(worker)
    assert f"1 {says} : the first by Wednesday 23 December" in worker.get("/today/").words
    assert says not in stranger.in_language("en").get("/today/").words
    send(worker, page, "close")
    assert says not in worker.get("/today/").words


@pytest.mark.parametrize("kind", PAGES)
def test_of_one_thing_there_is_one_open_request(app: Flask, worker: Browser, kind: str) -> None:
    id = made(app)[kind]
    page = begin(worker, f"{NEW}/{kind}/{id}")
    assert f'href="{page}"' in worker.get(PAGES[kind].format(id)).text, "a way back from its page"
    assert worker.get(f"{NEW}/{kind}/{id}").response.headers["Location"] == page
    send(worker, page, "close", note="Blijft staan")
    assert worker.get(f"{NEW}/{kind}/{id}").status == 200, "the next one is another"
    with app.app_context():
        assert len(db.session.scalars(select(PersonRequest)).all()) == 1


def test_two_requests_of_one_day_are_told_apart_and_lead_back(app: Flask, worker: Browser) -> None:
    found = made(app)
    first, second = begin(worker, f"{NEW}/contact/{found['contact']}"), begin(worker)
    words = worker.get("/requests/").words
    assert "Sanne a conversation (found)" in words
    assert "Sanne nothing found yet" in words
    for page in (first, second):
        assert LIST in worker.get(page).text


@pytest.mark.parametrize("kind", PAGES)
def test_that_it_is_kept_longer_stands_on_its_page_and_leads_back(app: Flask, worker: Browser, kind: str) -> None:
    id = made(app)[kind]
    where, hold = PAGES[kind].format(id), f"/holds/{kind}/{id}"
    assert "kept longer" not in worker.in_language("en").get(where).words
    with app.app_context():
        held(kind, id)
    assert "kept longer until 2 December 2026" in worker.get(where).words
    assert f'href="{where}"' in worker.get(hold).text


def test_a_coordinator_gets_back_to_how_long_things_are_kept(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        id = rows.add_contact(app, days=3)
        db.session.commit()
    page = coordinator.get(f"/holds/contact/{id}").text
    assert 'href="/settings/retention"' in page
    assert f"/intake/contacts/{id}" not in page


def test_the_coordinator_finds_under_today_that_somebody_waits(
    app: Flask, worker: Browser, coordinator: Browser
) -> None:
    assert "request about data" not in coordinator.in_language("en").get("/today/").words
    begin(worker)
    words = coordinator.get("/today/").words
    assert "1 request about data has to be answered : the first by Wednesday 23 December" in words
