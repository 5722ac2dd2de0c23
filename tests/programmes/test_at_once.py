"""Two who make a version at the same moment: one is told, and no number is there twice."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from jsp.blueprints.programmes.service.versions import add_programme, add_version
from jsp.content.usual_programmes import usual_programmes
from jsp.extensions import db
from jsp.models.programme_versions import get_version
from jsp.models.programmes import ProgrammeVersion
from jsp.rules.programme import Programme
from jsp.rules.refusal import DomainError
from tests import make
from tests.programmes.conftest import versions
from tests.together import at_once

Look = Callable[[], None]
WISH = usual_programmes()["wish"]


def with_about(text: str) -> Programme:
    return replace(WISH, about=text)


def test_of_two_who_make_a_version_at_once_one_is_told(committing: Flask) -> None:
    with committing.test_request_context():
        add_programme(WISH, note="Eerste", key=uuid4(), by=make.person("renske"))
        db.session.commit()

    def change(text: str) -> Callable[[Look], str]:
        def act(looked: Look) -> str:
            by, seen = make.person("renske"), str(get_version("wish").number)
            looked()
            add_version(with_about(text), seen=seen, note=text, key=uuid4(), by=by)
            return text

        return act

    results = at_once(committing, change("een"), change("twee"))
    told = [each for each in results if isinstance(each, Exception)]
    made = [each.number for each in versions(committing, "wish")]
    if len(told) == 1:
        assert isinstance(told[0], DomainError)
        assert made == [1, 2]
    else:
        assert (told, made) == ([], [1, 2, 3]), "on SQLite the second looks once the first is done"


def test_of_two_who_add_a_programme_at_once_one_is_told(committing: Flask) -> None:
    content = replace(WISH, code="two")

    def act(looked: Look) -> None:
        by = make.person("renske")
        looked()
        add_programme(content, note="Eerste", key=uuid4(), by=by)

    told = [each for each in at_once(committing, act, act) if each is not None]
    assert [type(each) for each in told] == [DomainError]
    assert len(versions(committing, "two")) == 1


def test_the_database_keeps_a_number_to_one_version(app: Flask) -> None:
    with app.test_request_context():
        add_programme(WISH, note="Eerste", key=uuid4(), by=make.person("renske"))
        first = db.session.scalars(select(ProgrammeVersion)).one()
        db.session.add(
            ProgrammeVersion(programme_id=first.programme_id, number=1, note="", made_on=first.made_on, data={})
        )
        with pytest.raises(IntegrityError):
            db.session.flush()
