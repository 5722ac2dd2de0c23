"""What came of a lesson: half of it, by one alone, repeated, dropped out and planned anew."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.lessons.service import booking, giving, repeating
from jsp.extensions import db
from jsp.models.hours import Closure
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import SeriesLesson
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.dots import Dot
from jsp.rules.programme import Kind
from jsp.rules.refusal import DomainError
from jsp.rules.session import ActKind, CancelCause, GivenBy, SessionState
from jsp.verbs import planning
from tests.browser import Browser
from tests.lessons.acting import act, card_of, row_of, seen, sessions
from tests.lessons.conftest import FIFTH_HOUR, class_of
from tests.lessons.rows import THURSDAY, add_series, add_session

WEEK = timedelta(weeks=1)
BOTH, TEACHER = GivenBy.TOGETHER, GivenBy.TEACHER
pytestmark = pytest.mark.usefixtures("two_planned")


@pytest.fixture
def two_planned(app: Flask, ground: None, frozen: Any) -> None:
    """Lesson 1 this Thursday and lesson 2 the week after; it is the evening of this Thursday."""
    with app.app_context():
        made = add_series()
        for at in range(2):
            add_session(made, at + 1, THURSDAY + at * WEEK)
        db.session.commit()
    frozen.move_to("2026-11-26 19:00:00")


def give(app: Flask, position: int, by_whom: GivenBy = BOTH, *left: str) -> None:
    act(app, "bart", lambda card, **by: giving.give(
        card, row_of(card, position), by_whom, left=left, **seen(card, position), **by
    ))  # fmt: skip


def cancel(app: Flask, position: int, cause: CancelCause = CancelCause.ILLNESS) -> None:
    act(app, "bart", lambda card, **by: giving.cancel(
        card, row_of(card, position), cause, **seen(card, position), **by
    ))  # fmt: skip


def first_of(app: Flask) -> LessonSession:
    return sessions(app)[0]


def test_what_was_not_done_comes_first_in_the_next_lesson(app: Flask) -> None:
    """E14."""
    give(app, 1, BOTH, "end", "word", "none of ours")
    assert (first_of(app).state, first_of(app).left) == (SessionState.GIVEN, ["word", "end"])
    with app.app_context():
        card = card_of("bart")
        assert [each.title for each in card.carried_to(row_of(card, 2))] == ["Eén woord", "Vragenlijst en gesprek"]
        assert card.carried_to(row_of(card, 3)) == []
        assert card.counts.given == 1


def test_what_was_left_twice_comes_in_the_third_lesson(app: Flask, frozen: Any) -> None:
    """E14: half of it, and then half again."""
    give(app, 1, BOTH, "end", "word")
    frozen.move_to("2026-12-03 19:00:00")
    mentor = Browser(app).signed_in("bart")
    form = f"/lessons/series/{first_of(app).series_id}/2/given-otherwise"
    page = mentor.get(form)
    offered = list(page.choices("left").values())
    assert [each.rpartition(":")[2] for each in offered] == ["word", "end", "step", "word", "end"]
    mentor.post(form, page.form(form) | {"left": [offered[1], "step"]})
    with app.app_context():
        card = card_of("bart")
        carried = [[each.title for each in card.carried_to(row_of(card, position))] for position in (2, 3, 4)]
        assert card.carried_to(row_of(card, 3))[0].key == offered[1], "still of lesson 1"
    assert carried == [["Eén woord", "Vragenlijst en gesprek"], ["Vragenlijst en gesprek", "Stap naar voren"], []]


def test_what_was_left_is_not_lost_in_a_lesson_that_came_before(app: Flask, frozen: Any) -> None:
    """Lesson 2 was given first: what is left of lesson 1 comes in the third one."""
    with app.app_context():
        first, second = db.session.scalars(select(LessonSession).order_by(LessonSession.on)).all()
        planning.Act(card_of("bart").series, ActKind.MOVED, uuid4(), None).change([
            (first, {"on": second.on}), (second, {"on": first.on}),
        ])  # fmt: skip
        db.session.commit()
    give(app, 2)
    frozen.move_to("2026-12-03 19:00:00")
    give(app, 1, BOTH, "end")
    with app.app_context():
        card = card_of("bart")
        assert [len(card.carried_to(row_of(card, position))) for position in (2, 3)] == [0, 1]


def test_nothing_done_is_no_lesson(app: Flask) -> None:
    with pytest.raises(DomainError, match="Then it dropped out"):
        give(app, 1, BOTH, "step", "word", "end")
    assert first_of(app).state is SessionState.PLANNED


def test_by_one_alone_is_given_and_counts_apart(app: Flask) -> None:
    """E13."""
    give(app, 1, TEACHER)
    with app.app_context():
        card = card_of("bart")
        assert (card.counts.given, card.counts.alone, card.counts.together) == (1, 1, 0)


def test_what_has_yet_to_come_was_not_given(app: Flask) -> None:
    with pytest.raises(DomainError, match="hour has come"):
        give(app, 2)


@pytest.mark.parametrize(("moment", "state"), [("11:49", SessionState.PLANNED), ("19:00", SessionState.PROPOSED)])
def test_what_has_not_begun_or_is_not_firm_was_not_given(
    app: Flask, frozen: Any, moment: str, state: SessionState
) -> None:
    frozen.move_to(f"2026-11-26 {moment}:00")
    with app.app_context():
        first = db.session.scalars(select(LessonSession).order_by(LessonSession.on)).all()[0]
        first.state, first.has_worker_key = state, state is SessionState.PLANNED
        id = first.series_id
        db.session.commit()
    page = Browser(app).signed_in("bart").get(f"/lessons/series/{id}")
    assert not [each for each in page.forms() if "/1/given" in str(each.get("action"))]
    with pytest.raises(DomainError, match="hour has come"):
        give(app, 1)


@pytest.mark.parametrize("kind", [ClosureKind.EXAM_WEEK, ClosureKind.TRAINING_DAY])
def test_in_a_test_week_that_is_the_first_reason(app: Flask, kind: ClosureKind) -> None:
    """E4."""
    with app.app_context():
        db.session.add(Closure(
            site_id=class_of("V2B").site_id, kind=kind, effect=Effect.OPEN, name_nl="", name_en="",
            starts_on=THURSDAY, ends_on=THURSDAY + WEEK,
        ))  # fmt: skip
        db.session.commit()
    page = Browser(app).signed_in("bart").get(f"/lessons/series/{first_of(app).series_id}/2/off")
    reasons = [str(each.get("action")).split("/")[-2] for each in page.forms() if "/off/" in str(each.get("action"))]
    assert sorted(reasons) == sorted(CancelCause)
    assert (reasons[0] == CancelCause.TEST_WEEK) is (kind is ClosureKind.EXAM_WEEK)


def test_given_is_given(app: Flask) -> None:
    give(app, 1)
    with pytest.raises(DomainError, match="hour has come"):
        give(app, 1, TEACHER)
    with pytest.raises(DomainError, match="settled already"):
        cancel(app, 1)
    assert first_of(app).given_by is BOTH


@pytest.mark.parametrize("does", [give, cancel])
def test_a_lesson_without_a_date_has_nothing_to_tell(app: Flask, does: Any) -> None:
    with pytest.raises(DomainError, match="has no date yet"):
        does(app, 3)


def test_dropped_out_with_a_reason_it_can_be_planned_anew(app: Flask) -> None:
    cancel(app, 2, CancelCause.TEST_WEEK)
    with app.app_context():
        row = row_of(card_of("bart"), 2)
        assert (row.dot, row.is_to_plan) == (Dot.OFF, True)
    moment = datetime.combine(THURSDAY + 2 * WEEK, FIFTH_HOUR[0])
    act(app, "bart", lambda card, **by: booking.ask(card, row_of(card, 2), moment, **seen(card, 2), **by))
    with app.app_context():
        card = card_of("bart")
        row = row_of(card, 2)
        assert (row.dot, row.moves) == (Dot.PROPOSED, 1)
        assert card.counts.causes == {CancelCause.TEST_WEEK: 1}
        assert card.counts.sessions == 2, "what dropped out is no session"


def test_a_repetition_is_a_session_and_no_lesson(app: Flask) -> None:
    """E35."""

    def repeat(card: Any, key: Any, by: Any) -> None:
        repeating.add_repetition(card, repeats=["1", "2"], key=key)

    give(app, 1)
    act(app, "bart", repeat)
    with app.app_context():
        made = db.session.scalars(select(SeriesLesson).order_by(SeriesLesson.position.desc())).first()
        assert made is not None
        assert (made.kind, made.label, made.repeats) == (Kind.REPETITION, "H2", ["1", "2"])
        add_session(card_of("bart").series, made.position, THURSDAY + 3 * WEEK)
        db.session.commit()
        card = card_of("bart")
        assert (card.counts.sessions, card.counts.given, card.counts.lessons) == (3, 1, 3)


def test_a_repetition_of_nothing(app: Flask) -> None:
    with pytest.raises(DomainError, match="Choose what is repeated"):
        act(app, "bart", lambda card, key, by: repeating.add_repetition(card, repeats=[], key=key))


def test_said_twice_is_once(app: Flask) -> None:
    key = uuid4()
    for _time in range(2):
        act(app, "bart", lambda card, by, **_new: giving.give(card, row_of(card, 1), BOTH, seen=0, key=key, by=by))
    assert first_of(app).sequence == 1
