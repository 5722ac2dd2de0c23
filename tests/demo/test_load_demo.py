"""The demo is the same every time, never shows a day to come, and stays out of a database that holds anything."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from flask import Flask
from flask_migrate import upgrade
from freezegun import freeze_time
from sqlalchemy import Table, func, select

from jsp import clock, create_app, demo
from jsp.audit import find_time
from jsp.demo import ground, notes
from jsp.extensions import db
from jsp.models import caseload, rota
from jsp.models.accounts import User
from jsp.models.audit import Action, AuditEntry
from jsp.models.base import Base
from jsp.models.contacts import CasualVisit, Contact, HandOver, SafetyConcern
from jsp.models.ground import SchoolClass, SchoolYear, Site, Theme
from jsp.models.reference import get_reference
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.rules import contact as contact_rules
from jsp.rules import contact_window, note_check
from jsp.rules.contact_window import Due, due
from jsp.rules.opening import State
from tests import make
from tests.conftest import make_database, settings

MIGRATIONS = str(Path(__file__).parents[2] / "migrations")
PROJECT_DAY = "2026-11-23 11:30:00"
DAYS = (
    PROJECT_DAY,
    "2026-11-22 09:00:00",  # a Sunday
    "2026-11-27 09:00:00",  # a Friday, the day after an ordinary Thursday
    "2026-08-31 07:00:00",  # the first school day
    "2026-09-16 10:00:00",
    "2026-10-21 10:00:00",  # autumn break
    "2027-01-02 12:00:00",
    "2027-08-01 12:00:00",
    "2028-02-29 12:00:00",
    "2028-07-20 23:30:00",  # past midnight at the school
)
SECRETS = {"user": ("password", "fs_uniquifier")}
TIMED = {"audit_entry": ("at",)}


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with empty tables."""
    path = tmp_path_factory.mktemp("demo") / "empty.sqlite"
    app = create_app(settings(f"sqlite:///{path}"))
    with app.app_context():
        upgrade(directory=MIGRATIONS)
        db.session.remove()
        db.engine.dispose()
    return path


@pytest.fixture
def empty(migrated: Path, tmp_path: Path) -> Iterator[Flask]:
    """The app on a database of its own with empty tables, within its context."""
    yield from opened(shutil.copy(migrated, tmp_path / "demo.sqlite"))


def opened(path: Path) -> Iterator[Flask]:
    app = create_app(settings(f"sqlite:///{path}"))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def person(name: str) -> User:
    return db.session.scalars(select(User).where(User.first_name == name)).one()


def kept(table: Table) -> list[tuple[object, ...]]:
    """Every row, without what is meant to differ from one load to the next."""
    left_out = SECRETS.get(table.name, ())
    columns = [column for column in table.columns if column.name not in left_out]
    return sorted(db.session.execute(select(*columns)).tuples(), key=repr)


@pytest.mark.parametrize("moment", DAYS)
def test_every_day_has_a_demo_that_keeps_the_rules(empty: Flask, moment: str) -> None:
    with freeze_time(moment):
        demo.load()
        today = clock.today()
        contacts = list(db.session.scalars(select(Contact)))
        assert len(contacts) > 50
        for contact in contacts:
            contact_rules.check(contact.draft, today=today)
            assert contact.on < today
            assert contact.follow_up_done_on is None or contact.on <= contact.follow_up_done_on <= today
        assert db.session.scalar(select(func.max(CasualVisit.on))) < today
        assert db.session.scalar(select(func.max(HandOver.on))) <= today
        assert db.session.scalar(select(func.max(SafetyConcern.consult_on))) <= today
        assert all(at < clock.now() for at in db.session.scalars(select(AuditEntry.at)))


@pytest.mark.parametrize("moment", DAYS)
def test_nobody_sits_at_two_sites_at_once(empty: Flask, moment: str) -> None:
    with freeze_time(moment):
        demo.load()
    seats = db.session.execute(
        select(Attendance.member_id, Opening.on).join(Opening, Opening.id == Attendance.opening_id)
    ).tuples()
    assert max(Counter(seats).values()) == 1


@pytest.mark.parametrize("moment", DAYS)
def test_today_has_one_desk_with_one_person_there_already(empty: Flask, moment: str) -> None:
    with freeze_time(moment):
        demo.load()
        opening = db.session.scalars(select(Opening).where(Opening.on == clock.today())).one()
    assert len(opening.attendances) >= 2
    assert [place.is_here for place in opening.attendances].count(True) == 1


@pytest.mark.parametrize("moment", DAYS)
def test_each_worker_has_promises_to_keep(empty: Flask, moment: str) -> None:
    with freeze_time(moment):
        demo.load()
        stands = [due(contact.follow_up_on, clock.today()) for contact in caseload.follow_ups(person("Sanne"))]
        assert stands == [Due.OVERDUE, Due.OVERDUE, Due.TODAY, Due.LATER, Due.LATER]
        assert caseload.follow_ups(person("Lieke"))
        assert caseload.follow_ups(person("Youssef"))
        (invitation,) = caseload.invitations(person("Sanne"))
        assert invitation.writer.first_name == "Lieke"


@pytest.mark.parametrize("moment", [PROJECT_DAY, "2027-01-02 12:00:00"])
def test_same_seed_and_day_give_the_same_data(migrated: Path, tmp_path: Path, moment: str) -> None:
    loads = []
    for name in ("one", "two"):
        for _ in opened(shutil.copy(migrated, tmp_path / name)):
            with freeze_time(moment):
                demo.load()
            loads.append({table.name: kept(table) for table in Base.metadata.sorted_tables})
    assert loads[0] == loads[1]


def test_another_hour_of_the_day_changes_the_trail_only(migrated: Path, tmp_path: Path) -> None:
    loads = []
    for hour in ("08", "17"):
        for _ in opened(shutil.copy(migrated, tmp_path / hour)):
            with freeze_time(f"2026-11-23 {hour}:00:00"):
                demo.load()
            tables = [table for table in Base.metadata.sorted_tables if table.name not in TIMED]
            loads.append({table.name: kept(table) for table in tables})
    assert loads[0] == loads[1]


@freeze_time(PROJECT_DAY)
class TestOnTheProjectDay:
    def test_holds_about_two_hundred_conversations(self, empty: Flask) -> None:
        demo.load()
        assert 180 <= count(Contact) <= 225
        assert 15 <= count(CasualVisit) <= 35
        assert count(Opening) == 11 * 4 + 4 * 4 - 2 + 2  # past weeks, the next six without the Christmas break
        assert count(TeamMember) == 6

    def test_reads_as_a_demo_at_once(self, empty: Flask) -> None:
        assert not get_reference().is_demo
        demo.load()
        assert demo.is_loaded()
        assert not demo.is_empty()
        assert get_reference().is_demo
        assert [site.code for site in get_reference().sites] == ["raayland", "gilde"]

    def test_knows_every_theme_and_who_helps(self, empty: Flask) -> None:
        demo.load()
        themes = list(db.session.scalars(select(Theme).order_by(Theme.position)))
        assert [theme.code for theme in themes] == [code for code, *_ in ground.THEMES]
        assert [theme.code for theme in themes if not theme.disciplines] == ["other"]
        asked = set(db.session.scalars(select(Contact.theme_id)))
        assert asked <= {theme.id for theme in themes}
        assert len(asked) >= 12

    def test_only_those_present_with_an_account_write(self, empty: Flask) -> None:
        demo.load()
        rows = db.session.execute(
            select(Contact.writer_id, TeamMember.user_id)
            .join(Attendance, Attendance.opening_id == Contact.opening_id)
            .join(TeamMember, TeamMember.id == Attendance.member_id)
            .where(TeamMember.user_id == Contact.writer_id)
        ).all()
        assert len(rows) == count(Contact)
        assert {person(name).id for name in ("Sanne", "Lieke", "Youssef")} == {writer for writer, _ in rows}

    def test_one_thursday_has_one_person(self, empty: Flask) -> None:
        demo.load()
        (thin,) = [each for each in db.session.scalars(select(Opening)) if len(each.attendances) == 1]
        assert thin.on == date(2026, 11, 19)
        assert thin.attendances[0].member.first_name == "Marga"

    def test_skips_the_breaks(self, empty: Flask) -> None:
        demo.load()
        closed = Opening.on.between(date(2026, 10, 17), date(2026, 10, 25)) | (Opening.on >= date(2026, 12, 19))
        assert {each.on for each in db.session.scalars(select(Opening).where(closed))} == {date(2027, 1, 4)}

    def test_desk_is_open_at_noon(self, empty: Flask) -> None:
        demo.load()
        site = db.session.scalars(select(Site).where(Site.code == "gilde")).one()
        (desk,) = rota.desks([site], clock.local_now())
        assert desk.status.state is State.OPEN

    def test_latest_conversations_may_still_be_rewritten(self, empty: Flask) -> None:
        demo.load()
        latest = db.session.scalars(select(Contact).where(Contact.on == date(2026, 11, 18))).all()
        assert latest
        assert all(contact_window.may_rewrite(find_time(Action.RECORDED, each.id), clock.now()) for each in latest)

    def test_classes_stand_in_their_year(self, empty: Flask) -> None:
        demo.load()
        query = select(SchoolClass.code, SchoolYear.name).join(SchoolYear, SchoolYear.id == SchoolClass.school_year_id)
        found = dict(db.session.execute(query).tuples().all())
        assert found["V2B"] == "2026-2027"
        assert found["V2C"] == found["MZ20"] == "2025-2026"

    def test_loads_within_two_seconds(self, empty: Flask) -> None:
        began = perf_counter()
        demo.load()
        assert perf_counter() - began < 2


def test_first_time_is_not_loaded(empty: Flask) -> None:
    assert demo.is_empty()
    assert not demo.is_loaded()


def test_second_load_is_refused_and_changes_nothing(empty: Flask) -> None:
    demo.load()
    before = count(Contact)
    with pytest.raises(demo.NotEmptyError, match="not empty"):
        demo.load()
    assert count(Contact) == before


def test_one_site_of_somebody_else_is_enough_to_refuse(empty: Flask) -> None:
    make.make_site("ours", ground.SiteKind.VO, 0)
    db.session.commit()
    with pytest.raises(demo.NotEmptyError):
        demo.load()
    assert count(User) == 0
    assert not demo.is_loaded()


def test_ground_stands_without_people(empty: Flask) -> None:
    laid = ground.lay_ground(date(2026, 11, 23))
    assert len(laid.classes) == 10
    assert count(User) == count(TeamMember) == 0


def test_notes_hold_nothing_that_points_at_a_person() -> None:
    of_themes = [text for texts in notes.NOTES.values() for text in texts]
    written = [*of_themes, *notes.TEACHER_NOTES, *notes.STRENGTHS, *notes.FOLLOW_UPS.values()]
    for text in [*written, notes.JOIN, notes.HANDED_OVER, notes.SAFETY]:
        assert not note_check.holds_bsn(text)
        assert not note_check.concerns(text)
        assert not [name for name in ("Sanne", "Lieke", "Youssef", "Bart", "Karin") if name in text]
    assert set(notes.NOTES) | set(notes.FOLLOW_UPS) <= {code for code, *_ in ground.THEMES}


def test_people_text_tells_how_to_sign_in() -> None:
    text = demo.people_text()
    assert "sanne@demo.example" in text
    assert "administrator" in text
    assert text.endswith("respect-op-school")


def test_postgresql_takes_it_too(postgres_url: str) -> None:
    url = f"{postgres_url}/demo"
    make_database(url)
    app = create_app(settings(url))
    with app.app_context():
        upgrade(directory=MIGRATIONS)
        demo.load()
        assert count(Contact) > 50
        db.session.remove()
        make.make_site("later", ground.SiteKind.VO, 2)  # keys go on where the demo stopped
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def count(kind: type[Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0
