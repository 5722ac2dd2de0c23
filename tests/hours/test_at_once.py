"""One person is never in two places, however many plan at the same moment: the database itself refuses it."""

from collections.abc import Callable
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from jsp import clock
from jsp.blueprints.hours.service import cover, openings, rota
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.models.turns import Cover, CoverQuestion, CoverState
from jsp.rules.opening import OpeningState
from jsp.rules.refusal import DomainError
from tests import make
from tests.together import at_once

Look = Callable[[], None]
RACES, AT_ONCE = 250, 4  # together 1,000 who want the one person
FIRST = date(2027, 1, 4)
OVERLAPS = text(
    "SELECT count(*) FROM attendance a JOIN attendance b ON a.member_id = b.member_id AND a.id < b.id "
    'AND a."on" = b."on" AND a.starts < b.ends AND b.starts < a.ends WHERE a.takes_place AND b.takes_place'
)


def make_openings(day: date, count: int) -> list[int]:
    """So many openings at sites of their own that share an hour."""
    made = []
    for at in range(count):
        code = f"race{at}"
        site = db.session.scalars(select(Site).where(Site.code == code)).first()
        site = site or make.make_site(code, make.SiteKind.VO, 10 + at)
        made.append(make.make_opening(site, day, time(12, at), time(14)))
    db.session.flush()
    return [each.id for each in made]


def test_a_thousand_who_want_the_same_person_get_them_once(committing: Flask) -> None:
    """Straight into the table, without any lock of ours."""
    with committing.app_context():
        member = db.session.scalars(select(TeamMember.id)).first()
        days = [FIRST + timedelta(days=at) for at in range(RACES)]
        races = [make_openings(day, AT_ONCE) for day in days]
        db.session.commit()

    def want(at: int) -> Callable[[Look], int]:
        def act(looked: Look) -> int:
            looked()
            won = 0
            for day, race in zip(days, races, strict=True):
                row = {"opening_id": race[at], "member_id": member, "on": day, "starts": time(12, at),
                       "ends": time(14), "takes_place": True, "position": 0, "is_here": False}  # fmt: skip
                try:
                    db.session.execute(insert(Attendance).values(row))
                    db.session.commit()
                    won += 1
                except (IntegrityError, OperationalError):
                    db.session.rollback()
            return won

        return act

    won = at_once(committing, *(want(at) for at in range(AT_ONCE)))
    with committing.app_context():
        assert db.session.scalar(OVERLAPS) == 0
        stored = db.session.scalar(select(func.count()).where(Attendance.on >= FIRST))
        assert (sum(won), stored) == (RACES, RACES)


def test_of_two_coordinators_who_plan_one_person_at_two_sites_one_is_told(committing: Flask) -> None:
    with committing.app_context():
        ids = make_openings(date(2026, 12, 14), 2)
        renske = make.person("renske")
        renske.sites = list(db.session.scalars(select(Site)))
        lieke = db.session.scalars(select(TeamMember).where(TeamMember.first_name == "Lieke")).one()
        lieke.sites = list(db.session.scalars(select(Site)))
        member = lieke.id
        db.session.commit()

    def plan(id: int) -> Callable[[Look], None]:
        def act(looked: Look) -> None:
            opening, by = db.session.get_one(Opening, id), make.person("renske")
            seen = openings.mark(opening)
            looked()
            rota.seat_member(opening, member, seen=seen, key=uuid4(), by=by)

        return act

    results = at_once(committing, *map(plan, ids))
    assert sorted(isinstance(each, DomainError) for each in results) == [False, True]


def test_of_two_who_say_yes_at_once_one_has_the_turn(committing: Flask) -> None:
    names = ("Sanne", "Lieke")
    with committing.app_context():
        site = db.session.scalars(select(Site).where(Site.code == "raayland")).one()
        sanne, lieke = (db.session.scalars(select(TeamMember).where(TeamMember.first_name == name)).one()
                        for name in names)  # fmt: skip
        sites = {each.code: each for each in db.session.scalars(select(Site))}
        other = make.make_member(make.make_user("mo", make.Role.WORKER, site), sanne.discipline, sites)
        opening = make.make_opening(site, date(2026, 12, 15), time(9), time(10))
        db.session.flush()
        asked = [CoverQuestion(member=each, asked_at=clock.now()) for each in (sanne, lieke)]
        question = Cover(id=uuid4(), opening=opening, member=other, state=CoverState.OPEN, asked_at=clock.now(),
                         questions=asked)  # fmt: skip
        db.session.add(question)
        db.session.commit()
        id, opening_id = question.id, opening.id

    def say_yes(name: str) -> Callable[[Look], None]:
        def act(looked: Look) -> None:
            found = db.session.get_one(Cover, id)
            member = db.session.scalars(select(TeamMember).where(TeamMember.first_name == name)).one()
            looked()
            cover.say_yes(found, member, key=uuid4(), by=make.person(name.lower()))

        return act

    results = at_once(committing, *map(say_yes, names))
    assert sorted(isinstance(each, DomainError) for each in results) == [False, True]
    with committing.app_context():
        assert len(db.session.get_one(Opening, opening_id).attendances) == 1


def test_calling_off_frees_the_person_and_calling_on_again_is_refused_while_they_are_elsewhere(
    committing: Flask,
) -> None:
    with committing.app_context():
        first, second = (db.session.get_one(Opening, id) for id in make_openings(date(2026, 12, 16), 2))
        member = db.session.scalars(select(TeamMember)).first()
        assert member is not None
        first.attendances.append(Attendance(member=member, position=0))
        db.session.commit()
        first.state = OpeningState.CANCELLED
        first.settle()
        db.session.flush()
        second.attendances.append(Attendance(member=member, position=0))
        db.session.commit()
        first.state = OpeningState.PLANNED
        first.settle()
        with pytest.raises(IntegrityError):
            db.session.commit()
        db.session.rollback()


@pytest.mark.parametrize("starts", [time(12), time(12, 30), time(11)])
def test_a_site_has_one_desk(committing: Flask, starts: time) -> None:
    with committing.app_context():
        site = db.session.scalars(select(Site).where(Site.code == "gilde")).one()
        make.make_opening(site, date(2026, 12, 18), time(12), time(13))
        db.session.flush()
        make.make_opening(site, date(2026, 12, 18), starts, time(14))
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_the_hours_of_a_place_are_those_of_its_opening(committing: Flask) -> None:
    with committing.app_context():
        [id] = make_openings(date(2026, 12, 21), 1)
        opening, member = db.session.get_one(Opening, id), db.session.scalars(select(TeamMember)).first()
        assert member is not None
        opening.attendances.append(Attendance(member=member, position=0))
        db.session.commit()
        opening.starts, opening.ends = time(15), time(16)
        opening.settle()
        db.session.commit()
        place = db.session.scalars(select(Attendance).where(Attendance.opening_id == id)).one()
        assert (place.starts, place.ends) == (time(15), time(16))
