"""Answers that were sealed with a key that is not here any more: they are counted, and take no page down."""

from uuid import UUID

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.evaluations import Evaluation
from jsp.rules.evaluation import AnswerState
from jsp.rules.keys import make_keys, read_keys
from tests.browser import Browser
from tests.evaluations.conftest import Fill
from tests.evaluations.rows import DIVIDED, answers_of

LOST = "Van voor de verhuizing"


@pytest.fixture
def evaluation(app: Flask, fill: Fill) -> UUID:
    """Two answers are shown; one of them has the seal of another key file."""
    id = fill(1, {"safe": DIVIDED}, [LOST, "Prima les"], states=[AnswerState.SHOWN] * 2)
    with app.app_context():
        answer = answers_of(db.session.get_one(Evaluation, id))[LOST]
        answer.text_sealed = read_keys(make_keys()).seal(LOST, place=f"open_answer.text.{answer.id}")
        db.session.commit()
    return id


def test_figures_and_the_other_answers_are_still_there(mentor: Browser, evaluation: UUID) -> None:
    page = mentor.get(f"/evaluations/{evaluation}/results")
    assert page.status == 200
    assert "Gemiddeld 3,0 van 5." in page.words
    assert "Prima les" in page.words
    assert "1 antwoord is niet te lezen." in page.words


def test_the_worker_reads_the_rest_and_is_told(worker: Browser, evaluation: UUID) -> None:
    page = worker.get(f"/evaluations/{evaluation}/answers")
    assert page.status == 200
    assert "Prima les" in page.words
    assert "1 antwoord is niet te lezen." in page.words
