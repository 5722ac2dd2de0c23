"""What others come with: on the page of a school, from what was released of it and nothing else."""

import pytest
from flask import Flask

from jsp.extensions import db
from tests.browser import Browser
from tests.figures.reports import release
from tests.figures.rows import SUMMER_2025, SUMMER_2026
from tests.statements import counted

HEADING = "What others come with"


@pytest.fixture
def pupil(browser: Browser) -> Browser:
    return browser.in_language("en")


def test_it_tells_the_newest_figures_in_words_of_pupils_and_nothing_of_too_few(app: Flask, pupil: Browser) -> None:
    with app.app_context():
        release(SUMMER_2025, 65, sexuality=40, school=25)
        release(SUMMER_2026, 75, money=15, school=30, health=20)
        db.session.commit()
    words = pupil.get("/raayland").words
    rows = ("School about 30 questions", "Health about 20 questions", "Money about 15 questions")
    assert [words.index(row) for row in rows] == sorted(words.index(row) for row in rows)
    assert "April–July 2026" in words
    assert "about 40 questions" not in words
    assert "<10" not in words
    assert HEADING not in pupil.get("/gilde").words


def test_nothing_stands_there_before_there_are_figures(pupil: Browser) -> None:
    assert HEADING not in pupil.get("/raayland").words


def test_nothing_stands_there_where_only_a_total_is_told(app: Flask, pupil: Browser) -> None:
    with app.app_context():
        release(SUMMER_2025, 65, sexuality=40, school=25)
        release(SUMMER_2026, 75)
        db.session.commit()
    assert HEADING not in pupil.get("/raayland").words


def test_it_costs_one_question_to_the_database(app: Flask, pupil: Browser) -> None:
    pupil.get("/raayland")
    with counted(app) as statements:
        pupil.in_language("nl").get("/raayland?again")
    assert len([each for each in statements if "theme_release" in each]) == 1
