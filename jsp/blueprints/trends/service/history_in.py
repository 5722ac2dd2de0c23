"""A past that comes in: what would be added is worked out while nobody waits; then all of it is written, or nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, func, insert, literal, select

from jsp import audit, clock, sending
from jsp.blueprints.trends.service.history import ABOUT, begin_writing, get_site
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.ground import Site
from jsp.models.tallies import HistoryImport, PastContact
from jsp.rules import history_rows, school_year
from jsp.rules.history_columns import Choice, Lists
from jsp.rules.history_file import Table
from jsp.rules.history_rows import Found, PastRow, Rows
from jsp.rules.marks import marked
from jsp.rules.refusal import N_, DomainError
from jsp.rules.tally import Cells
from jsp.verbs import tallying

AT_ONCE = 5_000
FIRST_ROWS = 5
NOTHING = N_("There is nothing in this file to add.")
OTHER_WORDS = N_("Something in the lists of this JSP changed meanwhile. Choose the file again.")
Fresh = Sequence[tuple[UUID, PastRow]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be added: the conversations that are new, by their keys, in order. `known` stand here already.

    `early`: those of days before `since`, the day since which the JSP keeps conversations at that site itself. `mark`
    says on what all this goes by.
    """

    site: Site
    every: Fresh
    early: Fresh
    known: int
    since: date | None
    mark: str

    @property
    def late(self) -> int:
        """How many may stand here already in another shape."""
        return len(self.every) - len(self.early)

    @property
    def shown(self) -> Fresh:
        """What is laid out: all there is where nothing can be added without those of later days."""
        return self.early or self.every

    def years(self) -> dict[str, Counter[int]]:
        """How many about each theme, by school year."""
        found: dict[str, Counter[int]] = {}
        for (year, theme_id), number in sorted(Counter(map(_year_and_theme, self.shown)).items()):
            found.setdefault(year, Counter())[theme_id] = number
        return found

    def first(self) -> list[PastRow]:
        """Some of the conversations, the oldest."""
        return [row for _, row in sorted(self.shown, key=lambda each: each[1].on)[:FIRST_ROWS]]


def find(table: Table, choice: Choice, lists: Lists) -> Found:
    """The conversations in a table. Raises DomainError where that cannot be told."""
    try:
        return history_rows.find_rows(table, choice, lists, today=clock.today())
    except KeyError as error:
        raise DomainError(OTHER_WORDS) from error


def plan(user: User, site_id: int, rows: Rows) -> Plan:
    """What would be added of these."""
    site = get_site(user, site_id)
    since = _first_own_day(site_id)
    keyed = dict(history_rows.keys(rows, site_id))
    every = sorted((key, keyed[key]) for key in keyed.keys() - _held(keyed))
    early = every if since is None else [each for each in every if each[1].on < since]
    return Plan(site, every, early, len(keyed) - len(every), since, _mark(site_id, since))


def add(user: User, site_id: int, rows: Rows, *, with_late: bool, seen: str, key: UUID) -> int:
    """Add them, and say how many; 0 where this was sent before. `with_late`: also of days that the JSP kept itself.

    Raises DomainError where something changed since it was shown, or there is nothing to add.
    """
    found = plan(user, site_id, rows)
    fresh = found.every if with_late else found.early
    counted = history_rows.cells(Counter(row for _, row in fresh), site_id)
    user_id = user.id
    begin_writing()
    if not sending.take(key, about=f"{ABOUT} {site_id}"):
        return 0
    sending.check_unchanged(seen, found.mark, sending.IN_SIGHT)
    sending.check_unchanged(seen, _mark(site_id, _first_own_day(site_id)), sending.IN_SIGHT)
    if not fresh:
        raise DomainError(NOTHING)
    made = HistoryImport(
        id=key, site_id=site_id, user_id=user_id, made_on=clock.today(), rows=len(fresh),
        until=max(row.on for _, row in fresh),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    for part in _parts(iter(fresh)):
        _write([_values(id, row, site_id, key) for id, row in part])
    count(counted)
    audit.record(Action.RECORDED, ABOUT, key)
    return len(fresh)


def count(change: Cells) -> None:
    """Let the tallies change by so much, in the one order that everybody keeps to."""
    for part in _parts(iter(sorted(change.items()))):
        tallying.move(Counter(dict(part)))


def _parts(held: Iterator[Any]) -> Iterator[list[Any]]:
    while part := list(islice(held, AT_ONCE)):
        yield part


def _write(rows: Sequence[dict[str, Any]]) -> None:
    """PostgreSQL takes them as columns: row by row it would be busy for a quarter of a minute with a whole file."""
    connection = db.session.connection()  # in the session each row would be looked after
    if db.engine.dialect.name != "postgresql":
        connection.execute(insert(PastContact), rows)
        return
    columns = [PastContact.__table__.c[name] for name in rows[0]]
    held = [func.unnest(literal([row[each.name] for row in rows], ARRAY(each.type))) for each in columns]
    connection.execute(insert(PastContact).from_select(columns, select(*held)))


def _values(id: UUID, row: PastRow, site_id: int, import_id: UUID) -> dict[str, object]:
    return {**row._asdict(), "id": id, "site_id": site_id, "import_id": import_id}


def _held(keys: Iterable[UUID]) -> set[UUID]:
    """Those of them that stand here; a key holds its site."""
    found: set[UUID] = set()
    for part in _parts(iter(keys)):
        found.update(db.session.scalars(select(PastContact.id).where(PastContact.id.in_(part))))
    return found


def _first_own_day(site_id: int) -> date | None:
    """Of its first conversation here, be it written down that day or later."""
    first = select(func.min(Contact.on), func.min(Contact.registered_on)).where(Contact.site_id == site_id)
    days = db.session.execute(first).one()
    return min((day for day in days if day is not None), default=None)


def _mark(site_id: int, since: date | None) -> str:
    imports = db.session.scalars(select(HistoryImport.id).where(HistoryImport.site_id == site_id))
    return marked(sorted(map(str, imports)), since)


def _year_and_theme(each: tuple[UUID, PastRow]) -> tuple[str, int]:
    return school_year.name(each[1].on), each[1].theme_id
