"""The lesson board: how each class stands, school by school, with a fixed number of questions; and the own week."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from jsp.extensions import db
from jsp.models.base import Base
from jsp.models.ground import SchoolClass, SchoolYear, Site
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.rules.session import CancelCause, GivenBy, SeriesState, SessionState
from tests.browser import Browser, Page
from tests.lessons.rows import THURSDAY, add_class, add_series, add_session
from tests.make import id_of
from tests.statements import counted

BOARD, MY_WEEK = "/lessons/board", "/lessons/week"
WEEK = timedelta(weeks=1)
GIVEN, PLANNED, OFF, OUT = (
    SessionState.GIVEN, SessionState.PLANNED, SessionState.CANCELLED, SessionState.INTERRUPTED,
)  # fmt: skip
pytestmark = pytest.mark.usefixtures("ground")


def sections(page: Page) -> dict[str, str]:
    """The words about each school, by its name."""
    found = {}
    for each in page._all("section"):
        words = " ".join(" ".join(each.itertext()).split())
        found[words.split()[0]] = words
    return found


def dots(page: Page) -> list[list[str]]:
    """What every dot says, class by class."""
    rows = [each for each in page._all("ol") if each.get("class") == "jsp-dots"]
    return [[" ".join("".join(item.itertext()).split()) for item in row] for row in rows]


@pytest.fixture
def series(app: Flask, ground: None) -> str:
    """Of V2B: lesson 1 given after it dropped out once, lesson 2 by Bart alone, lesson 3 interrupted; its address."""
    with app.app_context():
        made = add_series()
        off = add_session(made, 1, THURSDAY - 5 * WEEK)
        off.state, off.cause, off.takes_place = OFF, CancelCause.ILLNESS, False
        db.session.flush()
        add_session(made, 1, THURSDAY - 4 * WEEK, GIVEN)
        add_session(made, 2, THURSDAY - 3 * WEEK, GIVEN).given_by = GivenBy.TEACHER
        add_session(made, 3, THURSDAY - 2 * WEEK, OUT)
        db.session.commit()
        return f"/lessons/series/{made.id}"


@pytest.mark.usefixtures("series")
def test_every_class_has_its_dots_and_a_line(worker: Browser) -> None:
    page = worker.get(BOARD)
    assert dots(page) == [[
        "Les 1: gegeven, één keer verplaatst", "Les 2: gegeven", "Les 3: onderbroken",
        "Herhaling H: nog niet gepland",
    ]]  # fmt: skip
    told = sections(page)["Raayland"]
    assert "2 van 3 gegeven" in told
    assert "1 van 3 sessies viel uit (33%): ziekte 1. 1 is door één alleen gegeven." in told
    assert "Respect: 1 klas, uitgevoerd 2 van 3 lessen." in told
    assert "2 van 8 tot 12 sessies" in told
    assert sections(page)["Gilde"].endswith("MZ31 .")


@pytest.mark.parametrize(("who", "opens"), [("sanne", True), ("renske", True), ("annelies", False)])
def test_a_series_opens_only_for_who_plans_lessons(app: Flask, series: str, who: str, opens: bool) -> None:
    page = Browser(app).signed_in(who).get(BOARD)
    links = {str(each.get("href")) for each in page._all("a")}
    assert "V2B" in page.words
    assert ({series, f"{series}/1"} <= links) is opens
    assert any("/lessons/series/" in each for each in links) is opens


def test_the_care_coordinator_sees_her_own_school_and_finds_the_board_in_the_menu(
    care_coordinator: Browser, worker: Browser
) -> None:
    page = care_coordinator.get("/today/")
    assert BOARD in {each.get("href") for each in page._all("a")}
    assert list(sections(care_coordinator.get(BOARD))) == ["Raayland"]
    assert BOARD not in {each.get("href") for each in worker.get("/today/")._all("a")}, "the lessons lead there"


def test_nothing_that_a_pair_wrote_for_itself_stands_there(app: Flask, series: str, care_coordinator: Browser) -> None:
    with app.app_context():
        pair = db.session.scalars(select(LessonSeries)).one().pair
        pair.goal, pair.lead, pair.feedback = "samen sterker", "Bart begint", "open en eerlijk"
        db.session.commit()
    page = care_coordinator.get(BOARD)
    assert not [each for each in ("samen sterker", "Bart begint", "open en eerlijk") if each in page.text]


def test_a_stranger_sees_nothing_of_it(stranger: Browser, series: str) -> None:
    assert list(sections(stranger.get(BOARD))) == ["Verweg"]


def test_a_series_that_stands_still_says_so(app: Flask, series: str, worker: Browser) -> None:
    with app.app_context():
        db.session.scalars(select(LessonSeries)).one().state = SeriesState.PAUSED
        db.session.commit()
    assert "staat stil" in sections(worker.get(BOARD))["Raayland"]


def test_a_year_in_the_archive_is_one_tap_away(app: Flask, series: str, worker: Browser) -> None:
    with app.app_context():
        old = SchoolYear(name="2019-2020", starts_on=date(2019, 8, 1), ends_on=date(2020, 7, 31))
        gone = SchoolClass(code="V9Z", site_id=id_of(Site, "raayland"), school_year=old, level="havo", study_year=2,
                           size=20, archived_on=date(2020, 8, 1))  # fmt: skip
        db.session.add_all([old, gone])
        db.session.commit()
        year = old.id
    assert "V9Z" not in worker.get(BOARD).words
    page = worker.get(f"{BOARD}?year={year}")
    assert "V9Z" in page.words
    assert "V2B" not in page.words
    for odd in ("0", "x", "9" * 30, ""):
        assert "V2B" in worker.get(f"{BOARD}?year={odd}").words


def add_classes(numbers: range) -> None:
    """So many more classes with a series, lessons given and planned; they share a pair, so each has its own day."""
    for at in numbers:
        code = f"N{at}"
        add_class(code)
        series = add_series(code)
        add_session(series, 1, date(2026, 8, 3) + timedelta(days=at), GIVEN)
        add_session(series, 2, date(2027, 1, 4) + timedelta(days=at))
    db.session.commit()


def test_a_longer_board_asks_no_more_and_makes_no_objects(app: Flask, worker: Browser) -> None:
    counts, made = [], []
    for numbers in (range(2), range(2, 9)):
        with app.app_context():
            add_classes(numbers)
        worker.get(BOARD)
        with counted(app) as statements, loaded() as objects:
            worker.get(BOARD)
        counts.append(len([each for each in statements if each.startswith("SELECT")]))
        made.append(sorted(objects))
    assert counts[0] == counts[1]
    assert counts[0] <= 12, counts
    assert made[0] == made[1]
    assert not {"LessonSeries", "SeriesPair", "SeriesLesson", "LessonSession", "SchoolClass"} & set(made[0])


@contextmanager
def loaded() -> Iterator[list[str]]:
    """What becomes an object meanwhile, by the name of its class."""
    found: list[str] = []

    def note(thing: Any, _context: Any) -> None:
        found.append(type(thing).__name__)

    event.listen(Base, "load", note, propagate=True)
    yield found
    event.remove(Base, "load", note)


def test_my_week_has_lessons_and_openings_day_by_day(app: Flask, worker: Browser, mentor: Browser) -> None:
    with app.app_context():
        made = add_series()
        add_session(made, 1, THURSDAY)
        add_session(made, 2, THURSDAY + WEEK)
        add_session(made, 3, THURSDAY - 2 * WEEK, GIVEN)
        db.session.commit()
    told = worker.get(MY_WEEK).words
    assert "ma 23 nov" in told
    assert "12.15–13.30" in told, "an opening on Monday"
    assert "V2B, les 1" in told
    assert "les 2" not in told
    assert "Bart en Sanne: 1 les" in told
    assert "V2B, les 2" in worker.get(f"{MY_WEEK}?week={THURSDAY + WEEK}").words
    of_mentor = mentor.get(MY_WEEK).words
    assert "V2B, les 1" in of_mentor
    assert "12.15–13.30" not in of_mentor
    for odd in ("0001-01-01", "9999-12-31", "x", ""):
        assert "ma 23 nov" in worker.get(f"{MY_WEEK}?week={odd}").words


def test_a_week_is_of_one_person(app: Flask, colleague: Browser) -> None:
    with app.app_context():
        add_session(add_series(), 1, THURSDAY)
        db.session.commit()
    assert "V2B" not in colleague.get(MY_WEEK).words


def test_a_session_counts_in_the_year_in_which_it_was(app: Flask, series: str, worker: Browser) -> None:
    """V2B had two lessons; as V3B, a year later, it has the third one: last year stays what it was."""
    with app.app_context():
        year = SchoolYear(name="2027-2028", starts_on=date(2027, 8, 1), ends_on=date(2028, 7, 31))
        new = SchoolClass(code="V3B", site_id=id_of(Site, "raayland"), school_year=year, level="kader", study_year=3,
                          size=24)  # fmt: skip
        db.session.add(new)
        db.session.flush()
        made = db.session.scalars(select(LessonSeries)).one()
        made.school_class_id = new.id
        db.session.delete(db.session.scalars(select(LessonSession).where(LessonSession.state == OUT)).one())
        db.session.flush()
        db.session.expire_all()
        add_session(made, 3, date(2027, 9, 9), GIVEN)
        db.session.commit()
        id = year.id
    page = worker.get(BOARD)
    told = sections(page)["Raayland"]
    assert "V2B" in told
    assert "V3B" not in told
    assert "Respect: 1 klas, uitgevoerd 2 van 3 lessen." in told
    assert "1 van 3 sessies viel uit (33%): ziekte 1." in told
    assert dots(page)[0][2] == "Les 3: nog niet gepland"
    told = sections(worker.get(f"{BOARD}?year={id}"))["Raayland"]
    assert "V3B" in told
    assert "Respect: 1 klas, uitgevoerd 1 van 1 lessen." in told
    assert "1 sessie, en die ging door." in told
