"""Two taps at the same moment open once, and begin one request; both taps get the same answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import func, select

from jsp.blueprints.person_requests.service import asked
from jsp.extensions import db
from jsp.models.break_glass import BreakGlass
from jsp.models.person_requests import KnownBy, PersonRequest, Wish
from jsp.rules.break_glass import Kind
from jsp.verbs import breaking_glass
from tests.break_glass.test_opening import REASON
from tests.make import person
from tests.retention import rows
from tests.together import at_once

TIMES = 5


def count(table: Any, key: UUID) -> int:
    return db.session.scalar(select(func.count(table.id)).where(table.id == key)) or 0


def test_two_taps_open_once(committing: Flask) -> None:
    with committing.app_context():
        id = rows.add_contact(committing, days=3)
        db.session.commit()

    def tap(key: UUID) -> Callable[[Callable[[], None]], UUID]:
        def act(looked: Callable[[], None]) -> UUID:
            thing = breaking_glass.get_thing(person("renske"), Kind.CONTACT, id)
            looked()
            return breaking_glass.break_glass(thing, key=key, reason=REASON, by=person("renske")).id

        return act

    for key in (uuid4() for _ in range(TIMES)):
        assert at_once(committing, tap(key), tap(key)) == [key, key]
        with committing.app_context():
            assert count(BreakGlass, key) == 1


def test_two_taps_begin_one_request(committing: Flask) -> None:
    def tap(key: UUID) -> Callable[[Callable[[], None]], UUID]:
        def act(looked: Callable[[], None]) -> UUID:
            sanne = person("sanne")
            looked()
            return asked.begin(wish=Wish.SEE, known_by=KnownBy.WORKER, key=key, by=sanne).id

        return act

    for key in (uuid4() for _ in range(TIMES)):
        assert at_once(committing, tap(key), tap(key)) == [key, key]
        with committing.app_context():
            assert count(PersonRequest, key) == 1
