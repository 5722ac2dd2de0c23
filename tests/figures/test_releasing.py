"""Figures of a period are made once, of what was written down in it, and stay whatever happens afterwards."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp import clock, jobs
from jsp.blueprints.figures.service import releasing
from jsp.blueprints.intake import service as intake
from jsp.extensions import db
from jsp.models.contacts import CasualVisit, Contact
from jsp.models.ground import Outcome, Theme
from jsp.models.tallies import HistoryImport, PastContact
from jsp.rules.contact import AskedBy, Channel, VisitKind
from tests.browser import Browser
from tests.figures.asked import (
    AUTUMN,
    DUE,
    HERE,
    LATER,
    NOBODY,
    WINTER,
    Given,
    asked,
    periods,
    releases,
    shown,
    site,
    watch,
)
from tests.intake.desk import log
from tests.make import id_of, person
from tests.messages.asker import ask


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """What was counted; no noise is drawn."""
    return watch(monkeypatch)


def any_contact() -> Contact:
    return db.session.scalars(db.select(Contact).limit(1)).one()


def change(contact: Contact, **changed: object) -> None:
    """As the worker who wrote it, with a reason."""
    draft = replace(contact.draft, id=uuid4(), **changed)  # type: ignore[arg-type]
    intake.change_contact(contact, draft, reason="verkeerd aangevinkt", by=person("sanne"))
    db.session.commit()


def release(frozen: FrozenDateTimeFactory, **times: int) -> None:
    """The figures of the autumn, in which each of these themes was asked about so many times."""
    frozen.move_to(DUE)
    for theme, number in times.items():
        asked(theme, times=number)
    jobs.release_themes()


@pytest.mark.parametrize(("moment", "number"), [("2026-12-14 22:59:00", 0), ("2026-12-14 23:01:00", 1)])
def test_they_are_made_when_fourteen_whole_days_are_over(
    app: Flask, frozen: FrozenDateTimeFactory, moment: str, number: int
) -> None:
    """At midnight at the school, which is an hour earlier in the clock of the computer."""
    frozen.move_to(moment)
    with app.app_context():
        asked("money", times=30)
        jobs.release_themes()
        assert len(releases()) == number


def test_they_show_what_the_engine_gave_and_nothing_else(
    app: Flask, frozen: FrozenDateTimeFactory, given: Given
) -> None:
    with app.app_context():
        release(frozen, money=23, school=12, health=9)
        [row] = releases()
        assert given[HERE] == NOBODY | {"money": 23, "school": 12, "health": 9}
        assert shown(row) == dict.fromkeys(NOBODY) | {"money": 25, "school": 10}
        assert (row.starts, row.ends, row.total, row.is_total_only) == (AUTUMN.starts, AUTUMN.ends, 45, False)
        assert row.made_on == date(2026, 12, 15)


def test_chance_comes_from_the_system(
    app: Flask, frozen: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    class System:
        def randrange(self, stop: int, /) -> int:
            drawn.append(stop)
            return 0

    monkeypatch.setattr(releasing, "SystemRandom", System)
    frozen.move_to(DUE)
    with app.app_context():
        releasing.release(site().id, AUTUMN)
        assert len(drawn) == len(NOBODY)


def test_a_question_counts_where_it_was_written_down_whatever_day_it_is_of(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory, given: Given
) -> None:
    log(app, worker, on="2026-07-10")
    with app.app_context():
        asked("school", registered=WINTER.starts, on=AUTUMN.ends)
        frozen.move_to("2027-04-20")
        jobs.release_themes()
        assert periods() == [AUTUMN, WINTER]
        assert [given[HERE], given[LATER]] == [NOBODY | {"money": 1}, NOBODY | {"school": 1}]


def test_who_comes_back_who_only_comes_by_and_who_came_before_do_not_count(
    app: Flask, frozen: FrozenDateTimeFactory, given: Given
) -> None:
    frozen.move_to(DUE)
    with app.app_context():
        asked("money", times=2)
        asked("money", times=3, is_return=True)
        here, sanne = site().id, person("sanne").id
        db.session.add(CasualVisit(id=uuid4(), site_id=here, user_id=sanne, on=AUTUMN.ends, kind=VisitKind.TEA))
        made = HistoryImport(id=uuid4(), site_id=here, user_id=sanne, made_on=AUTUMN.ends, rows=1, until=AUTUMN.ends)
        db.session.add(made)
        db.session.flush()
        db.session.add(PastContact(
            id=uuid4(), import_id=made.id, site_id=here, on=AUTUMN.ends, channel=Channel.WALK_IN,
            theme_id=id_of(Theme, "money"), asked_by=AskedBy.PUPIL, outcome_id=id_of(Outcome, "listened"),
            is_return=False,
        ))  # fmt: skip
        jobs.release_themes()
        assert given[HERE] == NOBODY | {"money": 2}


def test_a_report_that_nobody_took_up_does_not_count(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory, given: Given
) -> None:
    ask(app, browser, frozen)
    frozen.move_to(DUE)
    with app.app_context():
        jobs.release_themes()
        assert list(given.values()) == [NOBODY, NOBODY]


def test_a_question_counts_under_three_themes_at_most_and_once_under_each(
    app: Flask, frozen: FrozenDateTimeFactory, given: Given
) -> None:
    frozen.move_to(DUE)
    with app.app_context():
        asked("money", "money", "school", "health", "other")
        asked("money", "school", "health", "other")
        jobs.release_themes()
        assert given[HERE] == NOBODY | {"money": 2, "school": 2, "health": 1}


def test_what_was_corrected_or_undone_before_counts_as_it_stands(
    app: Flask, frozen: FrozenDateTimeFactory, given: Given
) -> None:
    with app.app_context():
        asked("money", times=4, registered=date(2026, 9, 1))
        frozen.move_to(DUE)
        one, other, third, _last = db.session.scalars(db.select(Contact).order_by(Contact.id))
        change(one, theme_ids=(id_of(Theme, "school"),))
        change(other, is_return=True)
        change(third, on=date(2026, 12, 10))
        intake.undo_contact(any_contact(), by=person("sanne"))
        db.session.commit()
        before = given_of_all()
        jobs.release_themes()
        assert given[HERE] == before


def given_of_all() -> dict[str, int]:
    """Counted here, one by one."""
    found = dict(NOBODY)
    for each in db.session.scalars(db.select(Contact).where(~Contact.is_return)):
        found[db.session.get_one(Theme, each.theme_id).code] += 1
    return found


def test_what_happens_afterwards_changes_nothing_and_is_counted_nowhere_else(
    app: Flask, frozen: FrozenDateTimeFactory, given: Given
) -> None:
    with app.app_context():
        release(frozen, money=20, school=20)
        before = as_row()
        change(any_contact(), on=clock.today(), theme_ids=(id_of(Theme, "other"),))
        intake.undo_contact(any_contact(), by=person("sanne"))
        asked("health", times=15)
        jobs.release_themes()
        assert as_row() == before
        frozen.move_to("2027-04-20")
        jobs.release_themes()
        assert periods() == [AUTUMN, WINTER]
        assert [sum(each.values()) for each in given.values()] == [0, 40, 0, 0]  # of the other site, and of winter


def as_row() -> tuple[object, ...]:
    db.session.expire_all()
    row = releases()[0]
    return row.made_on, row.total, row.is_total_only, dict(row.shown)
