"""Undoing the last thing that somebody did to a series: all of it, or a sentence and nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from jsp.blueprints.lessons.service import booking_all, giving, moving, series, undoing
from jsp.extensions import db
from jsp.models.hours import Absence, Closure
from jsp.models.lesson_rows import Card
from jsp.models.lesson_sessions import LessonNotice, LessonSession, SeriesAct
from jsp.models.lessons import LessonSeries
from jsp.models.team import TeamMember
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.opening import Slot
from jsp.rules.refusal import DomainError
from jsp.rules.session import ActKind, CancelCause, GivenBy, SeriesState, SessionState
from tests import make
from tests.browser import Browser
from tests.lessons.acting import act, card_of, days, resume, row_of, sanne, sessions
from tests.lessons.conftest import FIFTH_HOUR, class_of
from tests.lessons.rows import THURSDAY, add_series, add_session

WEEK = timedelta(weeks=1)
PLANNED = SessionState.PLANNED
OVER = "2026-11-26 14:00:00"  # the first lesson is over, the other two are not
pytestmark = pytest.mark.usefixtures("planned")
Does = Callable[..., object]


@pytest.fixture
def planned(app: Flask, ground: None) -> None:
    """Lessons 1, 2 and 3 of V2B on three Thursdays, firm."""
    with app.app_context():
        made = add_series()
        for at in range(3):
            add_session(made, at + 1, THURSDAY + at * WEEK)
        db.session.commit()


def move(card: Card, **by: Any) -> None:
    moving.move_rest(card, 1, 3, seen=moving.plan_move(card, 1, 3).mark, **by)


def cancel(card: Card, **by: Any) -> None:
    giving.cancel(card, row_of(card, 2), CancelCause.TRIP, **seen(card, 2), **by)


def give(card: Card, **by: Any) -> None:
    giving.give(card, row_of(card, 1), GivenBy.TOGETHER, **seen(card, 1), **by)


def seen(card: Card, position: int) -> dict[str, Any]:
    session = row_of(card, position).session
    assert session is not None
    return {"seen": session.sequence}


def stop(card: Card, **by: Any) -> None:
    series.stop(card, why="De klas wordt opgeheven", **by)


def book_rest(card: Card, **by: Any) -> None:
    preview, _refusal = booking_all.preview_rest(card, since=THURSDAY)
    assert preview is not None
    booking_all.book_rest(card, since=THURSDAY, seen=preview.mark, **by)


def last_act() -> SeriesAct:
    return db.session.scalars(select(SeriesAct).order_by(SeriesAct.at.desc())).all()[0]


def undo(app: Flask, name: str) -> None:
    act(app, name, lambda card, **by: undoing.undo(card, last_act().id, **by))


def standing(app: Flask) -> tuple[SeriesState, list[tuple[Any, ...]]]:
    with app.app_context():
        return db.session.scalars(select(LessonSeries.state)).one(), [
            (each.slot, each.state, each.moves, each.has_teacher_key, each.cause, each.given_by, each.plays)
            for each in db.session.scalars(select(LessonSession).order_by(LessonSession.on))
            if each.state is not SessionState.WITHDRAWN
        ]  # fmt: skip


@pytest.mark.parametrize("does", [move, cancel, give, moving.pause, stop, book_rest])
def test_all_is_as_it_was_and_the_other_hears_that(app: Flask, frozen: Any, does: Does) -> None:
    with app.app_context():
        for each in db.session.scalars(select(LessonSession)):
            each.plays = "een ruzie in de appgroep"
        db.session.commit()
    before = standing(app)
    frozen.move_to(OVER)
    act(app, "bart", does)
    assert standing(app) != before
    undo(app, "bart")
    assert standing(app) == before
    with app.app_context():
        told = db.session.scalars(select(LessonNotice.kind).order_by(LessonNotice.id)).all()
        assert told[-1] is ActKind.UNDONE
        assert undoing.find_undoable(card_of("bart"), make.person("bart")) is None, "nothing is undone twice"


def test_undone_by_pressing_the_button(app: Flask, frozen: Any) -> None:
    frozen.move_to(OVER)
    mentor = Browser(app).signed_in("bart")
    page = f"/lessons/series/{sessions(app)[0].series_id}"
    [given] = [str(each.get("action")) for each in mentor.get(page).forms() if "/1/given" in str(each.get("action"))]
    mentor.post(given, mentor.get(page).form(given))
    assert sessions(app)[0].state is SessionState.GIVEN
    [button] = [each.get("action") for each in mentor.get(page).forms() if "/undo/" in str(each.get("action"))]
    mentor.post(button, mentor.get(page).form(button))
    assert sessions(app)[0].state is PLANNED


def test_a_series_that_goes_on_again_is_undone(app: Flask, frozen: Any) -> None:
    act(app, "bart", moving.pause)
    before = standing(app)
    frozen.tick()
    resume(app, "bart", since=THURSDAY + 4 * WEEK)
    undo(app, "bart")
    assert standing(app) == before


@pytest.mark.parametrize(("who", "first"), [("sanne", "bart"), ("renske", "bart")])
def test_nobody_undoes_what_somebody_else_did(app: Flask, who: str, first: str) -> None:
    act(app, first, cancel)
    with pytest.raises(DomainError, match="cannot be undone"):
        undo(app, who)
    assert sessions(app)[1].state is SessionState.CANCELLED


def test_an_old_page_does_not_undo_what_is_not_the_last(app: Flask) -> None:
    """Cancelled, then asked for another hour by the other one: the lesson may not have both."""
    act(app, "bart", cancel)
    with app.app_context():
        first = last_act().id
    act(app, "sanne", book_rest)
    with pytest.raises(DomainError, match="cannot be undone"):
        act(app, "bart", lambda card, **by: undoing.undo(card, first, **by))
    held = [each.lesson_id for each in sessions(app) if each.takes_place]
    assert len(held) == len(set(held)) == 4


def close(on: Any) -> None:
    db.session.add(Closure(
        site_id=class_of("V2B").site_id, kind=ClosureKind.SCHOOL_HOLIDAY, effect=Effect.CLOSED, name_nl="", name_en="",
        starts_on=on, ends_on=on,
    ))  # fmt: skip


def go_away(on: Any) -> None:
    db.session.add(Absence(member_id=sanne().id, starts_on=on, ends_on=on))


def sit_elsewhere(on: Any) -> None:
    member = db.session.scalars(select(TeamMember).where(TeamMember.first_name == "Sanne")).one()
    make.make_opening(class_of("MZ31").site, on, *FIFTH_HOUR, member)


@pytest.mark.parametrize(
    ("in_the_way", "why"), [(close, "closed that day"), (go_away, "is away"), (sit_elsewhere, "sits at a desk")]
)
def test_what_came_in_the_way_since_is_told(app: Flask, in_the_way: Callable[[Any], None], why: str) -> None:
    act(app, "bart", move)
    with app.app_context():
        in_the_way(THURSDAY)
        db.session.commit()
    with pytest.raises(DomainError, match=why):
        undo(app, "bart")
    assert days(app) == [THURSDAY + at * WEEK for at in (3, 4, 5)]


def test_an_hour_that_is_over_by_now_does_not_come_back(app: Flask, frozen: Any) -> None:
    act(app, "bart", move)
    frozen.move_to(OVER)
    with pytest.raises(DomainError, match="over by now"):
        undo(app, "bart")
    assert days(app) == [THURSDAY + at * WEEK for at in (3, 4, 5)]


def test_the_database_refuses_a_second_hour_for_a_lesson(app: Flask) -> None:
    with app.app_context():
        made = db.session.scalars(select(LessonSeries)).one()
        made_act = moving.planning.Act(made, ActKind.BOOKED, uuid4(), None)
        keys = {"has_teacher_key": True, "has_worker_key": False}
        with pytest.raises(IntegrityError):
            made_act.add(made.lessons[0], Slot(THURSDAY + 9 * WEEK, *FIFTH_HOUR), number=None, room="", keys=keys)
