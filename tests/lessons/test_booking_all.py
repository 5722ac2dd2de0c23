"""All lessons that are left get an hour at once: one a week, in order, all or nothing."""

from datetime import date, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.lessons.service import booking
from jsp.extensions import db
from jsp.models.hours import Absence
from jsp.models.lesson_rows import Card
from jsp.models.lessons import ClassHour, LessonSeries
from jsp.rules.refusal import DomainError
from jsp.rules.session import CancelCause, SessionState
from tests.lessons.acting import act, card_of, sanne, sessions
from tests.lessons.conftest import class_of
from tests.lessons.rows import THURSDAY, add_series, add_session

WEEK = timedelta(weeks=1)
PROPOSED, PLANNED = SessionState.PROPOSED, SessionState.PLANNED
pytestmark = pytest.mark.usefixtures("begun")


@pytest.fixture
def begun(app: Flask, ground: None) -> None:
    with app.app_context():
        add_series()
        db.session.commit()


def plan_rest(card: Card) -> list[date]:
    return [offer.slot.on for _row, offer in booking.plan_rest(card, since=THURSDAY)]


def test_all_that_is_left_is_planned_in_the_order_of_the_row(app: Flask) -> None:
    with app.app_context():
        add_session(db.session.scalars(select(LessonSeries)).one(), 2, THURSDAY + 3 * WEEK)
        db.session.commit()
        assert plan_rest(card_of("bart")) == [THURSDAY, THURSDAY + 4 * WEEK, THURSDAY + 5 * WEEK], "3 comes after 2"


def test_what_dropped_out_leaves_no_gap(app: Flask) -> None:
    with app.app_context():
        off = add_session(db.session.scalars(select(LessonSeries)).one(), 1, THURSDAY + 3 * WEEK)
        off.state, off.cause, off.takes_place = SessionState.CANCELLED, CancelCause.TRIP, False
        db.session.commit()
        assert plan_rest(card_of("bart")) == [THURSDAY + at * WEEK for at in range(4)]


def test_a_plan_that_cannot_be_made_names_the_lesson(app: Flask) -> None:
    with app.app_context():
        db.session.add(Absence(member_id=sanne().id, starts_on=date(2026, 12, 4), ends_on=date(2027, 7, 31)))
        db.session.commit()
        with pytest.raises(DomainError) as refused:
            plan_rest(card_of("bart"))
    assert refused.value.values["label"] == "3"


def test_all_or_nothing(app: Flask) -> None:
    """What was shown is no longer free: none of it is booked."""
    with app.test_request_context():
        seen = booking.Preview(booking.plan_rest(card_of("bart"), since=THURSDAY)).mark
    with app.app_context():
        db.session.add(Absence(member_id=sanne().id, starts_on=THURSDAY + WEEK, ends_on=THURSDAY + WEEK))
        db.session.commit()
    with pytest.raises(DomainError, match="changed this while you had it open"):
        act(app, "bart", lambda card, **by: booking.book_rest(card, since=THURSDAY, seen=seen, **by))
    assert sessions(app) == []


def test_two_hours_a_week_still_give_one_lesson_a_week(app: Flask) -> None:
    with app.app_context():
        db.session.add(ClassHour(school_class_id=class_of("V2B").id, weekday=4, starts=time(9), ends=time(9, 45)))
        db.session.commit()
        assert len({each.isocalendar()[:2] for each in plan_rest(card_of("bart"))}) == 4
