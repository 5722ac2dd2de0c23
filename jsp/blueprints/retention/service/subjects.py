"""A thing that can be kept longer, as somebody may know it who does not open it: where, when, whose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.contacts import Contact
from jsp.models.focus_group_rows import kept_longer, least
from jsp.models.focus_groups import FocusGroup
from jsp.models.ground import Site
from jsp.models.messages import Thread
from jsp.models.referrals import Referral
from jsp.models.retention import RetentionHold
from jsp.rules.refusal import NotFoundError
from jsp.rules.retention import AHEAD, BY_KIND, Kind
from jsp.rules.roles import Role
from jsp.verbs import holds, retention
from jsp.verbs.own_things import TABLES, is_own, oversees

Row = Contact | Thread | Referral
SOON = {
    "contact": (Kind.NOTE,), "thread": (Kind.THREAD, Kind.REACH), "referral": (Kind.PERSON, Kind.REFERRAL),
}  # fmt: skip
DAYS: dict[str, Any] = {"contact": Contact.on, "thread": Thread.asked_on, "referral": Referral.made_on}
MOST = 100
AT_ONCE = 10_000  # keys in one statement: neither database takes them without end


@dataclass(frozen=True, slots=True)
class Subject:
    """No theme and no words."""

    kind: str
    id: UUID
    on: date
    site: str
    owner: str


@dataclass(frozen=True, slots=True)
class KeptTalk:
    """A group talk that is kept longer; which one, and why, for nobody but who may read it."""

    until: date | None
    id: UUID | None = None
    reason: str = ""


def get_subject(user: User, kind: str, id: UUID) -> Subject:
    """One of this worker's own, or of the sites of this coordinator; raises NotFoundError for any other."""
    row = db.session.get(TABLES[kind], id)
    if row is None or not (is_own(kind, id, user) or _is_at_sites(row, user)):
        raise NotFoundError(id)
    return _of(kind, row)


def list_soon(user: User, kind: str) -> list[Subject]:
    """Of what something goes within AHEAD at the sites of this coordinator; of very many the first."""
    table, day = TABLES[kind], clock.today() + AHEAD
    ids = sorted({id for each in SOON[kind] for id in retention.list_due(BY_KIND[each], day)})
    here = or_(table.site_id.in_([site.id for site in user.sites]), _of_no_site(table))
    found: list[tuple[date, UUID]] = []
    for at in range(0, len(ids), AT_ONCE):
        query = select(DAYS[kind], table.id).where(table.id.in_(ids[at : at + AT_ONCE]), here)
        found = sorted([*found, *map(tuple, db.session.execute(query))])[:MOST]
    rows = db.session.scalars(select(table).where(table.id.in_([id for _day, id in found])))
    return sorted((_of(kind, row) for row in rows), key=lambda each: (each.on, each.id))


def may_lift(user: User, hold: RetentionHold) -> bool:
    """Whether this person may lift it: who made it, and a coordinator whose own it does not keep."""
    return hold.by_id == user.id or oversees(hold.kind, UUID(hold.object_id), user)


def names_of(held: Sequence[RetentionHold]) -> dict[int, str]:
    """First names of who holds things."""
    query = select(User.id, User.first_name).where(User.id.in_({each.by_id for each in held}))
    return {id: name for id, name in db.session.execute(query)}


def reasons_for(user: User, held: Sequence[RetentionHold]) -> dict[UUID, holds.Why]:
    """Why each is kept, by the key of the hold: of what is at the sites of this coordinator, and of nothing else."""
    there = ((each, db.session.get(TABLES[each.kind], UUID(each.object_id))) for each in held)
    return {each.id: holds.why(each) for each, row in there if row is not None and _is_at_sites(row, user)}


def _of_no_site(table: Any) -> ColumnElement[bool]:
    return Thread.site_id.is_(None) if table is Thread else false()


def _is_at_sites(row: Row, user: User) -> bool:
    sites = {site.id for site in user.sites}
    return Role.COORDINATOR in user.role_set and (row.site_id is None or row.site_id in sites)


def _of(kind: str, row: Row) -> Subject:
    owner_id = row.assigned_id if isinstance(row, Thread) else row.owner_id
    owner = db.session.get(User, owner_id) if owner_id else None
    site = db.session.get(Site, row.site_id) if row.site_id else None
    on = row.on if isinstance(row, Contact) else row.asked_on if isinstance(row, Thread) else row.made_on
    return Subject(kind, row.id, on, site.name if site else "", owner.first_name if owner else "")


def talks_kept_longer(user: User) -> list[KeptTalk]:
    """Group talks of which the words are kept longer than usual; that has a page of its own with the talk."""
    found = kept_longer(clock.today())
    readable = FocusGroup.visible_to(user, least=least()).with_only_columns(FocusGroup.id)
    may = set(db.session.scalars(readable.where(FocusGroup.id.in_([each.id for each in found])))) if found else set()
    return [
        KeptTalk(each.keep_until, each.id, each.keep_reason) if each.id in may else KeptTalk(each.keep_until)
        for each in found
    ]
