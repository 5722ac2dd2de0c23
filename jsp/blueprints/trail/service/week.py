"""Who looked at what in a week, per colleague: what is out of the ordinary first."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import exists, or_, select

from jsp.blueprints.trail.service.lines import Known, Line, as_lines, find_known, merge_openings
from jsp.blueprints.trail.service.places import SITES, things_at
from jsp.clock import LOCAL
from jsp.extensions import db
from jsp.models.accounts import User, user_site, whole
from jsp.models.audit import Action, AuditEntry, Behalf
from jsp.models.person_requests import erased_by_code
from jsp.models.team import Opening
from jsp.rules import school_year
from jsp.rules.looks import Odd, Sort, oddities, sort_of
from jsp.verbs.looks import owners_of
from jsp.words.terms import role_name

MOST = 100  # lines that one of them opens to
COLUMNS = (
    AuditEntry.id, AuditEntry.at, AuditEntry.user_id, AuditEntry.action, AuditEntry.object_kind, AuditEntry.object_id,
    AuditEntry.on_behalf_of,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday; `earlier` and `later` are Mondays, `later` None for the newest one."""

    monday: date
    sunday: date
    earlier: date
    later: date | None


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of one sort; the newest MOST lines about them, and whether there are more."""

    sort: Sort | Odd
    number: int
    lines: list[Line]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """What somebody did in a week; of who `is_elsewhere`, at other sites now, with things of these sites alone."""

    id: int
    first_name: str
    roles: list[str]
    is_elsewhere: bool
    odd: list[Tally]
    usual: list[Tally]


@dataclass(frozen=True, slots=True)
class _Hints:
    """What tells whether something is out of the ordinary: whose each thing is, and the days with an opening.

    `on_word`: keys of those that erased something for somebody who asked, of which no code was typed.
    """

    owners: Mapping[tuple[str, str], int | None]
    on_word: Collection[int]
    open_days: Collection[date]


def choose_week(text: str | None, today: date) -> Week:
    """The week with the day that was asked for (2026-11-23); this week where that is no day of ours."""
    this = school_year.week(today)[0]
    try:
        monday = school_year.week(date.fromisoformat(text or ""))[0]
    except (ValueError, OverflowError):
        monday = this
    monday = min(max(monday, date(2000, 1, 3)), this)
    return Week(
        monday, monday + timedelta(days=6), monday - timedelta(weeks=1),
        monday + timedelta(weeks=1) if monday < this else None,
    )  # fmt: skip


def list_week(user: User, week: Week) -> list[Colleague]:
    """Everybody who works at a site of this coordinator, or at none; who had most to ask about stands first.

    And whoever works elsewhere by now, or always did, with what they did with things of these sites.
    """
    people = {each.id: each for each in db.session.scalars(_people(user))}
    rows = _rows(user, week, people)
    others = {row.user_id for row in rows} - set(people)
    if others:
        query = select(User).where(User.id.in_(others)).options(*whole())
        people |= {each.id: each for each in db.session.scalars(query)}
    known = find_known(user, rows)
    owners = owners_of({(row.object_kind, row.object_id) for row in rows if sort_of(row.action) is Sort.OPENED})
    by_person: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_person[row.user_id].append(row)
    hints = _Hints(owners, _on_word(rows), _open_days(user, week))
    found = [_colleague(people[id], theirs, hints, known, others) for id, theirs in by_person.items()]
    return sorted(found, key=lambda each: (-sum(odd.number for odd in each.odd), each.first_name, each.id))


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)


def _rows(user: User, week: Week, people: Collection[int]) -> list[Any]:
    """What these people did, and what anybody else did with things of the sites of this coordinator."""
    query = select(*COLUMNS).where(
        AuditEntry.at >= _begin(week.monday), AuditEntry.at < _begin(week.monday + timedelta(weeks=1)),
        AuditEntry.user_id.is_not(None), AuditEntry.user_id.in_(people) | AuditEntry.object_kind.in_(SITES),
    )  # fmt: skip
    rows = merge_openings(db.session.execute(query.order_by(AuditEntry.at.desc(), AuditEntry.id.desc())))
    of_others = {(row.object_kind, row.object_id) for row in rows if row.user_id not in people}
    here = things_at([site.id for site in user.sites], of_others)
    return [row for row in rows if row.user_id in people or (row.object_kind, row.object_id) in here]


def _people(user: User) -> Any:
    sites = [site.id for site in user.sites]
    at_mine = exists().where(user_site.c.user_id == User.id, user_site.c.site_id.in_(sites))
    at_none = ~exists().where(user_site.c.user_id == User.id)
    return select(User).where(or_(at_mine, at_none)).order_by(User.id).options(*whole())


def _colleague(person: User, rows: Sequence[Any], hints: _Hints, known: Known, others: Collection[int]) -> Colleague:
    usual: dict[Sort, list[Any]] = defaultdict(list)
    odd: dict[Odd, list[Any]] = defaultdict(list)
    for row in rows:
        usual[sort_of(row.action)].append(row)
        for each in _oddities(row, hints):
            odd[each].append(row)
    roles = [role_name(role.name) for role in person.roles]
    is_elsewhere = person.id in others
    return Colleague(
        person.id, person.first_name, roles, is_elsewhere, _tallies(Odd, odd, known), _tallies(Sort, usual, known)
    )  # fmt: skip


def _oddities(row: Any, hints: _Hints) -> list[Odd]:
    local = row.at.astimezone(LOCAL)
    return oddities(
        row.action, local, by=row.user_id, owner=hints.owners.get((row.object_kind, row.object_id)),
        instead=row.on_behalf_of == "owner", on_word=row.id in hints.on_word, is_open=local.date() in hints.open_days,
    )  # fmt: skip


def _open_days(user: User, week: Week) -> set[date]:
    """The days of that week on which the desk is open at a site of this coordinator."""
    query = select(Opening.on).where(
        Opening.site_id.in_([site.id for site in user.sites]), Opening.on.between(week.monday, week.sunday),
        Opening.takes_place,
    )  # fmt: skip
    return set(db.session.scalars(query))


def _on_word(rows: Sequence[Any]) -> set[int]:
    """The keys of those that erased something for somebody who asked, of which no code was typed."""
    erased = [row for row in rows if row.action is Action.ERASED and row.on_behalf_of is Behalf.PERSON]
    sure = erased_by_code({row.object_id for row in erased}) if erased else set()
    return {row.id for row in erased if (row.object_kind, row.object_id) not in sure}


def _tallies(order: Any, found: dict[Any, list[Any]], known: Known) -> list[Tally]:
    return [_tally(sort, found[sort], known) for sort in order if sort in found]


def _tally(sort: Sort | Odd, rows: Sequence[Any], known: Known) -> Tally:
    lines = as_lines(rows, known)
    return Tally(sort, len(rows), lines[:MOST], len(lines) > MOST)
