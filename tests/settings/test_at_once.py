"""Two who change ground data at the same moment."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import func, select

from jsp.blueprints.settings.service import lists, sites, values
from jsp.blueprints.settings.service.kinds import get_kind
from jsp.extensions import db
from jsp.models.ground import Discipline, Outcome, Site
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
        member: dict[str, Any] = {
            "first_name": "Mo", "employer": "De Brug", "discipline": coach, "sites": [], "active_from": make.MONDAY,
            "active_until": None, "user": 0,
        }  # fmt: skip
        looked()
        lists.make_row(kind, member, key=key, by=by)

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
            named = {"name_nl": name, "name_en": name}
            lists.change_row(kind, found, named, seen=seen, key=uuid4(), by=by)

        return act

    results = at_once(committing, rename("De een"), rename("De ander"))
    assert sorted(isinstance(each, DomainError) for each in results) == [False, True]


def test_of_two_values_at_once_the_second_is_told(committing: Flask) -> None:
    def change(text: str) -> Callable[[Look], None]:
        def act(looked: Look) -> None:
            by, held = make.person("renske"), values.get_held("staff_max")
            looked()
            values.change_value(held.definition, text, seen="3", key=uuid4(), by=by)

        return act

    results = at_once(committing, change("4"), change("5"))
    assert sorted(isinstance(each, DomainError) for each in results) == [False, True]


def test_the_last_two_are_not_archived_at_once(committing: Flask) -> None:
    kind = get_kind("outcomes")
    with committing.app_context():
        rows = db.session.scalars(select(Outcome).order_by(Outcome.id)).all()
        for row in rows[2:]:
            row.archived_on = make.MONDAY
        ids = [row.id for row in rows[:2]]
        db.session.commit()

    def archive(id: int) -> Callable[[Look], None]:
        def act(looked: Look) -> None:
            by, row = make.person("renske"), lists.get_row(kind, id)
            looked()
            lists.archive_row(kind, row, key=uuid4(), by=by)

        return act

    results = at_once(committing, *map(archive, ids))
    assert sorted(isinstance(each, DomainError) for each in results) == [False, True]
    with committing.app_context():
        assert db.session.scalar(select(func.count()).where(Outcome.archived_on.is_(None))) == 1


def test_two_years_at_once_share_no_day(committing: Flask) -> None:
    def add(first: date) -> Callable[[Look], None]:
        def act(looked: Look) -> None:
            by = make.person("renske")
            looked()
            year = {"starts_on": first, "ends_on": date(2029, 7, 31), "name": f"{first:%d}-2029"}
            lists.make_row(get_kind("years"), year, key=uuid4(), by=by)

        return act

    results = at_once(committing, add(date(2028, 8, 1)), add(date(2028, 8, 2)))
    assert sorted(isinstance(each, DomainError) for each in results) == [False, True]


def test_of_two_who_change_the_words_of_a_school_the_second_is_told(committing: Flask) -> None:
    with committing.app_context():
        site = db.session.scalars(select(Site)).first()
        assert site is not None
        id, seen = site.id, sites.mark_words(site)

    def change(word: str) -> Callable[[Look], None]:
        def act(looked: Look) -> None:
            by, found = make.person("renske"), lists.get_row(get_kind("sites"), id)
            looked()
            sites.change_words(found, {"room_nl": word}, seen=seen, key=uuid4(), by=by)

        return act

    results = at_once(committing, change("hok"), change("kantoor"))
    assert sorted(isinstance(each, DomainError) for each in results) == [False, True]
