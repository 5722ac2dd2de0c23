"""From one tap on the lesson to closing: the code on the board, how many are ready, places, never a result."""

from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import jobs
from jsp.blueprints.evaluations.service import running
from jsp.extensions import db
from jsp.models.evaluations import Evaluation, EvaluationBox, OpenAnswer
from jsp.models.lesson_rows import get_card
from jsp.rules.evaluation import MOST_SEATS
from jsp.rules.refusal import DomainError
from jsp.rules.session import SessionState
from tests import make
from tests.browser import Browser
from tests.evaluations.boards import Lesson, Pressed, begin, begin_address, own_form
from tests.evaluations.boards import board as board
from tests.evaluations.boards import code as code
from tests.evaluations.boards import id as id
from tests.evaluations.boards import lesson as lesson
from tests.evaluations.boards import pressed as pressed
from tests.lesson_form.phones import DAY, ITEMS, LESSON, Phone, counted, more_places

TODAY = make.MONDAY


def ids(app: Flask) -> list[UUID]:
    with app.app_context():
        return list(db.session.scalars(select(Evaluation.id)))


def test_one_tap_puts_it_on_the_board(app: Flask, mentor: Browser, board: str, code: str) -> None:
    page = mentor.get(board)
    assert page.heading == "Wat vond je van de les?"
    for text in (f"{code[:3]} {code[3:]}", "jsp.example/les", "0 van 24 klaar"):
        assert text in page.words, page.words
    assert "<svg" in page.text
    assert "V2B · " in page.text
    assert "Wie echt wil" in page.words, "what it cannot stop is said to the two of them"


def test_a_second_tap_and_the_other_one_come_to_the_same_board(app: Flask, mentor: Browser, lesson: Lesson) -> None:
    address = lesson()
    form = mentor.get(address).form(begin_address(address))
    answers = [mentor.post(begin_address(address), form) for _ in range(2)]
    boards = {each.response.headers["Location"] for each in answers}
    assert len(boards) == 1
    assert len(ids(app)) == 1
    worker = Browser(app).signed_in("sanne")
    assert boards.pop() in worker.get(address).text, "the lesson leads the other one there"


@pytest.mark.parametrize(("days", "is_open"), [(-1, False), (0, True), (14, True), (15, False)])
def test_a_class_is_asked_on_the_day_and_two_weeks_after(
    app: Flask, lesson: Lesson, frozen: FrozenDateTimeFactory, days: int, is_open: bool
) -> None:
    address = lesson()
    frozen.move_to(datetime.combine(LESSON + days * DAY, time(12)))
    assert (begin_address(address) in Browser(app).signed_in("bart").get(address).text) is is_open
    assert (begun_by_hand(app, address) == "") is is_open


@pytest.mark.parametrize("state", [SessionState.PROPOSED, SessionState.INTERRUPTED])
def test_a_lesson_that_was_not_given_has_none(
    app: Flask, mentor: Browser, lesson: Lesson, state: SessionState
) -> None:  # fmt: skip
    address = lesson(state=state)
    assert begin_address(address) not in mentor.get(address).text
    assert "on the day that it is given" in begun_by_hand(app, address)


def begun_by_hand(app: Flask, lesson: str) -> str:
    """What somebody is told who sends the form all the same."""
    *_, series, position = lesson.split("/")
    with app.test_request_context():
        bart = make.person("bart")
        card = get_card(bart, UUID(series))
        row = card.row(int(position))
        assert row is not None
        try:
            running.begin(card, row, key=uuid4(), by=bart)
        except DomainError as error:
            return error.message
        return ""


def test_of_a_class_of_somebody_else_nothing_is_there(
    app: Flask, stranger: Browser, lesson: Lesson, mentor: Browser
) -> None:
    address = lesson()
    board = begin(mentor, address)
    for page in ("board", "count", "close", "paper", "talk"):
        assert stranger.get(board.replace("board", page)).status == 404
    form = stranger.get("/today/").form("/accounts/sign-out")
    for sent in (
        begin_address(address),
        *(board.replace("board", each) for each in ("seats/1", "close", "paper", "again")),
    ):
        assert stranger.post(sent, form).status == 404
    assert len(ids(app)) == 1


def test_while_it_runs_the_board_shows_how_many_and_nothing_else(
    app: Flask, mentor: Browser, board: str, code: str
) -> None:
    before = mentor.get(board).words
    for _ in range(3):
        Phone(app).opens(code).fills_in([1] * 8, "Het was saai")
    Phone(app).opens(code).taps(5)
    after = mentor.get(board).words
    assert after == before.replace("0 van 24 klaar", "3 van 24 klaar, 1 is bezig")
    count = mentor.client.get(board.replace("board", "count")).text
    assert "<b>3</b> van 24 klaar, 1 is bezig" in count
    assert mentor.get(board.replace("board", "results")).status == 404, "not even for who knows the address"


def test_places_more(app: Flask, mentor: Browser, board: str, id: UUID, pressed: Pressed) -> None:
    address = board.replace("board", "seats/1")
    form = mentor.get(board).form(address)
    for _ in range(2):
        assert mentor.post(address, form).response.headers["Location"] == board
    assert "0 van 25 klaar" in mentor.get(board).words, "a double tap is one place"
    pressed("seats/5")
    assert "0 van 30 klaar" in mentor.get(board).words
    with app.app_context():
        db.session.get_one(EvaluationBox, id).seats = MOST_SEATS - 4
        db.session.commit()
    pressed("seats/5")
    assert f"Er zijn {MOST_SEATS} plekken, en meer kan niet." in mentor.get(board).text


def test_a_place_more_gives_time_to_sit_on_it(app: Flask, id: UUID, code: str, frozen: FrozenDateTimeFactory) -> None:
    frozen.tick(timedelta(minutes=59))
    more_places(app, id)
    frozen.tick(timedelta(minutes=14))
    assert Phone(app).opens(code).fills_in([4] * 8).is_done


def test_closing_asks_first_where_some_are_busy(
    app: Flask, mentor: Browser, board: str, code: str, id: UUID, pressed: Pressed
) -> None:
    Phone(app).opens(code).fills_in([4] * 8)
    Phone(app).opens(code).taps(4)
    page = pressed("close")
    assert page.heading == "1 is nog bezig"
    assert "1 van 24 zijn klaar." in page.words
    assert mentor.get(board).status == 200, "it still runs"
    closed = mentor.post(board.replace("board", "close"), own_form(page, "sure") | {"sure": "1"})
    assert closed.response.headers["Location"] == board.replace("board", "talk")
    with app.app_context():
        made = db.session.get_one(Evaluation, id)
        assert (made.answers, made.closed_on, made.seats) == (1, TODAY, 24)
        assert db.session.get(EvaluationBox, id) is None


def test_where_everybody_is_in_one_tap_closes_it(
    app: Flask, mentor: Browser, board: str, code: str, pressed: Pressed
) -> None:
    for _ in range(24):
        Phone(app).opens(code).fills_in([4] * 8)
    assert pressed("close").response.headers["Location"] == board.replace("board", "talk")
    assert mentor.get(board.replace("board", "talk")).status == 200


def test_who_taps_after_it_was_closed_sees_what_came_of_it(app: Flask, mentor: Browser, board: str, code: str) -> None:
    """The second tap of a double one, the other one of the pair, a board that was left open."""
    Phone(app).opens(code).fills_in([4] * 8)
    shown = mentor.get(board)
    for name in ("close", "close", "seats/1"):
        address = board.replace("board", name)
        answer = mentor.post(address, shown.form(address) | {"sure": "1"})
        assert answer.response.headers["Location"] == board.replace("board", "talk")
    for name in ("board", "close", "paper"):
        assert mentor.get(board.replace("board", name)).response.headers["Location"] == board.replace("board", "talk")
    count = mentor.client.get(board.replace("board", "count"))
    assert count.headers["Location"] == board.replace("board", "talk"), "by which a board notices"


def test_a_closed_one_cannot_be_begun_again(app: Flask, mentor: Browser, lesson: Lesson) -> None:
    address = lesson()
    board = begin(mentor, address)
    with app.app_context():
        code = db.session.scalars(select(EvaluationBox.code)).one()
    Phone(app).opens(code).fills_in([4] * 8)
    close = board.replace("board", "close")
    mentor.post(close, mentor.get(board).form(close) | {"sure": "1"})
    assert begin_address(address) not in mentor.get(address).text
    assert "already" in begun_by_hand(app, address)


def test_one_that_nobody_filled_in_is_gone_and_can_begin_again(app: Flask, mentor: Browser, lesson: Lesson) -> None:
    address = lesson()
    board = begin(mentor, address)
    close = board.replace("board", "close")
    form = mentor.get(board).form(close) | {"sure": "1"}
    assert mentor.post(close, form).response.headers["Location"] == address
    assert mentor.post(close, form).response.headers["Location"] == "/lessons/", "the second of two taps"
    assert "Niemand heeft het ingevuld. Je kunt opnieuw beginnen." in mentor.get(address).words
    assert ids(app) == []
    assert begin(mentor, address) != board


@pytest.mark.parametrize("answers", [0, 2])
def test_it_closes_by_itself_ten_minutes_after_its_time(
    app: Flask, id: UUID, code: str, frozen: FrozenDateTimeFactory, answers: int
) -> None:
    for _ in range(answers):
        Phone(app).opens(code).fills_in([4] * 8)
    for minutes, is_running in ((69, True), (2, False), (1, False)):
        frozen.tick(timedelta(minutes=minutes))
        with app.app_context():
            jobs.close_questionnaires()
            assert (db.session.get(EvaluationBox, id) is not None) is is_running
    with app.app_context():
        made = db.session.get(Evaluation, id)
        assert (made.answers if made else 0) == answers
        assert (made is None) is (answers == 0)


def test_what_came_in_is_what_is_counted(app: Flask, id: UUID, code: str, pressed: Pressed) -> None:
    for at in range(6):
        Phone(app).opens(code).fills_in([1 + at % 5, *[""] * 7], "Zelfde" if at % 2 else "")
    pressed("close", sure="1")
    with app.app_context():
        assert counted(id) == {(ITEMS[0], 1): 2, **{(ITEMS[0], score): 1 for score in (2, 3, 4, 5)}}
        assert [each.text for each in db.session.scalars(select(OpenAnswer))] == ["Zelfde"] * 3
        assert db.session.get_one(Evaluation, id).answers == 6


@pytest.mark.parametrize(("position", "is_last"), [(2, False), (3, True), (4, False)])
def test_the_last_lesson_is_the_last_that_is_no_repetition(
    app: Flask, mentor: Browser, lesson: Lesson, position: int, is_last: bool
) -> None:
    begin(mentor, lesson(position=position))
    with app.app_context():
        assert db.session.scalars(select(Evaluation)).one().is_last is is_last
