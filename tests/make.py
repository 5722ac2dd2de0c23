"""The small world of the tests: two sites and a far one, a named cast, openings around Monday 23 November 2026."""

from datetime import date, time
from functools import cache
from typing import Any
from uuid import uuid4

from flask import current_app
from flask_security import hash_password

from jsp.extensions import db
from jsp.models.accounts import RoleRow, User, whole
from jsp.models.ground import (
    CrisisLine,
    Discipline,
    Installation,
    Outcome,
    SchoolClass,
    SchoolYear,
    Site,
    SiteKind,
    Theme,
)
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.rules.roles import Role, needs_second_factor

MONDAY = date(2026, 11, 23)
PASSWORD = "respect-op-school"
THEMES = (("money", "Geld", "Money"), ("school", "School", "School"), ("health", "Gezondheid", "Health"),
          ("respect_safety", "Respect en veiligheid", "Respect and safety"), ("other", "Anders", "Other"))  # fmt: skip
OUTCOMES = (("advice_given", "Informatie of advies gegeven", "Information or advice given"),
            ("listened", "Luisterend oor", "Listening ear"), ("referred", "Verwezen", "Referred"),
            ("teacher_consult", "Consult voor docent", "Consult for a teacher"))  # fmt: skip
CAST = {
    "sanne": (Role.WORKER, ("raayland", "gilde")),
    "lieke": (Role.WORKER, ("raayland", "gilde")),
    "otto": (Role.WORKER, ("verweg",)),
    "renske": (Role.COORDINATOR, ("raayland", "gilde")),
    "bart": (Role.MENTOR, ("raayland",)),
    "annelies": (Role.CARE_COORDINATOR, ("raayland",)),
    "nora": (Role.RESEARCHER, ()),
    "beheer": (Role.ADMINISTRATOR, ()),
}


@cache
def hashed() -> str:
    return str(hash_password(PASSWORD))


@cache
def secret() -> str:
    """The secret of the authenticator app that all the cast share."""
    return str(current_app.extensions["security"].totp_factory.generate_totp_secret())


def world() -> None:
    """Everything that a test may count on; the caller commits."""
    db.session.add(Installation(id=1, is_demo=False))
    sites = {site.code: site for site in (
        make_site("raayland", SiteKind.VO, 0), make_site("gilde", SiteKind.MBO, 1), make_site("verweg", SiteKind.VO, 2),
    )}  # fmt: skip
    coach = make_discipline("family_coach", "gezinscoach", "family coach", 0)
    youth = make_discipline("youth_worker", "jongerenwerker", "youth worker", 1)
    for at, (code, dutch, english) in enumerate(THEMES):
        db.session.add(Theme(
            code=code, name_nl=dutch, name_en=english, pupil_word_nl=dutch, pupil_word_en=english, icon=code,
            position=at, disciplines=[youth] if code == "money" else [coach],
        ))  # fmt: skip
    for at, (code, dutch, english) in enumerate(OUTCOMES):
        db.session.add(Outcome(code=code, name_nl=dutch, name_en=english, position=at))
    db.session.add(CrisisLine(
        code="emergency", question_nl="Ben je in gevaar?", question_en="Are you in danger?", number="112",
        about_nl="Alarmnummer", about_en="Emergency number", position=0,
    ))  # fmt: skip
    year = SchoolYear(name="2026-2027", starts_on=date(2026, 8, 1), ends_on=date(2027, 7, 31))
    db.session.add(year)
    db.session.flush()
    for code, site in (("V2B", "raayland"), ("MZ31", "gilde")):
        db.session.add(SchoolClass(
            code=code, site_id=sites[site].id, school_year_id=year.id, level="kader", study_year=2, size=24
        ))  # fmt: skip
    people = make_cast(sites)
    sanne, lieke = make_member(people["sanne"], coach, sites), make_member(people["lieke"], youth, sites)
    make_opening(sites["gilde"], MONDAY, time(12, 15), time(13, 30), sanne, lieke)
    make_opening(sites["raayland"], date(2026, 11, 24), time(12), time(14, 30), sanne)
    make_opening(sites["gilde"], date(2026, 11, 25), time(12, 15), time(13, 30), lieke)


def make_site(code: str, kind: SiteKind, position: int) -> Site:
    site = Site(
        code=code, name=code.title(), kind=kind, room="B104", phone="0478-00 00 01", mail="jsp@demo.example",
        safeguarding_lead="Ans", position=position,
    )  # fmt: skip
    db.session.add(site)
    return site


def make_discipline(code: str, dutch: str, english: str, position: int) -> Discipline:
    row = Discipline(
        code=code, name_nl=dutch, name_en=english, explanation_nl="Helpt je verder.", explanation_en="Helps you on.",
        position=position,
    )  # fmt: skip
    db.session.add(row)
    return row


def make_cast(sites: dict[str, Site]) -> dict[str, User]:
    return {name: make_user(name, role, *(sites[code] for code in codes)) for name, (role, codes) in CAST.items()}


def make_user(name: str, role: Role, *sites: Site) -> User:
    """Somebody who can sign in with PASSWORD, and with the app of secret() where the role needs it."""
    guarded = needs_second_factor([role])
    user = User(
        email=f"{name}@demo.example", first_name=name.title(), password=hashed(), active=True, language="nl",
        fs_uniquifier=uuid4().hex, sites=list(sites),
        roles=[db.session.scalars(db.select(RoleRow).where(RoleRow.name == role)).one()],
        tf_primary_method="authenticator" if guarded else None, tf_totp_secret=secret() if guarded else None,
    )  # fmt: skip
    db.session.add(user)
    return user


def make_member(user: User, discipline: Discipline, sites: dict[str, Site]) -> TeamMember:
    member = TeamMember(
        first_name=user.first_name, discipline=discipline, employer="De Brug", active_from=date(2026, 8, 1),
        sites=[sites["raayland"], sites["gilde"]],
    )  # fmt: skip
    db.session.add(member)
    db.session.flush()
    member.user_id = user.id
    return member


def make_opening(site: Site, on: date, starts: time, ends: time, *members: TeamMember) -> Opening:
    places = [Attendance(member=member, position=at) for at, member in enumerate(members)]
    opening = Opening(site=site, on=on, starts=starts, ends=ends, room="0.12", attendances=places)
    db.session.add(opening)
    return opening


def person(name: str) -> User:
    """Somebody of the cast, in the session of the caller; their roles and sites can be read after it as well."""
    return db.session.scalars(db.select(User).where(User.email == f"{name}@demo.example").options(*whole())).one()


def id_of(model: Any, code: str) -> int:
    """The id of a theme, outcome, discipline, site or class."""
    return int(db.session.scalars(db.select(model.id).where(model.code == code)).one())
