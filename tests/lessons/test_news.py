"""What waits and what changed in lessons, told once and so that it is clear which lesson it is."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from jsp.blueprints.lessons.service import giving
from jsp.blueprints.lessons.service.sight import seen_of
from jsp.extensions import db
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.rules.session import CancelCause, SeriesState, SessionState
from tests.browser import Browser
from tests.lessons.acting import act, row_of
from tests.lessons.rows import THURSDAY, add_series
from tests.lessons.test_today import LAST_WEEK, NEXT_WEEK, PLANNED, PROPOSED, TODAY, given, lessons_on, links

pytestmark = pytest.mark.usefixtures("ground")


def test_a_whole_series_that_waits_is_one_thing_to_say_yes_to(app: Flask, worker: Browser) -> None:
    series = given(app, (2, THURSDAY, PROPOSED), (1, NEXT_WEEK, PROPOSED), (3, LAST_WEEK, PROPOSED))
    page = worker.get(TODAY)
    assert lessons_on(page).count("Kun je dan?") == 1
    keys = [str(each) for each in links(page) if f"{series}/key" in str(each)]
    assert keys == [], "one hour is over, so not all of them can be had"
    with app.app_context():
        db.session.execute(
            update(LessonSession)
            .where(LessonSession.on == LAST_WEEK)
            .values(state=SessionState.WITHDRAWN, takes_place=False)
        )
        db.session.commit()
    page = worker.get(TODAY)
    [keys] = [str(each) for each in links(page) if f"{series}/key" in str(each)]
    worker.post(keys, page.form(keys))
    with app.app_context():
        assert set(db.session.scalars(select(LessonSession.state))) == {PLANNED, SessionState.WITHDRAWN}


def test_two_programmes_of_a_class_are_told_apart(app: Flask, mentor: Browser) -> None:
    given(app, (1, THURSDAY, PLANNED))
    for page in (TODAY, "/lessons/"):
        assert "V2B · " not in mentor.get(page).words
    with app.app_context():
        other = add_series().id
        db.session.commit()
    for page in (TODAY, "/lessons/"):
        assert "Les 1, V2B · Respect" in mentor.get(page).words
    with app.app_context():
        db.session.get_one(LessonSeries, other).stand(SeriesState.STOPPED, on=THURSDAY, why="nee")
        db.session.commit()
    assert "V2B · " not in mentor.get(TODAY).words


def test_news_says_which_lesson_and_the_same_thing_once(app: Flask, mentor: Browser) -> None:
    series = given(app, (1, THURSDAY, PLANNED), (2, NEXT_WEEK, PLANNED))
    words = "Een les valt uit"

    def off(position: int) -> None:
        act(app, "sanne", lambda card, **by: giving.cancel(
            card, row_of(card, position), CancelCause.TRIP, seen=seen_of(row_of(card, position)), **by
        ))  # fmt: skip

    off(1)
    assert f"V2B : {words}: les 1, do 26 nov" in lessons_on(mentor.get(TODAY))
    off(2)
    page = mentor.get(TODAY)
    assert f"V2B : {words} (2 lessen)" in lessons_on(page)
    assert lessons_on(page).count(words) == 1
    assert series in links(page)
