"""Pupils with a phone, and the questionnaire that class V2B gets after a lesson."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Self
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select

from jsp.blueprints.evaluations.service import closing, running
from jsp.extensions import db
from jsp.models.evaluation_boxes import open_box
from jsp.models.evaluations import Evaluation, EvaluationBox, EvaluationCount
from jsp.models.lesson_rows import get_card
from jsp.rules.box import Box, unpacked_counts
from tests import make
from tests.browser import Browser, Page
from tests.lessons.rows import THURSDAY, WEEK, add_series, add_session

DAY = timedelta(days=1)
LESSON = THURSDAY - WEEK  # the class may be asked up to two weeks after it
ITEMS = (
    "respect_class", "safe", "dare_to_speak", "learned", "usable", "cooperation", "fits_us", "know_where",
)  # fmt: skip


def begin(
    app: Flask, position: int = 1, code: str = "V2B", by: str = "bart", on: date = LESSON
) -> tuple[UUID, str]:  # fmt: skip
    """The evaluation of a new series, begun by this person, and its code on the board; committed."""
    with app.test_request_context():
        series = add_series(code)
        add_session(series, position, on)
        db.session.commit()
        begins = make.person(by)
        card = get_card(begins, series.id)
        row = card.row(position)
        assert row is not None
        made = running.begin(card, row, key=uuid4(), by=begins)
        assert made.box is not None
        found = made.id, made.box.code
        db.session.commit()
        return found


def close(app: Flask, id: UUID) -> None:
    """Closed by Bart; committed."""
    with app.test_request_context():
        box = db.session.get_one(EvaluationBox, id)
        closing.close(db.session.get_one(Evaluation, id), box, key=uuid4(), by=make.person("bart"))
        db.session.commit()


def box_of(app: Flask, id: UUID) -> Box:
    """What is in the box of a running evaluation."""
    with app.app_context():
        return open_box(id, db.session.get_one(EvaluationBox, id).contents_sealed)


def more_places(app: Flask, id: UUID, number: int = 1) -> None:
    """So many added by the mentor; committed."""
    with app.test_request_context():
        running.add_seats(db.session.get_one(EvaluationBox, id), number, key=uuid4())
        db.session.commit()


def counted(id: UUID) -> dict[tuple[str, int], int]:
    """What a closed evaluation counted, by item and face: in rows once it is released, sealed until then."""
    rows = db.session.scalars(select(EvaluationCount).where(EvaluationCount.evaluation_id == id)).all()
    made = db.session.get_one(Evaluation, id)
    sealed = [unpacked_counts(each) for each in (made.counts, made.paper_counts) if each]
    found = Counter({(each.item, each.score, each.on_paper): each.count for each in rows})
    total: Counter[tuple[str, int]] = Counter()
    for (item, score, _paper), number in found.items():
        total[item, score] += number
    for counts in sealed:
        for item, of in counts.items():
            for score, number in of.items():
                total[item, score] += number
    return dict(total)


class Phone(Browser):
    """A phone without script, with the page that it shows."""

    page: Page

    def opens(self, code: str) -> Self:
        """What the code leads to."""
        self.address = f"/les/{code}"
        self.page = self.get(self.address)
        return self

    def taps(self, face: int | str, **more: Any) -> Self:
        """One of the five faces, or skip (an empty text)."""
        self.page = self.post(self.address, self.held() | {"face": str(face)} | more)
        return self

    def presses(self, go: str, **more: Any) -> Self:
        """Back, or done."""
        self.page = self.post(self.address, self.held() | {"go": go} | more)
        return self

    def fills_in(self, faces: Sequence[int | str], text: str = "") -> Self:
        """Each item in turn, and then done."""
        for face in faces:
            self.taps(face)
        return self.presses("done", text=text)

    @property
    def is_done(self) -> bool:
        """Whether it was thanked."""
        return self.page.status == 303

    def held(self) -> dict[str, Any]:
        """What the page carries along."""
        return self.page.form(self.address)
