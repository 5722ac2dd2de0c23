"""Who will not be there at a lesson that has a date: it is said before, told after, and marked until it is settled."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.hours import Absence
from jsp.models.lesson_sessions import LessonNotice
from jsp.models.outbox import OutboxMail
from jsp.models.team import TeamMember
from jsp.rules.session import ActKind, SessionState
from tests import make
from tests.browser import Browser, Page
from tests.hours.desk import form_with
from tests.lessons.conftest import class_of
from tests.lessons.rows import THURSDAY, add_series, add_session
from tests.settings.test_lists import sendable

WEEK = timedelta(weeks=1)
MINE, TODAY = "/hours/mine", "/today/"
FIRST, SECOND = "les 1: donderdag 26 november", "les 2: donderdag 3 december"
AWAY, AT_WORK, LEFT = ActKind.AWAY, ActKind.AT_WORK, ActKind.LEFT


@pytest.fixture(autouse=True)
def series(app: Flask, ground: None) -> str:
    """Of V2B, with Bart and Sanne: lesson 1 firm this Thursday, lesson 2 asked for the week after; its address."""
    with app.app_context():
        made = add_series()
        add_session(made, 1, THURSDAY)
        add_session(made, 2, THURSDAY + WEEK, SessionState.PROPOSED)
        db.session.commit()
        return f"/lessons/series/{made.id}"


def told(app: Flask) -> set[tuple[str, ActKind, int]]:
    """Who got a notice, of what, about how many lessons."""
    with app.app_context():
        found = db.session.scalars(select(LessonNotice)).all()
        names = {make.person(name).id: name for name in make.CAST}
        return {(names[each.user_id], each.kind, each.sessions) for each in found}


def mailed(app: Flask) -> set[str]:
    """Who got a mail about lessons."""
    with app.app_context():
        letters = [each.letter for each in db.session.scalars(select(OutboxMail)) if each.kind == "lessons_changed"]
        return {name for name in make.CAST for letter in letters if f"{name}@" in letter}


def go_away(by: Browser, first: date, last: date) -> Page:
    values = form_with(by.get(MINE), "starts_on") | {"starts_on": str(first), "ends_on": str(last)}
    return by.post("/hours/absences", values)


def once_more(by: Browser, page: Page, where: str, field: str) -> Page:
    """The same form again, now that the page named the lessons."""
    return by.post(where, form_with(page, field))


def test_before_days_away_are_saved_the_lessons_in_them_are_named(app: Flask, worker: Browser) -> None:
    page = go_away(worker, THURSDAY, THURSDAY + timedelta(days=1))
    assert (page.status, "Er staat dan 1 les" in page.words) == (422, True)
    assert (FIRST in page.words, SECOND in page.words) == (True, False)
    with app.app_context():
        assert db.session.scalar(select(Absence.id)) is None
    assert told(app) == set()
    assert once_more(worker, page, "/hours/absences", "starts_on").status == 303
    assert told(app) == {("bart", AWAY, 1)}
    assert mailed(app) == {"bart"}


def test_what_is_away_with_no_lesson_is_saved_at_once(app: Flask, worker: Browser) -> None:
    assert go_away(worker, THURSDAY + timedelta(days=1), THURSDAY + timedelta(days=6)).status == 303
    assert told(app) == set()


def test_the_lesson_is_marked_for_both_until_it_is_moved(app: Flask, series: str, worker: Browser) -> None:
    once_more(worker, go_away(worker, THURSDAY, THURSDAY + WEEK), "/hours/absences", "starts_on")
    for who in ("bart", "sanne"):
        by = Browser(app).signed_in(who)
        page = by.get(TODAY)
        assert "Sanne is er dan niet" in page.words
        assert "en nog 1 les van deze reeks" in page.words
        assert {f"{series}/1/plan", f"{series}/1/off"} <= {each.get("href") for each in page._all("a")}
        assert by.get(series).words.count("Sanne is er dan niet") == 2


def test_before_a_day_is_unticked_the_lessons_on_it_are_named(app: Flask, series: str, worker: Browser) -> None:
    values = form_with(worker.get(MINE), "works_3")
    page = worker.post(MINE, {name: value for name, value in values.items() if name != "works_3"})
    assert (page.status, "Er staan dan 2 lessen" in page.words) == (422, True)
    assert once_more(worker, page, MINE, "works_0").status == 303
    assert told(app) == {("bart", AWAY, 2)}
    assert "Sanne werkt dan niet" in worker.get(series).words
    assert worker.post(MINE, form_with(worker.get(MINE), "works_0")).status == 303, "they were named before"


def test_who_plans_says_it_for_somebody_and_both_hear_it(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        address = f"/hours/team/{id_of_member('Sanne')}"
    values = form_with(coordinator.get(address), "starts_on") | {"starts_on": str(THURSDAY), "ends_on": ""}
    page = coordinator.post(f"{address}/absences", values)
    assert FIRST in page.words
    once_more(coordinator, page, f"{address}/absences", "starts_on")
    assert told(app) == {("bart", AWAY, 1), ("sanne", AWAY, 1)}


def id_of_member(name: str) -> int:
    return db.session.scalars(select(TeamMember.id).where(TeamMember.first_name == name)).one()


def closes(app: Flask, name: str) -> Page:
    """The page before the account of somebody is closed; it is closed afterwards."""
    with app.app_context():
        address = f"/accounts/people/{make.person(name).id}/disable"
    by = Browser(app).signed_in("beheer")
    page = by.get(address)
    assert by.post(address, form_with(page, "reason") | {"reason": "andere baan"}).status == 303
    return page


@pytest.mark.parametrize(("who", "other", "said"), [
    ("bart", "sanne", "Bart is er niet meer"), ("sanne", "bart", "Sanne hoort dan niet meer bij het team"),
])  # fmt: skip
def test_who_leaves_leaves_no_lessons_without_a_word(app: Flask, series: str, who: str, other: str, said: str) -> None:
    assert "geeft nog 2 lessen met een datum" in closes(app, who).words
    assert told(app) == {(other, LEFT, 2), ("renske", LEFT, 2)}
    page = Browser(app).signed_in(other).get(TODAY)
    assert said in page.words
    assert f"{series}/other-pair" in {each.get("href") for each in page._all("a")}
    coordinator = Browser(app).signed_in("renske")
    assert "Zoekt een nieuw duo: V2B" in coordinator.get(TODAY).words
    assert "zoekt een nieuw duo" in coordinator.get("/lessons/board").words
    page = coordinator.get(f"{series}/other-pair")
    assert who.capitalize() not in page.choices("teacher" if who == "bart" else "worker")


def test_nobody_is_offered_an_hour_with_who_left(app: Flask, series: str, worker: Browser) -> None:
    closes(app, "bart")
    assert worker.get(f"{series}/3/plan").choices("slot") == {}


def test_the_last_day_of_somebody_in_the_team_names_the_lessons_after_it(
    app: Flask, series: str, coordinator: Browser
) -> None:
    with app.app_context():
        address = f"/settings/team/{id_of_member('Sanne')}/edit"
    values = sendable(coordinator.get(address)) | {"active_until": str(THURSDAY)}
    page = coordinator.post(address, values)
    assert (page.status, FIRST in page.words, SECOND in page.words) == (422, False, True)
    assert coordinator.post(address, sendable(page)).status == 303
    assert told(app) == {("bart", LEFT, 1), ("sanne", LEFT, 1)}
    assert coordinator.get(series).words.count("Sanne hoort dan niet meer bij het team") == 1
    assert "nieuw duo" not in coordinator.get(TODAY).words, "she is still there"


def test_days_at_work_placement_name_the_lessons_on_them(app: Flask, series: str, coordinator: Browser) -> None:
    with app.app_context():
        address = f"/settings/classes/{class_of('V2B').id}/edit"
    weeks = {"away_from": str(THURSDAY + WEEK), "away_until": str(THURSDAY + 9 * WEEK)}
    values = sendable(coordinator.get(address)) | {"away_weekdays": ["3"]} | weeks
    page = coordinator.post(address, values)
    assert (page.status, FIRST in page.words, SECOND in page.words) == (422, False, True)
    assert coordinator.post(address, sendable(page)).status == 303
    assert told(app) == {("bart", AT_WORK, 1), ("sanne", AT_WORK, 1)}
    assert "De klas is dan op stage" in coordinator.get(series).words
