"""A lesson of V2B, and the board of a questionnaire that Bart begins after it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.evaluations import EvaluationBox
from jsp.rules.session import SessionState
from tests.browser import Browser, Page
from tests.lesson_form.phones import LESSON
from tests.lessons.rows import add_series, add_session

Lesson = Callable[..., str]
Pressed = Callable[..., Page]


@pytest.fixture
def lesson(app: Flask, ground: None) -> Lesson:
    """Has a lesson of V2B on that day, and gives its address."""

    def add(on: date = LESSON, position: int = 1, state: SessionState = SessionState.PLANNED) -> str:
        with app.app_context():
            series = add_series()
            add_session(series, position, on, state)
            db.session.commit()
            return f"/lessons/series/{series.id}/{position}"

    return add


@pytest.fixture
def board(mentor: Browser, lesson: Lesson) -> str:
    """The board of a questionnaire that has just begun."""
    return begin(mentor, lesson())


@pytest.fixture
def id(board: str) -> UUID:
    """Of that questionnaire."""
    return UUID(board.split("/")[-2])


@pytest.fixture
def code(app: Flask, id: UUID) -> str:
    """What stands on its board."""
    with app.app_context():
        return db.session.get_one(EvaluationBox, id).code


@pytest.fixture
def pressed(mentor: Browser, board: str) -> Pressed:
    """What a button of the board leads to."""

    def press(name: str, **more: str) -> Page:
        address = board.replace("/board", f"/{name}")
        return mentor.post(address, mentor.get(board).form(address) | more)

    return press


def begin_address(lesson: str) -> str:
    """Where the button on the page of a lesson sends to."""
    return lesson.replace("/lessons/series/", "/evaluations/of/") + "/begin"


def begin(mentor: Browser, lesson: str) -> str:
    """One tap; where the board is."""
    address = begin_address(lesson)
    page = mentor.post(address, mentor.get(lesson).form(address))
    assert page.status == 303
    return str(page.response.headers["Location"])


def own_form(page: Page, name: str) -> dict[str, Any]:
    """What the form that sends to its own page, with a button or field of this name, would send untouched."""
    for form in page.forms():
        if any(field.get("name") == name for field in form.iter()):
            form.set("action", "here")
    return page.form("here")
