"""The list of what could be opened: page by page, of one worker or one site where that is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from jsp.clock import LOCAL
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action, AuditEntry
from jsp.models.ground import Site
from jsp.rules.break_glass import Kind
from jsp.verbs.breaking_glass import TABLES, Thing, as_thing, query_of

PAGE = 25
SHOWN = 8  # characters of a key, as in the trail
MADE = {Kind.CONTACT: Action.RECORDED, Kind.REFERRAL: Action.REFERRAL_CHANGED}  # of a question only the day is kept


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of them: `owner_id` and `site_id` are None for all."""

    kind: Kind
    until: date
    owner_id: int | None = None
    site_id: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing with what tells it from another: when it was written down, and the beginning of its key."""

    thing: Thing
    at: datetime | None
    reference: str


def list_things(by: User, wanted: Wanted) -> tuple[list[Listed], bool]:
    """The newest first, and whether there is a page after this one; without what is their own."""
    table, on, owner = TABLES[wanted.kind]
    query = query_of(wanted.kind, by).where(on <= wanted.until)
    if wanted.owner_id is not None:
        query = query.where(owner == wanted.owner_id)
    if wanted.site_id is not None:
        query = query.where(table.site_id == wanted.site_id)
    query = query.order_by(on.desc(), table.id).offset((wanted.page - 1) * PAGE).limit(PAGE + 1)
    rows = [as_thing(wanted.kind, row) for row in db.session.execute(query)]
    times = _times(wanted.kind, rows[:PAGE])
    shown = [Listed(each, times.get(str(each.id)), str(each.id)[:SHOWN]) for each in rows[:PAGE]]
    return shown, len(rows) > PAGE


def workers_of(by: User, kind: Kind) -> list[User]:
    """Everybody of whom there is one."""
    found = query_of(kind, by).with_only_columns(TABLES[kind][2])
    return list(db.session.scalars(select(User).where(User.id.in_(found)).order_by(User.first_name, User.id)))


def sites_of(by: User) -> list[Site]:
    """The sites of this coordinator, by name."""
    return sorted(by.sites, key=lambda site: site.name)


def _times(kind: Kind, things: Sequence[Thing]) -> dict[str, datetime]:
    """When each was written down first, on the clock of the wall; the trail knows it."""
    if kind not in MADE:
        return {}
    query = select(AuditEntry.object_id, func.min(AuditEntry.at)).where(
        AuditEntry.object_id.in_([str(each.id) for each in things]), AuditEntry.action == MADE[kind],
        AuditEntry.object_kind == kind,
    )  # fmt: skip
    rows = db.session.execute(query.group_by(AuditEntry.object_id))
    return {id: at.astimezone(LOCAL) for id, at in rows}
