"""The last tap sent by script is taken in before the app wakes up, and tells what the app would tell."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, select

from jsp.extensions import db
from jsp.models import evaluation_rush
from jsp.models.evaluation_boxes import open_box
from jsp.models.evaluations import Evaluation, EvaluationBox
from jsp.models.lesson_sessions import LessonSession, SessionPlace
from tests.lesson_form.phones import ITEMS, Phone, begin
from tests.lessons.conftest import add_ground

BY_SCRIPT = {"X-Stay": "1", "Sec-Fetch-Site": "same-origin"}
NONSENSE = "SELECT nothing FROM nowhere"
ALL = {f"item-{key}": "4" for key in ITEMS}


@pytest.fixture(scope="module")
def ready(committing: Flask) -> None:
    with committing.app_context():
        add_ground()
        db.session.commit()


@pytest.fixture
def app(committing: Flask, ready: None) -> Flask:
    """It writes in transactions of its own."""
    with committing.app_context():
        for table in (EvaluationBox, Evaluation, SessionPlace, LessonSession):
            db.session.execute(delete(table))
        db.session.commit()
    return committing


@pytest.fixture
def running(app: Flask) -> tuple[UUID, str]:
    return begin(app)


def sends(phone: Phone, code: str, headers: dict[str, str], **values: Any) -> Any:
    held = phone.opens(code).held()
    return phone.client.post(f"/les/{code}", data=held | ALL | {"go": "done", "text": "Meer oefenen"} | values,
                             headers=headers)  # fmt: skip


def test_it_answers_what_the_page_itself_would(app: Flask, running: tuple[UUID, str]) -> None:
    _id, code = running
    slow = sends(Phone(app), code, {"X-Stay": "1"})
    fast = sends(Phone(app), code, BY_SCRIPT)
    assert (slow.status_code, fast.status_code) == (204, 204)
    assert fast.headers["Location"] == slow.headers["Location"]
    named = {"Set-Cookie", "Location", "Vary", "Content-Type"}
    assert {k: v for k, v in fast.headers if k not in named} == {k: v for k, v in slow.headers if k not in named}
    kept = [each.headers["Set-Cookie"].partition(";")[2].partition(";")[2] for each in (slow, fast)]
    assert sorted(kept[0].split("; ")) == sorted(kept[1].split("; ")), "the seat is kept alike"


def test_it_counts_once_like_the_page_itself(app: Flask, running: tuple[UUID, str]) -> None:
    id, code = running
    phone = Phone(app)
    held = phone.opens(code).held() | ALL | {"go": "done"}
    for headers in (BY_SCRIPT, {"X-Stay": "1"}, BY_SCRIPT):
        assert phone.client.post(f"/les/{code}", data=held, headers=headers).status_code == 204
    with app.app_context():
        box = db.session.scalars(select(EvaluationBox)).one()
        held_in = open_box(id, box.contents_sealed)
        assert (box.answers, held_in.counts["safe"]) == (1, {4: 1})


@pytest.mark.parametrize(("values", "status"), [
    ({"text": "x" * 501}, 422), ({"item-safe": "6"}, 422), ({"seat": "A" * 40}, 422), ({"text": "\x00"}, 422),
])  # fmt: skip
def test_what_is_not_as_it_should_be_is_told_by_the_page(
    app: Flask, running: tuple[UUID, str], values: dict[str, str], status: int
) -> None:
    _id, code = running
    answer = sends(Phone(app), code, BY_SCRIPT, **values)
    assert answer.status_code == status
    assert "jsp-refusal" in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.scalars(select(EvaluationBox.answers)).one() == 0


def test_another_site_cannot_use_it(app: Flask, running: tuple[UUID, str]) -> None:
    _id, code = running
    assert sends(Phone(app), code, {"X-Stay": "1", "Sec-Fetch-Site": "cross-site"}).status_code == 400
    with app.app_context():
        assert db.session.scalars(select(EvaluationBox.answers)).one() == 0


def test_the_first_tap_takes_a_seat_and_needs_no_page(app: Flask, running: tuple[UUID, str]) -> None:
    id, code = running
    phone = Phone(app).opens(code)
    held = phone.held()
    for _twice in range(2):
        answer = phone.client.post(f"/les/{code}", data=held | {"face": "4"}, headers=BY_SCRIPT)
        assert (answer.status_code, answer.get_data()) == (204, b"")
        assert answer.headers["Set-Cookie"].startswith("jsp-seat-")
    with app.app_context():
        box = db.session.scalars(select(EvaluationBox)).one()
        held_in = open_box(id, box.contents_sealed)
        assert (len(held_in.given), held_in.counts) == (1, {})


def test_where_every_place_is_taken_the_page_says_so(app: Flask, running: tuple[UUID, str]) -> None:
    _id, code = running
    phones = [Phone(app).opens(code) for _each in range(25)]
    told = [each.client.post(f"/les/{code}", data=each.held() | {"face": "4"}, headers=BY_SCRIPT) for each in phones]
    assert [each.status_code for each in told] == [204] * 24 + [409]
    assert "Alle plekken zijn bezet." in told[-1].get_data(as_text=True)


@pytest.mark.parametrize("path", ["/les/klaar/{}", "/les/a/b/{}", "/les//{}", "/les/x%2f{}", "/les/{}/"])
def test_nothing_but_the_very_address_is_taken_in(app: Flask, running: tuple[UUID, str], path: str) -> None:
    id, code = running
    phone = Phone(app).opens(code)
    phone.client.post(path.format(code), data=phone.held() | ALL | {"go": "done"}, headers=BY_SCRIPT)
    with app.app_context():
        assert db.session.get_one(EvaluationBox, id).answers == 0


def test_where_the_driver_refuses_the_view_does_it(
    app: Flask, running: tuple[UUID, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _id, code = running
    phone = Phone(app).opens(code)
    held = phone.held() | ALL | {"go": "done", "text": "Meer oefenen"}
    monkeypatch.setattr(evaluation_rush, "READ", NONSENSE)
    monkeypatch.setattr(evaluation_rush, "SQLITE", {NONSENSE: NONSENSE, evaluation_rush.WRITE: ""})
    assert phone.client.post(f"/les/{code}", data=held, headers=BY_SCRIPT).status_code == 204, "the view counted it"
    with app.app_context():
        assert db.session.scalars(select(EvaluationBox.answers)).one() == 1
