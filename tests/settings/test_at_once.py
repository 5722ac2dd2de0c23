"""Two who change ground data at the same moment."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import func, select

from jsp.blueprints.settings.service import lists
from jsp.blueprints.settings.service.kinds import get_kind
from jsp.extensions import db
from jsp.models.ground import Discipline, Outcome
from jsp.models.team import TeamMember
from jsp.rules.refusal import DomainError
from tests import make
from tests.together import at_once

Look = Callable[[], None]


def test_the_same_form_twice_at_once_makes_one_row(committing: Flask) -> None:
    key = uuid4()

    def act(looked: Look) -> None:
        by, kind = make.person("renske"), get_kind("team")
        coach = db.session.scalars(select(Discipline.id)).first()
        values: dict[str, Any] = {
            "first_name": "Mo", "employer": "De Brug", "discipline": coach, "sites": [], "active_from": make.MONDAY,
            "active_until": None, "user": 0,
        }  # fmt: skip
        looked()
        lists.make_row(kind, values, key=key, by=by)

    assert at_once(committing, act, act) == [None, None]
    with committing.app_context():
        assert db.session.scalar(select(func.count()).where(TeamMember.first_name == "Mo")) == 1


def test_of_two_changes_at_once_the_second_is_told(committing: Flask) -> None:
    kind = get_kind("outcomes")
    with committing.app_context():
        row = db.session.scalars(select(Outcome)).first()
        assert row is not None
        id, seen = row.id, lists.mark(kind, row)

    def rename(name: str) -> Callable[[Look], None]:
        def act(looked: Look) -> None:
            by, found = make.person("renske"), lists.get_row(kind, id)
            looked()
            values = {"name_nl": name, "name_en": name}
            lists.change_row(kind, found, values, seen=seen, key=uuid4(), by=by)

        return act

    results = at_once(committing, rename("De een"), rename("De ander"))
    assert sorted(isinstance(each, DomainError) for each in results) == [False, True]
