"""Showing the way: one tap, nothing shared, a card that tells nothing about who takes it along."""

import re
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp import jobs
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.contacts import Contact
from jsp.models.directory import PartnerKind, Signpost
from jsp.models.directory_rows import get_partner
from jsp.models.ground import Site
from tests.browser import Browser
from tests.intake import desk
from tests.make import id_of
from tests.referrals.rows import add_partner

TODAY = date(2026, 11, 23)


@pytest.fixture
def entry(app: Flask) -> int:
    with app.app_context():
        id = add_partner(place="Markt 1", times="ma 9.00-12.00", waiting_weeks=2, waiting_on=TODAY)
        db.session.commit()
        return id


def signposts(app: Flask) -> list[Signpost]:
    with app.app_context():
        return list(db.session.scalars(select(Signpost)))


def one_contact(app: Flask) -> UUID:
    with app.app_context():
        desk.store(1)
        db.session.commit()
        return db.session.scalars(select(Contact.id)).one()


def test_one_tap_on_the_list_counts_it_once_and_gives_the_card(app: Flask, worker: Browser, entry: int) -> None:
    address = f"/directory/{entry}/signpost"
    sent = worker.get("/directory/").form(address)
    answer = worker.post(address, sent)
    worker.post(address, sent)
    rows = signposts(app)
    with app.app_context():
        gilde = id_of(Site, "gilde")
        assert [(each.partner_id, each.site_id, each.on) for each in rows] == [(entry, gilde, TODAY)]
        trail = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.SIGNPOSTED)).all()
        assert [each.object_id for each in trail] == [str(entry)]
    assert answer.response.location == f"/directory/{entry}/card?at={gilde}"


def test_of_a_contact_it_keeps_at_which_school_it_was_and_nothing_else(app: Flask, worker: Browser, entry: int) -> None:
    contact = one_contact(app)
    page = worker.get(f"/directory/?contact={contact}")
    worker.post(f"/directory/{entry}/signpost", page.form(f"/directory/{entry}/signpost"))
    with app.app_context():
        assert [each.site_id for each in signposts(app)] == [db.session.get_one(Contact, contact).site_id]
    assert set(Signpost.__table__.columns.keys()) == {"id", "partner_id", "site_id", "on"}


def test_the_page_says_how_often_once_that_is_enough_to_point_at_nobody(
    app: Flask, worker: Browser, entry: int
) -> None:
    def shown(days_ago: int) -> str:
        with app.app_context():
            on = TODAY - timedelta(days=days_ago)
            db.session.add(Signpost(id=uuid4(), partner_id=entry, site_id=None, on=on))
            db.session.commit()
        return worker.get(f"/directory/{entry}").words

    for days_ago in (200, 1, 2, 3, 100):
        assert "half jaar" not in shown(days_ago)
    assert "5 keer in het afgelopen half jaar" in shown(170)


def test_it_goes_with_the_referrals_of_its_time(app: Flask, worker: Browser, entry: int) -> None:
    with app.app_context():
        for days_ago in (365, 366):
            on = TODAY - timedelta(days=days_ago)
            db.session.add(Signpost(id=uuid4(), partner_id=entry, site_id=None, on=on))
        db.session.commit()
        jobs.erase_what_is_over()
        db.session.commit()
    assert [each.on for each in signposts(app)] == [TODAY - timedelta(days=365)]


@pytest.mark.parametrize("whose", ["another's", "none", "nonsense"])
def test_a_contact_of_somebody_else_is_not_there(app: Flask, colleague: Browser, entry: int, whose: str) -> None:
    key = {"another's": str(one_contact(app)), "none": str(uuid4()), "nonsense": "x"}[whose]
    address = f"/directory/{entry}/signpost"
    sent = colleague.get("/directory/").form(address) | {"contact": key}
    assert colleague.post(address, sent).status == 404
    assert signposts(app) == []


def test_the_card_says_what_where_when_and_which_number_and_when_we_are_there(worker: Browser, entry: int) -> None:
    page = worker.get(f"/directory/{entry}/card")
    for each in ("Helpt je met geld.", "Markt 1", "ma 9.00-12.00", "0478-000111", "Raayland", "12.00–14.30"):
        assert each in page.words, each
    assert f"jsp.example/wie-helpt/{entry}" in page.words
    assert "<svg" in page.text
    assert not re.search(r"[?&]", page.text.split("/wie-helpt/")[1].split("<")[0]), "nothing but the entry in it"


def test_the_card_of_one_school_names_that_school_alone(app: Flask, worker: Browser, entry: int) -> None:
    with app.app_context():
        raayland, far = id_of(Site, "raayland"), id_of(Site, "verweg")
    assert "Gilde" not in worker.get(f"/directory/{entry}/card?at={raayland}").words
    assert "Verweg" not in worker.get(f"/directory/{entry}/card?at={far}").words
    assert worker.get(f"/directory/{entry}/card?at=x").status == 200


def test_a_card_for_another_school_says_where_else_it_comes(app: Flask, worker: Browser) -> None:
    with app.app_context():
        entry = add_partner(sites=("raayland",))
        db.session.commit()
        gilde, raayland = id_of(Site, "gilde"), id_of(Site, "raayland")
    assert "Op jouw school Raayland" in worker.get(f"/directory/{entry}/card?at={raayland}").words
    elsewhere = worker.get(f"/directory/{entry}/card?at={gilde}").words
    assert "Komt ook op Raayland" in elsewhere
    assert "Op jouw school" not in elsewhere


def test_a_card_for_no_school_in_particular_calls_none_yours(app: Flask, worker: Browser) -> None:
    with app.app_context():
        entry = add_partner(sites=("raayland", "gilde"))
        db.session.commit()
    words = worker.get(f"/directory/{entry}/card").words
    assert "Raayland, Gilde" in words or "Gilde, Raayland" in words
    assert "Op jouw school" not in words
    assert "Komt ook op" not in words


def test_a_route_of_a_school_comes_to_no_other_on_its_card(app: Flask, worker: Browser) -> None:
    with app.app_context():
        entry = add_partner(sites=("raayland", "gilde"), kind=PartnerKind.SCHOOL_ROUTE)
        db.session.commit()
        gilde = id_of(Site, "gilde")
    assert "Komt ook op" not in worker.get(f"/directory/{entry}/card?at={gilde}").words


def test_an_archived_one_has_no_card(app: Flask, worker: Browser, entry: int) -> None:
    with app.app_context():
        get_partner(entry).archived_on = TODAY
        db.session.commit()
    page = worker.get(f"/directory/{entry}/card")
    assert page.status == 410
    assert "0478-000111" not in page.words
    assert "data-prints" not in page.text


def test_who_is_not_for_pupils_has_a_card_without_an_address(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = add_partner("Alleen voor ons", is_for_pupils=False)
        db.session.commit()
    page = worker.get(f"/directory/{id}/card")
    assert "wie-helpt" not in page.text
    assert "vierkantje" not in page.words, "there is none to scan"


def test_an_archived_one_is_no_way_to_show(app: Flask, worker: Browser, entry: int) -> None:
    address = f"/directory/{entry}/signpost"
    sent = worker.get("/directory/").form(address)
    with app.app_context():
        get_partner(entry).archived_on = TODAY
        db.session.commit()
    assert worker.post(address, sent).response.location == f"/directory/{entry}"
    assert signposts(app) == []


def test_a_teacher_takes_a_card_along_and_nothing_is_counted(app: Flask, mentor: Browser, entry: int) -> None:
    assert f'href="/directory/{entry}/card"' in mentor.get("/directory/").text
    assert mentor.get(f"/directory/{entry}/card").status == 200
    assert mentor.post(f"/directory/{entry}/signpost", {"once": "x"}).status == 403
    assert signposts(app) == []


def test_from_a_conversation_the_card_leads_back_to_it(app: Flask, worker: Browser, entry: int) -> None:
    contact = desk.log(app, worker)
    to = f"/directory/{entry}/signpost"
    page = worker.get(f"/directory/{entry}?contact={contact}")
    card = worker.in_language("en").post(to, page.form(to), follow=True)
    assert f'href="/intake/contacts/{contact}"' in card.text
    assert "Back to the conversation" not in worker.get(f"/directory/{entry}/card").text


def test_people_of_a_school_see_no_number_that_moves_when_somebody_walks_in(
    app: Flask, entry: int, mentor: Browser, care_coordinator: Browser
) -> None:
    with app.app_context():
        db.session.add_all(Signpost(id=uuid4(), partner_id=entry, site_id=None, on=TODAY) for _ in range(12))
        db.session.commit()
    for browser in (mentor, care_coordinator):
        page = browser.get(f"/directory/{entry}")
        assert (page.status, "half jaar" in page.words) == (200, False)
