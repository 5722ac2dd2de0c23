"""Carers: a page per lesson, texts to copy, numbers, and who comes to the last lesson without a name."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp import pace
from jsp.extensions import db
from jsp.models.lesson_reach import CarerReach
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.outbox import OutboxMail
from jsp.rules.programme import Kind
from jsp.rules.session import SessionState
from tests.browser import Browser, Page
from tests.lessons.conftest import class_of
from tests.lessons.rows import THURSDAY, add_series, add_session

CODE = "cdf346"
WEEK = timedelta(weeks=1)
FIRST, LAST, ALL = f"/klas/{CODE}/thuis/respect-1", f"/klas/{CODE}/thuis/respect-3", f"/klas/{CODE}/thuis"
COME, NOT = f"{LAST}/kom", f"{LAST}/niet"


@pytest.fixture(autouse=True)
def series(app: Flask, ground: None) -> UUID:
    """Lesson 1 was given last Thursday, lesson 3 of 3 is firm for the next; a class of 24."""
    pace.forget_here()
    with app.app_context():
        series = add_series()
        class_of("V2B").public_code = CODE
        add_session(series, 1, THURSDAY - WEEK, SessionState.GIVEN)
        add_session(series, 2, THURSDAY + WEEK)
        add_session(series, 3, THURSDAY)
        db.session.commit()
        return series.id


def coming(app: Flask) -> int:
    with app.app_context():
        db.session.rollback()
        return db.session.scalar(select(CarerReach.coming)) or 0


def say(browser: Browser, address: str, page: Page | None = None) -> Page:
    """Press the button as it stood on the page."""
    page = page or browser.get(LAST)
    return browser.post(address, page.form(address), follow=True)


def test_after_a_lesson_carers_read_what_it_was_about(browser: Browser) -> None:
    page = browser.get(FIRST)
    assert page.heading == "Een vraag voor thuis"
    assert "Op donderdag 19 november ging de les over: Zo doen wij het hier." in page.words
    assert "Welke regel is bij ons belangrijk?" in page.words
    assert 'href="/raayland"' in page.text
    assert not [name for name in ("Bart", "Sanne", ">24<", "24 ") if name in page.text.replace("24 november", "")]


@pytest.mark.parametrize("address", [
    f"/klas/{CODE}/thuis/respect-2", f"/klas/{CODE}/thuis/respect-9", "/klas/cdf347/thuis/respect-1",
    f"/klas/{CODE}/thuis/x", "/klas/cdf347/thuis", f"/klas/{CODE}/thuis/other-1", f"/klas/{CODE}/thuis/{'a' * 300}",
])  # fmt: skip
def test_a_lesson_to_come_is_as_missing_as_none(browser: Browser, address: str) -> None:
    page = browser.get(address)
    assert (page.status, page.heading) == (404, "Hier staat nog niets")


def test_all_lessons_of_a_class_stand_together(browser: Browser) -> None:
    page = browser.get(ALL)
    assert [address in page.text for address in (FIRST, LAST, f"{ALL}/respect-2")] == [True, True, False]


def test_two_repetitions_have_an_address_each(app: Flask, browser: Browser, mentor: Browser, series: UUID) -> None:
    """E35: each is linked with what it repeats, and counts as a session, not as a lesson."""
    with app.app_context():
        db.session.add(SeriesLesson(
            series_id=series, position=5, key="H", kind=Kind.REPETITION, title="Nog een keer de grens", repeats=["2"],
            turn=2,
        ))  # fmt: skip
        db.session.flush()
        made = db.session.get_one(LessonSeries, series, populate_existing=True)
        add_session(made, 4, THURSDAY - 2 * WEEK, SessionState.GIVEN)
        add_session(made, 5, THURSDAY - 3 * WEEK, SessionState.GIVEN)
        db.session.commit()
    assert [address in browser.get(ALL).text for address in (f"{ALL}/respect-h", f"{ALL}/respect-h2")] == [True, True]
    words = [browser.get(f"{ALL}/respect-h{more}").words for more in ("", "2")]
    assert ["Nog één keer" in words[0], "Nog een keer de grens" in words[1]] == [True, True]
    assert "1 van 3 gegeven." in mentor.get("/lessons/").words


def test_a_film_can_be_read_about_once_it_was_sent(app: Flask, browser: Browser) -> None:
    with app.app_context():
        film = db.session.scalars(select(SeriesLesson).where(SeriesLesson.position == 4)).one()
        film.kind = Kind.FILM
        db.session.commit()
        assert browser.get(f"{ALL}/respect-h").status == 404
        film.sent_on = THURSDAY - WEEK
        db.session.commit()
    assert "De klas maakte een korte film" in browser.get(f"{ALL}/respect-h").words


def test_one_tap_says_that_somebody_comes_and_one_takes_it_back(app: Flask, browser: Browser) -> None:
    assert "Op donderdag 26 november is: les 3: Wat je zegt." in browser.get(LAST).words
    assert "Fijn dat u komt." in say(browser, COME).words
    assert coming(app) == 1
    assert "Komt u?" in say(browser, NOT).words
    assert coming(app) == 0


def test_twice_and_again_counts_once(app: Flask, browser: Browser) -> None:
    page = browser.get(LAST)
    say(browser, COME, page)
    after = say(browser, COME, page)
    for _each in range(2):
        browser.get(LAST)
    assert (coming(app), "Fijn dat u komt." in after.words) == (1, True)
    say(browser, NOT, after)
    say(browser, NOT, after)
    assert "Komt u?" in say(browser, COME, page).words
    assert coming(app) == 0


def test_others_count_too_and_take_back_only_their_own(app: Flask, browser: Browser) -> None:
    say(browser, COME)
    say(Browser(app), COME)
    stranger = Browser(app)
    stranger.post(NOT, {"once": ""})
    stranger.client.set_cookie(f"jsp-coming-{last(app)}", "made.up", path="/klas")
    stranger.post(NOT, {"once": ""})
    assert coming(app) == 2


def last(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(select(SeriesLesson.id).where(SeriesLesson.position == 3)).one()


def test_more_than_fit_are_told_so(app: Flask, browser: Browser) -> None:
    with app.app_context():
        db.session.add(CarerReach(lesson_id=last(app), coming=72, worked=""))
        db.session.commit()
    page = say(browser, COME)
    assert (page.status, "U bent toch van harte welkom." in page.words) == (422, True)
    assert coming(app) == 72


def test_a_program_that_counts_itself_is_slowed_down(app: Flask, browser: Browser, frozen: Any) -> None:
    pages = [say(Browser(app).in_language("en"), COME) for _each in range(9)]
    assert [page.status for page in pages] == [200] * 8 + [422]
    assert "at the same moment" in pages[-1].words
    assert coming(app) == 8
    frozen.tick(timedelta(minutes=10))
    assert (say(browser, COME).status, coming(app)) == (200, 9)


@pytest.mark.parametrize("typed", [COME.replace(CODE, CODE.upper()), COME.replace("respect", "Respect"),
                                   COME.replace(CODE, f"{CODE}%20")])  # fmt: skip
def test_one_page_counts_once_however_its_address_is_typed(app: Flask, browser: Browser, typed: str) -> None:
    values = browser.get(LAST).form(COME)
    for where in (COME, typed):
        assert browser.post(where, values).response.location == LAST
    assert coming(app) == 1
    read = browser.get(typed.removesuffix("/kom"))
    assert (read.status, read.response.location, read.response.headers["Cache-Control"]) == (302, LAST, "no-store")


def test_the_pair_begins_anew_where_somebody_played_with_it(
    app: Flask, browser: Browser, mentor: Browser, series: UUID
) -> None:
    where = staff(series, 3)
    assert f"{where}/count-anew" not in mentor.get(where).text
    say(browser, COME)
    page = mentor.get(where)
    for _each in range(2):
        mentor.post(f"{where}/count-anew", page.form(f"{where}/count-anew"))
    assert coming(app) == 0
    assert "Tot nu toe komen er 0." in mentor.get(where).words


def test_once_the_lesson_begins_there_is_nothing_to_say(app: Flask, browser: Browser, frozen: Any) -> None:
    page = browser.get(LAST)
    frozen.move_to("2026-11-26 11:50:00")
    assert browser.post(COME, page.form(COME), follow=True).status == 404
    assert coming(app) == 0
    frozen.move_to("2026-11-26 12:35:00")
    assert browser.get(LAST).heading == "Een vraag voor thuis"


def test_no_address_and_no_time_is_kept_of_who_comes(app: Flask, browser: Browser) -> None:
    answer = browser.client.post(COME, data=browser.get(LAST).form(COME))
    cookie = answer.headers["Set-Cookie"]
    assert "expires" not in cookie.lower()
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert answer.headers["Cache-Control"] == "no-store"


def staff(id: UUID, position: int | None = None) -> str:
    return f"/lessons/series/{id}/carers" + (f"/{position}" if position else "")


def test_the_letter_before_the_series_has_everything_filled_in(mentor: Browser, series: UUID) -> None:
    words = mentor.get(staff(series)).words
    assert "Vanaf donderdag 19 november krijgt de klas van uw kind deze lessen." in words
    assert f"https://jsp.example{ALL}" in words
    assert "{" not in words


def test_the_text_after_a_lesson_is_ready_to_copy(app: Flask, mentor: Browser, series: UUID) -> None:
    words = mentor.in_language("en").get(staff(series, 1)).words
    assert "De les ging over: Zo doen wij het hier. Voor thuis: Welke regel is bij ons belangrijk?" in words
    assert f"https://jsp.example{FIRST}" in words
    words = mentor.get(staff(series, 3)).words
    assert "U bent welkom op donderdag 26 november, 12.50–13.35 uur: Wat je zegt." in words
    assert "A118" in words
    with app.app_context():
        assert db.session.scalar(select(OutboxMail.id)) is None


def test_another_mentor_and_another_school_do_not_see_it(
    app: Flask, worker: Browser, stranger: Browser, care_coordinator: Browser, series: UUID
) -> None:
    assert [browser.get(staff(series)).status for browser in (worker, stranger, care_coordinator)] == [200, 404, 403]
    with app.app_context():
        pair = db.session.get_one(LessonSeries, series).pairs[0]
        pair.until = pair.since
        db.session.commit()
    assert Browser(app).signed_in("bart").get(staff(series, 1)).status == 404
