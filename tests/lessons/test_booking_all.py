"""All lessons that are left get an hour at once: one a week, in order, all or nothing."""

from datetime import date, time, timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import delete, select

from jsp.blueprints.lessons.service import booking_all
from jsp.extensions import db
from jsp.models.hours import Absence
from jsp.models.lesson_rows import Card
from jsp.models.lessons import ClassHour, LessonSeries
from jsp.rules.refusal import DomainError
from jsp.rules.session import CancelCause, SessionState
from tests.browser import Browser
from tests.lessons.acting import act, card_of, sanne, sessions
from tests.lessons.conftest import class_of
from tests.lessons.rows import THURSDAY, add_series, add_session
from tests.statements import counted

WEEK = timedelta(weeks=1)
PROPOSED, PLANNED = SessionState.PROPOSED, SessionState.PLANNED
pytestmark = pytest.mark.usefixtures("begun")


@pytest.fixture
def begun(app: Flask, ground: None) -> None:
    with app.app_context():
        add_series()
        db.session.commit()


def plan_rest(card: Card) -> list[date]:
    return [offer.slot.on for _row, offer in booking_all.plan_rest(card, since=THURSDAY)]


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


def test_what_dropped_out_in_the_middle_takes_the_first_hour_or_says_that_it_is_late(
    app: Flask, mentor: Browser
) -> None:  # fmt: skip
    with app.app_context():
        series = db.session.scalars(select(LessonSeries)).one()
        add_session(series, 1, THURSDAY)
        for at in (2, 3):
            add_session(series, at + 1, THURSDAY + at * WEEK)
        db.session.commit()
        preview, _refusal = booking_all.preview_rest(card_of("bart"), since=THURSDAY)
        assert preview is not None
        assert ([offer.slot.on for _row, offer in preview.plan], preview.too_late) == ([THURSDAY + WEEK], [])
        db.session.add(Absence(member_id=sanne().id, starts_on=THURSDAY + WEEK, ends_on=THURSDAY + WEEK))
        db.session.commit()
        preview, _refusal = booking_all.preview_rest(card_of("bart"), since=THURSDAY)
        assert preview is not None
        assert [(row.lesson.label, later.lesson.label) for row, later in preview.too_late] == [("2", "3")]
    for page in ("plan-all", "2/plan"):
        assert f"/{series.id}/3/move" in mentor.get(f"/lessons/series/{series.id}/{page}").text


@pytest.mark.parametrize("is_archived", [True, False])
def test_a_class_that_is_gone_or_has_no_mentor_hour(app: Flask, is_archived: bool) -> None:
    with app.app_context():
        if is_archived:
            class_of("V2B").archived_on = THURSDAY - WEEK
        else:
            db.session.execute(delete(ClassHour))
        db.session.commit()
        with pytest.raises(DomainError, match="in the archive" if is_archived else "has no mentor hour"):
            plan_rest(card_of("bart"))


def test_nothing_is_planned_in_the_past(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2026-11-26 10:00:00")
    with app.app_context():
        assert plan_rest(card_of("bart"))[0] == THURSDAY + WEEK, "from tomorrow on, whatever the address says"


def test_what_is_read_does_not_grow_with_the_lessons(app: Flask) -> None:
    with app.app_context():
        card = card_of("bart")
        with counted(app) as statements:
            plan_rest(card)
    assert len(statements) <= 8, statements


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
        seen = booking_all.Preview(booking_all.plan_rest(card_of("bart"), since=THURSDAY)).mark
    with app.app_context():
        db.session.add(Absence(member_id=sanne().id, starts_on=THURSDAY + WEEK, ends_on=THURSDAY + WEEK))
        db.session.commit()
    with pytest.raises(DomainError, match="changed this while you had it open"):
        act(app, "bart", lambda card, **by: booking_all.book_rest(card, since=THURSDAY, seen=seen, **by))
    assert sessions(app) == []


def test_two_hours_a_week_still_give_one_lesson_a_week(app: Flask) -> None:
    with app.app_context():
        db.session.add(ClassHour(school_class_id=class_of("V2B").id, weekday=4, starts=time(9), ends=time(9, 45)))
        db.session.commit()
        assert len({each.isocalendar()[:2] for each in plan_rest(card_of("bart"))}) == 4
