"""The invented cast: who can sign in, and the team as pupils know it."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from flask_security.utils import hash_password
from sqlalchemy import select

from jsp.demo.ground import Ground
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User
from jsp.models.ground import Site
from jsp.models.team import TeamMember
from jsp.rules.roles import Role

PASSWORD = "respect-op-school"
DOMAIN = "demo.example"
BOTH = ("raayland", "gilde")

ACCOUNTS = (
    # first name, role, sites; the address is the first name at DOMAIN
    ("Sanne", Role.WORKER, BOTH),
    ("Lieke", Role.WORKER, BOTH),
    ("Youssef", Role.WORKER, BOTH),
    ("Renske", Role.COORDINATOR, BOTH),
    ("Bart", Role.MENTOR, ("raayland",)),
    ("Karin", Role.MENTOR, ("gilde",)),
    ("Annelies", Role.CARE_COORDINATOR, ("raayland",)),
    ("Nora", Role.RESEARCHER, BOTH),
    ("Beheer", Role.ADMINISTRATOR, BOTH),
    *((name, Role.MENTOR, ("raayland",)) for name in ("Ilse", "Henk", "Samir", "Joost")),
    *((name, Role.MENTOR, ("gilde",)) for name in ("Mehmet", "Els")),
)

TEAM = (
    # first name, discipline, employer, sites
    ("Renske", "coordinator", "De Brug Welzijn", BOTH),
    ("Sanne", "family_coach", "Thuiskring Jeugdhulp", BOTH),
    ("Youssef", "addiction_prevention", "Leefkracht Preventie", BOTH),
    ("Lieke", "youth_worker", "De Brug Welzijn", BOTH),
    ("Daan", "budget_coach", "Grip Geldhulp", BOTH),
    ("Marga", "carer_support", "Zorgschakel", ("raayland",)),
)


@dataclass(frozen=True, slots=True)
class People:
    """Accounts and team members by first name; they have their ids."""

    users: dict[str, User]
    members: dict[str, TeamMember]

    @property
    def workers(self) -> dict[int, str]:
        """First names of those who may write conversations down, by the id of their team member."""
        writing = [name for name, role, _ in ACCOUNTS if role is Role.WORKER]
        return {self.members[name].id: name for name in writing}


def add_people(ground: Ground, *, since: date) -> People:
    """Add accounts and the team, active from `since`; flushes, does not commit."""
    roles = {row.name: row for row in db.session.scalars(select(RoleRow))}
    password = hash_password(PASSWORD)  # once for all: argon2 is slow on purpose
    users = {
        name: User(
            email=address(name), first_name=name, password=password, active=True, language="nl",
            fs_uniquifier=uuid4().hex, roles=[roles[role]], sites=_sites(ground, codes),
        )
        for name, role, codes in ACCOUNTS
    }  # fmt: skip
    db.session.add_all(users.values())
    db.session.flush()
    members = {
        name: TeamMember(
            user_id=users[name].id if name in users else None, first_name=name, employer=employer,
            discipline_id=ground.disciplines[discipline].id, active_from=since, sites=_sites(ground, codes),
            position=position,
        )
        for position, (name, discipline, employer, codes) in enumerate(TEAM)
    }  # fmt: skip
    db.session.add_all(members.values())
    db.session.flush()
    return People(users, members)


def address(name: str) -> str:
    """The e-mail address with which somebody signs in."""
    return f"{name.lower()}@{DOMAIN}"


def people_text() -> str:
    """A table for the terminal: address, first name and role of everybody who can sign in, and the password."""
    rows = [f"  {address(name):<24}{name:<12}{role.value}" for name, role, _ in ACCOUNTS]
    return "\n".join(["Demo accounts", *rows, f"  password: {PASSWORD}"])


def _sites(ground: Ground, codes: tuple[str, ...]) -> list[Site]:
    return [ground.sites[code] for code in codes]
