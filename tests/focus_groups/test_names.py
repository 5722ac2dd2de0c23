"""Names of who takes part: apart, sealed, and the first to go."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.focus_groups import FocusGroup, Participant, Pseudonym
from tests import make
from tests.browser import Browser
from tests.focus_groups.planned import BART, PUPILS, begun, mails, place, seat_id, seats, send


@pytest.fixture
def id(app: Flask) -> UUID:
    """A talk of Sanne with four mentors and two workers."""
    return begun(app)


def test_names_are_kept_sealed_and_shown_to_who_holds_it(app: Flask, worker: Browser, id: UUID) -> None:
    assert "Bart van de Ven" in send(worker, id, "/names", **BART).words
    with app.app_context():
        seat = seats(app)["M1"]
        assert (seat.name, seat.mail) == ("Bart van de Ven", "bart@school.example")
        assert b"Bart" not in (seat.name_sealed or b"")
        assert seats(app)["M2"].name == ""


@pytest.mark.parametrize("values", [
    {"mail_M1": "bart@school.example"}, {"name_M1": "Bart", "mail_M1": "bart"}, {"name_M1": "x" * 81},
    {"name_M1": "Bart", "mail_M1": "a@b.nl, c@d.nl"},
])  # fmt: skip
def test_a_name_or_address_that_cannot_be_is_refused_and_nothing_kept(
    app: Flask, worker: Browser, id: UUID, values: dict[str, str]
) -> None:
    page = send(worker, id, "/names", name_J1="Lieke", **values)
    assert page.status == 422
    with app.app_context():
        assert all(seat.name == "" for seat in seats(app).values())


def test_two_who_fill_in_names_notice_each_other(app: Flask) -> None:
    id = begun(app, holders=("sanne", "lieke"))
    worker, lieke = Browser(app).signed_in("sanne"), Browser(app).signed_in("lieke")
    page = worker.get(place(id))
    send(lieke, id, "/names", name_M2="Annelies")
    refused = send(worker, id, "/names", page, **BART)
    assert refused.status == 422
    with app.app_context():
        assert (seats(app)["M1"].name, seats(app)["M2"].name) == ("", "Annelies")


def test_a_seat_that_was_added_meanwhile_keeps_its_name(app: Flask) -> None:
    id = begun(app, holders=("sanne", "lieke"))
    worker, lieke = Browser(app).signed_in("sanne"), Browser(app).signed_in("lieke")
    page = worker.get(place(id))
    send(lieke, id, "/seats", part="mentor", more="1")
    send(lieke, id, "/names", name_M5="Annelies")
    refused = send(worker, id, "/names", page, **BART)
    values = refused.form(place(id, "/names"))
    values.pop("name_M5"), values.pop("mail_M5")
    assert worker.post(place(id, "/names"), values, follow=True).status == 200
    with app.app_context():
        assert (seats(app)["M1"].name, seats(app)["M5"].name) == ("Bart van de Ven", "Annelies")


def test_of_pupils_no_name_is_asked_and_none_is_taken(app: Flask, worker: Browser) -> None:
    id = begun(app, **PUPILS)
    page = worker.get(place(id))
    assert "name_L1" not in page.text
    assert "mail_L1" not in page.text
    other = begun(app)
    stolen = worker.get(place(other)).form(place(other, "/names"))
    sent = worker.post(place(id, "/names"), stolen | {"name_L1": "Kim", "mail_L1": "kim@school.example"})
    assert sent.status == 422
    with app.app_context():
        assert not db.session.scalar(select(func.count()).where(Participant.name_sealed.is_not(None)))


def test_names_go_at_once_with_all_that_leads_to_them(app: Flask, worker: Browser, id: UUID) -> None:
    send(worker, id, "/names", **BART)
    send(worker, id, "/invite")
    with app.app_context():
        row = Pseudonym(id=uuid4(), group_id=id, stand_in="[naam 1]")
        row.real = "Kim"
        db.session.add(row)
        db.session.commit()
    where = place(id, "/names/erase")
    worker.post(where, worker.get(where).form(where))
    assert mails(app) == []
    with app.app_context():
        assert not db.session.scalar(select(func.count()).select_from(Pseudonym))
        assert all(not seat.name_sealed and not seat.mail_sealed for seat in seats(app).values())
        assert db.session.get_one(FocusGroup, id).names_erased_on == make.MONDAY
    page = worker.get(place(id))
    assert "name_M1" not in page.text
    assert "Bart" not in page.text


def test_names_do_not_come_back_once_they_were_erased(app: Flask, worker: Browser, id: UUID) -> None:
    page = worker.get(place(id))
    where = place(id, "/names/erase")
    worker.post(where, worker.get(where).form(where))
    assert send(worker, id, "/names", page, **BART).status == 422
    with app.app_context():
        assert seats(app)["M1"].name == ""


@pytest.mark.parametrize("what", ["/quote/yes", "/quote/no", "/link"])
def test_names_that_were_typed_before_another_button_was_pressed_are_saved_with_it(
    app: Flask, worker: Browser, id: UUID, what: str
) -> None:
    send(worker, id, "/names", name_M2="Annelies")
    sent = send(worker, id, f"/{seat_id(app, 'M3')}{what}", **BART)
    assert sent.status == 200
    with app.app_context():
        found = seats(app)
        assert (found["M1"].name, found["M1"].mail, found["M2"].name) == (*BART.values(), "Annelies")
        assert (found["M3"].may_quote, found["M3"].link_number) == {
            "/quote/yes": (True, 1), "/quote/no": (False, 1), "/link": (None, 2),
        }[what]  # fmt: skip


def test_where_a_typed_address_cannot_be_nothing_is_lost_and_nothing_done(
    app: Flask, worker: Browser, id: UUID
) -> None:
    what = f"/{seat_id(app, 'M3')}/quote/yes"
    page = send(worker, id, what, name_M1="Bart", mail_M1="bart")
    values = page.form(place(id, what))
    assert (page.status, values["name_M1"], values["mail_M1"]) == (422, "Bart", "bart")
    with app.app_context():
        assert (seats(app)["M1"].name, seats(app)["M3"].may_quote) == ("", None)
    assert worker.post(place(id, what), values | BART, follow=True).status == 200
    with app.app_context():
        assert (seats(app)["M1"].name, seats(app)["M3"].may_quote) == (BART["name_M1"], True)


def test_who_typed_nothing_puts_no_old_name_back(app: Flask) -> None:
    id = begun(app, holders=("sanne", "lieke"))
    worker, lieke = Browser(app).signed_in("sanne"), Browser(app).signed_in("lieke")
    page = worker.get(place(id))
    send(lieke, id, "/names", name_M2="Annelies")
    assert send(worker, id, f"/{seat_id(app, 'M3')}/quote/yes", page).status == 200
    with app.app_context():
        assert (seats(app)["M2"].name, seats(app)["M3"].may_quote) == ("Annelies", True)


def test_an_address_that_was_typed_before_mailing_is_saved_and_shown_before_anything_goes_out(
    app: Flask, worker: Browser, id: UUID
) -> None:
    send(worker, id, "/names", **BART)
    page = send(worker, id, "/invite", name_M2="Annelies", mail_M2="annelies@school.example")
    assert mails(app) == []
    assert "Mail 2 deelnemers" in page.words
    send(worker, id, "/invite", page)
    assert {each["to"] for each in mails(app)} == {"bart@school.example", "annelies@school.example"}


def test_enter_in_a_name_saves_names_and_answers_nothing(app: Flask, worker: Browser, id: UUID) -> None:
    first = next(each for each in worker.get(place(id))._all("button") if each.get("form") == "naming")
    assert (first.get("form"), first.get("formaction")) == ("naming", None)
