"""Who takes a series over: another pair, or the same class under another name."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.lessons.service import giving, handing_over, moving
from jsp.extensions import db
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.lesson_rows import Card
from jsp.models.lesson_sessions import SessionPlace
from jsp.models.lessons import LessonSeries
from jsp.models.team import TeamMember
from jsp.models.timetable import CLASS, WORKER
from jsp.rules.refusal import DomainError
from jsp.rules.session import GivenBy, SessionState
from tests import make
from tests.lessons.acting import act, days, resume, row_of
from tests.lessons.conftest import FIFTH_HOUR, class_of
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


def give_to(app: Flask, worker: str, by: str = "renske") -> None:
    def does(card: Card, **by: Any) -> None:
        member = db.session.scalars(select(TeamMember.id).where(TeamMember.first_name == worker)).one()
        teacher = card.series.pair.teacher_id
        handing_over.replace_pair(card, teacher_id=teacher, worker_id=member, reason="Sanne is ziek", **by)

    act(app, by, does)


def needed(app: Flask, kind: str) -> set[int]:
    with app.app_context():
        return set(db.session.scalars(select(SessionPlace.who).where(SessionPlace.kind == kind)))


def test_a_new_pair_has_the_lessons_to_come_and_those_that_wait(app: Flask) -> None:
    act(app, "bart", moving.pause)
    give_to(app, "Lieke")
    with app.app_context():
        lieke = db.session.scalars(select(TeamMember.id).where(TeamMember.first_name == "Lieke")).one()
    assert needed(app, WORKER) == {lieke}, "also of what was interrupted: she is who is busy once it goes on"
    resume(app, "bart")
    assert needed(app, WORKER) == {lieke}


def test_what_the_old_pair_gave_stays_theirs(app: Flask, frozen: Any) -> None:
    frozen.move_to("2026-11-27 08:00:00")
    act(app, "bart", lambda card, **by: giving.give(card, row_of(card, 1), GivenBy.TOGETHER, **by))
    give_to(app, "Lieke")
    assert len(needed(app, WORKER)) == 2


def test_who_is_busy_then_cannot_take_it_over(app: Flask) -> None:
    with app.app_context():
        make.make_opening(class_of("MZ31").site, THURSDAY, *FIFTH_HOUR, db.session.scalars(
            select(TeamMember).where(TeamMember.first_name == "Lieke")
        ).one())  # fmt: skip
        db.session.commit()
    with pytest.raises(DomainError, match="Somebody was first"):
        give_to(app, "Lieke")
    with app.app_context():
        assert db.session.scalars(select(LessonSeries)).one().pair.worker.first_name == "Sanne"


def test_next_year_it_goes_on_with_the_same_class_under_another_name(app: Flask, frozen: Any) -> None:
    act(app, "bart", moving.pause)
    with app.app_context():
        year = SchoolYear(name="2027-2028", starts_on=date(2027, 8, 1), ends_on=date(2028, 7, 31))
        v3b = SchoolClass(
            code="V3B", site_id=class_of("V2B").site_id, school_year=year, level="kader", study_year=3, size=24
        )
        db.session.add_all([year, v3b])
        db.session.commit()
        id = v3b.id
    frozen.move_to("2027-08-30 10:00:00")
    act(app, "bart", lambda card, key, by: handing_over.move_to_class(card, id, key=key))
    resume(app, "bart")
    assert days(app) == [date(2027, 9, 2) + at * WEEK for at in range(3)]
    assert needed(app, CLASS) == {id}
