"""What somebody spoiled is thrown away, and the class begins anew."""

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.evaluations import Evaluation, EvaluationBox, OpenAnswer
from tests.browser import Browser
from tests.evaluations.boards import Lesson, begin
from tests.evaluations.boards import lesson as lesson
from tests.lesson_form.phones import Phone


def test_what_somebody_spoiled_is_thrown_away_unseen(app: Flask, mentor: Browser, lesson: Lesson) -> None:
    address = lesson()
    board = begin(mentor, address)
    with app.app_context():
        code = db.session.scalars(select(EvaluationBox.code)).one()
    Phone(app).opens(code).fills_in([1] * 8, "Flauw")
    again = board.replace("board", "again")
    answer = mentor.post(again, mentor.get(again).form(again))
    assert answer.response.headers["Location"] == address
    with app.app_context():
        assert not db.session.scalars(select(OpenAnswer)).all()
        assert not db.session.scalars(select(Evaluation)).all()
    assert Phone(app).opens(code).page.status == 404
    assert begin(mentor, address) != board
