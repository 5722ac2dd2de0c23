"""One code for a whole class and still one answer each, without anybody being known (E16).

Formbricks lets a survey choose: one link for all, or links that count once, and with those there is no QR code.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.lesson_form import service
from jsp.extensions import db
from jsp.models.base import Base
from jsp.models.evaluation_boxes import find_head
from jsp.models.evaluations import Evaluation
from jsp.rules.box import Box
from jsp.rules.seat import new_seat
from tests.lesson_form.devices import cookie_name
from tests.lesson_form.phones import DAY, ITEMS, LESSON, Phone, begin, box_of, close, counted, more_places
from tests.lessons.rows import add_class

SEATS = 24
FULL = "Alle plekken zijn bezet. Vraag je docent om een plek erbij."
OLD_PAGE = "Deze pagina was verouderd. Tik nog een keer."
ADDRESS, AGENT = "127.0.0.77", "MarkerBrowser/77"


@pytest.fixture
def box(app: Flask, begun: tuple[UUID, str]) -> Callable[[], Box]:
    """What is in the box of V2B now."""
    return lambda: box_of(app, begun[0])


def sit(app: Flask, code: str, number: int) -> None:
    """So many others take a seat."""
    with app.test_request_context():
        head = find_head(code)
        assert head is not None
        for _ in range(number):
            seat = service.find_seat(head, service.make_seat(head))
            assert seat is not None
            service.take(head, seat)
        db.session.commit()


def test_a_class_has_as_many_places_as_pupils_and_the_next_one_is_told(
    app: Flask, begun: tuple[UUID, str], box: Callable[[], Box]
) -> None:
    sit(app, begun[1], SEATS - 1)
    early = Phone(app).opens(begun[1])
    last = Phone(app).opens(begun[1]).taps(4)
    assert last.page.status == 200
    assert early.taps(4).page.status == 409
    assert early.page.heading == FULL
    late = Phone(app).opens(begun[1])
    assert (late.page.status, late.page.heading) == (409, FULL)
    assert len(box().given) == SEATS


def test_one_place_more_lets_one_more_in(app: Flask, begun: tuple[UUID, str], box: Callable[[], Box]) -> None:
    sit(app, begun[1], SEATS)
    assert Phone(app).opens(begun[1]).page.status == 409
    more_places(app, begun[0])
    assert Phone(app).opens(begun[1]).fills_in([3] * 8).is_done
    assert Phone(app).opens(begun[1]).page.status == 409
    assert (len(box().given), box().answers) == (SEATS + 1, 1)


def test_a_page_that_is_only_opened_takes_no_place(app: Flask, begun: tuple[UUID, str], box: Callable[[], Box]) -> None:
    for _ in range(3):
        Phone(app).opens(begun[1])
    assert box() == Box()


def test_a_seat_that_is_left_alone_stays_taken(app: Flask, begun: tuple[UUID, str]) -> None:
    sit(app, begun[1], SEATS - 1)
    Phone(app).opens(begun[1]).taps(3)
    assert Phone(app).opens(begun[1]).page.heading == FULL


def test_who_has_a_seat_can_hand_in_whoever_took_the_others(
    app: Flask, begun: tuple[UUID, str], box: Callable[[], Box]
) -> None:
    phone = Phone(app).opens(begun[1]).taps(5)
    sit(app, begun[1], SEATS - 1)
    for _ in ITEMS[1:]:
        phone.taps(5)
    assert phone.presses("done").is_done
    assert box().answers == 1


@pytest.mark.parametrize("has_cookies", [True, False])
def test_a_seat_counts_once_however_often_it_is_sent(
    app: Flask, begun: tuple[UUID, str], box: Callable[[], Box], has_cookies: bool
) -> None:
    """A double tap, and the same page sent again with other answers."""
    phone = Phone(app).opens(begun[1])
    for _ in ITEMS:
        if not has_cookies:
            phone.client.delete_cookie(cookie_name(begun[0]), path="/les")
        phone.taps(4)
    sent = phone.held()
    others = sent | {f"item-{item}": "1" for item in ITEMS} | {"text": "Nog een keer"}
    for values in (sent, sent, others):
        assert phone.post(phone.address, values | {"go": "done"}).status == 303
    assert box().counts == {item: {4: 1} for item in ITEMS}
    assert (box().answers, len(box().given), box().texts) == (1, 1, frozenset())


def test_a_face_that_is_tapped_twice_is_one_answer(
    app: Flask, begun: tuple[UUID, str], box: Callable[[], Box]
) -> None:  # fmt: skip
    """Without script both taps send the same page."""
    phone = Phone(app).opens(begun[1])
    page = phone.held() | {"face": "2"}
    first, second = phone.post(phone.address, page), phone.post(phone.address, page)
    assert first.text == second.text
    assert len(box().given) == 1


@pytest.mark.parametrize("make", [
    lambda _seat: "", lambda _seat: "x", lambda seat: seat[:-1], lambda seat: "AAAA" + seat[4:],
    lambda seat: seat[::-1], lambda _seat: new_seat(uuid4(), key=bytes(32)), lambda _seat: "é\0" * 20,
], ids=["none", "short", "cut", "changed", "turned", "made_up", "unreadable"])  # fmt: skip
def test_a_seat_that_we_did_not_give_out_counts_nothing(
    app: Flask, begun: tuple[UUID, str], box: Callable[[], Box], make: Callable[[str], str]
) -> None:
    phone = Phone(app).opens(begun[1])
    page = phone.post(phone.address, phone.held() | {"seat": make(phone.held()["seat"]), "go": "done", "text": "Hoi"})
    assert page.status == 422
    assert OLD_PAGE in page.words
    assert box() == Box()


def test_a_forged_cookie_is_a_new_seat(app: Flask, begun: tuple[UUID, str], box: Callable[[], Box]) -> None:
    phone = Phone(app)
    phone.client.set_cookie(cookie_name(begun[0]), "A" * 40, path="/les")
    assert phone.opens(begun[1]).fills_in([2] * 8).is_done
    assert box().answers == 1


def test_a_seat_of_another_class_counts_nothing_here(
    app: Flask, begun: tuple[UUID, str], box: Callable[[], Box]
) -> None:  # fmt: skip
    with app.app_context():
        add_class("V2C")
        db.session.commit()
    other, code = begin(app, code="V2C", on=LESSON - DAY)
    theirs = Phone(app).opens(code).taps(1).held()["seat"]
    phone = Phone(app).opens(begun[1])
    page = phone.post(phone.address, phone.held() | {"seat": theirs, "go": "done"})
    assert (page.status, OLD_PAGE in page.words) == (422, True)
    assert box() == Box()
    assert (len(box_of(app, other).given), box_of(app, other).answers) == (1, 0)


def test_a_phone_that_was_at_another_class_simply_begins(app: Flask, begun: tuple[UUID, str]) -> None:
    with app.app_context():
        add_class("V2C")
        db.session.commit()
    phone = Phone(app).opens(begin(app, code="V2C", on=LESSON - DAY)[1]).fills_in([1] * 8)
    assert phone.opens(begun[1]).fills_in([2] * 8).is_done


@pytest.mark.parametrize("does", [lambda phone: phone.taps(4), lambda phone: phone.presses("done", text="Te laat?")])
def test_after_closing_a_seat_counts_nothing_and_what_was_typed_can_be_copied(
    app: Flask, begun: tuple[UUID, str], does: Callable[[Phone], Phone]
) -> None:
    Phone(app).opens(begun[1]).fills_in([3] * 8)
    phone = Phone(app).opens(begun[1])
    for _ in ITEMS:
        phone.taps(4)
    close(app, begun[0])
    does(phone)
    assert phone.page.status in (404, 409)
    assert "Te laat?" in phone.page.words or not phone.page.text.count("Te laat")
    with app.app_context():
        assert counted(begun[0]) == {(item, 3): 1 for item in ITEMS}
        assert db.session.get_one(Evaluation, begun[0]).answers == 1


def test_what_was_typed_comes_back_where_this_process_did_not_see_it_close(app: Flask, code: str) -> None:
    """Another process closed it a moment ago: this one finds that the box is gone."""
    phone = Phone(app).opens(code)
    with app.app_context():
        head = find_head(code)
        assert head is not None
    close(app, head.id)
    app.extensions["jsp-evaluation-heads"] = {code: replace(head, read_at=monotonic() + 1)}
    phone.presses("done", text="Meer tijd om te praten")
    assert phone.page.status == 409
    assert "Meer tijd om te praten" in phone.page.words


def test_nothing_of_a_phone_is_kept_anywhere(
    app: Flask, begun: tuple[UUID, str], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    phone = Phone(app)
    phone.client.environ_base |= {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": AGENT}
    phone.get("/les?code=12")
    phone.get("/les/999999")
    phone.opens(begun[1]).fills_in([4] * 8, "Fijne les")
    phone.post(phone.address, {"seat": "forged", "go": "done"})
    said = caplog.text + "".join(capfd.readouterr())
    for mark in (ADDRESS, AGENT, "MarkerBrowser"):
        assert mark not in said
        assert mark not in everything(app)
    seat = phone.client.get_cookie(cookie_name(begun[0]), path="/les")
    assert seat is not None
    assert seat.value not in everything(app), "only a digest of its number is kept, in the sealed box"


def everything(app: Flask) -> str:
    """All rows of all tables."""
    with app.app_context():
        return "\n".join(
            str(tuple(row)) for table in Base.metadata.tables.values() for row in db.session.execute(select(table))
        )
