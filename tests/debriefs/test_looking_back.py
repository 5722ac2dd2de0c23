"""A pair looks back at three moments, along five mechanisms; it is theirs, unless they share it (R66-R70, R97)."""

from datetime import date, timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select, update

from jsp import clock, jobs
from jsp.extensions import db
from jsp.models.debriefs import Debrief, PairReflection
from jsp.models.lesson_sessions import LessonNotice, LessonSession
from jsp.models.lessons import LessonSeries
from jsp.rules.session import SessionState
from tests.browser import Browser
from tests.debriefs.conftest import LAST, Place, press
from tests.lessons.rows import add_class, add_series, add_session
from tests.lessons.test_pair import replace
from tests.statements import counted

GOAL = "Rust in de klas na de pauze"


def asked(browser: Browser) -> str:
    """What the page of today says about looking back."""
    found = [each for each in browser.get("/today/")._all("section") if each.get("aria-labelledby") == "back"]
    return " ".join(" ".join(found[0].itertext()).split()) if found else ""


def give(app: Flask, *positions: int) -> None:
    with app.app_context():
        series = db.session.scalars(select(LessonSeries)).one()
        for at in positions:
            add_session(series, at, LAST + timedelta(days=at - 6), SessionState.GIVEN)
        db.session.commit()


@pytest.mark.parametrize(("moment", "more"), [("start", []), ("halfway", ["q5a"]), ("end", ["q5a"])])
def test_how_far_they_are_is_not_asked_at_the_start(
    mentor: Browser, place: Place, moment: str, more: list[str]
) -> None:
    page = mentor.get(f"{place.pair}/{moment}")
    named = [each.get("name") for each in page._all("textarea")]
    assert named == ["q1", "q2", "q3", "q4a", "q4b", *more, "q5b"]


def test_any_question_may_stay_empty(mentor: Browser, worker: Browser, place: Place) -> None:
    where = f"{place.pair}/start"
    assert press(mentor, where, q1=GOAL).status == 303
    assert press(worker, where, q4b="Om en om").status == 303
    form = mentor.get(where).form(where)
    assert (form["q1"], form["q4b"], form["q2"]) == (GOAL, "Om en om", "")
    assert GOAL in mentor.get(place.pair).words


def test_it_is_asked_for_when_it_is_time(app: Flask, mentor: Browser, worker: Browser, place: Place) -> None:
    mentor.in_language("en")
    assert "Talk over lesson 1, V2B" in asked(mentor)
    assert "look" not in asked(mentor), "one of three lessons was given: the start is over, half is not"
    give(app, 2)
    assert "Halfway: look at how you work together: V2B" in asked(mentor)
    assert f'href="{place.pair}/halfway"' in worker.get("/today/").text
    assert f'href="{place.pair}/halfway"' in worker.get(place.series).text
    press(mentor, f"{place.pair}/halfway", q2="We vullen elkaar aan")
    assert "Halfway" not in asked(mentor)
    give(app, 3)
    assert "At the end: look back on how you worked together: V2B" in asked(mentor)


def test_before_the_first_lesson_they_look_ahead(app: Flask, mentor: Browser, place: Place) -> None:
    with app.app_context():
        session = db.session.scalars(select(LessonSession)).one()
        session.state, session.given_by = SessionState.PLANNED, None
        db.session.commit()
    assert "Before you begin" in asked(mentor.in_language("en"))


def test_nobody_else_is_asked(app: Flask, colleague: Browser, coordinator: Browser, place: Place) -> None:
    give(app, 2)
    assert (asked(colleague), asked(coordinator)) == ("", "")


def test_many_lessons_to_talk_over_keep_the_page_short(app: Flask, mentor: Browser, place: Place) -> None:
    with app.app_context():
        for at in range(5):
            add_class(f"V{at}")
            series = add_series(f"V{at}")
            add_session(series, 1, LAST + timedelta(days=at - 5), SessionState.GIVEN)
        db.session.commit()
    words = asked(mentor.in_language("en"))
    assert words.count("Talk over lesson 1") == 4
    assert "and 2 lessons more, at their series" in words


def test_all_that_is_due_is_one_question(app: Flask, mentor: Browser, place: Place) -> None:
    mentor.get("/today/")
    with counted(app) as before:
        mentor.get("/today/")
    give(app, 2, 3)
    with counted(app) as after:
        mentor.get("/today/")
    assert sum("pair_reflection" in each for each in after) == 1
    assert len(after) <= len(before)


def test_who_writes_over_the_other_sees_it_first(mentor: Browser, worker: Browser, place: Place) -> None:
    where = f"{place.pair}/start"
    old = mentor.get(where).form(where)
    press(worker, where, q1="Van Sanne")
    page = mentor.post(where, old | {"q1": "Van Bart"})
    assert page.status == 422
    assert "Van Sanne" in page.words
    assert mentor.post(where, page.form(where)).status == 303
    assert "Van Bart" in worker.get(where).text


@pytest.mark.parametrize("texts", [{}, {"q3": "x" * 1001}, {"q5a": "Gaat over 111222333"}, {"seen": "x", "q1": GOAL}])
def test_what_cannot_be_is_said(app: Flask, mentor: Browser, place: Place, texts: dict[str, str]) -> None:
    assert press(mentor, f"{place.pair}/end", **texts).status == 422
    with app.app_context():
        assert db.session.scalar(select(PairReflection.id)) is None


def test_an_old_pair_reads_what_it_wrote_and_writes_no_more(
    app: Flask, worker: Browser, coordinator: Browser, place: Place
) -> None:
    where = f"{place.pair}/start"
    press(worker, where, q1=GOAL)
    open_still = worker.get(where).form(where) | {"q1": "Nog iets"}
    replace(app, coordinator, place.series, worker="Lieke")
    page = worker.get(where)
    assert (GOAL in page.words, f'action="{where}"' in page.text) == (True, False)
    assert worker.post(where, open_still).status == 422


def test_an_old_pair_is_still_asked_about_what_it_gave(
    app: Flask, worker: Browser, coordinator: Browser, place: Place
) -> None:
    replace(app, coordinator, place.series, worker="Lieke")
    with app.app_context():
        db.session.execute(update(LessonNotice).values(seen_at=clock.now()))
        db.session.commit()
    assert "Talk over lesson 1, V2B" in asked(worker.in_language("en"))


def test_lessons_that_they_gave_together_are_counted(app: Flask, mentor: Browser, place: Place) -> None:
    assert "You two gave 1 lesson together." in mentor.in_language("en").get(place.pair).words
    give(app, 2)
    assert "You two gave 2 lessons together." in mentor.get(place.pair).words


@pytest.mark.parametrize(("day", "left"), [(date(2028, 7, 31), (1, 1)), (date(2028, 8, 1), (0, 0))])
def test_it_is_erased_after_the_next_school_year(
    app: Flask, mentor: Browser, place: Place, frozen: FrozenDateTimeFactory, day: date, left: tuple[int, int]
) -> None:
    press(mentor, place.debrief, observed="Na de pauze duurde het lang")
    press(mentor, f"{place.pair}/start", q1=GOAL)
    frozen.move_to(day)
    with app.app_context():
        jobs.erase_what_is_over()
        db.session.commit()
        found = [len(db.session.scalars(select(kind.id)).all()) for kind in (Debrief, PairReflection)]
    assert tuple(found) == left
