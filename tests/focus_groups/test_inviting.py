"""Invitations and links, and yes or no to being quoted."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from jsp.rules.talk import TalkState
from jsp.verbs import talk_links
from tests import make
from tests.browser import Browser
from tests.focus_groups.planned import BART, begun, mails, place, seat_id, seats, send


@pytest.fixture
def id(app: Flask) -> UUID:
    """A talk of Sanne with four mentors and two workers."""
    return begun(app)


@pytest.mark.parametrize(("answer", "kept"), [("yes", True), ("no", False)])
def test_yes_or_no_by_mouth_is_written_down(app: Flask, worker: Browser, id: UUID, answer: str, kept: bool) -> None:
    send(worker, id, f"/{seat_id(app, 'M1')}/quote/{answer}")
    with app.app_context():
        assert (seats(app)["M1"].may_quote, seats(app)["M1"].answered_on) == (kept, make.MONDAY)
        assert seats(app)["M2"].may_quote is None


def test_somebody_says_no_after_approval(app: Flask, worker: Browser) -> None:
    id = begun(app, state=TalkState.APPROVED, may_quote=True)
    send(worker, id, f"/{seat_id(app, 'M1')}/quote/no")
    with app.app_context():
        assert seats(app)["M1"].may_quote is False


def test_who_has_an_address_is_mailed_once_and_the_mail_says_nothing(app: Flask, worker: Browser, id: UUID) -> None:
    send(worker, id, "/names", **BART, name_M2="Annelies")
    page = worker.get(place(id))
    send(worker, id, "/invite", page)
    send(worker, id, "/invite", page)
    (letter,) = mails(app)
    assert letter["to"] == "bart@school.example"
    with app.app_context():
        assert talk_links.address(seats(app)["M1"]) in letter["body"]
        assert seats(app)["M1"].mail_id is not None
        assert seats(app)["M2"].mail_id is None
    for secret in ("Bart", "Respect", "Raayland", "19 november", "M1", "mentor", "Sanne"):
        assert secret not in f"{letter['subject']} {letter['body']}"
    assert place(id, "/invite") not in worker.get(place(id)).text


def test_another_address_takes_back_the_mail_that_waits(app: Flask, worker: Browser, id: UUID) -> None:
    send(worker, id, "/names", **BART)
    send(worker, id, "/invite")
    send(worker, id, "/names", mail_M1="bart2@school.example")
    assert mails(app) == []
    send(worker, id, "/invite")
    assert [each["to"] for each in mails(app)] == ["bart2@school.example"]


def test_names_that_stay_as_they_are_leave_the_mail_alone(app: Flask, worker: Browser, id: UUID) -> None:
    send(worker, id, "/names", **BART)
    send(worker, id, "/invite")
    send(worker, id, "/names", name_M2="Annelies")
    assert len(mails(app)) == 1


def test_a_new_link_closes_the_one_before(app: Flask, worker: Browser, id: UUID) -> None:
    send(worker, id, "/names", **BART)
    send(worker, id, "/invite")
    with app.app_context():
        before = talk_links.token(seats(app)["M1"])
        assert talk_links.find(before) is not None
    send(worker, id, f"/{seat_id(app, 'M1')}/link")
    assert mails(app) == []
    with app.app_context():
        assert talk_links.find(before) is None
        now = talk_links.token(seats(app)["M1"])
        assert talk_links.find(now) is not None
    assert now in worker.get(place(id)).text


def test_two_taps_make_one_new_link(app: Flask, worker: Browser, id: UUID) -> None:
    page, what = worker.get(place(id)), f"/{seat_id(app, 'M1')}/link"
    send(worker, id, what, page)
    send(worker, id, what, page)
    with app.app_context():
        assert seats(app)["M1"].link_number == 2


def test_the_sheet_has_a_square_for_who_gets_no_mail(app: Flask, worker: Browser, id: UUID) -> None:
    send(worker, id, "/names", **BART)
    page = worker.get(place(id, "/links"))
    with app.app_context():
        found = {tag: talk_links.address(seat) in page.words for tag, seat in seats(app).items()}
    assert found == {"M1": False, "M2": True, "M3": True, "M4": True, "J1": True, "J2": True}
    assert page.text.count("<svg:path") + page.text.count("<path") >= 5
    assert "Bart" not in page.text


def test_nothing_leads_to_what_was_erased(app: Flask, worker: Browser) -> None:
    day = date(2026, 11, 20)
    id = begun(app, state=TalkState.APPROVED, erased_on=day, names_erased_on=day)
    page = worker.get(place(id))
    assert "/terug/" not in page.text
    assert worker.get(place(id, "/links")).status == 200
    where = place(id, f"/{seat_id(app, 'M1')}/quote/yes")
    assert where not in page.text
