"""A programme of three lessons and a repetition, the mentor hour of class V2B, and when the team can come."""

from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import SchoolClass
from jsp.models.hours import Availability
from jsp.models.lessons import ClassHour
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.models.team import TeamMember

FIFTH_HOUR = (time(12, 50), time(13, 35))  # on Thursdays; Sanne sits at Raayland on Tuesdays and at Gilde on Mondays
PARTS: list[dict[str, Any]] = [
    {"key": "step", "title": "Stap naar voren", "minutes": 10, "methods": ["physical"], "form": "physical_exercise",
     "teacher": "support", "jsp": "lead", "is_core": True},
    {"key": "word", "title": "Eén woord", "minutes": 12, "methods": ["verbal", "mental"], "form": "discussion",
     "teacher": "lead", "jsp": "observe"},
    {"key": "end", "title": "Vragenlijst en gesprek", "minutes": 8, "methods": ["verbal"], "form": "discussion",
     "teacher": "lead", "jsp": "lead"},
]  # fmt: skip


def lesson(key: str, title: str, kind: str = "lesson") -> dict[str, Any]:
    return {"key": key, "title": title, "kind": kind, "goals": [f"Doel van {title}"], "activities": PARTS,
            "home": "Welke regel is bij ons belangrijk?", "mind": "Meedoen mag ook met kijken."}  # fmt: skip


RESPECT: dict[str, Any] = {
    "code": "respect", "name": "Respect", "subtitle": "over respectvol gedrag", "minutes": 45,
    "letter": "Vanaf {date} krijgt de klas van uw kind deze lessen. Elke week een vraag voor thuis: {link}",
    "lessons": [lesson("1", "Zo doen wij het hier"), lesson("2", "Mijn grens"), lesson("3", "Wat je zegt"),
                lesson("H", "Nog één keer", "repetition")],
}  # fmt: skip


def add_ground() -> ProgrammeVersion:
    """The programme, the mentor hour and the hours of Sanne and Lieke, in the database; flushes."""
    programme = Programme(code="respect")
    version = ProgrammeVersion(programme=programme, number=1, note="Eerste versie", made_on=date(2026, 8, 1),
                               data=RESPECT)  # fmt: skip
    db.session.add_all([programme, version])
    add_hour("V2B")
    for member in db.session.scalars(select(TeamMember)):
        db.session.add_all(
            Availability(member_id=member.id, weekday=day, starts=time(8, 30), ends=time(17)) for day in range(5)
        )
    db.session.flush()
    return version


def add_hour(code: str) -> None:
    """On Thursdays the class has its mentor at the fifth hour."""
    db.session.add(ClassHour(school_class_id=class_of(code).id, weekday=3, starts=FIFTH_HOUR[0], ends=FIFTH_HOUR[1],
                             number=5, room="A118"))  # fmt: skip


def class_of(code: str) -> SchoolClass:
    return db.session.scalars(select(SchoolClass).where(SchoolClass.code == code)).one()


@pytest.fixture
def ground(app: Flask) -> None:
    """As a JSP has it before the first series."""
    with app.app_context():
        add_ground()
        db.session.commit()
