"""All that is kept of what was found, in plain words, and who looked; for who may read it and nobody else."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import audit
from jsp.extensions import db
from jsp.models import caseload, referral_rows
from jsp.models.accounts import User
from jsp.models.audit import Action, Behalf
from jsp.models.inbox import SHOWN
from jsp.models.messages import Thread
from jsp.models.person_requests import PersonRequest, PersonRequestItem
from jsp.models.reference import get_reference
from jsp.models.said import read_messages
from jsp.rules.break_glass import Kind
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission
from jsp.verbs import breaking_glass, holds, referring
from jsp.verbs.looks import Look, list_looks
from jsp.verbs.own_things import TABLES, is_own

DAYS = {"contact": "on", "thread": "asked_on", "referral": "made_on"}


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing: what may be known of it by everybody who handles the request, and what stands in it for who may read.

    `owner`: the first name of whose it is. `row` is None once it is gone. `tells`: what tells it apart for who may
    read it, where it is from and what about; `number`: its place among those that still read the same, 0 where none do.
    """

    kind: str
    id: UUID
    row: Any
    owner: str
    may_read: bool
    is_held: bool
    tells: tuple[str, ...] = ()
    number: int = 0
    inside: dict[str, Any] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)

    @property
    def day(self) -> date | None:
        """Of which day it is; None once it is gone."""
        return None if self.row is None else getattr(self.row, DAYS[self.kind])


def things_of(request: PersonRequest, user: User) -> list[Thing]:
    """Without their words; where two read the same, in the order of their keys with a number."""
    things = [thing_of(each, user) for each in request.items]
    alike = Counter(_reads(each) for each in things)
    seen: Counter[tuple[object, ...]] = Counter()
    numbers = {}
    for each in sorted(things, key=lambda thing: thing.id):
        reads = _reads(each)
        seen[reads] += 1
        numbers[each.kind, each.id] = seen[reads] if alike[reads] > 1 else 0
    return [replace(each, number=numbers[each.kind, each.id]) for each in things]


def find_row(kind: str, id: UUID) -> Any:
    """What is left of it; None once it is gone."""
    return db.session.get(TABLES[kind], id)


def site_of(kind: str, id: UUID) -> int | None:
    """Where it is from; None where no school was chosen, and once it is gone."""
    row = find_row(kind, id)
    found: int | None = row.site_id if row is not None else None
    return found


def day_of(kind: str, id: UUID) -> date | None:
    """Of which day it is; None once it is gone."""
    row = find_row(kind, id)
    return None if row is None else getattr(row, DAYS[kind])


def may_read(kind: str, id: UUID, user: User) -> bool:
    """Its own worker, and a coordinator who opened it for a reason just now."""
    if is_own(kind, id, user):
        return True
    if not user.may(Permission.BREAK_GLASS):
        return False
    try:
        breaking_glass.get_open(user, Kind(kind), id)
    except NotFoundError:
        return False
    return True


def read(request: PersonRequest, user: User) -> list[Thing]:
    """With their words and who looked, for what this person may read; that they read it for the person is kept."""
    found = []
    for each in things_of(request, user):
        if each.may_read and each.row is not None:
            hold = holds.find_hold(each.kind, each.id)
            each.inside.update(READ[each.kind](each.id), hold=hold, why=holds.why(hold) if hold else None)
            each.looks.extend(list_looks(each.kind, each.id))
            what = Action.IDENTITY_READ if each.kind == "referral" else Action.READ
            audit.record(what, each.kind, each.id, behalf=Behalf.PERSON)
            if each.kind == "thread" and each.row.reach is not None:
                audit.record(Action.REACH_SHOWN, each.kind, each.id, behalf=Behalf.PERSON)
        found.append(each)
    return found


def thing_of(item: PersonRequestItem, user: User) -> Thing:
    """One of them, without its words."""
    kind, id = item.kind, UUID(item.object_id)
    row = db.session.get(TABLES[kind], id)
    owner_id = None if row is None else row.assigned_id if kind == "thread" else row.owner_id
    owner = db.session.get(User, owner_id) if owner_id else None
    may = may_read(kind, id, user)
    tells = _tells(kind, row) if may and row is not None else ()
    return Thing(kind, id, row, owner.first_name if owner else "", may, holds.is_held(kind, id), tells)


def _reads(thing: Thing) -> tuple[object, ...]:
    return thing.kind, thing.day, thing.owner, thing.tells


def _tells(kind: str, row: Any) -> tuple[str, ...]:
    """Where it is from, and of a conversation what it was about."""
    reference = get_reference()
    site = (reference.site(row.site_id).name,) if row.site_id else ()
    return site + tuple(reference.theme(id).name for id in (row.theme_ids if kind == "contact" else ()))


def _contact(id: UUID) -> dict[str, Any]:
    return {"contact": caseload.find_whole(id)}


def _thread(id: UUID) -> dict[str, Any]:
    query = select(Thread).where(Thread.id == id).options(*SHOWN, joinedload(Thread.reach))
    thread = db.session.scalars(query).one()
    return {"thread": thread, "said": read_messages(thread, thread.content_keys)}


def _referral(id: UUID) -> dict[str, Any]:
    row = referral_rows.find_referral(id)
    if row is None or row.is_erased:
        return {"referral": row, "lines": [], "notes": []}
    notes = [(note, referring.read_note(row, note)) for note in row.notes]
    return {"referral": row, "lines": referring.read_packet(row), "notes": notes}


READ = {"contact": _contact, "thread": _thread, "referral": _referral}
