"""An hour for a lesson: nobody says yes to what they did not see, nothing is booked twice, and a refusal says why."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import delete

from jsp.blueprints.lessons.service import booking, offers
from jsp.extensions import db
from jsp.models.hours import Absence, Availability, Closure
from jsp.models.lesson_rows import Card, Row
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.refusal import DomainError
from jsp.rules.session import SessionState
from tests import make
from tests.browser import Browser
from tests.lessons.acting import act, card_of, row_of, sanne, seen, sessions
from tests.lessons.conftest import FIFTH_HOUR, class_of
from tests.lessons.rows import THURSDAY, add_series

WEEK = timedelta(weeks=1)
PROPOSED, PLANNED = SessionState.PROPOSED, SessionState.PLANNED
pytestmark = pytest.mark.usefixtures("begun")


@pytest.fixture
def begun(app: Flask, ground: None) -> None:
    with app.app_context():
        add_series()
        db.session.commit()


def at(on: date) -> datetime:
    return datetime.combine(on, FIFTH_HOUR[0])


def ask(app: Flask, name: str, position: int = 1, on: date = THURSDAY) -> None:
    act(app, name, lambda card, **by: booking.ask(card, row_of(card, position), at(on), **seen(card, position), **by))


def say_yes(app: Flask, name: str, seen: int = 0, position: int = 1) -> None:
    act(app, name, lambda card, **by: booking.turn_key(card, row_of(card, position), seen=seen, **by))


def first_lesson() -> tuple[Card, Row]:
    card = card_of("bart")
    return card, row_of(card, 1)


def test_asked_countered_and_accepted(app: Flask) -> None:
    ask(app, "bart")
    ask(app, "sanne", on=THURSDAY + WEEK)
    [session] = sessions(app)
    assert (session.on, session.state) == (THURSDAY + WEEK, PROPOSED)
    assert (session.has_teacher_key, session.has_worker_key, session.moves) == (False, True, 0)
    say_yes(app, "bart", seen=session.sequence)
    [session] = sessions(app)
    assert (session.state, session.is_firm) == (PLANNED, True)


def test_no_yes_to_an_hour_that_was_not_seen(app: Flask, mentor: Browser, worker: Browser) -> None:
    """Two tabs: the button of an old page says yes to the hour that stood there, and to no other."""
    ask(app, "bart")
    page = worker.get("/today/")
    button = next(str(form.get("action")) for form in page.forms() if "/key/" in str(form.get("action")))
    ask(app, "bart", on=THURSDAY + WEEK)
    told = worker.post(button, page.form(button), follow=True).words
    assert "Iemand wijzigde dit" in told
    assert [(each.on, each.state) for each in sessions(app)] == [(THURSDAY + WEEK, PROPOSED)]


def test_accepted_is_settled(app: Flask) -> None:
    ask(app, "bart")
    say_yes(app, "sanne")
    for late in (booking.turn_key, booking.withdraw):
        with pytest.raises(DomainError, match="settled already"):
            act(app, "sanne", lambda card, late=late, **by: late(card, row_of(card, 1), seen=1, **by))


def test_withdrawn_the_hour_is_free_and_the_lesson_needs_one(app: Flask) -> None:
    ask(app, "bart")
    act(app, "bart", lambda card, **by: booking.withdraw(card, row_of(card, 1), seen=0, **by))
    with app.app_context():
        assert row_of(card_of("bart"), 1).is_to_plan
    ask(app, "sanne", 2)
    assert sorted(each.state for each in sessions(app)) == [PROPOSED, SessionState.WITHDRAWN]


def test_sent_twice_is_asked_once(app: Flask) -> None:
    key = uuid4()
    for _time in range(2):
        act(app, "bart", lambda card, by, **_new: booking.ask(
            card, row_of(card, 1), at(THURSDAY), seen="", key=key, by=by
        ))  # fmt: skip
    assert len(sessions(app)) == 1


@pytest.mark.parametrize(("on", "hour", "told"), [
    (date(2026, 11, 22), 12, "no mentor hour then"), (date(2026, 11, 19), 12, "is over by now"),
    (date(2027, 8, 5), 12, "before the end of the school year"), (THURSDAY, 9, "no mentor hour then"),
])  # fmt: skip
def test_an_hour_that_is_none(app: Flask, on: date, hour: int, told: str) -> None:
    moment = datetime.combine(on, time(hour, 50))
    with pytest.raises(DomainError, match=told):
        act(app, "bart", lambda card, **by: booking.ask(card, row_of(card, 1), moment, seen="", **by))
    assert sessions(app) == []


def test_an_hour_that_is_over_is_not_booked_nor_agreed(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    ask(app, "bart", 2)
    frozen.move_to("2026-11-26 12:35:00")
    for does in (lambda: say_yes(app, "sanne", position=2), lambda: ask(app, "bart")):
        with pytest.raises(DomainError, match="is over by now"):
            does()
    assert [each.state for each in sessions(app)] == [PROPOSED]


def test_a_taken_hour_says_by_what(app: Flask) -> None:
    ask(app, "bart")
    with pytest.raises(DomainError, match="The class has another lesson of ours then"):
        ask(app, "bart", 2)
    with app.app_context():
        make.make_opening(class_of("MZ31").site, THURSDAY + WEEK, *FIFTH_HOUR, sanne())
        db.session.commit()
    with pytest.raises(DomainError, match="sits at a desk then"):
        ask(app, "bart", 2, THURSDAY + WEEK)
    with app.app_context():
        db.session.add(Absence(member_id=sanne().id, starts_on=THURSDAY + 2 * WEEK, ends_on=THURSDAY + 2 * WEEK))
        db.session.commit()
    with pytest.raises(DomainError, match="is away that day"):
        ask(app, "bart", 2, THURSDAY + 2 * WEEK)


def test_what_came_between_asking_and_accepting_is_told(app: Flask) -> None:
    ask(app, "bart")
    with app.app_context():
        db.session.add(Absence(member_id=sanne().id, starts_on=THURSDAY, ends_on=THURSDAY))
        db.session.commit()
    with pytest.raises(DomainError, match="is away that day"):
        say_yes(app, "sanne")
    assert sessions(app)[0].state is PROPOSED


def test_in_a_test_week_it_is_offered_with_a_warning(app: Flask) -> None:
    """E4: the choice is theirs."""
    with app.app_context():
        db.session.add(Closure(
            site_id=class_of("V2B").site_id, kind=ClosureKind.EXAM_WEEK, effect=Effect.OPEN, name_nl="", name_en="",
            starts_on=THURSDAY, ends_on=THURSDAY,
        ))  # fmt: skip
        db.session.commit()
        first, second = offers.list_offers(*first_lesson())[:2]
    assert (first.slot.on, first.warning is not None) == (THURSDAY, True)
    assert (second.slot.on, second.warning) == (THURSDAY + WEEK, None)
    ask(app, "bart")
    assert sessions(app)[0].on == THURSDAY


def test_on_a_day_at_work_the_class_cannot_be_booked(app: Flask) -> None:
    """E5: students at their placement on Thursdays until Christmas."""
    with app.app_context():
        v2b = class_of("V2B")
        v2b.away_weekdays, v2b.away_until = [3], date(2026, 12, 25)
        db.session.commit()
        assert offers.list_offers(*first_lesson())[0].slot.on == date(2026, 12, 31)
    with pytest.raises(DomainError, match="at work placement"):
        ask(app, "bart")


def test_a_worker_without_hours_is_named_on_the_page(app: Flask, mentor: Browser) -> None:
    with app.app_context():
        id = card_of("bart").series.id
        db.session.execute(delete(Availability))
        db.session.commit()
    page = mentor.get(f"/lessons/series/{id}/1/plan")
    assert page.status == 200
    assert "Sanne heeft nog niet" in page.words


def test_a_class_in_the_archive_gets_no_new_hours(app: Flask, mentor: Browser) -> None:
    with app.app_context():
        class_of("V2B").archived_on = make.MONDAY
        id = card_of("bart").series.id
        db.session.commit()
    with pytest.raises(DomainError, match="in the archive"):
        ask(app, "bart")
    assert mentor.get(f"/lessons/series/{id}").status == 200


def test_a_teacher_whose_account_is_closed_leaves_a_series_that_can_be_given_over(app: Flask, worker: Browser) -> None:
    ask(app, "sanne")
    with app.app_context():
        make.person("bart").active = False
        id = card_of("sanne").series.id
        db.session.commit()
    for page in (
        f"/lessons/series/{id}",
        f"/lessons/series/{id}/other-pair",
        f"/lessons/series/{id}/1/plan",
        "/lessons/",
    ):
        assert worker.get(page, follow=True).status == 200
    with pytest.raises(DomainError, match="The teacher is not there any more"):
        ask(app, "sanne", 2, THURSDAY + WEEK)


def test_yes_each_time_is_to_the_hours_that_were_seen(app: Flask) -> None:
    ask(app, "bart")
    ask(app, "bart", 2, THURSDAY + WEEK)
    with app.test_request_context():
        card = card_of("sanne")
        shown = booking.mark_of(card.waiting_for(make.person("sanne")))

    def yes(card: Card, **by: Any) -> None:
        booking.turn_keys(card, seen=shown, **by)

    ask(app, "bart", 2, THURSDAY + 2 * WEEK)
    with pytest.raises(DomainError, match="changed this while you had it open"):
        act(app, "sanne", yes)
    assert {each.state for each in sessions(app)} == {PROPOSED}
