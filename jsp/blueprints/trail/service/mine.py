"""What somebody did and opened, and who opened what is theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import select

from jsp.blueprints.trail.service.lines import Line, as_lines, find_known, merge_openings
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action, AuditEntry
from jsp.verbs.looks import OWNERS

PAGE = 100
NEWEST = 50
AT_ONCE = 500
HIGHEST = 2**31 - 1
OPENED = (Action.READ, Action.IDENTITY_READ, Action.REACH_SHOWN, Action.GLASS_BROKEN, Action.EXPORTED)
COLUMNS = (
    AuditEntry.id, AuditEntry.at, AuditEntry.action, AuditEntry.object_kind, AuditEntry.object_id,
    AuditEntry.on_behalf_of, AuditEntry.user_id,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """Lines by day, the newest first; `older` is where the next page begins."""

    days: list[tuple[date, list[Line]]]
    older: int | None


def as_number(text: str) -> int:
    """A key of an entry; raises ValueError for what can be none."""
    number = int(text)
    if not 0 < number <= HIGHEST:
        raise ValueError(text)
    return number


def list_mine(user: User, *, before: int | None) -> Page:
    """What this person did; `before`: only what was done before the entry with that key."""
    query = select(*COLUMNS).where(AuditEntry.user_id == user.id, AuditEntry.id < (before or HIGHEST))
    rows = db.session.execute(query.order_by(AuditEntry.id.desc()).limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    lines = as_lines(merge_openings(shown), find_known(user, shown))
    days = [(day, list(some)) for day, some in groupby(lines, key=lambda line: line.at.date())]
    return Page(days, shown[-1].id if len(rows) > PAGE else None)


def list_looks_at_mine(user: User) -> list[Line]:
    """Who else opened conversations, questions and referrals that are with this person now, the newest first."""
    found = list[Any]()
    for kind, ids in _own(user):
        for at in range(0, len(ids), AT_ONCE):
            found += db.session.execute(_opened(user, kind, ids[at : at + AT_ONCE]))
    newest = sorted(found, key=lambda row: row.id, reverse=True)[:NEWEST]
    return as_lines(merge_openings(newest), find_known(user, newest), with_who=True)


def _own(user: User) -> Iterator[tuple[str, list[str]]]:
    for kind, owner in OWNERS.items():
        yield kind, [str(id) for id in db.session.scalars(select(owner.class_.id).where(owner == user.id))]


def _opened(user: User, kind: str, ids: list[str]) -> Any:
    query = select(*COLUMNS, User.first_name).join(User, User.id == AuditEntry.user_id)
    return (
        query.where(AuditEntry.object_id.in_(ids), AuditEntry.action.in_(OPENED), AuditEntry.object_kind == kind)
        .where(AuditEntry.user_id != user.id)
        .order_by(AuditEntry.id.desc())
        .limit(NEWEST)
    )
