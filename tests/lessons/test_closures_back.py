"""What is not shut out any more comes back as it was agreed, where everybody is free."""

from datetime import date, time, timedelta
from random import Random
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp import clock
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.hours import Absence, Closure
from jsp.models.lesson_sessions import LessonSession, SeriesAct
from jsp.models.lessons import LessonSeries
from jsp.models.team import TeamMember
from jsp.rules.session import SeriesState
from jsp.verbs import interrupting
from tests import make
from tests.browser import Browser
from tests.hours.desk import add_extra, change_closure, close, crew, only_closure
from tests.lessons.closed import AS_BOOKED, OUT, TWO_WEEKS, add_four_lessons, stands, training_day, undone
from tests.lessons.rows import THURSDAY, add_series, add_session

FRIDAY = THURSDAY + timedelta(days=1)
pytestmark = pytest.mark.usefixtures("series")


@pytest.fixture
def series(app: Flask, ground: None) -> None:
    add_four_lessons(app)


def test_taken_back_each_is_again_what_it_was(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", **TWO_WEEKS | {"ends_on": "2026-12-18"})
    undone(coordinator, only_closure(app))
    assert stands(app) == AS_BOOKED


def test_under_two_closures_it_stays_interrupted_when_one_is_taken_back(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", **TWO_WEEKS)
    first = only_closure(app)
    close(app, coordinator, "raayland", starts_on="2026-12-03")
    undone(coordinator, first)
    assert stands(app) == ["26 planned", "3 interrupted closed", "10 proposed", "17 planned"]
    with app.app_context():
        second = db.session.scalars(select(Closure.id).where(Closure.id != first)).one()
    undone(coordinator, second)
    assert stands(app) == AS_BOOKED


def test_a_test_week_does_not_hold_it_when_the_closure_is_taken_back(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", **TWO_WEEKS)
    first = only_closure(app)
    close(app, coordinator, "raayland", kind="exam_week", starts_on="2026-11-23", ends_on="2026-12-18")
    undone(coordinator, first)
    assert stands(app) == AS_BOOKED


@pytest.mark.parametrize("who", ["worker at a desk", "worker away", "teacher", "class", "paused"])
def test_where_somebody_is_not_free_any_more_it_waits_to_be_resumed(app: Flask, coordinator: Browser, who: str) -> None:
    close(app, coordinator, "raayland", starts_on="2026-11-26")
    if who == "worker at a desk":
        add_extra(app, coordinator, "gilde", on="2026-11-26", starts="13:00", ends="14:00", who=("Sanne",))
    with app.app_context():
        sanne = db.session.scalars(select(TeamMember).where(TeamMember.first_name == "Sanne")).one()
        if who == "worker away":
            db.session.add(Absence(member_id=sanne.id, starts_on=THURSDAY, ends_on=THURSDAY))
        if who == "teacher":
            add_session(add_series("MZ31", "bart", "Lieke"), 1, THURSDAY)
        if who == "class":
            add_session(add_series("V2B", "annelies", "Lieke"), 1, THURSDAY)
        if who == "paused":
            db.session.scalars(select(LessonSeries)).one().state = SeriesState.PAUSED
        db.session.commit()
    undone(coordinator, only_closure(app))
    assert "26 interrupted" in stands(app)
    assert "26 interrupted closed" not in stands(app)


def test_of_two_that_wait_for_the_same_hour_one_comes_back(app: Flask) -> None:
    with app.app_context():
        closures = [training_day(site, FRIDAY, FRIDAY) for site in ("raayland", "gilde")]
        for closure, made in zip(closures, (add_series(), add_series("MZ31", "annelies")), strict=True):
            session = add_session(made, 1, FRIDAY)
            session.state, session.closure_id = OUT, closure.id
            session.settle()
            closure.taken_back_at = clock.now()
            db.session.flush()
        interrupting.let_lessons_follow([each.site_id for each in closures], by=None, key=uuid4())
        db.session.commit()
    assert sorted(each for each in stands(app) if each.startswith("27")) == ["27 interrupted", "27 planned"]


def test_who_gives_the_lesson_that_comes_back_does_not_sit_at_the_desk(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", starts_on="2026-11-26")
    with app.app_context():
        sanne = db.session.scalars(select(TeamMember).where(TeamMember.first_name == "Sanne")).one()
        raayland = db.session.get_one(Site, make.id_of(Site, "raayland"))
        opening = make.make_opening(raayland, THURSDAY, time(12), time(14), sanne)
        db.session.flush()
        opening.closure_id = only_closure(app)
        opening.settle()
        db.session.commit()
    undone(coordinator, only_closure(app))
    assert stands(app) == AS_BOOKED
    assert crew(app, "raayland", THURSDAY) == []


def test_the_page_of_a_closure_names_what_comes_back(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", **TWO_WEEKS)
    id = only_closure(app)
    page = coordinator.get(f"/hours/closures/{id}")
    assert "2 lessen gaan weer door. Welke lessen V2B , les 1: donderdag 26 november" in page.words
    change_closure(coordinator, id, ends_on="2026-11-27")
    assert "1 les gaat weer door." in coordinator.get(f"/hours/closures/{id}").words
    undone(coordinator, id)
    assert "1 les wordt onderbroken." in coordinator.get(f"/hours/closures/{id}").words


@pytest.mark.parametrize("seed", range(5))
def test_whatever_closes_and_opens_a_lesson_is_out_where_its_day_is_shut_and_nowhere_else(
    app: Flask, seed: int
) -> None:
    chance = Random(seed)
    with app.app_context():
        for _step in range(8):
            closures = list(db.session.scalars(select(Closure)))
            if closures and chance.random() < 0.5:
                closure = chance.choice(closures)
                closure.taken_back_at = None if closure.taken_back_at else clock.now()
                closure.ends_on = closure.starts_on + timedelta(days=chance.randrange(14))
            else:
                first = THURSDAY + timedelta(days=chance.randrange(21))
                training_day("raayland", first, first + timedelta(days=chance.randrange(14)))
            db.session.flush()
            _follow()
            assert _out() == _shut()
            before = _all_that_is_kept()
            _follow()
            assert _all_that_is_kept() == before, "doing it again changes nothing"


def _follow() -> None:
    interrupting.let_lessons_follow([make.id_of(Site, "raayland")], by=None, key=uuid4())


def _out() -> list[date]:
    query = select(LessonSession.on).where(LessonSession.state == OUT, LessonSession.closure_id.is_not(None))
    return list(db.session.scalars(query.order_by(LessonSession.on)))


def _shut() -> list[date]:
    counts = list(db.session.scalars(select(Closure).where(Closure.taken_back_at.is_(None))))
    days = [THURSDAY + timedelta(weeks=at) for at in range(4)]
    return [day for day in days if any(each.starts_on <= day <= each.ends_on for each in counts)]


def _all_that_is_kept() -> list[object]:
    rows = select(LessonSession.id, LessonSession.sequence, LessonSession.closure_id).order_by(LessonSession.id)
    return [*db.session.execute(rows), db.session.scalar(select(func.count()).select_from(SeriesAct))]
