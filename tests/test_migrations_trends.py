"""Conversations of before the team's figures were kept stand in them from the migration on, as if they always had."""

from datetime import date, timedelta
from random import Random
from uuid import uuid4

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.ground import Site
from jsp.models.lesson_reach import Agreement
from jsp.models.referral_figures import ReferralRelease
from jsp.models.tallies import ThemeTally
from jsp.models.theme_releases import ThemeRelease
from jsp.rules.session import AgreementState as State
from tests import make, test_migrations
from tests.lessons.conftest import add_ground, class_of
from tests.make import MONDAY
from tests.test_migrations import FOLDER, counts
from tests.trends.figures import check, record
from tests.trends.test_tallies import draft

BEFORE = "0012"
MANY = 60
TAKEN_OVER = (State.ADOPTED, State.CHECKED)

newest = test_migrations.newest


@pytest.fixture
def older(newest: Flask) -> Flask:
    """Tables as they were before, with conversations on many days: first and last days of weeks, months, years."""
    make.world()
    db.session.flush()
    rng = Random(0)
    for _ in range(MANY):
        record(draft(rng, uuid4()))
    db.session.commit()
    db.session.remove()
    downgrade(directory=FOLDER, revision=BEFORE)
    return newest


def test_they_stand_in_the_figures_as_if_they_always_had(older: Flask) -> None:
    upgrade(directory=FOLDER)
    assert check()
    assert db.session.scalar(select(func.count()).select_from(Contact)) == MANY


def test_each_day_lands_in_its_week_its_month_and_its_school_year(older: Flask) -> None:
    """A day for every day of a leap year, to the last of them."""
    ids = list(db.session.scalars(text("SELECT id FROM contact ORDER BY id LIMIT 1")))
    columns = ('site_id, writer_id, owner_id, channel, theme_id, asked_by, outcome_id, is_return, '
               'is_reachable_agreed')  # fmt: skip
    add = text(f'INSERT INTO contact (id, "on", {columns}) SELECT :new, :on, {columns} FROM contact WHERE id = :id')
    days = [MONDAY.replace(year=2023, month=12, day=1) + timedelta(at) for at in range(397)]
    new = [uuid4() for _ in days]
    spelled = [str(each) if db.engine.dialect.name == "postgresql" else each.hex for each in new]
    db.session.execute(add, [{"new": id, "on": str(day), "id": ids[0]} for id, day in zip(spelled, days, strict=True)])
    db.session.commit()
    db.session.remove()
    upgrade(directory=FOLDER)
    check()


def test_the_day_of_an_older_one_is_the_day_on_which_it_was_registered(older: Flask) -> None:
    upgrade(directory=FOLDER)
    other = (Contact.registered_on != Contact.on) | (Contact.registered_site_id != Contact.site_id)
    assert not list(db.session.scalars(select(Contact.id).where(other)))
    with pytest.raises(DBAPIError, match="registered once"):
        db.session.execute(update(Contact).values(registered_on=MONDAY + timedelta(1)))


def test_of_an_agreement_that_was_taken_over_the_last_change_was_that_day(newest: Flask) -> None:
    """As the report of a year had it until then; also where it was dropped since, for it may be put back."""
    make.world()
    db.session.flush()
    add_ground()
    school_class, owner = class_of("V2B").id, make.person("bart").id
    for state, before in [*zip(State, [None] * 5, strict=True), *((State.DROPPED, each) for each in State)]:
        db.session.add(Agreement(
            id=uuid4(), school_class_id=school_class, owner_id=owner, text=f"{state} {before}", state=state,
            before=before, written_in="Schoolgids", made_on=MONDAY, changed_on=MONDAY + timedelta(9),
            adopted_on=MONDAY if state in TAKEN_OVER else None,
        ))  # fmt: skip
    db.session.commit()
    db.session.remove()
    downgrade(directory=FOLDER, revision=BEFORE)
    upgrade(directory=FOLDER)
    with_day = select(Agreement.text, Agreement.adopted_on).where(Agreement.adopted_on.is_not(None))
    held = ("adopted None", "checked None", "dropped adopted", "dropped checked")
    assert dict(map(tuple, db.session.execute(with_day))) == dict.fromkeys(held, MONDAY + timedelta(9))
    for day, state in ((None, State.CHECKED), (MONDAY, State.PROPOSED)):
        with pytest.raises(DBAPIError, match="adopted_on_a_day"), db.session.begin_nested():
            db.session.execute(update(Agreement).where(Agreement.state == state).values(adopted_on=day))


def test_down_and_up_again_they_are_the_same(older: Flask) -> None:
    upgrade(directory=FOLDER)
    before = check()
    db.session.remove()
    downgrade(directory=FOLDER, revision=BEFORE)
    upgrade(directory=FOLDER)
    assert check() == before
    assert db.session.scalar(select(func.count()).select_from(ThemeTally).where(ThemeTally.number == 0)) == 0


@pytest.mark.parametrize(("table", "revision"), [("theme_release", "0012"), ("referral_release", "0010")])
def test_figures_that_were_shown_keep_it_from_going_down(
    newest: Flask, caplog: pytest.LogCaptureFixture, table: str, revision: str
) -> None:
    """Going up again, they would be made a second time, and the two could be taken from each other."""
    make.world()
    db.session.flush()
    day = date(2026, 8, 1)
    db.session.add(
        ThemeRelease(site_id=make.id_of(Site, "raayland"), starts=day, ends=date(2026, 11, 30), made_on=day, total=None,
                     is_total_only=True, shown={})
        if table == "theme_release"
        else ReferralRelease(first=day, made_on=day, least=5, rows=[])
    )  # fmt: skip
    db.session.commit()
    db.session.remove()
    with pytest.raises(SystemExit):
        downgrade(directory=FOLDER, revision=revision)
    assert f"{table} holds figures that were shown" in caplog.text
    assert counts()[table] == 1
