"""The talk with the class: what divides it most on the board, and what it takes along."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import text

from jsp.extensions import db
from tests.browser import Browser, Page
from tests.evaluations.conftest import Fill
from tests.evaluations.rows import DIVIDED, MILD
from tests.statements import counted

FIVE = (1, 1, 1, 1, 1)
TALK = {"said": "Te veel praten", "doing": "Eerst een oefening voor twee"}
NOTES = "De groep achterin was stil"


@pytest.fixture
def evaluation(fill: Fill) -> UUID:
    return fill(1, {"safe": MILD, "learned": DIVIDED})


def send(visitor: Browser, evaluation: UUID, page: str = "discussion", **values: str) -> Page:
    address = f"/evaluations/{evaluation}/{page}"
    return visitor.post(address, visitor.get(address).form(address) | values, follow=True)


def test_the_board_shows_what_divides_the_class_most(mentor: Browser, evaluation: UUID) -> None:
    page = mentor.get(f"/evaluations/{evaluation}/talk")
    assert "Ik heb iets geleerd in deze les." in page.words
    assert "Ik voelde me veilig" not in page.words
    assert "Wat valt je op als je dit ziet?" in page.words
    assert "Wat moeten wij, docent en JSP, de volgende keer anders doen?" in page.words


def test_without_a_release_to_the_school_there_are_only_questions(worker: Browser, fill: Fill) -> None:
    """Also for the worker, who sees the figures elsewhere: a class and its mentor look at a board."""
    page = worker.get(f"/evaluations/{fill(1, {'safe': FIVE})}/talk")
    assert "Wat ging goed in deze les?" in page.words
    assert "veilig" not in page.words
    assert "tiende" not in page.words


def test_where_one_differs_or_the_class_agrees_there_are_only_questions(mentor: Browser, fill: Fill) -> None:
    """What is low because of one or two is not put on a board, before a class that knows them."""
    for position, faces in ((1, (1, 0, 0, 0, 7)), (2, (1, 0, 0, 3, 4)), (3, MILD)):
        page = mentor.get(f"/evaluations/{fill(position, {'safe': faces})}/talk")
        assert "Wat ging goed in deze les?" in page.words
        assert "veilig" not in page.words


def test_what_came_of_it_is_written_down_by_the_two(
    mentor: Browser, worker: Browser, colleague: Browser, coordinator: Browser, evaluation: UUID
) -> None:
    assert "Bewaard. De volgende les begint ermee." in send(mentor, evaluation, **TALK).text
    assert TALK["said"] in worker.get(f"/evaluations/{evaluation}/discussion").text
    for visitor in (colleague, coordinator):
        for page in ("discussion", "notes"):
            assert visitor.get(f"/evaluations/{evaluation}/{page}").status == 404


def test_notes_are_kept_sealed_for_the_two_and_stay_off_the_board(
    app: Flask, mentor: Browser, worker: Browser, evaluation: UUID
) -> None:
    assert "Alleen jullie tweeën lezen dit." in send(mentor, evaluation, "notes", notes=NOTES).text
    assert NOTES in worker.get(f"/evaluations/{evaluation}/notes").words
    page = worker.get(f"/evaluations/{evaluation}/discussion")
    assert NOTES not in page.text
    assert f"/evaluations/{evaluation}/notes" in page.text
    with app.app_context():
        kept = db.session.execute(text("SELECT notes_sealed FROM discussion")).scalar_one()
        assert NOTES.encode() not in bytes(kept)


def test_half_of_what_the_class_reads_is_refused(mentor: Browser, evaluation: UUID) -> None:
    page = send(mentor, evaluation, said="Te lang")
    assert page.status == 422
    assert "Vul beide in" in page.words
    assert "Te lang" in page.text
    assert send(mentor, evaluation, said="", doing="").status == 200


def test_a_number_of_a_citizen_and_a_long_text_are_refused(mentor: Browser, evaluation: UUID) -> None:
    assert send(mentor, evaluation, "notes", notes="bsn 111222333").status == 422
    assert send(mentor, evaluation, "notes", notes="x" * 2001).status == 422
    assert send(mentor, evaluation, said="x" * 301, doing="y").status == 422


@pytest.mark.parametrize(("name", "first", "own"), [
    ("discussion", TALK, {"said": "Van Sanne", "doing": "Iets anders"}),
    ("notes", {"notes": NOTES}, {"notes": "Van Sanne"}),
])  # fmt: skip
def test_who_writes_at_the_same_time_sees_what_the_other_wrote(
    mentor: Browser, worker: Browser, evaluation: UUID, name: str, first: dict[str, str], own: dict[str, str]
) -> None:
    address = f"/evaluations/{evaluation}/{name}"
    open_page = worker.get(address).form(address)
    send(mentor, evaluation, name, **first)
    page = worker.post(address, open_page | own)
    assert page.status == 422
    assert "Zo staat het nu:" in page.words
    assert all(each in page.words for each in first.values())
    assert page.form(address).items() >= own.items(), "one's own stays, to be sent again"
    assert worker.post(address, page.form(address)).status == 303
    assert worker.get(address).form(address).items() >= own.items()


@pytest.mark.parametrize("name", ["discussion", "notes"])
def test_the_evaluation_is_looked_up_once(app: Flask, mentor: Browser, evaluation: UUID, name: str) -> None:
    address = f"/evaluations/{evaluation}/{name}"
    values = mentor.get(address).form(address)
    for ask in (lambda: mentor.get(address), lambda: mentor.post(address, values)):
        with counted(app) as statements:
            ask()
        assert sum("FROM evaluation JOIN lesson_session" in each.replace("\n", "") for each in statements) == 1
