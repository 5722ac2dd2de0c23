"""How a lesson reached carers: numbers that the pair fills in, added up for a school."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.lesson_reach import CarerReach
from jsp.models.lessons import LessonSeries
from tests.browser import Browser, Page
from tests.carers.test_carers import COME, WEEK, say, series, staff
from tests.lessons.rows import THURSDAY, add_series

__all__ = ["series"]


def keep(browser: Browser, series: UUID, page: Page | None = None, **values: str) -> Page:
    where = staff(series, 3)
    return browser.post(where, (page or browser.get(where)).form(where) | values, follow=True)


def test_what_reached_carers_is_kept_in_numbers(app: Flask, mentor: Browser, browser: Browser, series: UUID) -> None:
    say(browser, COME)
    page = keep(mentor, series, sent_on="2026-11-20", channel="letter", reached="22", viewed="34", worked="Foto erbij")
    assert "verstuurd op vr 20 nov · bereikt 22 · bekeken 34" in page.words
    assert "1 komt" in page.words
    assert "Tot nu toe komt er 1." in mentor.get(staff(series, 3)).words
    assert "Foto erbij" in mentor.get(staff(series, 3)).words


def test_a_total_of_the_school_and_a_hint_where_numbers_cannot_be(app: Flask, mentor: Browser, series: UUID) -> None:
    with app.app_context():
        other = add_series("MZ31", worker="Lieke")
        elsewhere = other.lessons[0].id, db.session.get_one(LessonSeries, series).lessons[0].id
        for lesson_id in elsewhere:
            db.session.add(CarerReach(lesson_id=lesson_id, sent_on=THURSDAY - WEEK, reached=20, coming=0, worked=""))
        db.session.commit()
    mentor.in_language("en")
    words = keep(mentor, series, sent_on="2026-11-20", reached="10", viewed="30").words
    assert "2 lessons sent · reached 30 · looked 30 · thumbs 0" in words, "not what another school did"
    assert "More people looked than it reached." in mentor.get(staff(series, 3)).words
    assert "More people looked" not in mentor.get(staff(series, 1)).words


@pytest.mark.parametrize(("values", "said"), [
    ({"reached": "-1"}, "Een getal van 0 tot en met 9999."), ({"viewed": "99999999999999999999"}, "Een getal van 0"),
    ({"thumbs": "veel"}, "Vul een heel getal in."), ({"sent_on": "2026-11-24"}, "moet nog komen"),
    ({"worked": "Vraag het 111222333"}, "burgerservicenummer"), ({"channel": "duif"}, "Nog niet opgeslagen."),
    ({"worked": "x" * 301}, "301"),
])  # fmt: skip
def test_what_cannot_be_is_told(app: Flask, mentor: Browser, series: UUID, values: dict[str, str], said: str) -> None:
    page = keep(mentor, series, **values)
    assert (page.status, said in page.words) == (422, True)
    with app.app_context():
        assert db.session.scalar(select(CarerReach.lesson_id)) is None


def test_of_two_who_fill_it_in_the_second_is_told(app: Flask, mentor: Browser, worker: Browser, series: UUID) -> None:
    hers = worker.get(staff(series, 3))
    keep(mentor, series, reached="20")
    page = keep(worker, series, hers, reached="10")
    assert "Iemand wijzigde dit terwijl jij het open had." in page.words
    keep(worker, series, page, reached="21")
    with app.app_context():
        assert db.session.scalar(select(CarerReach.reached)) == 21
