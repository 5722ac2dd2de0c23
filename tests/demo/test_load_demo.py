"""The demo is the same every time, never shows a day to come, and stays out of a database that holds anything."""

import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from freezegun import freeze_time
from sqlalchemy import Table, func, select
from sqlalchemy.orm import joinedload, selectinload

from jsp import clock, demo
from jsp.blueprints.messages.service import codes
from jsp.content import usual
from jsp.demo import ground, notes, school_days
from jsp.demo.messages import TO_TRY
from jsp.extensions import db
from jsp.models import caseload
from jsp.models.accounts import User
from jsp.models.audit import AuditEntry
from jsp.models.base import Base
from jsp.models.contacts import CasualVisit, Contact, HandOver, SafetyConcern
from jsp.models.focus_groups import FocusGroup
from jsp.models.ground import Site
from jsp.models.lesson_absence import who_is_missing
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.messages import Thread
from jsp.models.reference import get_reference
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.rules import contact as contact_rules
from jsp.rules import note_check
from jsp.rules.contact_window import Due, due
from jsp.rules.session import SessionState
from jsp.rules.talk import TalkState
from jsp.rules.talk_retention import MOST_LONGER
from jsp.rules.thread import ThreadState
from tests import make
from tests.demo.ask import count, person
from tests.demo.conftest import PROJECT_DAY, opened

LEFT_OUT = {"user": ("password", "fs_uniquifier"), "opening": ("changed_at",), "lesson_session": ("changed_at",)}
TIMED = {"audit_entry": ("at",), "audit_link": ("mac",)}


def kept(table: Table) -> list[tuple[object, ...]]:
    """Every row, without what is meant to differ from one load to the next."""
    left_out = LEFT_OUT.get(table.name, ())
    columns = [each for each in table.columns if each.name not in left_out and not each.name.endswith("_sealed")]
    return sorted((tuple(row) for row in db.session.execute(select(*columns))), key=repr)


def test_every_day_has_a_demo_that_keeps_the_rules(today: date) -> None:
    beside = selectinload(Contact.more_themes), selectinload(Contact.more_outcomes)
    contacts = list(db.session.scalars(select(Contact).options(*beside)))
    assert len(contacts) > 50
    for contact in contacts:
        contact_rules.check(contact.draft, today=today, since=contact.on)
        assert contact.on < today
        assert contact.on <= contact.registered_on <= today
        assert contact.follow_up_done_on is None or contact.on <= contact.follow_up_done_on <= today
    assert db.session.scalar(select(func.max(CasualVisit.on))) < today
    assert db.session.scalar(select(func.max(HandOver.on))) <= today
    assert db.session.scalar(select(func.max(SafetyConcern.consult_on))) <= today
    assert all(at <= clock.now() for at in db.session.scalars(select(AuditEntry.at)))


def test_nobody_sits_at_two_sites_at_once(today: date) -> None:
    query = select(Attendance.member_id, Opening.on).join(Opening, Opening.id == Attendance.opening_id)
    seats = Counter((member, day) for member, day in db.session.execute(query))
    assert max(seats.values()) == 1


def test_today_has_one_desk_with_one_person_there_already(today: date) -> None:
    opening = db.session.scalars(select(Opening).where(Opening.on == today)).one()
    assert len(opening.attendances) >= 2
    assert [place.is_here for place in opening.attendances].count(True) == 1


def test_on_a_school_day_sanne_gives_a_lesson(today: date) -> None:
    query = select(LessonSession).where(LessonSession.on == today, LessonSession.state == SessionState.PLANNED)
    found = db.session.scalars(query.options(joinedload(LessonSession.series).joinedload(LessonSeries.school_class)))
    of_sanne = [each for each in found if each.series.pair.worker.first_name == "Sanne"]
    assert len(of_sanne) == school_days.is_school_day(today)
    assert who_is_missing(of_sanne, clock.local_now()) == {}


def test_each_worker_has_promises_to_keep(today: date) -> None:
    stands = [due(contact.follow_up_on, today) for contact in caseload.follow_ups(person("Sanne"))]
    assert stands == [Due.OVERDUE, Due.OVERDUE, Due.TODAY, Due.LATER, Due.LATER]
    assert caseload.follow_ups(person("Lieke"))
    assert caseload.follow_ups(person("Youssef"))
    (invitation,) = caseload.invitations(person("Sanne"))
    assert invitation.writer.first_name == "Lieke"


def test_the_questions_are_one_of_everything(today: date) -> None:
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
    codes.PACE.forget()
    assert codes.try_code(TO_TRY).found is not None


def test_every_day_has_one_to_come_at_school_and_one_that_is_being_read(today: date) -> None:
    query = select(FocusGroup).order_by(FocusGroup.held_on).options(selectinload(FocusGroup.participants))
    *before, reading, coming = db.session.scalars(query)
    assert [each.state for each in before] == [TalkState.APPROVED] * 3
    assert (reading.state, coming.state) == (TalkState.READ_BACK, TalkState.DRAFT)
    assert today - timedelta(days=14) < reading.held_on < today <= reading.read_until
    assert school_days.is_school_day(coming.held_on)
    assert coming.held_on >= today + timedelta(weeks=10)
    named = [(seat.name, seat.mail) for seat in coming.participants if seat.name]
    assert (len(coming.participants), len(named)) == (6, 2)
    assert all(mail.endswith(".example") for _, mail in named)
    assert all(each.keep_until <= today + MOST_LONGER for each in before)


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


def test_first_time_is_not_loaded(empty: Flask) -> None:
    assert demo.is_empty()
    assert not demo.is_loaded()


def test_reads_as_a_demo_at_once(empty: Flask) -> None:
    assert not get_reference().is_demo
    demo.load()
    assert demo.is_loaded()
    assert not demo.is_empty()
    assert get_reference().is_demo
    assert [site.code for site in get_reference().sites] == ["raayland", "gilde"]


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
    assert len(laid.classes) == 8
    assert count(User) == count(TeamMember) == 0


def test_notes_hold_nothing_that_points_at_a_person() -> None:
    of_themes = [text for texts in notes.NOTES.values() for text in texts]
    written = [*of_themes, *notes.TEACHER_NOTES, *notes.STRENGTHS, *notes.FOLLOW_UPS.values()]
    for text in [*written, notes.JOIN, notes.HANDED_OVER, notes.SAFETY]:
        assert not note_check.holds_bsn(text)
        assert not note_check.concerns(text)
        assert not [name for name in ("Sanne", "Lieke", "Youssef", "Bart", "Karin") if name in text]
    assert set(notes.NOTES) | set(notes.FOLLOW_UPS) <= {code for code, *_ in usual.THEMES}


def test_people_text_tells_how_to_sign_in() -> None:
    text = demo.people_text()
    assert "sanne@demo.example" in text
    assert "administrator" in text
    assert "respect-op-school" in text
    assert text.endswith(TO_TRY)
    assert TO_TRY in (Path(__file__).parents[2] / "README.md").read_text()


def test_postgresql_takes_it_and_numbers_on_from_there(on_postgresql: Flask) -> None:
    with on_postgresql.app_context():
        demo.load()
        assert count(Contact) > 50
        make.make_site("later", ground.SiteKind.VO, 2)
        db.session.commit()
        assert count(Site) == 3
