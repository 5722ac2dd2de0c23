"""What the demo holds on Monday 23 November 2026, half past twelve."""

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from jsp import clock
from jsp.audit import find_time
from jsp.content import usual
from jsp.extensions import db
from jsp.models import rota
from jsp.models.audit import Action
from jsp.models.contacts import CasualVisit, Contact
from jsp.models.directory import Partner, PartnerKind
from jsp.models.ground import CrisisLine, SchoolClass, SchoolYear, Site, Theme
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.rules import contact_window
from jsp.rules.opening import State
from jsp.rules.partner import WAYS, check_whole
from jsp.rules.partner_fields import LONGEST, read_field
from tests.demo.ask import count, person

BEGAN = date(2026, 8, 1)  # this school year; what lies before it stands behind figures


def count_at_desks() -> int:
    """The conversations of the openings of this school year."""
    there = Contact.opening_id.is_not(None), Contact.on >= BEGAN
    return db.session.scalar(select(func.count()).where(*there)) or 0


def test_holds_about_two_hundred_conversations(project_day: Flask) -> None:
    assert 180 <= count_at_desks() <= 245
    assert 15 <= count(CasualVisit) <= 35
    until = db.session.scalar(select(func.count()).where(Opening.on.between(BEGAN, date(2027, 1, 4))))
    assert until == 11 * 4 + 4 * 4 + 1  # the weeks behind, those until Christmas, and the Monday after it
    assert count(TeamMember) == 6


def test_who_looks_at_it_keeps_no_other_process_out(project_day: Flask) -> None:
    assert count(Site)
    with closing(sqlite3.connect(str(db.engine.url.database), timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.rollback()


def test_knows_every_theme_and_who_helps(project_day: Flask) -> None:
    themes = list(db.session.scalars(select(Theme).order_by(Theme.position)))
    assert [theme.code for theme in themes] == [code for code, *_ in usual.THEMES]
    assert [theme.code for theme in themes if not theme.disciplines] == ["other"]
    asked = set(db.session.scalars(select(Contact.theme_id)))
    assert asked <= {theme.id for theme in themes}
    assert len(asked) >= 12


def test_its_directory_leads_to_nobody_who_exists_but_the_national_lines(project_day: Flask) -> None:
    entries = list(db.session.scalars(select(Partner).options(selectinload(Partner.themes))))
    kinds = Counter(each.kind for each in entries)
    assert (kinds[PartnerKind.SCHOOL_ROUTE], kinds[PartnerKind.LINE], len(entries)) == (2, 5, 20)
    local = [each for each in entries if each.kind is not PartnerKind.LINE]
    assert all(each.phone.startswith("0478-00") and each.mail.endswith(".example") for each in local)
    crisis = set(db.session.scalars(select(CrisisLine.number)))
    assert crisis.isdisjoint(each.phone for each in entries)
    for each in entries:
        check_whole({field: getattr(each, field) for field in ("name", "offer_nl", "themes", *WAYS)})
        assert all(read_field(field, getattr(each, field)) == getattr(each, field) for field in LONGEST)
    assert 3 <= len([each for each in entries if each.is_stale(clock.today())]) <= 8
    assert {theme.code for each in entries for theme in each.themes} == {code for code, *_ in usual.THEMES}


def test_only_those_present_with_an_account_write(project_day: Flask) -> None:
    rows = db.session.execute(
        select(Contact.writer_id, TeamMember.user_id)
        .join(Attendance, Attendance.opening_id == Contact.opening_id)
        .join(TeamMember, TeamMember.id == Attendance.member_id)
        .where(TeamMember.user_id == Contact.writer_id, Contact.on >= BEGAN)
    ).all()
    assert len(rows) == count_at_desks()
    assert {person(name).id for name in ("Sanne", "Lieke", "Youssef")} == {writer for writer, _ in rows}


def test_one_thursday_has_one_person(project_day: Flask) -> None:
    (thin,) = [each for each in db.session.scalars(select(Opening)) if len(each.attendances) == 1]
    assert thin.on == date(2026, 11, 19)
    assert thin.attendances[0].member.first_name == "Marga"


def test_skips_the_breaks(project_day: Flask) -> None:
    breaks = ((date(2026, 10, 17), date(2026, 10, 25)), (date(2026, 12, 19), date(2027, 1, 3)),
              (date(2027, 2, 6), date(2027, 2, 14)), (date(2027, 4, 24), date(2027, 5, 2)))  # fmt: skip
    for first, last in breaks:
        assert not db.session.scalars(select(Opening.id).where(Opening.on.between(first, last))).all()
    assert db.session.scalar(select(func.max(Opening.on))) == date(2027, 7, 8)


def test_a_training_day_takes_an_opening_away(project_day: Flask) -> None:
    (shut,) = db.session.scalars(select(Opening).where(~Opening.takes_place, Opening.on >= BEGAN))
    assert (shut.on, shut.site.code) == (date(2026, 12, 8), "raayland")


def test_desk_is_open_at_noon(project_day: Flask) -> None:
    site = db.session.scalars(select(Site).where(Site.code == "gilde")).one()
    (desk,) = rota.desks([site], clock.local_now())
    assert desk.status.state is State.OPEN


def test_latest_conversations_may_still_be_rewritten(project_day: Flask) -> None:
    latest = db.session.scalars(select(Contact).where(Contact.on == date(2026, 11, 18))).all()
    assert latest
    assert all(contact_window.may_rewrite(find_time(Action.RECORDED, each.id), clock.now()) for each in latest)


def test_classes_stand_in_their_year(project_day: Flask) -> None:
    query = select(SchoolClass.code, SchoolYear.name).join(SchoolYear, SchoolYear.id == SchoolClass.school_year_id)
    found = {code: year for code, year in db.session.execute(query)}
    assert found["V2B"] == "2026-2027"
    assert found["V2C"] == found["MZ20"] == "2019-2020"
