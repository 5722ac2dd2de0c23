"""Is it on? What a class reads about its lessons, on a phone and on the board."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.extensions import db
from jsp.models import public_codes
from jsp.models.ground import SchoolYear
from jsp.models.hours import Closure
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.public_codes import ensure_public_code
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.session import ActKind, CancelCause, SessionState
from jsp.shared_pages import KEY
from jsp.verbs import planning
from tests.browser import Browser, Page
from tests.lessons.conftest import class_of
from tests.lessons.rows import THURSDAY, add_series, add_session
from tests.statements import counted

CODE = "cdf346"
WEEK = timedelta(weeks=1)
pytestmark = pytest.mark.usefixtures("ground")


@pytest.fixture
def series(app: Flask, ground: None) -> LessonSeries:
    with app.app_context():
        series = add_series()
        class_of("V2B").public_code = CODE
        add_session(series, 1, THURSDAY)
        add_session(series, 2, THURSDAY + WEEK)
        db.session.commit()
        return series


@pytest.fixture
def morning(frozen: FrozenDateTimeFactory) -> None:
    """Thursday, 8.00 at the school."""
    frozen.move_to("2026-11-26 07:00:00")


def change(app: Flask, position: int, **values: object) -> None:
    """As the pair would, with the act kept."""
    with app.app_context():
        series = db.session.scalars(db.select(LessonSeries)).one()
        act = planning.Act(series, ActKind.MOVED, uuid4(), None)
        act.change([(session_of(series, position), values)])
        act.finish()
        db.session.commit()


def session_of(series: LessonSeries, position: int) -> LessonSession:
    wanted = series.lessons[position - 1].id
    return db.session.scalars(db.select(LessonSession).where(LessonSession.lesson_id == wanted)).one()


def said(page: Page) -> str:
    """Its words, without the blanks that its tags leave."""
    return re.sub(r" (?=[,.:])", "", page.words)


@pytest.mark.usefixtures("series")
def test_in_the_days_before_the_next_lesson_is_told(browser: Browser) -> None:
    page = browser.get(f"/klas/{CODE}")
    assert (page.status, page.heading) == (200, "Vandaag geen les van het JSP")
    told = "De volgende is donderdag 26 november, 5e uur, 12.50–13.35 uur, lokaal A118: les 1: Zo doen wij het hier."
    assert told in said(page)


@pytest.mark.usefixtures("series", "morning")
def test_on_the_day_it_is_on(browser: Browser, frozen: FrozenDateTimeFactory) -> None:
    page = browser.get(f"/klas/{CODE}")
    assert page.heading == "De mentorles gaat door"
    assert "Vandaag les 1: Zo doen wij het hier. 5e uur, 12.50–13.35 uur, lokaal A118." in said(page)
    frozen.move_to("2026-11-26 11:50:00")
    assert browser.get(f"/klas/{CODE}").heading == "De mentorles is nu bezig"
    frozen.move_to("2026-11-26 12:35:00")
    assert browser.get(f"/klas/{CODE}").heading == "Vandaag geen les van het JSP meer"


@pytest.mark.usefixtures("series", "morning")
def test_cancelled_with_a_new_date(app: Flask, browser: Browser) -> None:
    change(app, 1, on=THURSDAY + 2 * WEEK)
    page = browser.get(f"/klas/{CODE}")
    assert page.heading == "De mentorles van vandaag valt uit"
    assert "Nieuwe datum: donderdag 10 december, 5e uur" in said(page)
    assert "De volgende is donderdag 3 december" in said(page)


@pytest.mark.usefixtures("series", "morning")
def test_cancelled_without_a_new_date(app: Flask, browser: Browser) -> None:
    change(app, 1, state=SessionState.CANCELLED, cause=CancelCause.ILLNESS)
    words = browser.get(f"/klas/{CODE}").words
    assert "De mentorles van vandaag valt uit" in words
    assert "Er is nog geen nieuwe datum." in words
    assert "ziek" not in words.lower()


@pytest.mark.usefixtures("series", "morning")
def test_what_one_of_the_two_still_has_to_confirm_is_not_certain(app: Flask, browser: Browser) -> None:
    change(app, 1, on=THURSDAY + 2 * WEEK, state=SessionState.PROPOSED, has_worker_key=False)
    assert (
        "De nieuwe datum is misschien donderdag 10 december. Dat is nog niet zeker."
        in browser.get(f"/klas/{CODE}").words
    )
    change(app, 1, on=THURSDAY)
    app.extensions[KEY].clear()
    page = browser.get(f"/klas/{CODE}")
    assert page.heading == "De mentorles is nog niet zeker"


@pytest.mark.usefixtures("series", "morning")
def test_a_day_without_school_says_why(app: Flask, browser: Browser) -> None:
    with app.app_context():
        db.session.add(Closure(
            site_id=class_of("V2B").site_id, kind=ClosureKind.TRAINING_DAY, effect=Effect.CLOSED, name_nl="",
            name_en="", starts_on=THURSDAY, ends_on=THURSDAY,
        ))  # fmt: skip
        db.session.commit()
    change(app, 1, state=SessionState.INTERRUPTED)
    page = browser.get(f"/klas/{CODE}")
    assert page.heading == "Geen les vandaag"
    assert "Er is geen school: de docenten hebben een studiedag." in said(page)


@pytest.mark.usefixtures("series")
def test_who_gives_the_lessons_is_on_neither_page(browser: Browser) -> None:
    for address in (f"/klas/{CODE}", f"/klas/{CODE}/bord"):
        text = browser.get(address).text.lower()
        assert not [name for name in ("bart", "sanne", "24 ") if name in text.replace("24 november", "")]


@pytest.mark.usefixtures("series", "morning")
def test_the_board_says_the_same_and_gives_the_address(browser: Browser) -> None:
    page = browser.get(f"/klas/{CODE}/bord")
    assert page.heading == "De mentorles gaat door"
    assert f"jsp.example/klas/{CODE}" in said(page)
    assert '<body class="jsp-board">' in page.text


@pytest.mark.usefixtures("series", "morning")
def test_a_teacher_who_is_signed_in_shows_the_class_no_menu(mentor: Browser) -> None:
    text = mentor.get(f"/klas/{CODE}/bord").text
    assert "jsp-tabs" not in text
    assert "Bart" not in text


@pytest.mark.parametrize("code", ["cdf347", "CDF", "a" * 300, "favicon.svg", "%F0%9F%98%80"])
@pytest.mark.parametrize("page", ["", "/bord"])
def test_an_unknown_code_and_a_class_without_lessons_look_the_same(
    app: Flask, browser: Browser, code: str, page: str
) -> None:
    with app.app_context():
        class_of("V2B").public_code = CODE
        db.session.commit()
    bare, unknown = browser.get(f"/klas/{CODE}{page}"), browser.get(f"/klas/{code}{page}")
    assert (bare.status, unknown.status, unknown.heading) == (404, 404, "We kennen deze klas niet")
    assert bare.words == unknown.words
    assert browser.client.get(f"/klas/cdf34%00{page}").status_code == 404


@pytest.mark.usefixtures("series")
def test_a_class_of_a_former_year_is_over(app: Flask, browser: Browser) -> None:
    with app.app_context():
        year = SchoolYear(name="2025-2026", starts_on=date(2025, 8, 1), ends_on=date(2026, 7, 31))
        db.session.add(year)
        db.session.flush()
        class_of("V2B").school_year_id = year.id
        db.session.commit()
    page = browser.get(f"/klas/{CODE}")
    assert page.heading == "De lessen van deze klas zijn voorbij"
    assert "2025-2026" in said(page)


def test_at_a_college_it_has_another_name(app: Flask, browser: Browser, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2026-11-26 07:00:00")
    with app.app_context():
        add_session(add_series("MZ31"), 2, THURSDAY)
        class_of("MZ31").public_code = CODE
        db.session.commit()
    page = browser.get(f"/klas/{CODE}")
    assert page.heading == "De trajectbegeleiding gaat door"
    assert "Groep MZ31" in said(page)


@pytest.mark.usefixtures("series")
def test_it_is_kept_until_the_minute_is_over(app: Flask, browser: Browser) -> None:
    answer = browser.client.get(f"/klas/{CODE}")
    assert "public" in answer.headers["Cache-Control"]
    with counted(app) as statements:
        browser.client.get(f"/klas/{CODE}")
    assert statements == []


def test_a_code_is_made_once_and_is_nobody_elses(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter(["cdf346", "cdf346", "cdf347"])
    monkeypatch.setattr(public_codes, "make_code", lambda: next(codes))
    with app.app_context():
        v2b, mz31 = class_of("V2B"), class_of("MZ31")
        assert [ensure_public_code(each) for each in (v2b, v2b, mz31, v2b)] == ["cdf346", "cdf346", "cdf347", "cdf346"]


def test_codes_hold_nothing_that_looks_like_something_else() -> None:
    made = {public_codes.make_code() for _ in range(200)}
    assert not set("".join(made)) & set("0o1li2z5s8buaeyqg")
    assert all(public_codes.read_code(f" {each.upper()} ") == each for each in made)
    assert {len(each) for each in made} == {8}  # of 6 letters one could be guessed
    assert [public_codes.read_code("cdf346"[:most]) for most in (5, 6)] == [None, "cdf346"]


@pytest.mark.usefixtures("series")
@pytest.mark.parametrize("typed", [CODE.upper(), f"{CODE}%20", f"%C2%A0{CODE}"])
def test_a_page_is_kept_once_however_its_address_is_typed(app: Flask, browser: Browser, typed: str) -> None:
    for page in ("", "/bord", "/thuis"):
        answer = browser.client.get(f"/klas/{typed}{page}")
        assert (answer.status_code, answer.location) == (302, f"/klas/{CODE}{page}")
    assert app.extensions[KEY] == {}


@pytest.mark.usefixtures("series")
@pytest.mark.parametrize("typed", [CODE, f" {CODE.upper()} ", f"{CODE[:3]} {CODE[3:]}", f"{CODE[:3]}-{CODE[3:]}/",
                                   f"https://jsp.example/klas/{CODE}"])  # fmt: skip
def test_the_code_of_the_board_can_be_typed(browser: Browser, typed: str) -> None:
    assert "/klas" in browser.in_language("en").get("/").text
    assert browser.get("/klas").form("/klas") == {"code": ""}
    found = browser.client.get("/klas", query_string={"code": typed})
    assert found.headers["Location"] == f"/klas/{CODE}"


@pytest.mark.parametrize("typed", ["aeiou1", "x", "\x00", "9" * 300])
def test_what_cannot_be_a_code_is_asked_for_again(browser: Browser, typed: str) -> None:
    page = Page(browser.client.get("/klas", query_string={"code": typed}))
    assert (page.status, "code" in page.form("/klas")) == (200, True)
    assert "code" in browser.in_language("en").get("/klas/zzz").form("/klas")
