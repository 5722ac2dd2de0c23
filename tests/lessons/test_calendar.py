"""Both of a pair have exactly their lessons in their own calendar; looked at with a library that is not ours."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import recurring_ical_events
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select, update

from jsp.clock import LOCAL
from jsp.extensions import db
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.rules.session import ActKind, CancelCause, SessionState
from jsp.verbs import planning
from tests.browser import Browser
from tests.hours.programs import calendar, changing, fetch, forget
from tests.hours.test_own_feed import own_address
from tests.lessons.rows import THURSDAY, add_series, add_session
from tests.make import person

WEEK = timedelta(weeks=1)
PLANNED, PROPOSED, OUT = SessionState.PLANNED, SessionState.PROPOSED, SessionState.INTERRUPTED
Stands = tuple[str, datetime, datetime, str]
pytestmark = pytest.mark.usefixtures("ground")


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> None:
    forget(app)


@pytest.fixture
def booked(app: Flask, ground: None) -> None:
    """Three lessons of V2B in a row; the third one is not certain yet."""
    with app.app_context():
        series = add_series()
        for at, state in enumerate([PLANNED, PLANNED, PROPOSED]):
            add_session(series, at + 1, THURSDAY + at * WEEK, state)
        db.session.commit()


@pytest.fixture
def addresses(worker: Browser, mentor: Browser) -> list[str]:
    return [own_address(worker), own_address(mentor)]


def events(browser: Browser, address: str) -> list[Any]:
    """Those of lessons."""
    found = recurring_ical_events.of(calendar(browser, address)).between(date(2026, 9, 1), date(2027, 7, 31))
    return [each for each in found if each["UID"].startswith("lesson-")]


def shown(browser: Browser, address: str) -> list[Stands]:
    """What goes on according to a calendar program, by the clock on the wall."""
    return sorted(
        (str(each["UID"]), each.start.astimezone(LOCAL), each.end.astimezone(LOCAL), str(each["STATUS"]))
        for each in events(browser, address)
        if each["STATUS"] != "CANCELLED"
    )


def planned(app: Flask) -> list[Stands]:
    """What goes on according to the database."""
    with app.app_context():
        rows = db.session.scalars(select(LessonSession).where(LessonSession.takes_place))
        return sorted(
            (f"lesson-{each.id}@jsp.example", datetime.combine(each.on, each.starts, LOCAL),
             datetime.combine(each.on, each.ends, LOCAL), "TENTATIVE" if each.state is PROPOSED else "CONFIRMED")
            for each in rows
        )  # fmt: skip


def act(app: Flask, kind: ActKind, *changes: dict[str, Any]) -> None:
    """Something is done to the lessons, each change to the next one of them."""
    with app.app_context():
        series = db.session.scalars(select(LessonSeries)).one()
        sessions = {each.lesson_id: each for each in db.session.scalars(select(LessonSession))}
        done = planning.Act(series, kind, uuid4(), None)
        done.change([(sessions[lesson.id], values) for lesson, values in zip(series.lessons, changes, strict=False)])
        done.finish()
        db.session.commit()


Step = Callable[[Flask], None]
STEPS: dict[str, Step] = {
    "confirmed": lambda app: act(app, ActKind.MOVED, {}, {}, {"state": PLANNED, "has_worker_key": True}),
    "moved": lambda app: act(app, ActKind.MOVED, *({"on": THURSDAY + (at + 1) * WEEK} for at in range(3))),
    "cancelled": lambda app: act(app, ActKind.CANCELLED, {"state": "cancelled", "cause": CancelCause.TRIP}),
    "interrupted": lambda app: act(app, ActKind.CLOSED, {}, {"state": OUT}, {"state": OUT}),
    "resumed": lambda app: act(app, ActKind.RESUMED, {}, *(
        {"state": PLANNED, "on": THURSDAY + (at + 6) * WEEK, "is_resumed": True} for at in range(2)
    )),
}  # fmt: skip


@pytest.mark.usefixtures("booked")
def test_whatever_happens_both_have_exactly_what_goes_on(app: Flask, browser: Browser, addresses: list[str]) -> None:
    assert [shown(browser, address) for address in addresses] == [planned(app)] * 2
    assert len(planned(app)) == 3
    for name, step in STEPS.items():
        step(app)
        assert [shown(browser, address) for address in addresses] == [planned(app)] * 2, name
    assert len(planned(app)) == 2


@pytest.mark.usefixtures("booked")
def test_one_that_moved_is_the_same_event_and_newer(app: Flask, browser: Browser, addresses: list[str]) -> None:
    before = {each["UID"]: each["SEQUENCE"] for each in events(browser, addresses[0])}
    STEPS["moved"](app)
    after = {each["UID"]: each["SEQUENCE"] for each in events(browser, addresses[0])}
    assert before.keys() == after.keys()
    assert all(after[uid] > before[uid] for uid in before)


@pytest.mark.usefixtures("booked")
def test_what_does_not_go_on_stands_there_as_cancelled(app: Flask, browser: Browser, addresses: list[str]) -> None:
    act(app, ActKind.CLOSED, {"state": OUT}, {"state": SessionState.WITHDRAWN})
    for address in addresses:
        said = [(str(each["STATUS"]), str(each["SUMMARY"]), str(each["TRANSP"])) for each in events(browser, address)]
        assert sorted(said) == [
            ("CANCELLED", "Gaat niet door: les 1 Respect, V2B", "TRANSPARENT"),
            ("CANCELLED", "Gaat niet door: les 2 Respect, V2B", "TRANSPARENT"),
            ("TENTATIVE", "Nog niet zeker: les 3 Respect, V2B", "OPAQUE"),
        ]


@pytest.mark.usefixtures("booked")
def test_what_was_withdrawn_leaves_after_a_month(
    app: Flask, browser: Browser, addresses: list[str], frozen: FrozenDateTimeFactory
) -> None:
    act(app, ActKind.MOVED, {}, {}, {"state": SessionState.WITHDRAWN, "on": date(2027, 2, 4)})
    assert len(events(browser, addresses[0])) == 3
    frozen.move_to("2026-12-27 10:00:00")
    assert len(events(browser, addresses[0])) == 2


def test_it_says_which_lesson_where_and_names_nobody(app: Flask, browser: Browser, addresses: list[str]) -> None:
    with changing(app):
        add_session(add_series(), 1, THURSDAY)
        add_session(add_series("MZ31"), 4, THURSDAY + WEEK)
    told = [(str(each["SUMMARY"]), str(each["LOCATION"])) for each in events(browser, addresses[0])]
    assert told == [("Les 1 Respect, V2B", "Raayland, lokaal A118"), ("Herhaling Respect, MZ31", "Gilde, ruimte A118")]
    assert "Bart" not in fetch(browser, addresses[0]).text
    assert "Sanne" not in fetch(browser, addresses[1]).text
    for event in calendar(browser, addresses[1]).walk("VEVENT"):
        assert set(event) == {"UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY", "LOCATION",
                              "STATUS", "TRANSP"}  # fmt: skip


@pytest.mark.usefixtures("booked")
def test_a_room_stays_on_its_line(app: Flask, browser: Browser, addresses: list[str]) -> None:
    with app.app_context():
        db.session.execute(update(LessonSession).values(room="A1\r\nATTACH:x\rATTENDEE:y\nEND:VCALENDAR"))
        db.session.commit()
    lines = re.split(r"\r|\n", fetch(browser, addresses[0]).text)
    assert not [line for line in lines if line.startswith(("ATTACH", "ATTENDEE"))]
    assert lines.count("END:VCALENDAR") == 1


@pytest.mark.usefixtures("booked")
def test_it_speaks_the_language_of_its_owner(app: Flask, browser: Browser, addresses: list[str]) -> None:
    with changing(app):
        person("bart").language = "en"
    assert {str(each["SUMMARY"]) for each in events(browser, addresses[1])} >= {"Lesson 1 Respect, V2B"}


@pytest.mark.usefixtures("booked")
def test_nobody_else_has_them(app: Flask, browser: Browser, colleague: Browser) -> None:
    assert events(browser, own_address(colleague)) == []


@pytest.mark.usefixtures("booked")
def test_who_no_longer_gives_it_has_it_no_longer(app: Flask, browser: Browser, addresses: list[str]) -> None:
    with changing(app):
        series = db.session.scalars(select(LessonSeries)).one()
        series.pair.teacher = person("annelies")
        db.session.flush()
        for session in db.session.scalars(select(LessonSession)):
            planning.give_places(session, series)
    assert [len(shown(browser, address)) for address in addresses] == [3, 0]


@pytest.mark.parametrize(("now", "days"), [
    ("2026-10-19 10:00:00", (date(2026, 10, 22), date(2026, 10, 29))),
    ("2027-03-22 10:00:00", (date(2027, 3, 25), date(2027, 4, 1))),
])  # fmt: skip
def test_when_the_clock_changes_the_lesson_keeps_its_hour(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory, now: str, days: tuple[date, date]
) -> None:
    frozen.move_to(now)
    with changing(app):
        series = add_series()
        for at, day in enumerate(days):
            add_session(series, at + 1, day)
    found = shown(browser, own_address(Browser(app).signed_in("bart")))
    assert [f"{start:%d.%m %H:%M}" for start in sorted(start for _uid, start, _end, _status in found)] == [
        f"{day:%d.%m} 12:50" for day in days
    ]
    first, second = sorted(start for _uid, start, _end, _status in found)
    assert first.utcoffset() != second.utcoffset()


def test_a_mentor_finds_the_address_under_the_own_profile(mentor: Browser, care_coordinator: Browser) -> None:
    assert "Mijn lessen in mijn eigen agenda" in mentor.get("/accounts/profile").words
    assert "agenda" not in care_coordinator.get("/accounts/profile").words
