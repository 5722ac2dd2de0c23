"""A coordinator opens what a worker keeps: for a reason, for an hour, to read it and no more.

No list and no page of the workers opens wider by it. What was opened is read in a room of its own, where nothing can be
changed; and each reading stands in the trail, on behalf of the worker whose it is. At a request of the person whom it
is about a coordinator who opened it may go on in that room; its worker is told what they did there.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select

from jsp import audit, clock, mail, sending
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User, user_site
from jsp.models.audit import Action, AuditEntry, Behalf
from jsp.models.break_glass import BreakGlass
from jsp.models.contacts import Contact
from jsp.models.ground import Site
from jsp.models.messages import Thread
from jsp.models.reference import get_setting
from jsp.models.referrals import Referral
from jsp.rules import break_glass as rules
from jsp.rules.break_glass import Did, Hears, Kind
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission, Role

SHOWN = (Action.READ, Action.IDENTITY_READ)
DID = {Action.ERASED: Did.ERASED, Action.HELD: Did.HELD}
TABLES: dict[Kind, tuple[Any, Any, Any]] = {
    Kind.CONTACT: (Contact, Contact.on, Contact.owner_id),
    Kind.THREAD: (Thread, Thread.asked_on, Thread.assigned_id),
    Kind.REFERRAL: (Referral, Referral.made_on, Referral.owner_id),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """What may be known of it without opening it: since when, where (None: no school was chosen), and whose it is.

    `owner` is None for what is the whole team's.
    """

    kind: Kind
    id: UUID
    on: date
    site: Site | None
    owner: User | None


@dataclass(frozen=True, slots=True)
class Opened:
    """That somebody opened it, and what they did with it then, each once and when they did it last."""

    row: BreakGlass
    first_name: str
    acts: dict[Did, datetime]


def get_thing(by: User, kind: Kind, id: UUID) -> Thing:
    """One of them; raises NotFoundError for any other."""
    row = db.session.execute(query_of(kind, by).where(TABLES[kind][0].id == id)).first()
    if row is None:
        raise NotFoundError(id)
    return as_thing(kind, row)


def break_glass(thing: Thing, *, key: UUID, reason: str, by: User) -> BreakGlass:
    """Open it for an hour, and tell whose it is. Raises DomainError for a reason that says nothing."""
    rules.check_reason(reason)
    if not sending.take(key, about=f"glass {thing.kind} {thing.id}"):
        return db.session.get_one(BreakGlass, key)
    now = clock.now()
    made = BreakGlass(
        id=key, by_id=by.id, kind=thing.kind, object_id=str(thing.id), owner_id=thing.owner.id if thing.owner else None,
        opened_at=now, ends_at=rules.ends_at(now),
    )  # fmt: skip
    made.reason = reason
    db.session.add(made)
    audit.record(Action.GLASS_BROKEN, thing.kind, thing.id, behalf=Behalf.OWNER)
    hears, people = who_hears(thing, by)
    for person in people:
        mail.queue("glass_broken", to=person, hears=hears, link=_link_for(hears))
    return made


def who_hears(thing: Thing, by: User) -> tuple[Hears, list[User]]:
    """Whose it is; where they are gone or it is nobody's, the other coordinators of the site; else administrators.

    What has no site is heard of by the coordinators in whose list of who looked `by` stands.
    """
    if thing.owner is not None and thing.owner.active:
        return Hears.OWNER, [thing.owner]
    sites = [thing.site] if thing.site else by.sites
    here = select(user_site.c.user_id).where(user_site.c.site_id.in_([site.id for site in sites]))
    coordinators = _active(Role.COORDINATOR, User.id != by.id, User.id.in_(here))
    return (Hears.TEAM, coordinators) if coordinators else (Hears.ADMINISTRATORS, _active(Role.ADMINISTRATOR))


def get_open(by: User, kind: Kind, id: UUID) -> BreakGlass:
    """What this person may read at this moment; raises NotFoundError, also once the hour is over."""
    query = select(BreakGlass).where(
        BreakGlass.object_id == str(id), BreakGlass.kind == kind, BreakGlass.by_id == by.id,
        BreakGlass.opened_at <= clock.now(), BreakGlass.ends_at > clock.now(),
    )  # fmt: skip
    found = db.session.scalar(query.order_by(BreakGlass.ends_at.desc()).limit(1))
    if found is None:
        raise NotFoundError(id)
    return found


def list_opened_of(owner: User) -> list[Opened]:
    """What of this worker was opened and they did not put away, or was done with it since; the newest first."""
    acted_since = exists().where(_act(), AuditEntry.at > BreakGlass.seen_at)
    query = (
        select(BreakGlass, User.first_name)
        .join(User, User.id == BreakGlass.by_id)
        .where(BreakGlass.owner_id == owner.id, or_(BreakGlass.seen_at.is_(None), acted_since))
        .order_by(BreakGlass.opened_at.desc())
    )
    rows = db.session.execute(query).all()
    acts = _acts_of([row.BreakGlass.id for row in rows]) if rows else {}
    return [Opened(row.BreakGlass, row.first_name, acts.get(row.BreakGlass.id, {})) for row in rows]


def put_away(id: UUID, *, by: User) -> None:
    """Its owner has read it; raises NotFoundError for anybody else."""
    found = db.session.scalar(select(BreakGlass).where(BreakGlass.id == id, BreakGlass.owner_id == by.id))
    if found is None:
        raise NotFoundError(id)
    found.seen_at = clock.now()


def list_reasons(reader: User, ids: Collection[str]) -> dict[tuple[int, str], list[tuple[datetime, str]]]:
    """Since when and why these things were opened, by who opened it and its key.

    For who opened it, whose it was, and a coordinator who could have opened it.
    """
    found: dict[tuple[int, str], list[tuple[datetime, str]]] = {}
    for row in db.session.scalars(select(BreakGlass).order_by(BreakGlass.opened_at)):
        if row.object_id in ids and _may_know(reader, row):
            found.setdefault((row.by_id, row.object_id), []).append((row.opened_at, row.reason))
    return found


def forget_old() -> None:
    """Throw away reasons that are as old as a note may become; that it was opened stands in the trail."""
    before = clock.now() - timedelta(days=int(get_setting("contact_note_days")))
    db.session.execute(delete(BreakGlass).where(BreakGlass.opened_at < before))


def query_of(kind: Kind, by: User) -> Any:
    """What this coordinator could open of a kind: of their sites, and not their own."""
    table, on, owner = TABLES[kind]
    here = table.site_id.in_([site.id for site in by.sites])
    if kind is Kind.THREAD and by.sites:
        here = here | table.site_id.is_(None)
    query = (
        select(table.id.label("id"), on.label("on"), Site, User)
        .outerjoin(Site, Site.id == table.site_id)
        .outerjoin(User, User.id == owner)
        .where(here, (owner != by.id) | owner.is_(None))
    )
    return query.where(Referral.erased_on.is_(None)) if kind is Kind.REFERRAL else query


def as_thing(kind: Kind, row: Any) -> Thing:
    """A row of `query_of`."""
    return Thing(kind, row.id, row.on, row.Site, row.User)


def _may_know(reader: User, row: BreakGlass) -> bool:
    if reader.id in (row.owner_id, row.by_id):
        return True
    query = query_of(Kind(row.kind), reader).where(TABLES[Kind(row.kind)][0].id == UUID(row.object_id))
    return reader.may(Permission.BREAK_GLASS) and db.session.execute(query).first() is not None


def _link_for(hears: Hears) -> str:
    """Where they see it."""
    if hears is Hears.TEAM:
        return mail.link("trail.week", week=clock.today().isoformat())
    return mail.link("today.show")


def _active(role: Role, *conditions: Any) -> list[User]:
    query = select(User).join(User.roles).where(RoleRow.name == role, User.active, *conditions)
    return list(db.session.scalars(query.order_by(User.id)))


def _act() -> ColumnElement[bool]:
    """An entry of what who opened it did with it within the hour, other than reading it for its worker."""
    for_person = and_(AuditEntry.action.in_(SHOWN), AuditEntry.on_behalf_of == Behalf.PERSON)
    return and_(
        AuditEntry.object_id == BreakGlass.object_id, AuditEntry.user_id == BreakGlass.by_id,
        AuditEntry.at >= BreakGlass.opened_at, AuditEntry.at < BreakGlass.ends_at,
        or_(AuditEntry.action.in_((Action.ERASED, Action.HELD)), for_person),
    )  # fmt: skip


def _acts_of(ids: Sequence[UUID]) -> dict[UUID, dict[Did, datetime]]:
    query = select(BreakGlass.id, AuditEntry.action, AuditEntry.at).join(AuditEntry, _act())
    found: dict[UUID, dict[Did, datetime]] = {}
    for id, action, at in db.session.execute(query.where(BreakGlass.id.in_(ids)).order_by(AuditEntry.id)):
        found.setdefault(id, {})[DID.get(action, Did.SHOWN)] = at.astimezone(clock.LOCAL)
    return found
