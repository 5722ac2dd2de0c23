"""The code on the board: typed in whatever way, refused in a sentence, and not to be found by trying."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.blueprints.lesson_form.routes.codes import MOST_WRONG
from jsp.blueprints.lesson_form.routes.room import COOKIE
from jsp.extensions import db
from jsp.models.evaluation_boxes import HEADS
from jsp.models.evaluations import EvaluationBox
from tests.browser import Browser
from tests.lesson_form.phones import DAY, LESSON, Phone, begin, box_of, close
from tests.lessons.rows import add_class

UNKNOWN = "Deze code kennen we niet, of de vragenlijst is gesloten. Kijk nog eens op het bord."
FIRST = "In deze les gingen we met respect met elkaar om."
MANY = "veel verkeerde codes"


@pytest.fixture
def secret(app: Flask, begun: tuple[UUID, str]) -> str:
    """What stands in the QR code."""
    with app.app_context():
        return db.session.get_one(EvaluationBox, begun[0]).secret


def other_than(code: str) -> str:
    """A code that could be one."""
    return str((int(code) - 99_999) % 900_000 + 100_000)


def test_the_page_asks_for_six_figures(browser: Browser) -> None:
    page = browser.get("/les")
    assert "Typ de zes cijfers van het bord" in page.words
    assert "Het duurt 2 minuten en je naam wordt niet gevraagd." in page.words


@pytest.mark.parametrize("way", [
    "{0}{1}", "{0} {1}", " {0}-{1} ", "{0}.{1}", "https://jsp.example/les/{0}{1}", "jsp.example/les/{0}{1}/",
])  # fmt: skip
def test_a_code_may_be_typed_in_many_ways(browser: Browser, code: str, way: str) -> None:
    answer = browser.client.get("/les", query_string={"code": way.format(code[:3], code[3:])})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/les/{code}")
    assert browser.get(f"/les/{code}").heading == FIRST


def test_the_long_code_of_the_qr_code_leads_there_too(app: Flask, begun: tuple[UUID, str], secret: str) -> None:
    answer = Browser(app).client.get("/les", query_string={"code": secret.upper()})
    assert answer.headers["Location"] == f"/les/{secret}"
    assert Phone(app).opens(secret).fills_in([4] * 8).is_done
    assert box_of(app, begun[0]).answers == 1


@pytest.mark.parametrize("typed", ["1", "12345a", "abc", "0" * 60, "<b>", "é\0", "😀", "%", "a/b/c", "-" * 3000])
def test_what_can_be_no_code_is_told_at_once(browser: Browser, typed: str) -> None:
    answer = browser.client.get("/les", query_string={"code": typed})
    assert answer.status_code == 422
    assert "Een code heeft zes cijfers. Kijk nog eens op het bord." in answer.text


@pytest.mark.parametrize("typed", ["1", "abc", "12345678", "klaar", "a" * 2000, "%00", "%F0%9F%98%80"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_address_below_it_is_a_fault(browser: Browser, typed: str, method: str) -> None:
    answer = browser.client.open(f"/les/{typed}", method=method, data={"go": "done"} if method == "POST" else None)
    assert answer.status_code == 404
    assert UNKNOWN in answer.text


@pytest.mark.parametrize("way", ["{0}%20{1}", "{0}-{1}", "{0}%00{1}"])
def test_blanks_in_the_address_itself_do_not_matter(app: Flask, code: str, way: str) -> None:
    phone = Phone(app)
    phone.page = phone.get(f"/les/{way.format(code[:3], code[3:])}")
    assert phone.page.heading == FIRST
    assert phone.page.form(f"/les/{code}")["at"] == "0", "and from there on it is gone"


def test_a_wrong_code_is_told_and_stays_in_the_field(browser: Browser, code: str) -> None:
    page = browser.get(f"/les/{other_than(code)}")
    assert page.status == 404
    assert UNKNOWN in page.words
    assert page.form("/les")["code"] == other_than(code)


def test_an_expired_code_opens_nothing(app: Flask, code: str, frozen: FrozenDateTimeFactory) -> None:
    phone = Phone(app).opens(code).taps(3)
    frozen.tick(timedelta(minutes=59, seconds=55))
    assert phone.taps(3).page.status == 200
    frozen.tick(timedelta(seconds=10))
    assert phone.taps(3).page.status == 409, "also where this process still knows the code"
    app.extensions.pop(HEADS)
    assert phone.opens(code).page.status == 404


def test_a_closed_one_is_not_known_any_more(app: Flask, begun: tuple[UUID, str], secret: str) -> None:
    Phone(app).opens(begun[1]).fills_in([4] * 8)
    close(app, begun[0])
    for each in (begun[1], secret):
        assert UNKNOWN in Phone(app).opens(each).page.words


def test_a_code_is_free_again_after_closing(
    app: Flask, begun: tuple[UUID, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        add_class("V2C")
        add_class("V2D")
        db.session.commit()
    made = iter([begun[1], "482913", begun[1]])
    monkeypatch.setattr("jsp.blueprints.evaluations.service.running.make_code", lambda: next(made))
    assert begin(app, code="V2C", on=LESSON - DAY)[1] == "482913", "the one that stands on another board is passed over"
    Phone(app).opens(begun[1]).fills_in([4] * 8)
    close(app, begun[0])
    assert begin(app, code="V2D", on=LESSON - 2 * DAY)[1] == begun[1]


def test_after_many_wrong_codes_only_who_scans_or_sits_goes_on(
    app: Flask, begun: tuple[UUID, str], secret: str, frozen: FrozenDateTimeFactory
) -> None:
    seated, opened, guesser = Phone(app).opens(begun[1]).taps(3), Phone(app).opens(begun[1]), Browser(app)
    wrong = other_than(begun[1])
    for at in range(MOST_WRONG):
        guess = guesser.client.get if at % 2 else partial(guesser.client.post, data={"face": "3"})
        assert guess(f"/les/{wrong}").status_code == 404, "both ways of guessing count"
    for each in (wrong, begun[1], f"{begun[1][:3]} {begun[1][3:]}"):
        page = guesser.get(f"/les/{each}")
        assert (page.status, MANY in page.words) == (429, True), "right and wrong look the same"
    assert opened.taps(3).page.status == 200, "who had the page goes on"
    assert seated.taps(3).page.status == 200
    assert seated.opens(begun[1]).page.status == 200
    assert Phone(app).opens(secret).fills_in([4] * 8).is_done
    frozen.tick(timedelta(seconds=61))
    assert guesser.get(f"/les/{begun[1]}").status == 200


@pytest.mark.parametrize("seat", ["", "x", "A" * 40])
def test_while_codes_are_guessed_a_made_up_seat_finds_out_nothing(app: Flask, code: str, seat: str) -> None:
    guesser = Browser(app)
    guesser.client.set_cookie(COOKIE, seat, path="/les")
    for _ in range(MOST_WRONG):
        guesser.client.get(f"/les/{other_than(code)}")
    assert guesser.client.get(f"/les/{code}").status_code == 429
    assert guesser.client.post(f"/les/{code}", data={"seat": seat, "face": "3"}).status_code == 429
