"""Who knows most about what: exactly what is ticked holds, and nobody overwrites a colleague."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Discipline, Theme
from jsp.models.history import GroundChange
from tests.browser import Browser, Page
from tests.make import MONDAY

MATRIX = "/settings/matrix"
INDEXES = st.sets(st.tuples(st.integers(0, 4), st.integers(0, 1)))


def values(page: Page) -> dict[str, Any]:
    """What the form sends as it stands."""
    form = next(each for each in page.forms() if any(field.get("name") == "pairs" for field in each.iter()))
    form.set("action", "here")
    return page.form("here")


def ticked(app: Flask) -> set[tuple[str, str]]:
    with app.app_context():
        return {(theme.code, each.code) for theme in db.session.scalars(select(Theme)) for each in theme.disciplines}


def pairs(app: Flask, chosen: set[tuple[int, int]]) -> tuple[list[str], set[tuple[str, str]]]:
    """The ticks for some places of the table, and the codes that they stand for."""
    with app.app_context():
        themes = db.session.scalars(select(Theme).order_by(Theme.position)).all()
        disciplines = db.session.scalars(select(Discipline).order_by(Discipline.position)).all()
        found = [(themes[row], disciplines[column]) for row, column in chosen]
        return [f"{theme.id}-{each.id}" for theme, each in found], {(theme.code, each.code) for theme, each in found}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=INDEXES)
def test_what_is_ticked_holds_and_nothing_else(app: Flask, coordinator: Browser, chosen: set[tuple[int, int]]) -> None:
    sent, wanted = pairs(app, chosen)
    assert coordinator.post(MATRIX, values(coordinator.get(MATRIX)) | {"pairs": sent}).status == 303
    assert ticked(app) == wanted
    assert set(values(coordinator.get(MATRIX)).get("pairs", [])) == set(sent)


def test_only_what_changed_stands_in_the_history(app: Flask, coordinator: Browser) -> None:
    page = values(coordinator.get(MATRIX))
    more, _codes = pairs(app, {(0, 0)})
    coordinator.post(MATRIX, page | {"pairs": [*page["pairs"], *more]})
    coordinator.post(MATRIX, page | {"pairs": [*page["pairs"], *more]})
    with app.app_context():
        change = db.session.scalars(select(GroundChange)).one()
        assert (change.kind, change.field, change.before, change.after) == (
            "themes", "disciplines", "jongerenwerker", "gezinscoach, jongerenwerker",
        )  # fmt: skip


def test_an_archived_discipline_keeps_what_it_had(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        db.session.scalars(select(Discipline).where(Discipline.code == "youth_worker")).one().archived_on = MONDAY
        db.session.commit()
    page = coordinator.get(MATRIX)
    assert "jongerenwerker" not in page.words
    coordinator.post(MATRIX, values(page) | {"pairs": []})
    assert ticked(app) == {("money", "youth_worker")}


def test_who_saves_over_a_colleague_is_told_and_keeps_the_ticks(app: Flask, coordinator: Browser) -> None:
    mine = values(coordinator.get(MATRIX))
    other = Browser(app).signed_in("beheer")
    sent, codes = pairs(app, {(0, 0)})
    other.post(MATRIX, values(other.get(MATRIX)) | {"pairs": sent})
    page = coordinator.post(MATRIX, mine | {"pairs": []})
    assert "Iemand heeft dit gewijzigd terwijl jij het open had" in page.words
    assert "pairs" not in values(page)
    assert ticked(app) == codes


@pytest.mark.parametrize("pair", ["1", "x-y", "1-999999", "-", "1-1-1"])
def test_a_pair_that_is_not_offered_is_refused(app: Flask, coordinator: Browser, pair: str) -> None:
    before = ticked(app)
    page = coordinator.post(MATRIX, values(coordinator.get(MATRIX)) | {"pairs": [pair]})
    assert (page.status, "Nog niet opgeslagen." in page.words) == (422, True)
    assert ticked(app) == before
