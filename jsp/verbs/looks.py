"""Who looked at something: for its worker, and for the young person who asks. Days and never the minute."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp.clock import LOCAL
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action, AuditEntry, Behalf
from jsp.models.base import in_language
from jsp.models.contacts import Contact
from jsp.models.ground import Discipline
from jsp.models.messages import Thread
from jsp.models.reference import get_setting
from jsp.models.referral_looks import WRITING
from jsp.models.referrals import Referral
from jsp.models.team import TeamMember
from jsp.rules.looks import What
from jsp.rules.people import FORMER
from jsp.words.terms import role_name

REFERRAL = "referral"
LOOKS = {
    Action.READ: What.OPENED, Action.IDENTITY_READ: What.SHARED, Action.PARTNER_READ: What.LINK,
    Action.REACH_SHOWN: What.REACH, Action.EXPORTED: What.EXPORTED,
}  # fmt: skip
OWNERS: dict[str, Any] = {
    "contact": Contact.owner_id, "thread": Thread.assigned_id, REFERRAL: Referral.owner_id, WRITING: Referral.owner_id,
}  # fmt: skip
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody looked on a day, and at what.

    `first_name` is empty for a partner, and for everybody where this JSP does not show first names; then `role` says
    who it was. `discipline` and `organisation` are empty for who is in no team. `instead`: by a
    coordinator, with a reason; `asked`: because the young person asked what is kept.
    """

    on: date
    first_name: str
    role: str
    discipline: str
    organisation: str
    what: What
    instead: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class _Person:
    first_name: str
    role: str
    discipline: str
    organisation: str


NOBODY = _Person("", "", "", "")


def list_looks(kind: str, id: UUID | str) -> list[Look]:
    """Who looked at it, the newest day first; who looked more than once on a day stands there once.

    `kind` as the trail names it: contact, thread, referral, talk.
    """
    kinds = (kind, WRITING) if kind == REFERRAL else (kind,)
    query = (
        select(AuditEntry.at, AuditEntry.action, AuditEntry.object_kind, AuditEntry.user_id, AuditEntry.on_behalf_of)
        .where(AuditEntry.object_id == str(id), AuditEntry.action.in_(LOOKS), AuditEntry.object_kind.in_(kinds))
        .order_by(AuditEntry.id.desc())
    )
    rows = db.session.execute(query).all()
    people = _people({row.user_id for row in rows if row.user_id is not None})
    return list(dict.fromkeys(_look(row, people.get(row.user_id, NOBODY)) for row in rows))


def owners_of(things: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int | None]:
    """Whose it is now, by kind and id; what is gone, or has no owner of its own, is left out."""
    found: dict[tuple[str, str], int | None] = {}
    by_kind: dict[str, list[UUID]] = {kind: [] for kind in OWNERS}
    for kind, id in things:
        if kind in OWNERS and (known := _uuid(id)):
            by_kind[kind].append(known)
    for kind, ids in by_kind.items():
        owner = OWNERS[kind]
        for at in range(0, len(ids), AT_ONCE):
            rows = db.session.execute(select(owner.class_.id, owner).where(owner.class_.id.in_(ids[at : at + AT_ONCE])))
            found.update({(kind, str(id)): owner_id for id, owner_id in rows})
    return found


def _look(row: Any, person: _Person) -> Look:
    return Look(
        row.at.astimezone(LOCAL).date(), person.first_name, person.role, person.discipline, person.organisation,
        _what(row.action, row.object_kind), row.on_behalf_of is Behalf.OWNER, row.on_behalf_of is Behalf.PERSON,
    )  # fmt: skip


def _what(action: Action, kind: str) -> What:
    if action is Action.READ and kind in (REFERRAL, WRITING):
        return What.WORDS if kind == REFERRAL else What.WRITTEN
    return What.WRITTEN if kind == WRITING else LOOKS[action]


def _people(ids: set[int]) -> dict[int, _Person]:
    """Everybody once, in the first of their roles."""
    shows_names = bool(get_setting("public_first_names"))
    query = (
        select(User, TeamMember.employer, Discipline.name_nl, Discipline.name_en)
        .outerjoin(TeamMember, TeamMember.user_id == User.id)
        .outerjoin(Discipline, Discipline.id == TeamMember.discipline_id)
        .where(User.id.in_(ids))
        .options(selectinload(User.roles))
    )
    found = {}
    for user, employer, dutch, english in db.session.execute(query):
        role = role_name(user.roles[0].name) if user.roles else FORMER
        name = user.first_name if shows_names and user.first_name != FORMER else ""
        found[user.id] = _Person(name, role, in_language(dutch or "", english or ""), employer or "")
    return found


def _uuid(id: str) -> UUID | None:
    try:
        return UUID(id)
    except ValueError:
        return None
