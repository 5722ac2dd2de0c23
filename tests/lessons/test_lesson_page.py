"""The page of a lesson as a class gets it, and what the class had in earlier school years."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.lesson_reach import Agreement
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.public_codes import ensure_public_code
from jsp.models.team import Opening
from jsp.rules.session import SessionState
from tests import make
from tests.browser import Browser
from tests.lessons.conftest import class_of
from tests.lessons.rows import THURSDAY, add_series, add_session


@pytest.fixture
def series(app: Flask, ground: None) -> str:
    """V2B had lesson 1 and gets lesson 2 on Thursday; the address of its series."""
    with app.app_context():
        made = add_series()
        add_session(made, 1, date(2026, 11, 19), SessionState.GIVEN)
        add_session(made, 2, THURSDAY)
        db.session.commit()
        return f"/lessons/series/{made.id}"


def test_it_says_when_who_and_what(app: Flask, mentor: Browser, series: str) -> None:
    with app.app_context():
        code = ensure_public_code(class_of("V2B"))
        db.session.commit()
    page = mentor.get(f"{series}/2")
    assert page.heading.endswith("2: Mijn grens")
    for words in ("V2B", "donderdag 26 november", "12.50–13.35", "A118", "Bart en Sanne", "Doel van Mijn grens",
                  "Meedoen mag ook met kijken.", "Welke regel is bij ons belangrijk?"):  # fmt: skip
        assert words in page.words
    assert f"/klas/{code}/bord" in page.text


def test_it_tells_when_the_jsp_is_there_after_the_lesson(app: Flask, mentor: Browser, series: str) -> None:
    with app.app_context():
        raayland = class_of("V2B").site_id
        for on, room in (
            (THURSDAY - timedelta(days=1), "0.01"),
            (THURSDAY, "0.02"),
            (THURSDAY + timedelta(days=1), "0.03"),
        ):
            db.session.add(Opening(site_id=raayland, on=on, starts=time(14), ends=time(15), room=room))
        db.session.commit()
    words = mentor.get(f"{series}/2").words
    assert ("0.02" in words, "0.01" in words, "0.03" in words) == (True, False, False)


def test_a_lesson_of_a_vo_class_has_no_link_to_work(mentor: Browser, series: str) -> None:
    page = mentor.get(f"{series}/2")
    assert (page.status, "jsp-hint" in page.text) == (200, False)


def test_what_was_left_of_the_lesson_before_comes_first(app: Flask, mentor: Browser, series: str) -> None:
    with app.app_context():
        given = db.session.scalars(select(LessonSession).where(LessonSession.state == SessionState.GIVEN)).one()
        given.left = ["end"]
        db.session.commit()
    for page in ("2", "2/prepare"):
        words = mentor.in_language("en").get(f"{series}/{page}").words
        assert words.index("Vragenlijst en gesprek") < words.index("Stap naar voren")
        assert "All together 38 minutes." in words
        assert "more than" not in words, "it fits in the hour of 45 minutes"


def test_more_than_fits_in_the_hour_is_told(app: Flask, mentor: Browser, series: str) -> None:
    with app.app_context():
        given = db.session.scalars(select(LessonSession).where(LessonSession.state == SessionState.GIVEN)).one()
        given.left = ["step", "word"]
        db.session.commit()
    assert "That is 7 minutes more than there are." in mentor.in_language("en").get(f"{series}/2").words


def test_a_lesson_that_was_given_says_when_and_not_where_the_jsp_will_be(
    app: Flask, mentor: Browser, series: str
) -> None:
    with app.app_context():
        db.session.add(Opening(
            site_id=class_of("V2B").site_id, on=THURSDAY, starts=time(14), ends=time(15), room="0.02"
        ))  # fmt: skip
        db.session.commit()
    mentor.in_language("en")
    words = mentor.get(f"{series}/1").words
    assert ("19 November 2026" in words, "0.02" in words) == (True, False)
    words = mentor.get(f"{series}/1/prepare").words
    assert ("given on 19 November 2026" in words, "no date" in words) == (True, False)


@pytest.mark.parametrize("who", ["colleague", "coordinator"])
def test_others_of_the_site_see_the_lesson(series: str, who: str, request: pytest.FixtureRequest) -> None:
    other: Browser = request.getfixturevalue(who)
    page = other.get(f"{series}/2")
    assert "Stap naar voren" in page.words
    assert f"{series}/2/version" not in page.text


def add_former(code: str, site_id: int, on: date, teacher: str = "bart") -> SchoolClass:
    """A class of last year that had the first lesson, and agreed on something."""
    year = db.session.scalars(select(SchoolYear).where(SchoolYear.name == "2025-2026")).one_or_none()
    year = year or SchoolYear(name="2025-2026", starts_on=date(2025, 8, 1), ends_on=date(2026, 7, 31))
    former = SchoolClass(code=code, site_id=site_id, school_year=year, level="kader", study_year=1, size=24)
    db.session.add(former)
    db.session.flush()
    had = add_series(code, teacher)
    had.begun_on = date(2025, 9, 1)
    add_session(had, 1, on, SessionState.GIVEN)
    owner = make.person(teacher).id
    db.session.add(Agreement(
        id=uuid4(), school_class_id=former.id, text=f"Afspraak van {code}", owner_id=owner, made_on=had.begun_on,
        changed_on=had.begun_on,
    ))  # fmt: skip
    db.session.flush()
    return former


def test_what_the_class_had_last_year_by_its_old_name(app: Flask, mentor: Browser, series: str) -> None:
    with app.app_context():
        v2b, mz31 = class_of("V2B"), class_of("MZ31")
        former = add_former("V1B", v2b.site_id, date(2025, 11, 20)).id
        foreign = add_former("MZ21", mz31.site_id, date(2025, 11, 27)).id
        db.session.commit()
    page = mentor.get(f"{series}/before")
    assert "V1B" in page.words, "to choose from"
    assert "MZ21" not in page.words
    assert "Zo doen wij het hier" not in page.words, "of this school year itself"
    page = mentor.get(f"{series}/before?class={former}")
    for words in ("Zo doen wij het hier", "20 november 2025", "Afspraak van V1B"):
        assert words in page.words
    for wrong in (foreign, 999_999, "x"):
        assert "Afspraak van" not in mentor.get(f"{series}/before?class={wrong}").words


def test_what_another_class_agreed_is_for_those_who_keep_it(
    app: Flask, mentor: Browser, coordinator: Browser, series: str
) -> None:
    with app.app_context():
        former = add_former("V1B", class_of("V2B").site_id, date(2025, 11, 20), teacher="annelies").id
        db.session.commit()
    seen = [browser.get(f"{series}/before?class={former}").words for browser in (mentor, coordinator)]
    assert ["Zo doen wij het hier" in words for words in seen] == [True, True]
    assert ["Afspraak van V1B" in words for words in seen] == [False, True]


def test_a_series_that_went_along_to_the_new_class_was_had_before(app: Flask, mentor: Browser, series: str) -> None:
    with app.app_context():
        given = db.session.scalars(select(LessonSession).where(LessonSession.state == SessionState.GIVEN)).one()
        given.on = date(2026, 6, 18)
        assert db.session.scalars(select(LessonSeries)).one().school_class_id == class_of("V2B").id
        db.session.commit()
    words = mentor.get(f"{series}/before").words
    assert ("Zo doen wij het hier" in words, "Mijn grens" in words) == (True, False)


def test_another_school_is_missing(stranger: Browser, series: str) -> None:
    for page in ("/2", "/before", "/newer", "/2/version", "/2/difference", "/together"):
        assert stranger.get(series + page).status == 404
