"""Up, down and up again with data in it: nothing is lost, nothing stays readable, and the models fit at the end."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, time
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from jsp import audit, clock, create_app, demo
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.base import Base
from jsp.models.contacts import Contact
from jsp.models.hours import Absence, Availability, Closure, OpeningPattern
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.models.turns import Cover, CoverQuestion, CoverState, Notice, NoticeKind, Swap
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.opening import OpeningState
from tests import make
from tests.conftest import DATABASES, make_database, settings
from tests.intake.desk import store

FOLDER = str(Path(__file__).parents[1] / "migrations")
FIRST = "0001"
PLANTED = "zij durft de fietsenstalling niet meer in"
NOT_IN_THE_DEMO = {
    "evaluation_box", "pair_reflection", "questionnaire_use", "partner_correction", "audit_checkpoint", "break_glass",
    "retention_hold", "erasure_report", "erasure_entry", "person_request", "person_request_item", "job_run",
    "login_identity",
}  # fmt: skip
ADDED_LATER = {"role"}  # each role has its row from 0002 on
MADE_ONCE = ("theme_release", "referral_release")


@pytest.fixture(params=DATABASES)
def newest(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The newest tables, with nothing in them."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    else:
        url = f"{request.getfixturevalue('postgres_url')}/migrations_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        make_database(url)
    app = create_app(settings(url))
    with app.app_context():
        upgrade(directory=FOLDER)
        yield app
        db.session.remove()
        db.engine.dispose()
        if request.param == "postgresql":
            drop_database(url)


@pytest.fixture
def filled(newest: Flask) -> Flask:
    """With the small world and a conversation with a note."""
    make.world()
    db.session.flush()
    store(3)
    contact = db.session.scalars(select(Contact)).first()
    assert contact is not None
    contact.note = PLANTED
    audit.record(Action.RECORDED, "contact", contact.id)
    db.session.commit()
    return newest


def drop_database(url: str) -> None:
    server, name = url.rsplit("/", 1)
    engine = db.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    engine.dispose()


def counts() -> dict[str, int]:
    """How many rows each table holds."""
    tables = MetaData()
    tables.reflect(db.engine)
    return {
        name: db.session.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.tables.items()
    }


def notes() -> list[str]:
    return [contact.note for contact in db.session.scalars(select(Contact).order_by(Contact.note_sealed.is_(None)))]


def test_nothing_is_lost_on_the_way_down_and_up(filled: Flask) -> None:
    before, kept = counts(), notes()
    db.session.remove()
    downgrade(directory=FOLDER, revision=FIRST)
    old = counts()
    assert {name: old[name] for name in old if name in before} == {name: before[name] for name in old}
    assert db.session.scalars(text("SELECT note FROM contact WHERE note <> ''")).all() == [PLANTED]
    db.session.remove()
    upgrade(directory=FOLDER)
    after = counts()
    assert {name: after[name] for name in old if name not in ADDED_LATER} == {
        name: old[name] for name in old if name not in ADDED_LATER
    }
    assert notes() == kept
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text("DELETE FROM audit_entry"))
    db.session.rollback()


def test_a_note_that_was_sealed_can_no_longer_be_read_in_the_files(filled: Flask) -> None:
    downgrade(directory=FOLDER, revision=FIRST)
    db.session.execute(text("UPDATE contact SET note = :note WHERE note <> ''"), {"note": PLANTED})
    db.session.commit()
    assert PLANTED.encode() in held(filled), "the way of looking finds it while it is there"
    upgrade(directory=FOLDER)
    assert PLANTED.encode() not in held(filled)


def held(app: Flask) -> bytes:
    """What the table of conversations holds on disk."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()
        file = Path(str(app.config["SQLALCHEMY_DATABASE_URI"]).removeprefix("sqlite:///"))
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return file.read_bytes()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        folder = connection.scalar(text("SHOW data_directory"))
        database = connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
    return b"".join(path.read_bytes() for path in Path(f"{folder}/base/{database}").iterdir() if path.is_file())


def test_the_tables_are_what_the_models_say(filled: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_lessons_and_what_came_of_them_go_all_the_way_down(newest: Flask) -> None:
    """The demo has rows of nearly everything that came since 0006."""
    demo.load()
    before = counts()
    forget_releases()
    downgrade(directory=FOLDER, revision="0008")
    old = counts()
    assert {name for name in before.keys() - old.keys() if not before[name]} <= NOT_IN_THE_DEMO
    assert old == {name: before[name] for name in old}
    db.session.remove()
    upgrade(directory=FOLDER)
    after = counts()
    assert {name: after[name] for name in old} == old
    db.session.remove()
    downgrade(directory=FOLDER, revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]


def forget_releases() -> None:
    """As nobody may where figures were shown: past the triggers that keep them."""
    for table in MADE_ONCE:
        guard = "no_delete" if db.engine.dialect.name == "sqlite" else f"made_once ON {table}"
        db.session.execute(text(f"DROP TRIGGER {table}_{guard}"))
        db.session.execute(text(f"DELETE FROM {table}"))
    db.session.commit()
    db.session.remove()


def test_a_plan_comes_down_and_up_again_with_nobody_in_two_places(filled: Flask) -> None:
    """Before 0005 an opening was there or it was not, and nothing kept a site from having two at once."""
    day = date(2027, 1, 4)
    called_off, held = fill_the_plan(day)
    downgrade(directory=FOLDER, revision="0004")
    assert openings_on(day) == [held]
    assert db.session.scalars(text("SELECT opening_id FROM contact WHERE opening_id IS NOT NULL")).all() == []
    columns, values = 'site_id, "on", starts, ends, room', "site_id, \"on\", '09:30:00.000000', '11:00:00.000000', room"
    db.session.execute(text(f"INSERT INTO opening ({columns}) SELECT {values} FROM opening WHERE id = {held}"))
    twice = "SELECT o.id, a.member_id, 0, false FROM opening o, attendance a"
    db.session.execute(text(
        f"INSERT INTO attendance (opening_id, member_id, position, is_here) {twice} "
        f"WHERE o.starts = '09:30:00.000000' AND a.opening_id = {held}"
    ))  # fmt: skip
    db.session.commit()
    db.session.remove()
    upgrade(directory=FOLDER)
    found = db.session.scalars(select(Opening).where(Opening.on == day).order_by(Opening.starts)).all()
    assert [(each.starts, each.takes_place, len(each.attendances)) for each in found] == [
        (time(9), True, 1), (time(9, 30), False, 1),
    ]  # fmt: skip
    found[1].state = OpeningState.PLANNED
    found[1].settle()
    with pytest.raises(DBAPIError, match="one_place"):
        db.session.flush()
    db.session.rollback()
    assert called_off not in [each.id for each in found]


def fill_the_plan(day: date) -> tuple[int, int]:
    """A row of everything that came with 0005; the ids of an opening that was called off and of one that is held."""
    member = db.session.scalars(select(TeamMember).where(TeamMember.user_id.is_not(None))).all()[0]
    site, now = member.sites[0], clock.now()
    closure = Closure(site_id=site.id, kind=ClosureKind.TRAINING_DAY, effect=Effect.CLOSED, name_nl="", name_en="",
                      starts_on=day, ends_on=day)  # fmt: skip
    pattern = OpeningPattern(site_id=site.id, weekday=0, starts=time(14), ends=time(15), room="x", valid_from=day,
                             valid_until=day, members=[member])  # fmt: skip
    absence = Absence(member_id=member.id, starts_on=day, ends_on=day)
    db.session.add_all([closure, pattern, absence])
    db.session.flush()
    hours = {"site_id": site.id, "on": day, "starts": time(9), "ends": time(10), "room": "x"}
    off = Opening(**hours, state=OpeningState.CANCELLED, takes_place=False, pattern_id=pattern.id,
                  attendances=[Attendance(member=member, position=0)])  # fmt: skip
    held = Opening(**hours, attendances=[Attendance(member=member, position=0)])
    shut = Opening(**hours, takes_place=False, closure_id=closure.id)
    db.session.add_all([off, held, shut])
    db.session.flush()
    db.session.scalars(select(Contact)).all()[0].opening_id = off.id
    asked = CoverQuestion(member=member, asked_at=now, says_yes=True)
    db.session.add_all([
        Cover(id=uuid4(), opening=held, member=member, state=CoverState.TAKEN, taken_by=member, asked_at=now,
              absence_id=absence.id, questions=[asked]),
        Swap(id=uuid4(), opening=off, member=member, other_opening=held, other_member=member, asked_at=now),
        Notice(user_id=member.user_id, kind=NoticeKind.SHORT, opening_id=held.id, at=now),
        Availability(member_id=member.id, weekday=1, starts=time(9), ends=time(10)),
    ])  # fmt: skip
    db.session.commit()
    found = off.id, held.id
    db.session.remove()
    return found


def openings_on(day: date) -> list[int]:
    """What an older version has on that day."""
    return list(db.session.scalars(text('SELECT id FROM opening WHERE "on" = :day'), {"day": day.isoformat()}))
