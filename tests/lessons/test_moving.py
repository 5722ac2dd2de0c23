"""Dates that change as a row, and who takes a series over: nothing half done, and a sentence where it cannot be."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from jsp.blueprints.lessons.service import giving, moving
from jsp.blueprints.lessons.service.no_room import NO_ROOM
from jsp.blueprints.lessons.service.offers import OBSTACLES
from jsp.extensions import db
from jsp.models.hours import Availability, Closure
from jsp.models.lesson_rows import Card
from jsp.models.lesson_sessions import LessonNotice, LessonSession
from jsp.models.lessons import ClassHour
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.refusal import DomainError
from jsp.rules.session import GivenBy, SessionState
from jsp.rules.slots import Obstacle
from tests import make
from tests.browser import Browser
from tests.lessons.acting import act, card_of, days, resume, row_of, sessions
from tests.lessons.conftest import class_of
from tests.lessons.rows import THURSDAY, add_series, add_session

WEEK = timedelta(weeks=1)
PLANNED, OUT, GIVEN = SessionState.PLANNED, SessionState.INTERRUPTED, SessionState.GIVEN
pytestmark = pytest.mark.usefixtures("planned")


@pytest.fixture
def planned(app: Flask, ground: None) -> None:
    """Lessons 1, 2 and 3 of V2B on three Thursdays, firm."""
    with app.app_context():
        made = add_series()
        for at in range(3):
            add_session(made, at + 1, THURSDAY + at * WEEK)
        db.session.commit()


def move(app: Flask, name: str, position: int, weeks: int) -> None:
    def does(card: Card, **by: Any) -> None:
        seen = moving.plan_move(card, position, weeks).mark
        moving.move_rest(card, position, weeks, seen=seen, **by)

    act(app, name, does)


def weeks_on(*weeks: int) -> list[date]:
    return [THURSDAY + each * WEEK for each in weeks]


def test_this_one_and_all_after_it_move_and_move_back(app: Flask) -> None:
    move(app, "bart", 2, 3)
    assert days(app) == weeks_on(0, 4, 5)
    assert {each.state for each in sessions(app)} == {PLANNED}, "weekday and hour stay, and so does the yes of both"
    move(app, "bart", 2, -3)
    assert days(app) == weeks_on(0, 1, 2)


def test_none_moves_before_the_one_that_comes_first(app: Flask) -> None:
    move(app, "bart", 1, 4)
    move(app, "bart", 2, -5)
    assert days(app) == weeks_on(4, 5, 6), "lesson 2 was wanted in week 0, and lesson 1 comes in week 4"


def test_around_a_holiday_and_an_hour_of_somebody_else(app: Flask) -> None:
    with app.app_context():
        db.session.add(Closure(
            site_id=class_of("V2B").site_id, kind=ClosureKind.SCHOOL_HOLIDAY, effect=Effect.CLOSED, name_nl="",
            name_en="", starts_on=THURSDAY + 2 * WEEK, ends_on=THURSDAY + 3 * WEEK,
        ))  # fmt: skip
        db.session.commit()
    move(app, "sanne", 2, 1)
    assert days(app) == weeks_on(0, 4, 5)


def test_each_other_one_hears_of_it_once(app: Flask) -> None:
    move(app, "bart", 1, 1)
    with app.app_context():
        [notice] = db.session.scalars(select(LessonNotice))
        assert (notice.user_id, notice.sessions) == (make.person("sanne").id, 3)


def test_what_was_shown_is_no_longer_so(app: Flask) -> None:
    with app.test_request_context():
        seen = moving.plan_move(card_of("bart"), 2, 1).mark
        db.session.rollback()
    move(app, "sanne", 3, 1)
    with pytest.raises(DomainError, match="changed this while you had it open"):
        act(app, "bart", lambda card, **by: moving.move_rest(card, 2, 1, seen=seen, **by))
    assert days(app) == weeks_on(0, 1, 3)


@pytest.mark.parametrize("weeks", [0, 41, -41])
def test_by_weeks_that_are_none(app: Flask, weeks: int) -> None:
    with pytest.raises(DomainError, match="Choose by how many weeks"):
        move(app, "bart", 1, weeks)


def test_beyond_the_school_year_it_is_told_which_lesson(app: Flask) -> None:
    with pytest.raises(DomainError) as refused:
        move(app, "bart", 1, 35)
    assert refused.value.values["label"] == "2", "the last Thursday is for lesson 1"
    assert days(app) == weeks_on(0, 1, 2), "nothing is half done"


def test_paused_and_resumed_at_once_all_is_as_it_was(app: Flask) -> None:
    before = [(each.id, each.slot, each.state, each.moves) for each in sessions(app)]
    act(app, "bart", moving.pause)
    assert {(each.state, each.takes_place) for each in sessions(app)} == {(OUT, False)}
    resume(app, "bart")
    assert [(each.id, each.slot, each.state, each.moves) for each in sessions(app)] == before


def test_resumed_later_each_comes_in_its_turn(app: Flask) -> None:
    act(app, "bart", moving.pause)
    resume(app, "sanne", since=THURSDAY + 5 * WEEK)
    assert days(app) == weeks_on(5, 6, 7)
    with app.app_context():
        told = select(LessonNotice.user_id, func.count()).group_by(LessonNotice.user_id)
        assert dict(db.session.execute(told).all()) == {make.person("bart").id: 1, make.person("sanne").id: 1}


def test_a_lesson_that_is_over_is_no_part_of_a_pause(app: Flask, frozen: Any) -> None:
    """Nobody said yet what came of it; that can still be said."""
    frozen.move_to("2026-11-26 14:00:00")
    act(app, "bart", moving.pause)
    assert [each.state for each in sessions(app)] == [PLANNED, OUT, OUT]
    act(app, "bart", lambda card, **by: giving.give(card, row_of(card, 1), GivenBy.TOGETHER, seen=0, **by))
    assert sessions(app)[0].state is GIVEN


def test_the_hour_of_this_morning_is_not_offered_again(app: Flask, frozen: Any) -> None:
    act(app, "bart", moving.pause)
    frozen.move_to("2026-11-26 14:00:00")
    resume(app, "bart")
    assert days(app) == weeks_on(1, 2, 3)


def test_a_lesson_that_is_over_stays_until_it_is_noted(app: Flask, frozen: Any) -> None:
    """It is not given on another day because the ones around it are."""
    with app.app_context():
        first = db.session.scalars(select(LessonSession).order_by(LessonSession.on)).all()[0]
        first.state, first.takes_place = OUT, False
        db.session.commit()
    frozen.move_to("2026-12-03 14:00:00")
    with app.app_context():
        plan = moving.plan_resume(card_of("bart"))
        assert ([each.label for each in plan.placed], plan.unsaid) == (["1", "3"], ["2"])
    move(app, "bart", 2, 1)
    assert days(app) == weeks_on(0, 1, 3)
    page = Browser(app).signed_in("bart").get(f"/lessons/series/{sessions(app)[0].series_id}/resume")
    assert (page.status, "jsp-hint" in page.text) == (200, True)


def test_with_another_mentor_hour_the_other_one_is_asked_again(app: Flask, mentor: Browser) -> None:
    """E11: next year the class has its mentor on Tuesdays, and Bart resumes."""
    act(app, "bart", moving.pause)
    with app.app_context():
        hour, id = db.session.scalars(select(ClassHour)).one(), card_of("bart").series.id
        hour.weekday, hour.number, hour.room = 1, 2, "B2"
        db.session.commit()
    page = mentor.get(f"/lessons/series/{id}/resume")
    mentor.post(f"/lessons/series/{id}/resume", page.form(f"/lessons/series/{id}/resume"))
    tuesday = date(2026, 12, 1)
    assert days(app) == [tuesday, tuesday + WEEK, tuesday + 2 * WEEK]
    for each in sessions(app):
        assert (each.state, each.number, each.room) == (SessionState.PROPOSED, 2, "B2")
        assert (each.has_teacher_key, each.has_worker_key) == (True, False)


@pytest.mark.parametrize("is_archived", [True, False])
def test_a_class_that_is_gone_or_has_no_mentor_hour_moves_nowhere(app: Flask, is_archived: bool) -> None:
    with app.app_context():
        if is_archived:
            class_of("V2B").archived_on = make.MONDAY
        else:
            db.session.execute(delete(ClassHour))
        db.session.commit()
    told = "in the archive" if is_archived else "has no mentor hour"
    for does in (lambda: move(app, "bart", 1, 1), lambda: pause_and_resume(app)):
        with pytest.raises(DomainError, match=told):
            does()
    assert {each.state for each in sessions(app)} == {OUT}


def pause_and_resume(app: Flask) -> None:
    act(app, "bart", moving.pause)
    resume(app, "bart")


def test_a_class_that_is_gone_does_not_go_on_either_where_nothing_waits(app: Flask) -> None:
    act(app, "bart", moving.pause)
    with app.app_context():
        for each in db.session.scalars(select(LessonSession)):
            each.state = SessionState.WITHDRAWN
        class_of("V2B").archived_on = make.MONDAY
        db.session.commit()
    with pytest.raises(DomainError, match="in the archive"):
        act(app, "bart", lambda card, **by: moving.resume(card, seen="", **by))


def test_all_that_can_be_in_the_way_has_its_words() -> None:
    assert set(NO_ROOM) == set(OBSTACLES) == set(Obstacle)


def test_a_worker_without_hours_is_named(app: Flask) -> None:
    act(app, "bart", moving.pause)
    with app.app_context():
        db.session.execute(delete(Availability))
        db.session.commit()
    with pytest.raises(DomainError, match="has not said yet when they can come") as refused:
        resume(app, "bart")
    assert (refused.value.values["label"], refused.value.values["name"]) == ("1", "Sanne")
