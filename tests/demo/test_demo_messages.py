"""The questions of the demo stand as the team would find them, on every day."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import clock
from jsp.blueprints.messages.service import codes
from jsp.demo.messages import TO_TRY
from jsp.extensions import db
from jsp.models.messages import Thread
from jsp.rules.thread import ThreadState


def test_it_has_one_of_everything(today: date) -> None:
    threads = list(
        db.session.scalars(select(Thread).options(joinedload(Thread.class_request), joinedload(Thread.reach)))
    )
    questions = [each for each in threads if each.class_request is None]
    requests = [each for each in threads if each.class_request is not None]
    assert (len(questions), len(requests)) == (8, 5)
    assert sum(each.state is ThreadState.OPEN for each in questions) == 3
    assert any(each.is_late(clock.local_now()) for each in questions)
    assert sum(each.is_forgotten(today) for each in questions) == 1
    assert sum(each.reach is not None for each in questions) == 1
    assert [each for each in requests if each.state is ThreadState.OPEN and (today - each.asked_on).days > 5]
    assert all(each.asked_on <= each.last_on < today for each in threads)


def test_the_code_to_try_opens_one(today: date) -> None:
    codes.forget_guesses()
    assert codes.try_code(TO_TRY).opened is not None
