"""Choosing an hour: what dropped out is not offered again, what breaks the order is marked, and why there is none."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.lessons.service import booking, booking_all, giving, moving, offers, order, repeating
from jsp.extensions import db
from jsp.models.ground import SchoolYear, Setting
from jsp.models.hours import Absence, Closure
from jsp.models.lesson_rows import Card
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.refusal import DomainError
from jsp.rules.session import CancelCause, SessionState
from tests.browser import Browser
from tests.lessons.acting import act, card_of, days, resume, row_of, sanne, seen
from tests.lessons.rows import THURSDAY, WEEK, add_series, add_session, at

NEXT_YEAR = date(2027, 1, 7)  # a Thursday


def weeks(*numbers: int) -> list[date]:
    return [THURSDAY + each * WEEK for each in numbers]


@pytest.fixture
def series(app: Flask, ground: None) -> str:
    """Lessons 1, 2 and 3 of V2B on three Thursdays, firm; its address."""
    with app.app_context():
        made = add_series()
        for each in range(3):
            add_session(made, each + 1, THURSDAY + each * WEEK)
        db.session.commit()
        return f"/lessons/series/{made.id}"


def drop(app: Flask, position: int) -> None:
    act(app, "bart", lambda card, **by: giving.cancel(
        card, row_of(card, position), CancelCause.ILLNESS, **seen(card, position), **by
    ))  # fmt: skip


def test_what_dropped_out_gets_three_new_hours_and_all_can_move_up_one(
    app: Flask, mentor: Browser, series: str
) -> None:  # fmt: skip
    drop(app, 1)
    plan = f"{series}/1/plan"
    page = mentor.get(plan)
    shown, _more, _rest = page.text.partition("<details")
    assert next(iter(page.choices("slot").values())) == f"{THURSDAY + 3 * WEEK} 12:50", "not the one that dropped out"
    assert shown.count('name="slot"') == 3
    assert "na les 3" in page.words
    preview = mentor.get(f"{series}/2/move?weeks=1&then=1")
    assert "weeks=1&amp;then=1" in page.text
    assert "Les 2: do 3 dec 12.50 → do 10 dec 12.50" in preview.words, "the hour that it has, not the one asked"
    moved = f"{series}/2/moved?then=1"
    page = mentor.post(moved, preview.form(moved), follow=True)
    assert days(app)[1:] == weeks(2, 3)
    assert next(iter(page.choices("slot").values())) == f"{THURSDAY + WEEK} 12:50", "room was made for it"


def test_nor_is_it_planned_there_again_in_one_go(app: Flask, series: str) -> None:
    drop(app, 1)
    with app.app_context():
        assert [offer.slot.on for _row, offer in booking_all.plan_rest(card_of("bart"), since=THURSDAY)] == weeks(3, 4)


def test_an_hour_that_breaks_the_order_says_so(app: Flask, ground: None) -> None:
    with app.app_context():
        made = add_series()
        add_session(made, 1, THURSDAY + 3 * WEEK)
        add_session(made, 3, THURSDAY + WEEK)
        db.session.commit()
        card = card_of("bart")
        found = order.in_order(card, row_of(card, 2), offers.list_offers(card, row_of(card, 2))[:3])
    marks = [(each.offer.slot.on, each.after and each.after.lesson.label, each.before and each.before.lesson.label)
             for each in found]  # fmt: skip
    assert marks == list(zip(weeks(0, 2, 4), [None, "3", "3"], ["1", "1", None], strict=True))


@pytest.mark.parametrize("page", ["4/plan", "plan-all"])
def test_without_any_hour_it_says_why_and_what_can_be_done(
    app: Flask, mentor: Browser, series: str, page: str
) -> None:  # fmt: skip
    with app.app_context():
        db.session.add(Absence(member_id=sanne().id, starts_on=THURSDAY, ends_on=date(2027, 7, 31)))
        db.session.commit()
    shown = mentor.get(f"{series}/{page}")
    assert "Sanne is afwezig" in shown.words
    assert "donderdag 12.50–13.35 uur" in shown.words
    assert all(f"{series}/{way}" in shown.text for way in ("hours", "other-pair"))


def test_never_before_the_school_year_of_the_class(app: Flask, series: str) -> None:
    """It is a class of next year by now."""
    act(app, "bart", moving.pause)
    with app.app_context():
        db.session.scalars(select(SchoolYear)).one().starts_on = date(2027, 1, 4)
        db.session.commit()
        card = card_of("bart")
        assert next(each.after.on for each in moving.plan_resume(card).placed) == NEXT_YEAR
        assert offers.list_offers(card, row_of(card, 4))[0].slot.on == NEXT_YEAR
        assert booking_all.plan_rest(card, since=THURSDAY)[0][1].slot.on == NEXT_YEAR
    resume(app, "bart")
    with pytest.raises(DomainError, match="has not begun then"):
        act(app, "bart", lambda card, **by: booking.ask(card, row_of(card, 4), at(THURSDAY), seen="", **by))


def test_it_stands_still_after_a_lesson(app: Flask, mentor: Browser, series: str) -> None:
    pause = f"{series}/pause"
    page = mentor.get(pause)
    assert list(page.choices("after").values()) == ["0", "1", "2"]
    assert mentor.post(pause, page.form(pause) | {"after": "1"}).status == 303
    with app.app_context():
        states = [row.session.state for row in card_of("bart").rows if row.session is not None]
    assert states == [SessionState.PLANNED, SessionState.INTERRUPTED, SessionState.INTERRUPTED]
    again = mentor.post(pause, mentor.get(pause).form(pause))
    assert (again.status, "al geregeld" in again.words) == (422, True)


def test_what_runs_already_does_not_go_on_once_more(app: Flask, series: str) -> None:
    act(app, "bart", moving.pause)
    with app.app_context():
        shown = moving.plan_resume(card_of("bart")).mark
    resume(app, "sanne")
    for old in (shown, ""):
        with pytest.raises(DomainError, match="settled already"):
            act(app, "bart", lambda card, old=old, **by: moving.resume(card, seen=old, **by))


def test_the_last_lesson_is_no_row_and_asks_the_other_one(app: Flask, series: str) -> None:
    def later(card: Card, **by: Any) -> None:
        moving.move_rest(card, 3, 1, seen=moving.plan_move(card, 3, 1).mark, **by)

    act(app, "bart", later)
    with app.app_context():
        session = row_of(card_of("bart"), 3).session
        assert session is not None
        keys = session.has_teacher_key, session.has_worker_key
    assert (session.on, session.state, keys) == (THURSDAY + 3 * WEEK, SessionState.PROPOSED, (True, False))


def test_a_test_week_and_a_week_too_many_are_said_before_it_moves(
    app: Flask, mentor: Browser, series: str
) -> None:  # fmt: skip
    with app.app_context():
        site_id = card_of("bart").series.school_class.site_id
        for week, kind, effect in (
            (3, ClosureKind.SCHOOL_HOLIDAY, Effect.CLOSED), (4, ClosureKind.EXAM_WEEK, Effect.OPEN)
        ):  # fmt: skip
            day = THURSDAY + week * WEEK
            db.session.add(Closure(
                site_id=site_id, kind=kind, effect=effect, name_nl="", name_en="", starts_on=day, ends_on=day
            ))  # fmt: skip
        db.session.commit()
    told = mentor.get(f"{series}/3/move?weeks=1").words
    assert "do 10 dec 12.50 → do 24 dec 12.50 opnieuw gevraagd later dan gevraagd · toets- of examenweek" in told
    act(app, "bart", moving.pause)
    assert "do 24 dec 12.50 · toets- of examenweek" in mentor.get(f"{series}/resume?since=2026-12-10").words


def test_more_sessions_than_are_wise_are_said(app: Flask, mentor: Browser, series: str) -> None:
    with app.app_context():
        db.session.add_all([Setting(key="session_min_per_class", value="1"),
                            Setting(key="session_max_per_class", value="2")])  # fmt: skip
        db.session.commit()
    assert "meer dan 2" in mentor.get(series).words


def test_a_series_has_an_end(app: Flask, monkeypatch: pytest.MonkeyPatch, series: str) -> None:
    monkeypatch.setattr(repeating, "MOST_LESSONS", 4)
    with pytest.raises(DomainError, match="at most"):
        act(app, "bart", lambda card, key, by: repeating.add_repetition(card, repeats=["1"], key=key))
