"""A mentor begins a series, and it is booked with two keys: through the front door."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.outbox import OutboxMail
from jsp.models.programmes import Programme
from jsp.models.team import TeamMember
from jsp.rules.session import CancelCause, GivenBy, SeriesState, SessionState
from tests import make
from tests.browser import Browser, Page
from tests.lessons.conftest import class_of
from tests.lessons.rows import THURSDAY

pytestmark = pytest.mark.usefixtures("ground")
NEW = "/lessons/new"


def begun(app: Flask, browser: Browser, **otherwise: object) -> str:
    """The address of a new series of V2B with Bart and Sanne."""
    with app.app_context():
        values = {
            "school_class": class_of("V2B").id,
            "programme": db.session.scalars(select(Programme.id)).one(),
            "teacher": make.person("bart").id,
            "worker": db.session.scalars(select(TeamMember.id).where(TeamMember.first_name == "Sanne")).one(),
        }
    page = browser.post(NEW, browser.get(NEW).form(NEW) | values | otherwise)
    assert page.status == 303, page.words
    return str(page.response.headers["Location"])


def press(browser: Browser, address: str, action: str, **values: object) -> Page:
    """Send the form of that page as it stands, with these values in it."""
    return browser.post(action, browser.get(address).form(action) | values, follow=True)


def asked(browser: Browser, series: str, position: int = 1, at: str = f"{THURSDAY} 12:50") -> Page:
    plan = f"{series}/{position}/plan"
    return press(browser, plan, plan, slot=at)


def press_keys(browser: Browser, series: str) -> Page:
    """Yes to every hour that waits, as the page of the series showed them."""
    actions = [str(form.get("action")) for form in browser.get(series).forms()]
    return press(browser, series, next(each for each in actions if "/keys/" in each))


def sessions(app: Flask, series: str) -> list[LessonSession]:
    with app.app_context():
        query = select(LessonSession).where(LessonSession.series_id == UUID(series.rsplit("/", 1)[1]))
        return list(db.session.scalars(query.order_by(LessonSession.on, LessonSession.starts)))


def test_a_series_holds_the_lessons_of_its_programme(app: Flask, mentor: Browser) -> None:
    words = mentor.get(begun(app, mentor)).words
    assert "1. Zo doen wij het hier" in words
    assert "3. Wat je zegt" in words
    assert "Nog één keer" not in words  # a repetition is planned when its time has come


def test_the_same_programme_for_the_same_class_is_refused(app: Flask, mentor: Browser) -> None:
    begun(app, mentor)
    page = mentor.get(NEW)
    with app.app_context():
        values = {
            "school_class": class_of("V2B").id, "programme": db.session.scalars(select(Programme.id)).one(),
            "worker": db.session.scalars(select(TeamMember.id).where(TeamMember.first_name == "Sanne")).one(),
        }  # fmt: skip
    refused = mentor.post(NEW, page.form(NEW) | values)
    assert refused.status == 422
    assert "heeft deze lessen al" in refused.words


def test_only_free_mentor_hours_are_on_offer(app: Flask, mentor: Browser) -> None:
    page = mentor.get(f"{begun(app, mentor)}/1/plan")
    offered = list(page.choices("slot").values())
    assert offered[0] == f"{THURSDAY} 12:50"
    assert all(date.fromisoformat(each[:10]).weekday() == THURSDAY.weekday() for each in offered)


def test_an_hour_is_firm_once_both_turned_their_key(app: Flask, mentor: Browser, worker: Browser) -> None:
    series = begun(app, mentor)
    asked(mentor, series)
    [session] = sessions(app, series)
    assert (session.state, session.has_teacher_key, session.has_worker_key) == (SessionState.PROPOSED, True, False)
    press(worker, "/lessons/", f"{series}/1/key/0")
    [session] = sessions(app, series)
    assert session.state is SessionState.PLANNED


def test_nobody_turns_the_key_of_the_other(app: Flask, mentor: Browser, colleague: Browser) -> None:
    series = begun(app, mentor)
    asked(mentor, series)
    once = colleague.get(series).form(f"{series}/1/withdraw/0")
    page = colleague.post(f"{series}/1/key/0", once, follow=True)
    assert "Alleen wie gevraagd is" in page.words
    assert sessions(app, series)[0].state is SessionState.PROPOSED


def test_another_hour_needs_both_keys_again(app: Flask, mentor: Browser, worker: Browser) -> None:
    series = begun(app, mentor)
    asked(mentor, series)
    press(worker, "/lessons/", f"{series}/1/key/0")
    asked(worker, series, at="2026-12-03 12:50")
    [session] = sessions(app, series)
    assert (session.on, session.state, session.moves) == (date(2026, 12, 3), SessionState.PROPOSED, 1)
    assert (session.has_teacher_key, session.has_worker_key) == (False, True)


def test_all_lessons_are_asked_in_one_go(app: Flask, mentor: Browser, worker: Browser) -> None:
    series = begun(app, mentor)
    plan = mentor.get(f"{series}/plan-all")
    action = next(form.get("action") for form in plan.forms() if "/plan-all/" in (form.get("action") or ""))
    mentor.post(action, plan.form(action), follow=True)
    assert [each.on.day for each in sessions(app, series)] == [26, 3, 10]
    press_keys(worker, series)
    assert {each.state for each in sessions(app, series)} == {SessionState.PLANNED}


def test_it_drops_out_with_one_tap_and_offers_other_hours(app: Flask, mentor: Browser) -> None:
    series = begun(app, mentor)
    asked(mentor, series)
    page = press(mentor, f"{series}/1/off", f"{series}/1/off/illness/0")
    assert page.heading.startswith("Les 1, V2B: welk uur")
    [session] = sessions(app, series)
    assert (session.state, session.cause) == (SessionState.CANCELLED, CancelCause.ILLNESS)
    asked(mentor, series, at="2026-12-03 12:50")
    assert [each.state for each in sessions(app, series)] == [SessionState.CANCELLED, SessionState.PROPOSED]


def test_pausing_and_going_on_keeps_every_date(app: Flask, mentor: Browser) -> None:
    series = begun(app, mentor)
    asked(mentor, series)
    asked(mentor, series, 2, "2026-12-03 12:50")
    press(mentor, f"{series}/pause", f"{series}/pause")
    assert {each.state for each in sessions(app, series)} == {SessionState.INTERRUPTED}
    press(mentor, f"{series}/resume", f"{series}/resume")
    assert [(each.on, each.state) for each in sessions(app, series)] == [
        (THURSDAY, SessionState.PROPOSED), (date(2026, 12, 3), SessionState.PROPOSED),
    ]  # fmt: skip


def test_the_last_change_is_undone_as_a_whole(app: Flask, mentor: Browser, frozen: FrozenDateTimeFactory) -> None:
    series = begun(app, mentor)
    asked(mentor, series)
    frozen.tick(60)
    press(mentor, f"{series}/pause", f"{series}/pause")
    undo = next(form.get("action") for form in mentor.get(series).forms() if "/undo/" in (form.get("action") or ""))
    press(mentor, series, undo)
    assert sessions(app, series)[0].state is SessionState.PROPOSED
    with app.app_context():
        assert db.session.scalars(select(LessonSeries.state)).one() is SeriesState.RUNNING


def test_given_by_one_alone_and_half_is_counted_apart(
    app: Flask, mentor: Browser, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    series = begun(app, mentor)
    asked(mentor, series)
    press(worker, "/lessons/", f"{series}/1/key/0")
    frozen.tick(timedelta(days=3, hours=1))
    mentor.signed_in("bart")
    form = f"{series}/1/given-otherwise"
    press(mentor, form, form, by="teacher", left=["word"])
    [session] = sessions(app, series)
    assert (session.given_by, session.left) == (GivenBy.TEACHER, ["word"])
    assert "Eén woord" in mentor.get(f"{series}/2").words


def test_a_foreign_series_is_the_same_as_none(app: Flask, mentor: Browser, stranger: Browser) -> None:
    series = begun(app, mentor)
    assert stranger.get(series).status == stranger.get(f"/lessons/series/{UUID(int=4)}").status == 404


def test_another_pair_needs_a_reason(app: Flask, mentor: Browser) -> None:
    series = begun(app, mentor)
    with app.app_context():
        lieke = db.session.scalars(select(TeamMember.id).where(TeamMember.first_name == "Lieke")).one()
    refused = press(mentor, f"{series}/other-pair", f"{series}/other-pair", worker=lieke)
    assert refused.status == 422
    press(mentor, f"{series}/other-pair", f"{series}/other-pair", worker=lieke, reason="ander rooster")
    assert "Bart en Lieke" in mentor.get(series).words


def test_a_mail_lets_the_mentor_answer_once(app: Flask, mentor: Browser, worker: Browser, browser: Browser) -> None:
    series = begun(app, mentor)
    asked(worker, series)
    address = mailed(app)
    before = sessions(app, series)[0].state
    page = browser.get(address)
    assert sessions(app, series)[0].state is before is SessionState.PROPOSED  # opening it changes nothing
    browser.in_language("en")
    answered = browser.post(f"{address}/yes", page.form(f"{address}/yes"), follow=True)
    assert sessions(app, series)[0].state is SessionState.PLANNED
    again = browser.post(f"{address}/yes", page.form(f"{address}/yes"), follow=True)
    for each in (answered, again):
        assert (each.status, each.heading, "26 Nov" in each.words) == (200, "It is firm", True)
    foreign = worker.in_language("en").get(address)
    assert (foreign.status, "for somebody else" in foreign.words, "V2B" in foreign.words) == (403, True, False)


def mailed(app: Flask) -> str:
    """The path of the address in the newest mail that asks for a lesson."""
    with app.app_context():
        letters = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "lesson_asked"))
        found = re.search(r"https://jsp\.example(/les-uur/\S+?)\"?\\n", "".join(each.letter for each in letters))
    assert found
    return found[1]
