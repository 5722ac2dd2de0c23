"""Who takes a series over: another pair, or the same class under another name."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.lessons.service import giving, handing_over, moving, undoing
from jsp.blueprints.lessons.service.sight import seen_of
from jsp.extensions import db
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.hours import Absence
from jsp.models.lesson_rows import Card
from jsp.models.lesson_sessions import LessonNotice, LessonSession, SessionPlace
from jsp.models.lessons import ClassHour, LessonSeries
from jsp.models.public_codes import ensure_public_code
from jsp.models.team import TeamMember
from jsp.models.timetable import CLASS, WORKER
from jsp.rules.refusal import DomainError, NotFoundError
from jsp.rules.session import ActKind, CancelCause, GivenBy, SessionState
from tests import make
from tests.browser import Browser
from tests.lessons.acting import act, card_of, days, resume, row_of, sanne, sessions
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
        seen = handing_over.mark_of(card.series.pair)
        handing_over.replace_pair(card, teacher_id=teacher, worker_id=member, reason="Sanne is ziek", seen=seen, **by)

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
    act(
        app,
        "bart",
        lambda card, **by: giving.give(card, row_of(card, 1), GivenBy.TOGETHER, seen=seen_of(row_of(card, 1)), **by),
    )
    give_to(app, "Lieke")
    assert len(needed(app, WORKER)) == 2


@pytest.mark.parametrize("stand_still", [False, True])
def test_who_is_new_says_yes_and_reads_nothing_of_the_former_pair(app: Flask, stand_still: bool) -> None:
    with app.app_context():
        for each in db.session.scalars(select(LessonSession)):
            each.plays, each.checks, each.teacher_ready, each.prepared_on = (
                "het geheim van bart",
                ["goal"],
                True,
                THURSDAY,
            )
        db.session.commit()
    if stand_still:
        act(app, "bart", moving.pause)
    give_to(app, "Lieke")
    with app.app_context():
        for each in db.session.scalars(select(LessonSession)):
            assert (each.plays, each.checks, each.teacher_ready, each.prepared_on) == ("", [], False, None)
            assert (each.has_teacher_key, each.has_worker_key) == (True, False)
            assert each.state is (OUT if stand_still else SessionState.PROPOSED)


def test_who_takes_it_over_themselves_said_yes_by_that(app: Flask) -> None:
    give_to(app, "Lieke", by="lieke")
    assert {each.state for each in sessions(app)} == {PLANNED}


def test_all_who_have_to_do_with_it_hear_it_once(app: Flask) -> None:
    give_to(app, "Lieke")
    with app.app_context():
        told = db.session.execute(select(LessonNotice.user_id, LessonNotice.kind, LessonNotice.sessions)).all()
        names = ("bart", "sanne", "lieke")
        assert sorted(told) == sorted((make.person(each).id, ActKind.HANDED_OVER, 3) for each in names)


def test_what_was_done_before_is_not_undone_after_it(app: Flask) -> None:
    cause = CancelCause.TRIP
    act(
        app, "bart", lambda card, **by: giving.cancel(card, row_of(card, 1), cause, seen=seen_of(row_of(card, 1)), **by)
    )
    give_to(app, "Lieke")
    with app.app_context():
        assert undoing.find_undoable(card_of("bart"), make.person("bart")) is None


def test_a_worker_who_is_away_cannot_take_it_over(app: Flask) -> None:
    with app.app_context():
        lieke = db.session.scalars(select(TeamMember).where(TeamMember.first_name == "Lieke")).one()
        db.session.add(Absence(member_id=lieke.id, starts_on=THURSDAY + WEEK, ends_on=THURSDAY + WEEK))
        db.session.commit()
    with pytest.raises(DomainError) as refused:
        give_to(app, "Lieke")
    assert refused.value.values["label"] == "2"
    assert {each.state for each in sessions(app)} == {PLANNED}


def test_a_class_that_had_it_does_not_get_it_again(app: Flask) -> None:
    act(app, "bart", moving.pause)
    add_next_year(app, "V3B")
    with app.test_request_context():
        card = card_of("bart")
        add_series(code="V3B")
        with pytest.raises(DomainError, match="has this programme already"):
            handing_over.move_to_class(card, class_of("V3B").id, key=uuid4(), by=make.person("bart"))


def test_who_is_busy_then_cannot_take_it_over(app: Flask) -> None:
    with app.app_context():
        make.make_opening(class_of("MZ31").site, THURSDAY, *FIFTH_HOUR, db.session.scalars(
            select(TeamMember).where(TeamMember.first_name == "Lieke")
        ).one())  # fmt: skip
        db.session.commit()
    with pytest.raises(DomainError) as refused:
        give_to(app, "Lieke")
    assert (refused.value.values["label"], "Lieke" in refused.value.values["why"]) == ("1", True)
    with app.app_context():
        assert db.session.scalars(select(LessonSeries)).one().pair.worker.first_name == "Sanne"


def test_next_year_it_goes_on_with_the_same_class_under_another_name(app: Flask, frozen: Any) -> None:
    act(app, "bart", moving.pause)
    id = add_next_year(app, "V3B")
    frozen.move_to("2027-08-30 10:00:00")
    move_to(app, "V3B")
    resume(app, "bart")
    assert days(app) == [date(2027, 9, 2) + at * WEEK for at in range(3)]
    assert needed(app, CLASS) == {id}


def test_a_class_of_the_same_year_is_no_other_name(app: Flask) -> None:
    act(app, "bart", moving.pause)
    with app.app_context():
        db.session.add(SchoolClass(code="B1C", site_id=class_of("V2B").site_id, school_year=class_of("V2B").school_year,
                                   level="kader", study_year=1, size=20))  # fmt: skip
        db.session.commit()
    add_next_year(app, "V3A", "V3B")
    with pytest.raises(NotFoundError):
        move_to(app, "B1C")
    mentor = Browser(app).signed_in("bart")
    place = f"{place_of(app)}/class"
    page = mentor.get(place)
    assert ("V3B" in page.words, "B1C" in page.words) == (True, False)
    assert not [each for each in page.forms() if each.get("method") == "post" and each.get("action") == place], (
        "it asks"
    )
    with app.app_context():
        v3a = class_of("V3A").id
    sure = mentor.get(f"{place}?class={v3a}")
    assert mentor.post(place, sure.form(place)).status == 303
    move_to(app, "V3B")  # the other one was a mistake, and nothing was given in it
    with app.app_context():
        assert db.session.scalars(select(LessonSeries)).one().school_class.code == "V3B"


def test_the_old_code_leads_to_the_class_that_goes_on(app: Flask, browser: Browser) -> None:
    with app.app_context():
        old = ensure_public_code(class_of("V2B"))
        db.session.commit()
    act(app, "bart", moving.pause)
    add_next_year(app, "V3B")
    move_to(app, "V3B")
    with app.app_context():
        assert class_of("V3B").public_code != old
    page = browser.get(f"/klas/{old}")
    assert (page.status, "V3B" in page.words) == (200, True)
    before = Browser(app).signed_in("bart").get(f"{place_of(app)}/before")
    assert "V2B" in before.words


def test_an_old_page_does_not_replace_who_gives_it_by_now(app: Flask) -> None:
    with app.app_context():
        old, bart = handing_over.mark_of(card_of("bart").series.pair), make.person("bart").id
    give_to(app, "Lieke")
    with pytest.raises(DomainError, match="changed this while you had it open"):
        act(app, "bart", lambda card, **by: handing_over.replace_pair(
            card, teacher_id=bart, worker_id=sanne().id, reason="toch Sanne", seen=old, **by
        ))  # fmt: skip


def test_who_works_at_another_school_does_not_take_it_over(app: Flask) -> None:
    with pytest.raises(DomainError, match="does not work at the school"):
        act(app, "renske", lambda card, **by: handing_over.replace_pair(
            card, teacher_id=make.person("otto").id, worker_id=card.series.pair.worker_id, reason="ruil",
            seen=handing_over.mark_of(card.series.pair), **by,
        ))  # fmt: skip


def add_next_year(app: Flask, *codes: str) -> int:
    """Classes of next year at the school of V2B, with the same mentor hour; the id of the last one."""
    with app.app_context():
        year = SchoolYear(name="2027-2028", starts_on=date(2027, 8, 1), ends_on=date(2028, 7, 31))
        site = class_of("V2B").site_id
        made = [SchoolClass(code=code, site_id=site, school_year=year, level="kader", study_year=3, size=24)
                for code in codes]  # fmt: skip
        db.session.add_all([year, *made])
        db.session.flush()
        db.session.add_all(
            ClassHour(school_class_id=each.id, weekday=3, starts=FIFTH_HOUR[0], ends=FIFTH_HOUR[1]) for each in made
        )
        db.session.commit()
        return made[-1].id


def move_to(app: Flask, code: str) -> None:
    act(app, "bart", lambda card, key, by: handing_over.move_to_class(card, class_of(code).id, key=key, by=by))


def place_of(app: Flask) -> str:
    with app.app_context():
        return f"/lessons/series/{db.session.scalars(select(LessonSeries.id)).one()}"
