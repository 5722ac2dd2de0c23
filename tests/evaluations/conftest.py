"""The lessons of class V2B, as tests/lessons has them, and a series of it."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.lessons import LessonSeries
from tests.evaluations.rows import closed, given
from tests.lessons.conftest import ground as ground
from tests.lessons.rows import add_series

Fill = Callable[..., UUID]


@pytest.fixture
def series_id(app: Flask, ground: None) -> UUID:
    """Of V2B, with Bart and Sanne."""
    with app.app_context():
        made = add_series()
        db.session.commit()
        return made.id


@pytest.fixture
def fill(app: Flask, series_id: UUID) -> Fill:
    """Let the class have a lesson and fill in the questionnaire; returns the id of the evaluation."""

    def fill_in(position: int, *how: object, **more: object) -> UUID:
        with app.app_context():
            series = db.session.get_one(LessonSeries, series_id)
            made = closed(given(series, position), *how, **more)  # type: ignore[arg-type]
            db.session.commit()
            return made.id

    return fill_in
