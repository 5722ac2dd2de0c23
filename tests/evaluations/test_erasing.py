"""What pupils wrote is erased in time; figures stay, and what was done with them."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp import jobs
from jsp.extensions import db
from jsp.models.evaluations import Discussion, EvaluationCount, OpenAnswer
from jsp.models.ground import SchoolYear
from jsp.models.lessons import LessonSeries
from jsp.rules.evaluation import AnswerState
from jsp.rules.session import SeriesState
from tests.evaluations.rows import DIVIDED, add_discussion, closed, days_ago, given
from tests.lessons.rows import add_series

KEPT, GONE = (2, "Rustig"), (0, "")


@pytest.fixture
def series(app: Flask, ground: None) -> Iterator[LessonSeries]:
    with app.app_context():
        yield add_series()


def fill_in(
    series: LessonSeries, on: date | None = None, weeks_ago: int = 3, state: AnswerState = AnswerState.SHOWN
) -> None:
    session = given(series, 1, weeks_ago)
    made = closed(session, {"safe": DIVIDED}, ["Leuk", "Lang"], states=[state, state], on=on)
    add_discussion(made, "Te lang", "Korter", "Rustig")


def left() -> tuple[int, str]:
    """How many texts, and the notes; what was promised and the figures are there whatever happens."""
    jobs.erase_what_is_over()
    db.session.expire_all()
    talk = db.session.scalars(select(Discussion)).one()
    assert (talk.said, talk.doing) == ("Te lang", "Korter")
    assert db.session.scalar(select(func.sum(EvaluationCount.count))) == 8
    return db.session.scalar(select(func.count()).select_from(OpenAnswer)) or 0, talk.notes


@pytest.mark.parametrize(("days", "expected"), [(364, KEPT), (365, GONE)])
def test_a_year_after_it_was_closed(series: LessonSeries, days: int, expected: tuple[int, str]) -> None:
    fill_in(series, on=days_ago(days))
    assert left() == expected


@pytest.mark.parametrize(("days", "expected"), [(424, (2, "")), (425, GONE)])
def test_what_nobody_read_waits_two_months_longer(series: LessonSeries, days: int, expected: tuple[int, str]) -> None:
    fill_in(series, on=days_ago(days), state=AnswerState.WAITING)
    assert left() == expected


@pytest.mark.parametrize(("days", "expected"), [(119, (2, "")), (120, GONE)])
def test_also_when_the_series_is_over(series: LessonSeries, days: int, expected: tuple[int, str]) -> None:
    fill_in(series, state=AnswerState.WAITING)
    series.stand(SeriesState.STOPPED, on=days_ago(days), why="Anders")
    assert left() == expected


@pytest.mark.parametrize(("days", "expected"), [(59, KEPT), (60, GONE)])
def test_two_months_after_a_series_that_was_stopped(series: LessonSeries, days: int, expected: tuple[int, str]) -> None:
    fill_in(series)
    series.stand(SeriesState.STOPPED, on=days_ago(days), why="Anders")
    assert left() == expected


@pytest.mark.parametrize(("days", "expected"), [(59, KEPT), (60, GONE)])
def test_two_months_after_the_school_year(series: LessonSeries, days: int, expected: tuple[int, str]) -> None:
    fill_in(series)
    db.session.scalars(select(SchoolYear)).one().ends_on = days_ago(days)
    assert left() == expected


@pytest.mark.parametrize(("weeks", "lessons", "expected"), [(8, 3, KEPT), (9, 3, GONE), (9, 2, KEPT)])
def test_two_months_after_the_last_lesson_of_a_series_that_is_finished(
    series: LessonSeries, weeks: int, lessons: int, expected: tuple[int, str]
) -> None:
    """They are on Thursdays and today is a Monday: nine weeks before this Thursday is sixty days ago."""
    fill_in(series, weeks_ago=weeks + 2)
    for position in range(2, lessons + 1):
        given(series, position, weeks)
        weeks += 1
    assert left() == expected
