"""A school that closes interrupts lessons, and nothing is lost: E9, E10 and E11 of the dossier."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import func, select

from jsp import jobs
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.lesson_sessions import LessonNotice, LessonSession, SeriesAct
from jsp.models.outbox import OutboxMail
from jsp.rules.session import ActKind, SessionState
from jsp.verbs import interrupting, planning
from tests import make
from tests.browser import Browser
from tests.hours.desk import NEW_CLOSURE, change_closure, close, closing, only_closure
from tests.hours.test_holidays import RAAYLAND, take_over
from tests.lessons.closed import AS_BOOKED, OUT, PLANNED, TWO_WEEKS, add_four_lessons, change, stands, training_day
from tests.lessons.rows import THURSDAY, add_series, add_session

FRIDAY = THURSDAY + timedelta(days=1)
pytestmark = pytest.mark.usefixtures("series")


@pytest.fixture
def series(app: Flask, ground: None) -> None:
    add_four_lessons(app)


def test_a_school_that_closes_interrupts_its_lessons_and_they_keep_their_date(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", **TWO_WEEKS)
    assert stands(app) == ["26 interrupted closed", "3 interrupted closed", "10 proposed", "17 planned"]


def test_the_lessons_of_another_school_go_on(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "gilde", **TWO_WEEKS)
    assert stands(app) == AS_BOOKED


@pytest.mark.parametrize(("kind", "more", "is_shut"), [
    ("training_day", {}, True), ("public_holiday", {}, True), ("school_holiday", {"effect": "open"}, True),
    ("exam_week", {}, False), ("exam_week", {"effect": "closed"}, False),
])  # fmt: skip
def test_only_a_test_week_leaves_the_lessons_where_they_are(
    app: Flask, coordinator: Browser, kind: str, more: dict[str, str], is_shut: bool
) -> None:
    close(app, coordinator, "raayland", kind=kind, starts_on="2026-12-03", **more)
    assert stands(app) == [
        "26 planned",
        "3 interrupted closed" if is_shut else "3 planned",
        "10 proposed",
        "17 planned",
    ]


def test_longer_and_shorter_the_lessons_follow(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", **TWO_WEEKS)
    id = only_closure(app)
    change_closure(coordinator, id, ends_on="2026-12-11")
    assert [each.split()[1] for each in stands(app)] == [OUT, OUT, OUT, PLANNED]
    change_closure(coordinator, id, ends_on="2026-11-27")
    assert stands(app) == ["26 interrupted closed", *AS_BOOKED[1:]]


def test_what_was_resumed_is_left_alone_unless_its_new_date_is_shut_out(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", **TWO_WEEKS)
    change(app, 1, state=PLANNED, on=date(2027, 1, 7), closure_id=None, is_resumed=True)
    change(app, 2, state=PLANNED, on=date(2027, 1, 14), closure_id=None, is_resumed=True)
    id = only_closure(app)
    for last in ("2026-11-25", "2026-12-16"):
        change_closure(coordinator, id, ends_on=last)
        assert stands(app)[-2:] == ["7 planned", "14 planned"]
    change_closure(coordinator, id, ends_on="2027-01-10")
    assert stands(app)[-2:] == ["7 interrupted closed", "14 planned"]


def test_a_lesson_that_was_given_is_left_as_it_is(app: Flask, coordinator: Browser) -> None:
    change(app, 2, state=SessionState.GIVEN, given_by="together")
    close(app, coordinator, "raayland", **TWO_WEEKS)
    assert stands(app)[1] == "3 given"


def test_a_lesson_that_is_over_is_left_to_who_gave_it(
    app: Flask, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    frozen.move_to("2026-11-26 12:40:00")
    close(app, Browser(app).signed_in("renske"), "raayland", starts_on="2026-11-26", ends_on="2026-12-04")
    assert stands(app)[:2] == ["26 planned", "3 interrupted closed"]


def test_past_the_end_of_the_school_year_it_stays_interrupted(
    app: Flask, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    change(app, 4, on=date(2027, 7, 8))
    close(app, coordinator, "raayland", kind="school_closure", starts_on="2027-07-05", ends_on="2027-08-31")
    frozen.move_to("2027-09-02 10:00:00")
    with app.app_context():
        interrupting.let_lessons_follow([make.id_of(Site, "raayland")], by=None, key=uuid4())
        db.session.commit()
    assert stands(app)[-1] == "8 interrupted closed"


def test_holidays_that_are_taken_over_interrupt_as_well(app: Flask, coordinator: Browser) -> None:
    change(app, 4, on=date(2026, 12, 24))
    take_over(coordinator, RAAYLAND)
    assert stands(app) == [*AS_BOOKED[:3], "24 interrupted closed"]


def test_each_of_the_pair_hears_of_it_once(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        other = add_series("MZ31")
        for week in range(2):
            add_session(other, week + 1, THURSDAY + timedelta(days=1, weeks=week))
        db.session.commit()
    close(app, coordinator, "raayland", "gilde", **TWO_WEEKS)
    with app.app_context():
        told = select(LessonNotice.sessions, func.count()).group_by(LessonNotice.sessions)
        assert db.session.execute(told).all() == [(2, 4)], "one of each series, with its two lessons, for both"
        assert db.session.scalar(select(func.count()).where(OutboxMail.kind == "lessons_changed")) == 2
        assert db.session.scalars(select(SeriesAct.kind)).all() == [ActKind.CLOSED] * 2


def test_a_lesson_booked_at_the_moment_of_closing_follows_later(app: Flask) -> None:
    with app.app_context():
        training_day("raayland")
        db.session.commit()
        jobs.follow_closures()
        db.session.commit()
    assert stands(app)[0] == "26 interrupted closed"


def test_a_series_that_is_booked_while_it_waits_takes_its_turn_too(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    took: list[str] = []

    def take_turns(about: str) -> None:
        took.append(about)
        if len(took) == 1:
            add_session(add_series("MZ31"), 1, FRIDAY)

    monkeypatch.setattr(interrupting, "take_turns", take_turns)
    with app.app_context():
        sites = [training_day(site, THURSDAY, FRIDAY).site_id for site in ("raayland", "gilde")]
        interrupting.let_lessons_follow(sites, by=None, key=uuid4())
        out = select(LessonSession).where(LessonSession.state == SessionState.INTERRUPTED)
        assert sorted(took) == sorted(planning.about(each.series_id) for each in db.session.scalars(out))
        assert len(took) == 2
        db.session.rollback()


def test_the_preview_names_the_lessons(app: Flask, coordinator: Browser) -> None:
    page = coordinator.post(NEW_CLOSURE, closing(app, coordinator, "raayland", "gilde", **TWO_WEEKS))
    assert "2 lessen worden onderbroken" in page.words
    assert "V2B , les 1: donderdag 26 november, 12.50–13.35 uur V2B , les 2: donderdag 3 december" in page.words
    assert page.words.count("worden onderbroken") == 1
    assert stands(app) == AS_BOOKED
