"""Preparing a lesson: one tap for each thing, each for themselves, and what plays in a class is for the two alone."""

from collections.abc import Callable
from datetime import date, time
from uuid import UUID, uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import Select, select

from jsp import clock, jobs
from jsp.blueprints.lessons.service import preparing
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.lesson_rows import get_card
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import SeriesLesson
from jsp.rules.programme import Share
from jsp.rules.session import Check, SessionState
from tests import make
from tests.browser import Browser, Page
from tests.lessons.conftest import add_ground
from tests.lessons.rows import THURSDAY, add_series, add_session
from tests.together import at_once

TEXT = "Ruzie in de groepsapp sinds vrijdag"


@pytest.fixture
def lesson(app: Flask, ground: None) -> str:
    """The address of the first lesson of V2B, that Bart and Sanne give on Thursday."""
    with app.app_context():
        series = add_series()
        add_session(series, 1, THURSDAY)
        db.session.commit()
        return f"/lessons/series/{series.id}/1"


def session_of(app: Flask) -> LessonSession:
    with app.app_context():
        return db.session.scalars(select(LessonSession)).one()


def plays(app: Flask) -> str:
    with app.app_context():
        return db.session.scalars(select(LessonSession)).one().plays


def readers_of(session: LessonSession) -> Select[int | None]:
    return select(AuditEntry.user_id).where(AuditEntry.action == Action.READ, AuditEntry.object_id == str(session.id))


def tap(browser: Browser, lesson: str, what: str) -> Page:
    page = browser.get(f"{lesson}/prepare")
    return browser.post(f"{lesson}/{what}", page.form(f"{lesson}/{what}"))


def test_a_point_is_one_tap_and_the_same_tap_twice_is_one(app: Flask, mentor: Browser, lesson: str) -> None:
    values = mentor.get(f"{lesson}/prepare").form(f"{lesson}/checks/goal/done")
    for _ in range(2):
        assert mentor.post(f"{lesson}/checks/goal/done", values).status == 303
    assert session_of(app).done_checks == [Check.GOAL]
    tap(mentor, lesson, "checks/goal/open")
    assert session_of(app).done_checks == []


def test_two_who_tick_at_the_same_moment_both_count(committing: Flask) -> None:
    with committing.app_context():
        add_ground()
        series = add_series()
        add_session(series, 1, THURSDAY)
        db.session.commit()
        id = series.id

    def tick(name: str, check: Check) -> Callable[[Callable[[], None]], None]:
        def act(looked: Callable[[], None]) -> None:
            user = make.person(name)
            card = get_card(user, id)
            row = card.row(1)
            assert row is not None
            looked()
            preparing.mark_check(card, row, check, is_done=True, key=uuid4(), by=user)

        return act

    assert at_once(committing, tick("bart", Check.ROOM), tick("sanne", Check.MIND)) == [None, None]
    with committing.app_context():
        assert db.session.scalars(select(LessonSession)).one().done_checks == [Check.ROOM, Check.MIND]


def test_it_is_ready_once_both_said_so(app: Flask, mentor: Browser, worker: Browser, lesson: str) -> None:
    tap(mentor, lesson, "ready/yes")
    assert (session_of(app).teacher_ready, session_of(app).is_ready) == (True, False)
    tap(worker, lesson, "ready/yes")
    assert session_of(app).is_ready
    tap(mentor, lesson, "ready/no")
    assert (session_of(app).teacher_ready, session_of(app).worker_ready) == (False, True)


@pytest.mark.parametrize("who", ["colleague", "coordinator"])
def test_nobody_else_ticks_or_reads_what_plays(
    app: Flask, mentor: Browser, lesson: str, who: str, request: pytest.FixtureRequest
) -> None:
    write(mentor, lesson, TEXT)
    other: Browser = request.getfixturevalue(who)
    page = other.get(f"{lesson}/prepare")
    assert (page.status, TEXT in page.text) == (200, False)
    assert [form.get("action") for form in page.forms() if lesson in (form.get("action") or "")] == []
    series = lesson.removesuffix("/1")
    values = other.get(f"{series}/1/off").form(f"{series}/1/off/illness/0")
    for what in ("checks/goal/done", "ready/yes", "plays", "talk", "parts/word/lead/jsp"):
        sent = values | {"plays": "Iets anders", "on": "2026-11-25", "at": "15:30"}
        assert other.post(f"{lesson}/{what}", sent).status in (303, 422)
    held = session_of(app)
    assert (held.checks, held.teacher_ready, held.worker_ready, plays(app)) == ([], False, False, TEXT)
    assert held.prepared_on is None
    with app.app_context():
        assert db.session.scalars(select(SeriesLesson.data).where(SeriesLesson.position == 1)).one() is None
        assert set(db.session.scalars(readers_of(held))) <= {make.person("bart").id}, "nobody else had it opened"


def write(browser: Browser, lesson: str, text: str) -> Page:
    page = browser.get(f"{lesson}/prepare")
    return browser.post(f"{lesson}/plays", page.form(f"{lesson}/plays") | {"plays": text})


def test_what_plays_is_sealed_and_who_read_it_stands_in_the_trail(
    app: Flask, mentor: Browser, worker: Browser, lesson: str
) -> None:
    write(mentor, lesson, TEXT)
    assert TEXT in worker.get(f"{lesson}/prepare").text
    held = session_of(app)
    assert plays(app) == TEXT
    assert TEXT.encode() not in (held.plays_sealed or b"")
    with app.app_context():
        assert make.person("sanne").id in db.session.scalars(readers_of(held)).all()


def test_a_bsn_may_not_stand_there(app: Flask, mentor: Browser, lesson: str) -> None:
    page = write(mentor, lesson, "Het gaat om 111222333")
    assert (page.status, plays(app)) == (422, "")
    assert "111222333" in page.text, "what was typed is not lost"


def test_who_writes_over_the_other_sees_what_stands_there_first(
    app: Flask, mentor: Browser, worker: Browser, lesson: str
) -> None:
    old = mentor.get(f"{lesson}/prepare").form(f"{lesson}/plays")
    write(worker, lesson, TEXT)
    page = mentor.post(f"{lesson}/plays", old | {"plays": "Van Bart"})
    assert (page.status, plays(app)) == (422, TEXT)
    assert TEXT in page.text
    assert mentor.post(f"{lesson}/plays", page.form(f"{lesson}/plays")).status == 303
    assert plays(app) == "Van Bart"


@pytest.mark.parametrize("what", ["given/0", "off/illness/0"])
def test_it_is_erased_a_day_after_the_lesson_was_given_or_dropped_out(
    app: Flask, mentor: Browser, lesson: str, what: str, frozen: FrozenDateTimeFactory
) -> None:
    write(mentor, lesson, TEXT)
    frozen.move_to("2026-11-26 14:00:00")
    again = Browser(app).signed_in("bart")
    page = again.get(f"{lesson}/off" if "off" in what else lesson.removesuffix("/1"))
    again.post(f"{lesson}/{what}", page.form(f"{lesson}/{what}"))
    assert session_of(app).state in (SessionState.GIVEN, SessionState.CANCELLED)
    for day, kept in (("2026-11-27 13:00", True), ("2026-11-27 15:00", False)):  # it may have been a slip
        frozen.move_to(day)
        erase(app)
        assert (session_of(app).plays_sealed is not None) is kept, day


def erase(app: Flask) -> None:
    with app.app_context():
        jobs.erase_what_is_over()
        db.session.commit()


def test_it_is_erased_a_week_after_the_day_of_the_lesson(
    app: Flask, mentor: Browser, lesson: str, frozen: FrozenDateTimeFactory
) -> None:
    write(mentor, lesson, TEXT)
    for day, kept in (("2026-12-02", True), ("2026-12-03", False)):
        frozen.move_to(f"{day} 12:00:00")
        erase(app)
        assert (session_of(app).plays_sealed is not None) is kept, day


@pytest.mark.parametrize(("on", "at", "status"), [
    ("2026-11-25", "15:30", 303), ("2026-11-20", "15:30", 422), ("2026-11-23", "12:29", 422),
    ("2026-11-26", "12:50", 422), ("2026-11-25", "", 422), ("morgen", "15:30", 422), ("", "", 303),
])  # fmt: skip
def test_the_two_meet_before_the_lesson(
    app: Flask, worker: Browser, lesson: str, on: str, at: str, status: int
) -> None:  # fmt: skip
    page = worker.get(f"{lesson}/prepare")
    sent = worker.post(f"{lesson}/talk", page.form(f"{lesson}/talk") | {"on": on, "at": at})
    held = session_of(app)
    assert sent.status == status
    is_kept = status == 303 and on != ""
    assert (held.prepared_on, held.prepared_at) == ((date(2026, 11, 25), time(15, 30)) if is_kept else (None, None))


def test_who_leads_a_part_is_one_tap(app: Flask, worker: Browser, lesson: str) -> None:
    tap(worker, lesson, "parts/word/lead/jsp")
    assert shares(app, "word") == (Share.SUPPORT, Share.LEAD)
    tap(worker, lesson, "parts/word/other/observe")
    assert shares(app, "word") == (Share.OBSERVE, Share.LEAD)
    tap(worker, lesson, "parts/step/lead/both")
    assert shares(app, "step") == (Share.LEAD, Share.LEAD), "of a part with a star it may be agreed too"


def shares(app: Flask, part: str) -> tuple[Share, Share]:
    with app.app_context():
        found = db.session.scalars(select(SeriesLesson).where(SeriesLesson.position == 1)).one()
        [activity] = [each for each in (found.data or {})["activities"] if each["key"] == part]
        return Share(activity["teacher"]), Share(activity["jsp"])


def test_a_lesson_without_a_date_says_so(app: Flask, mentor: Browser, lesson: str) -> None:
    page = mentor.get(lesson.removesuffix("/1") + "/2/prepare")
    assert lesson.removesuffix("/1") + "/2/plan" in page.text
    assert "/checks/" not in page.text


def test_a_foreign_lesson_is_missing(stranger: Browser, lesson: str) -> None:
    for where in (lesson, f"{lesson}/prepare", lesson.replace("/1", "/99")):
        assert stranger.get(where).status == 404


def test_the_suggestion_is_the_school_day_before(app: Flask, lesson: str) -> None:
    with app.app_context():
        held = db.session.scalars(select(LessonSession)).one()
        assert preparing.suggest_moment(held, clock.local_now()) == preparing.Moment(date(2026, 11, 25), time(15, 30))
        held.on = date(2026, 11, 23)
        assert preparing.suggest_moment(held, clock.local_now()) is None
        db.session.rollback()
    assert UUID(lesson.split("/")[3])
