"""Lines of the trail as people read them: never with content, and with no more of a key than tells two things apart.

What somebody did several times with one thing on a day is one line with a number. An opening with a reason is one act,
however often it was read within its hour.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from jsp.blueprints.trail.service.names import ACCOUNT, Names, find_names
from jsp.clock import LOCAL
from jsp.models.accounts import User
from jsp.models.audit import Action, Behalf
from jsp.rules.break_glass import ends_at
from jsp.rules.looks import Sort, sort_of
from jsp.verbs import breaking_glass
from jsp.verbs.looks import owners_of
from jsp.verbs.own_things import NEEDS

SHOWN = 8  # characters of a key
PAGES = {"contact": "intake.contact", "thread": "messages.thread", "referral": "referrals.referral"}


@dataclass(frozen=True, slots=True)
class Line:
    """One act, or the same act with the same thing on one day; `at` is the last time, on the clock of the wall.

    `page` is the view of the thing where who reads the line may open it. `reason`: why it was opened.
    """

    at: datetime
    kind: str
    action: Action
    sort: Sort
    reference: str
    id: str
    who: str = ""
    instead: bool = False
    number: int = 1
    page: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader of lines may know beside them: whose things are, their names, reasons of openings."""

    reader: User
    owners: Mapping[tuple[str, str], int | None] = field(default_factory=dict)
    names: Names = field(default_factory=dict)
    reasons: Mapping[tuple[int, str], Sequence[tuple[datetime, str]]] = field(default_factory=dict)


def merge_openings(rows: Iterable[Any]) -> list[Any]:
    """The rows without each reading that belongs to an opening with a reason which is there as well."""
    rows = list(rows)
    opened: dict[Any, list[datetime]] = {}
    for row in rows:
        if row.action is Action.GLASS_BROKEN:
            opened.setdefault(_thing(row), []).append(row.at)
    return [row for row in rows if not _belongs(row, opened.get(_thing(row), ()))]


def find_known(reader: User, rows: Sequence[Any]) -> Known:
    """What these rows need."""
    things = {(row.object_kind, row.object_id) for row in rows if row.object_kind in PAGES}
    names = find_names({(row.object_kind, row.object_id) for row in rows}, besides=reader.id)
    glass = [row for row in rows if row.on_behalf_of is Behalf.OWNER]
    reasons = breaking_glass.list_reasons(reader, {row.object_id for row in glass}) if glass else {}
    return Known(reader, owners_of(things), names, reasons)


def as_lines(rows: Iterable[Any], known: Known, *, with_who: bool = False) -> list[Line]:
    """The newest first: one line a day for each act with each thing."""
    found = list[Line]()
    ordered = sorted(rows, key=lambda row: (row.at, row.id), reverse=True)
    for _day, some in groupby(ordered, key=lambda row: row.at.astimezone(LOCAL).date()):
        same: dict[Any, list[Any]] = {}
        for row in some:
            same.setdefault((_act(row), _thing(row), row.on_behalf_of), []).append(row)
        found += [_as_line(each, known, with_who=with_who) for each in same.values()]
    return found


def reference(id: str) -> str:
    """The beginning of a key; nothing of what is no key, such as the address of a page."""
    try:
        return str(UUID(id))[:SHOWN]
    except ValueError:
        return id if id.isdigit() else ""


def _as_line(rows: Sequence[Any], known: Known, *, with_who: bool) -> Line:
    row = rows[0]
    kind, id = row.object_kind, row.object_id
    is_own = known.owners.get((kind, id)) == known.reader.id and known.reader.may(NEEDS[kind])
    is_instead = row.on_behalf_of is Behalf.OWNER
    reasons = known.reasons.get((row.user_id, id), ()) if is_instead else ()
    return Line(
        row.at.astimezone(LOCAL), kind, row.action, sort_of(row.action),
        known.names.get((kind, id), "" if kind == ACCOUNT else reference(id)), id,
        who=row.first_name if with_who else "", instead=is_instead, number=len(rows),
        page=PAGES[kind] if is_own else "",
        reason=next((why for at, why in reasons if at <= row.at < ends_at(at)), ""),
    )  # fmt: skip


def _thing(row: Any) -> tuple[int | None, str, str]:
    return row.user_id, row.object_kind, row.object_id


def _act(row: Any) -> Action | Sort:
    """What it is called: whatever somebody opened in the place of its worker is one and the same."""
    is_instead = row.on_behalf_of is Behalf.OWNER and sort_of(row.action) is Sort.OPENED
    return Sort.OPENED if is_instead else row.action


def _belongs(row: Any, opened: Sequence[datetime]) -> bool:
    is_reading = row.on_behalf_of is Behalf.OWNER and row.action is not Action.GLASS_BROKEN
    is_reading = is_reading and sort_of(row.action) is Sort.OPENED
    return is_reading and any(at <= row.at < ends_at(at) for at in opened)
