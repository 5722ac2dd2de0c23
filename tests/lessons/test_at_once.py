"""Two tabs that press opposite buttons at the same moment: exactly one wins, and the other is told in a sentence."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update

from jsp.blueprints.lessons.service import booking, giving, moving
from jsp.blueprints.lessons.service.sight import seen_of
from jsp.extensions import db, retried
from jsp.models.lesson_rows import Card, Row, get_card
from jsp.models.lesson_sessions import LessonSession, SeriesAct
from jsp.models.lessons import LessonSeries
from jsp.rules.refusal import DomainError
from jsp.rules.session import CancelCause, GivenBy, SeriesState, SessionState
from tests import make
from tests.lessons.conftest import add_ground, add_hour
from tests.lessons.rows import THURSDAY, add_series, add_session
from tests.lessons.test_overlaps import OVERLAPS
from tests.together import at_once

Look = Callable[[], None]
Does = Callable[[Card, Row, str], object]
WEEK = timedelta(weeks=1)
PROPOSED, PLANNED, OUT = SessionState.PROPOSED, SessionState.PLANNED, SessionState.INTERRUPTED
HOLD = (PROPOSED, PLANNED, SessionState.GIVEN)


@pytest.fixture(scope="module")
def ready(committing: Flask) -> None:
    with committing.app_context():
        add_ground()
        add_series()
        db.session.commit()


@pytest.fixture
def only(committing: Flask, ready: None) -> UUID:
    """The one series, running, as if nothing was planned yet."""
    with committing.app_context():
        id = db.session.scalars(select(LessonSeries.id)).one()
        for table in (
            "lesson_notice",
            "session_link",
            "session_change",
            "series_act",
            "session_place",
            "lesson_session",
        ):
            db.session.execute(delete(LessonSeries.metadata.tables[table]))
        db.session.execute(update(LessonSeries).values(state=SeriesState.RUNNING))
        db.session.commit()
        return id


def at(on: date) -> datetime:
    return datetime.combine(on, time(12, 50))


def plan(app: Flask, *states: SessionState, since: date = THURSDAY) -> None:
    """A lesson a week, from that day on, that stand like this."""
    with app.app_context():
        made = db.session.scalars(select(LessonSeries)).one()
        for number, state in enumerate(states):
            add_session(made, number + 1, since + number * WEEK, state)
        db.session.commit()


def by(name: str, id: UUID, does: Does, position: int = 1) -> Callable[[Look], object]:
    """Looks at the series, waits until the other has looked too, and does it."""

    def act(look: Look) -> object:
        card = get_card(make.person(name), id)
        row = card.row(position)
        assert row is not None
        look()
        return does(card, row, name)

    return act


def accept(card: Card, row: Row, name: str) -> None:
    booking.turn_key(card, row, seen=0, key=uuid4(), by=make.person(name))


def refuse(card: Card, row: Row, name: str) -> None:
    booking.withdraw(card, row, seen=0, key=uuid4(), by=make.person(name))


def ask_for(on: date) -> Does:
    return lambda card, row, name: booking.ask(
        card, row, at(on), seen=seen_of(row), key=uuid4(), by=make.person(name)
    )  # fmt: skip


def pause(card: Card, _row: Row, name: str) -> None:
    moving.pause(card, key=uuid4(), by=make.person(name))


def call_off(card: Card, row: Row, name: str) -> None:
    giving.cancel(card, row, CancelCause.ILLNESS, seen=seen_of(row), key=uuid4(), by=make.person(name))


def give(card: Card, row: Row, name: str) -> None:
    giving.give(card, row, GivenBy.TOGETHER, seen=seen_of(row), key=uuid4(), by=make.person(name))


def settled(results: list[object]) -> list[str]:
    """What those were told that came too late; anything else fails."""
    failed = [each for each in results if each is not None]
    assert all(isinstance(each, DomainError) for each in failed), failed
    return [each.message for each in failed if isinstance(each, DomainError)]


def states(app: Flask) -> list[SessionState]:
    with app.app_context():
        query = select(LessonSession.state).order_by(LessonSession.on, LessonSession.starts)
        return list(db.session.scalars(query))


def test_one_accepts_while_the_other_withdraws(committing: Flask, only: UUID) -> None:
    plan(committing, PROPOSED)
    told = settled(at_once(committing, by("sanne", only, accept), by("bart", only, refuse)))
    assert len(told) == 1
    assert states(committing) in ([PLANNED], [SessionState.WITHDRAWN])


def test_one_accepts_while_the_other_asks_for_another_hour(committing: Flask, only: UUID) -> None:
    """Whoever comes last did not see what the other one did: no yes to another hour, none instead of a firm one."""
    plan(committing, PROPOSED)
    told = settled(at_once(committing, by("sanne", only, accept), by("bart", only, ask_for(THURSDAY + WEEK))))
    assert len(told) <= 1, "on SQLite the second one looks when the first is done"
    [session] = found(committing)
    how = session.on, session.state, session.has_teacher_key, session.has_worker_key
    assert how in ((THURSDAY, PLANNED, True, True), (THURSDAY + WEEK, PROPOSED, True, False))


def test_two_ask_for_two_hours_for_one_lesson(committing: Flask, only: UUID) -> None:
    asked = at_once(committing, by("sanne", only, ask_for(THURSDAY)), by("bart", only, ask_for(THURSDAY + WEEK)))
    assert [each.takes_place for each in found(committing)] == [True], asked


def found(app: Flask) -> list[LessonSession]:
    with app.app_context():
        return list(db.session.scalars(select(LessonSession).order_by(LessonSession.on)))


def test_two_lessons_for_one_hour(committing: Flask, only: UUID) -> None:
    first, second = by("sanne", only, ask_for(THURSDAY)), by("bart", only, ask_for(THURSDAY), 2)
    told = settled(at_once(committing, first, second))
    assert len(told) == 1
    assert "another lesson of ours" in told[0] or "Somebody was first" in told[0]
    assert states(committing) == [PROPOSED]


def test_one_accepts_while_the_other_pauses(committing: Flask, only: UUID) -> None:
    plan(committing, PROPOSED)
    told = settled(at_once(committing, by("sanne", only, accept), by("bart", only, pause)))
    [session] = found(committing)
    assert session.state is OUT, "it stands still, whoever came first"
    assert session.has_worker_key is not bool(told), "a yes that was said is kept"
    with committing.app_context():
        sequences = [change.sequence for act in db.session.scalars(select(SeriesAct)) for change in act.changes]
    assert len(set(sequences)) == len(sequences), "each change counts"


def test_given_while_it_is_called_off(committing: Flask, only: UUID, frozen: object) -> None:
    plan(committing, PLANNED, since=date(2026, 11, 19))
    told = settled(at_once(committing, by("sanne", only, give), by("bart", only, call_off)))
    assert len(told) == 1
    assert states(committing) in ([SessionState.GIVEN], [SessionState.CANCELLED])


def test_paused_twice_is_once(committing: Flask, only: UUID) -> None:
    plan(committing, PLANNED, PLANNED)
    assert len(settled(at_once(committing, by("sanne", only, pause), by("bart", only, pause)))) == 1
    with committing.app_context():
        assert db.session.scalar(select(func.count()).select_from(SeriesAct)) == 1


def test_a_hundred_who_ask_and_say_yes_leave_nobody_in_two_places(committing: Flask, only: UUID) -> None:
    """Two classes have their mentor at the same hour, and want the same worker; what is asked is said yes to."""
    with committing.app_context():
        weeks = 25 if db.engine.dialect.name == "postgresql" else 2  # SQLite has one writer at a time
        add_hour("MZ31")
        other = add_series("MZ31").id
        db.session.commit()
    at_four = [(only, "bart", ask_for), (only, "sanne", say_yes), (other, "renske", ask_for), (other, "sanne", say_yes)]
    won = at_once(committing, *(every_week(*each, weeks) for each in at_four))
    assert sum(won) >= weeks, won
    with committing.app_context():
        assert db.session.scalar(OVERLAPS) == 0
        held = db.session.scalars(select(LessonSession).where(LessonSession.takes_place)).all()
        assert len(held) == 2, "a lesson has one hour at most"
        assert len({each.on for each in held}) == 2


def say_yes(_on: date) -> Does:
    return lambda card, row, name: booking.turn_key(
        card, row, seen=seen_of(row), key=uuid4(), by=make.person(name)
    )  # fmt: skip


def every_week(id: UUID, name: str, wish: Callable[[date], Does], weeks: int) -> Callable[[Look], int]:
    """How often in so many weeks this person got what they wanted for the first lesson."""

    def try_for(on: date) -> bool:
        def act() -> object:
            card = get_card(make.person(name), id)
            return wish(on)(card, card.rows[0], name)

        return has_won(act)

    def act(look: Look) -> int:
        look()
        return sum(try_for(THURSDAY + at * WEEK) for at in range(weeks))

    return act


def has_won(wish: Callable[[], object]) -> bool:
    """In a transaction of its own; refused in words it has not."""
    try:
        retried(wish)
        db.session.commit()
    except DomainError:
        db.session.rollback()
        return False
    return True
