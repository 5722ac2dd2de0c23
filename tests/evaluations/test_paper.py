"""Sheets of paper, counted by hand: they count like what came by phone."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.evaluations import Evaluation, OpenAnswer
from jsp.models.ground import Setting
from jsp.models.reference import forget_reference
from tests.browser import Browser, Page
from tests.evaluations.boards import Lesson, Pressed, begin, own_form
from tests.evaluations.boards import board as board
from tests.evaluations.boards import code as code
from tests.evaluations.boards import id as id
from tests.evaluations.boards import lesson as lesson
from tests.evaluations.boards import pressed as pressed
from tests.lesson_form.phones import Phone, box_of, counted


class Paper:
    """The page on which sheets are counted."""

    def __init__(self, mentor: Browser, board: str) -> None:
        self.mentor = mentor
        self.address = board.replace("board", "paper")

    def sends(self, number: object, texts: object = "", **counts: object) -> Page:
        """`safe_4=2`: two chose the fourth face."""
        values = own_form(self.mentor.get(self.address), "number")
        faces = {f"item-{name[:-2]}-{name[-1]}": str(count) for name, count in counts.items()}
        return self.mentor.post(self.address, values | {"number": str(number), "texts": str(texts)} | faces)


@pytest.fixture
def paper(mentor: Browser, board: str) -> Paper:
    return Paper(mentor, board)


def test_paper_is_added_to_what_came_by_phone(app: Flask, id: UUID, code: str, paper: Paper, pressed: Pressed) -> None:
    Phone(app).opens(code).fills_in([4] * 8, "Per telefoon")
    answer = paper.sends(3, "Op papier\r\n\r\n  Nog een  \r\n", safe_4=2, safe_1=1, learned_5=3)
    assert answer.response.headers["Location"] == paper.address.replace("paper", "board")
    box = box_of(app, id)
    assert (box.answers, box.paper.number) == (4, 3)
    assert (box.counts["safe"], box.paper.counts) == ({4: 1}, {"safe": {1: 1, 4: 2}, "learned": {5: 3}})
    closes(pressed)
    with app.app_context():
        counts = counted(id)
        assert (counts["safe", 1], counts["safe", 4], counts["learned", 5]) == (1, 3, 3)
        made = db.session.get_one(Evaluation, id)
        assert (made.answers, made.paper) == (4, 3)
        assert sorted(each.text for each in db.session.scalars(select(OpenAnswer))) == [
            "Nog een", "Op papier", "Per telefoon",
        ]  # fmt: skip


def test_it_can_be_corrected_until_it_is_closed(app: Flask, id: UUID, paper: Paper, pressed: Pressed) -> None:
    paper.sends(9, "Te kort", safe_3=9)
    page = paper.mentor.get(paper.address)
    assert "Er zijn al 9 blaadjes ingevoerd." in page.words
    assert own_form(page, "number")["item-safe-3"] == "9"
    paper.sends(11, "Te kort", safe_3=9, safe_1=2)
    closes(pressed)
    with app.app_context():
        made = db.session.get_one(Evaluation, id)
        assert (made.answers, made.paper, counted(id)) == (11, 11, {("safe", 3): 9, ("safe", 1): 2})


def test_what_the_other_one_noted_is_not_overwritten_unseen(app: Flask, id: UUID, paper: Paper) -> None:
    both = [own_form(paper.mentor.get(paper.address), "number") for _ in range(2)]
    sent = [form | {"number": str(n), "item-safe-1": str(n)} for n, form in zip((3, 5), both, strict=True)]
    assert [paper.mentor.post(paper.address, each).status for each in sent] == [303, 422]
    assert box_of(app, id).paper.number == 3


def test_what_was_written_on_sheets_is_for_who_reads_what_pupils_wrote(
    app: Flask, coordinator: Browser, colleague: Browser, id: UUID, board: str, paper: Paper
) -> None:
    """Who keeps the lessons of a school can hold the questionnaire, and reads no words; not on the page of paper."""
    paper.sends(3, "Te kort", safe_3=3)
    values = own_form(paper.mentor.get(paper.address), "number")
    tokens = coordinator.get(board).form(f"/evaluations/{id}/close")
    assert paper.address not in coordinator.get(board).text
    assert coordinator.get(paper.address).status == 404
    assert coordinator.post(paper.address, values | tokens | {"texts": "Weg"}).status == 404
    assert box_of(app, id).paper.texts == ("Te kort",)
    assert "Te kort" in colleague.get(paper.address).words


def test_sheets_take_the_places_of_phones_and_phones_those_of_sheets(app: Flask, code: str, paper: Paper) -> None:
    paper.sends(24, safe_1=24)
    assert Phone(app).opens(code).page.status == 409
    paper.sends(23, safe_1=23)
    assert Phone(app).opens(code).fills_in([4] * 8).is_done
    page = paper.sends(24, safe_1=24)
    assert "Er is plek voor 23 blaadjes: de andere plekken zijn van telefoons." in page.words


def test_there_is_a_sheet_to_print(mentor: Browser, board: str) -> None:
    page = mentor.get(board.replace("board", "sheet"))
    assert "Ik durfde te zeggen wat ik vond." in page.words
    assert "Iemand van het JSP leest dit eerst." in page.words


@pytest.mark.parametrize(("number", "counts", "told"), [
    (2, {"safe_1": 2, "safe_5": 1}, "Dit zijn meer gezichten dan er blaadjes zijn."),
    (2, {"safe_1": "x"}, "Vul hele getallen in."), (2, {"safe_1": "-1"}, "Vul hele getallen in."),
    (2, {"safe_1": "99"}, "Vul hele getallen in."), (2, {"safe_1": "\u0663"}, "Vul hele getallen in."),
    (3, {}, "Er staat niets op deze blaadjes."), ("", {"safe_1": 1}, "Dit zijn meer gezichten dan er blaadjes zijn."),
    ("x", {}, "Vul een heel getal in."), (81, {}, ""), ("9" * 5000, {}, ""), (25, {"safe_1": 1}, "Er is plek voor 24"),
])  # fmt: skip
def test_sheets_that_cannot_be_are_told(
    app: Flask, id: UUID, paper: Paper, number: object, counts: dict[str, object], told: str
) -> None:
    page = paper.sends(number, **counts)
    assert page.status == 422
    assert told in page.words
    assert box_of(app, id).answers == 0


@pytest.mark.parametrize("texts", ["a" * 501, "\0", "a" * 30_000])
def test_a_text_on_paper_that_cannot_be_is_told(app: Flask, id: UUID, paper: Paper, texts: str) -> None:
    assert paper.sends(1, texts).status == 422
    assert box_of(app, id).texts == frozenset()


def test_sheets_are_added_once_however_often_they_are_sent(app: Flask, mentor: Browser, id: UUID, paper: Paper) -> None:
    values = own_form(mentor.get(paper.address), "number") | {"number": "2", "item-safe-1": "2"}
    for _ in range(2):
        assert mentor.post(paper.address, values).status == 303
    assert box_of(app, id).answers == 2


def test_there_are_no_more_lines_than_sheets(app: Flask, id: UUID, paper: Paper) -> None:
    assert "Dit zijn meer antwoorden dan er blaadjes zijn." in paper.sends(1, "Een\nTwee").words
    assert box_of(app, id).answers == 0


def closes(pressed: Pressed) -> None:
    """Also where not everybody is in."""
    page = pressed("close")
    if page.status != 303:
        assert page.status == 422
        pressed("close", sure="1")


def test_the_short_one_asks_four_on_paper_as_well(app: Flask, mentor: Browser, lesson: Lesson) -> None:
    with app.app_context():
        db.session.add(Setting(key="evaluation_short", value="yes"))
        db.session.commit()
        forget_reference()
    board = begin(mentor, lesson())
    form = own_form(mentor.get(board.replace("board", "paper")), "number")
    asked = {name for name in form if name.startswith("item-")}
    assert len(asked) == 4 * 5
