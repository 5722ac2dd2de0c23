"""A class hands in within the same second: no answer is lost, none counts twice, and nobody gets a place too many."""

from collections import Counter
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from jsp.blueprints.evaluations.service import closing, running
from jsp.blueprints.lesson_form import service
from jsp.extensions import db
from jsp.models.evaluation_boxes import CLOSED, FULL, change_box, find_head, forget_heads
from jsp.models.evaluation_rush import change_at_once
from jsp.models.evaluations import Evaluation, EvaluationBox, EvaluationCount, OpenAnswer
from jsp.models.lesson_rows import get_card
from jsp.rules.box import Filled
from jsp.rules.refusal import DomainError, NotFoundError
from tests import make
from tests.lesson_form.phones import ITEMS, LESSON, box_of, counted
from tests.lessons.conftest import add_ground, class_of
from tests.lessons.rows import add_series, add_session
from tests.together import at_once

Look = Callable[[], None]
PLACES = 30


@pytest.fixture(scope="module")
def ready(committing: Flask) -> UUID:
    """A series with a lesson that the class may be asked about; committed."""
    with committing.app_context():
        add_ground()
        class_of("V2B").size = PLACES
        series = add_series()
        add_session(series, 1, LESSON)
        db.session.commit()
        return series.id


@pytest.fixture
def started(committing: Flask, ready: UUID) -> tuple[UUID, str]:
    """A questionnaire for thirty that nobody has filled in yet, and its code; no other one is left."""
    with committing.test_request_context():
        for table in (EvaluationBox, EvaluationCount, OpenAnswer, Evaluation):
            db.session.execute(delete(table))
        db.session.commit()
        made = begun(ready, "bart")
        assert made.box is not None
        found = made.id, made.box.code
        db.session.commit()
        forget_heads()
        return found


def begun(series_id: UUID, name: str) -> Evaluation:
    card = get_card(make.person(name), series_id)
    row = card.row(1)
    assert row is not None
    return running.begin(card, row, key=uuid4(), by=make.person(name))


def hands_in(
    code: str, score: int = 4, seat: str = "", by: service.Changing = change_box
) -> Callable[[Look], str]:  # fmt: skip
    """A phone that fills it in from beginning to end, with its own seat or this one. What it was told, if anything."""

    def act(look: Look) -> str:
        head = find_head(code)
        if head is None:
            return CLOSED
        number = service.find_seat(head, seat or service.make_seat(head))
        assert number is not None
        db.session.commit()
        look()
        try:
            service.take(head, number, by=by)
            db.session.commit()
            service.fill(head, number, Filled(scores=dict.fromkeys(ITEMS, score), text=f"Nummer {score}"), by=by)
        except DomainError as error:
            db.session.rollback()
            return error.message
        return ""

    return act


@pytest.mark.parametrize("by", [change_box, change_at_once])
def test_thirty_one_phones_for_thirty_places(
    committing: Flask, started: tuple[UUID, str], by: service.Changing
) -> None:  # fmt: skip
    """Along the view, and along the way that phones with script take."""
    id, code = started
    told = at_once(committing, *(hands_in(code, 1 + number % 5, by=by) for number in range(PLACES + 1)))
    assert Counter(told) == {"": PLACES, FULL: 1}
    box = box_of(committing, id)
    assert (box.answers, len(box.given), len(box.texts)) == (PLACES, PLACES, PLACES)
    assert all(sum(of.values()) == PLACES for of in box.counts.values())


@pytest.mark.parametrize("by", [change_box, change_at_once])
def test_the_last_tap_ten_times_at_once_counts_once(
    committing: Flask, started: tuple[UUID, str], by: service.Changing
) -> None:  # fmt: skip
    id, code = started
    with committing.test_request_context():
        head = find_head(code)
        assert head is not None
        seat = service.make_seat(head)
    told = at_once(committing, *(hands_in(code, 1 + number % 5, seat, by) for number in range(10)))
    assert told == [""] * 10
    box = box_of(committing, id)
    assert (box.answers, len(box.given), len(box.texts)) == (1, 1, 1)
    assert all(sum(of.values()) == 1 for of in box.counts.values())


def closes(id: UUID) -> Callable[[Look], object]:
    def act(look: Look) -> object:
        evaluation, box = running.get_running(make.person("bart"), id)
        look()
        try:
            return closing.close(evaluation, box, key=uuid4(), by=make.person("bart"))
        except NotFoundError as error:
            return error

    return act


def test_what_was_acknowledged_while_it_was_being_closed_is_counted(
    committing: Flask, started: tuple[UUID, str]
) -> None:  # fmt: skip
    id, code = started
    early = at_once(committing, *(hands_in(code, 2) for _ in range(4)))
    assert early == [""] * 4
    *told, closed = at_once(committing, *(hands_in(code, 4) for _ in range(10)), closes(id))
    assert closed is True
    assert set(told) <= {"", CLOSED}, told
    with committing.app_context():
        assert db.session.get(EvaluationBox, id) is None
        assert db.session.get_one(Evaluation, id).answers == 4 + told.count("")
        counts = counted(id)
        expected = {(item, score): n for item in ITEMS for score, n in ((2, 4), (4, told.count(""))) if n}
        assert counts == expected
        assert db.session.scalar(select(func.count()).select_from(OpenAnswer)) == 4 + told.count("")


def test_closed_by_both_at_once_is_closed_once(committing: Flask, started: tuple[UUID, str]) -> None:
    id, code = started
    at_once(committing, *(hands_in(code, 5) for _ in range(6)))
    results = at_once(committing, closes(id), closes(id))
    assert results.count(True) == 1, results
    assert sum(isinstance(each, NotFoundError) for each in results) == 1, "and is shown what came of it"
    with committing.app_context():
        assert set(counted(id).values()) == {6}
        assert db.session.scalar(select(func.count()).select_from(OpenAnswer)) == 6


def test_begun_by_both_at_once_is_one_questionnaire(committing: Flask, ready: UUID) -> None:
    with committing.test_request_context():
        for table in (EvaluationBox, EvaluationCount, OpenAnswer, Evaluation):
            db.session.execute(delete(table))
        db.session.commit()

    def begins(name: str) -> Callable[[Look], UUID]:
        def act(look: Look) -> UUID:
            get_card(make.person(name), ready)
            look()
            return begun(ready, name).id

        return act

    one, other = at_once(committing, begins("bart"), begins("sanne"))
    assert one == other
    with committing.app_context():
        assert db.session.scalar(select(func.count()).select_from(EvaluationBox)) == 1


def test_a_place_more_from_both_at_once_is_two_places(committing: Flask, started: tuple[UUID, str]) -> None:
    id, _code = started

    def adds(look: Look) -> None:
        box = running.get_running(make.person("bart"), id)[1]
        look()
        running.add_seats(box, 1, key=uuid4())

    assert at_once(committing, adds, adds) == [None, None]
    with committing.app_context():
        assert db.session.get_one(EvaluationBox, id).seats == PLACES + 2
