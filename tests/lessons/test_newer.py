"""A newer version of the programme: a hint, and what a class gets once the pair goes along."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.rules.session import SessionState
from tests.browser import Browser
from tests.lessons.conftest import RESPECT, lesson
from tests.lessons.rows import THURSDAY, add_series, add_session
from tests.lessons.test_class_version import save
from tests.statements import counted


@pytest.fixture
def series(app: Flask, ground: None) -> str:
    """V2B had lesson 1, and has a repetition to come; the address of its series."""
    with app.app_context():
        made = add_series()
        add_session(made, 1, date(2026, 11, 19), SessionState.GIVEN)
        add_session(made, 2, THURSDAY)
        db.session.commit()
        return f"/lessons/series/{made.id}"


def newer(
    app: Flask, *, number: int = 2, without_last: bool = False, core: str = "", more: tuple[Any, ...] = ()
) -> None:  # fmt: skip
    """A second version: the free part of every lesson is called otherwise."""
    data = deepcopy(RESPECT)
    for each in data["lessons"]:
        each["activities"][1]["title"] = "Eén woord in tweetallen"
        each["activities"][0]["how"] = core
    data["lessons"][2]["title"] = "Wat je zegt en hoe"
    data["lessons"] = [*(data["lessons"][:-1] if without_last else data["lessons"]), *more]
    with app.app_context():
        programme = db.session.scalars(select(Programme)).one()
        db.session.add(ProgrammeVersion(
            programme=programme, number=number, note="Eerst in tweetallen", made_on=date(2026, 11, 20), data=data
        ))  # fmt: skip
        db.session.commit()


def go_along(browser: Browser, series: str, seen: int = 2) -> None:
    page = browser.get(f"{series}/newer")
    browser.post(f"{series}/newer/{seen}", page.form(f"{series}/newer/{seen}"))


def had(app: Flask) -> tuple[int, list[tuple[str, str, str]]]:
    """The number of the version; of each lesson its label, its title, and that of its free part."""
    with app.app_context():
        made = db.session.scalars(select(LessonSeries)).one()
        number = db.session.get_one(ProgrammeVersion, made.version_id).number
        return number, [(each.label, each.title, each.content.activities[1].title) for each in made.lessons]


def test_it_is_a_hint_and_writes_over_nothing(app: Flask, mentor: Browser, series: str) -> None:
    newer(app)
    assert f"{series}/newer" in mentor.get(f"{series}/2").text
    page = mentor.get(f"{series}/newer")
    assert "Eén woord in tweetallen" in page.words
    assert "Eerst in tweetallen" in page.words
    assert had(app)[0] == 1


def test_going_along_leaves_what_was_given_and_what_is_of_the_class(
    app: Flask, mentor: Browser, worker: Browser, series: str
) -> None:
    save(mentor, series, parts_1_title="Plaatjes leggen")
    newer(app)
    go_along(worker, series)
    assert had(app) == (2, [
        ("1", "Zo doen wij het hier", "Eén woord"), ("2", "Mijn grens", "Plaatjes leggen"),
        ("3", "Wat je zegt en hoe", "Eén woord in tweetallen"), ("H", "Nog één keer", "Eén woord in tweetallen"),
    ])  # fmt: skip
    assert worker.get(f"{series}/newer").status == 303


def test_who_saw_an_older_one_looks_again(app: Flask, mentor: Browser, series: str) -> None:
    newer(app)
    page = mentor.get(f"{series}/newer")
    newer(app, number=3)
    mentor.post(f"{series}/newer/2", page.form(f"{series}/newer/2"))
    assert had(app)[0] == 1


def test_lessons_that_come_stand_before_the_repetitions_to_come(app: Flask, mentor: Browser, series: str) -> None:
    with app.app_context():
        made = db.session.scalars(select(LessonSeries)).one()
        db.session.add(SeriesLesson(
            series_id=made.id, position=5, key="H", kind="repetition", title="Nog één keer", repeats=["1"], turn=2
        ))  # fmt: skip
        db.session.commit()
    newer(app, more=(lesson("4", "Samen sterk"), lesson("5", "Feest", "meeting")))
    words = mentor.get(f"{series}/newer").words
    assert ("Samen sterk" in words, "Feest" in words) == (True, True)
    go_along(mentor, series)
    assert [title for _label, title, _part in had(app)[1]] == [
        "Zo doen wij het hier", "Mijn grens", "Wat je zegt en hoe", "Samen sterk", "Feest", "Nog één keer",
        "Nog één keer",
    ]  # fmt: skip


def test_a_lesson_that_comes_stands_behind_a_repetition_that_was_given(
    app: Flask, mentor: Browser, series: str
) -> None:
    with app.app_context():
        add_session(db.session.scalars(select(LessonSeries)).one(), 4, date(2026, 11, 12), SessionState.GIVEN)
        db.session.commit()
    newer(app, more=(lesson("4", "Samen sterk"),))
    go_along(mentor, series)
    assert [label for label, _title, _part in had(app)[1]] == ["1", "2", "3", "H", "4"]


def test_who_leads_can_be_agreed_though_the_programme_has_another_common_thread(
    app: Flask, mentor: Browser, series: str
) -> None:
    save(mentor, series, parts_1_title="Plaatjes leggen")
    newer(app, core="In een kring")
    go_along(mentor, series)
    page = mentor.get(f"{series}/2/prepare")
    address = f"{series}/2/parts/word/lead/both"
    mentor.post(address, page.form(address))
    with app.app_context():
        made = db.session.scalars(select(SeriesLesson).where(SeriesLesson.position == 2)).one()
        assert made.content.activity("word").lead == "both"


def test_a_lesson_that_is_gone_from_it_keeps_the_class_where_it_is(app: Flask, mentor: Browser, series: str) -> None:
    newer(app, without_last=True)
    go_along(mentor, series)
    assert had(app)[0] == 1


def test_it_asks_no_more_for_more_lessons(app: Flask, mentor: Browser, series: str) -> None:
    newer(app)
    mentor.get(f"{series}/newer")
    with counted(app) as statements:
        mentor.get(f"{series}/newer")
    asked = [each for each in statements if "series_lesson.data" in each.split(" FROM ")[0]]
    assert len(asked) == 1, "\n".join(asked)
