"""The directory from a file and into one: looked at first, and then all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from jsp import audit, clock, sending
from jsp.extensions import db, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.directory import Partner
from jsp.models.directory_rows import WHOLE
from jsp.models.ground import Site, Theme
from jsp.models.reference import get_reference
from jsp.rules.marks import marked
from jsp.rules.partner_file import COLUMNS, LANGUAGES, MOST_ENTRIES, Listed, as_cell, as_row, headings
from jsp.rules.partner_rows import NO_SHEET, Becomes, Change, Held, Known, PartnerRow, is_head, read_rows
from jsp.rules.refusal import N_, DomainError
from jsp.rules.table_file import NO_TABLE, Table, read_table
from jsp.verbs import partner_changes

LISTS: Mapping[str, Any] = {"themes": Theme, "sites": Site}
NOTHING = N_(
    "Everything in this file stands in the list already, just like this. There is nothing to add or to change."
)
WRONG = N_("Some rows are not right, so nothing was added.")


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words: the column, what it was and what it becomes."""

    column: str
    before: str
    after: str


def table_of(data: bytes, name: str) -> Table:
    """The table in a file with this name. Raises DomainError, with the field `file`, for what holds none."""
    if name.casefold().endswith(".xlsx") and not data.startswith(b"PK"):
        raise DomainError(NO_TABLE, field="file")
    return read_table(data, is_head=is_head, no_sheet=NO_SHEET, most=MOST_ENTRIES)


def preview(table: Table) -> list[PartnerRow]:
    """Every row with what would become of it; nothing is stored. Raises DomainError for a table without entries."""
    themes, sites = _listed(LANGUAGES[0])
    return read_rows(table, Known(themes=themes, sites=sites, entries=_held(), today=clock.today()))


def mark(rows: Sequence[PartnerRow]) -> str:
    """Of what would become of them."""
    return marked([(row.id, row.name, row.changes) for row in rows])


def store(table: Table, *, seen: str, key: UUID, by: User) -> list[PartnerRow]:
    """Add and change as it was shown; `seen` is the mark of that. Gives the rows; none where this was sent before.

    Raises DomainError where a row is wrong, nothing would change, or something else would than was shown.
    """
    if not sending.take(key, about="directory"):
        return []
    for id in sorted(row.id for row in preview(table) if row.id is not None and row.changes):
        take_turns(partner_changes.about(id))
    rows = preview(table)
    _check(rows, seen)
    partner_changes.add(*(_made(row) for row in rows if row.becomes is Becomes.NEW), key=key, user_id=by.id)
    changed = {row.id: row for row in rows if row.becomes is Becomes.CHANGED}
    query = select(Partner).options(*WHOLE).execution_options(populate_existing=True)
    for partner in db.session.scalars(query) if changed else ():
        if partner.id in changed:
            values = _with_rows(changed[partner.id].changes)
            partner_changes.change(partner, values, key=key, user_id=by.id)
    return rows


def export(language: str) -> Table:
    """All that is not archived, with headings, so that an import can read it again. It leaves a trail."""
    themes, sites = _listed(language)
    audit.record(Action.EXPORTED, partner_changes.KIND)
    rows = sorted((each for each in _held() if not each.is_archived), key=lambda each: each.values["name"].casefold())
    return [headings(language), *(as_row(each.values, language=language, themes=themes, sites=sites) for each in rows)]


def in_words(changes: Sequence[Change], language: str) -> list[Told]:
    """The changes of a row as they are shown."""
    themes, sites = _listed(language)
    lists = {"themes": themes, "sites": sites}
    return [
        Told(
            COLUMNS[each.column][LANGUAGES.index(language)],
            *(as_cell(each.column, value, language=language, lists=lists) for value in (each.before, each.after)),
        )
        for each in changes
    ]


def names(language: str) -> tuple[list[str], list[str]]:
    """The themes and the schools that a file can name."""
    themes, sites = _listed(language)
    return [each.names[0] for each in themes], [each.names[0] for each in sites]


def _check(rows: Sequence[PartnerRow], seen: str) -> None:
    if any(row.problems for row in rows):
        raise DomainError(WRONG)
    sending.check_unchanged(seen, mark(rows), sending.IN_SIGHT)
    if all(row.becomes is Becomes.SAME for row in rows):
        raise DomainError(NOTHING)


def _made(row: PartnerRow) -> Partner:
    return Partner(**_with_rows(row.changes))


def _with_rows(changes: Sequence[Change]) -> dict[str, Any]:
    """The values by column; ids of themes and sites become the rows, which are read once."""
    return {
        each.column: [db.session.get_one(LISTS[each.column], id) for id in each.after]
        if each.column in LISTS else each.after
        for each in changes
    }  # fmt: skip


def _held() -> list[Held]:
    """All entries there are, archived ones too."""
    places = {column: [each.id for each in listed] for column, listed in zip(LISTS, _listed(LANGUAGES[0]), strict=True)}
    return [
        Held(row.id, row.is_archived, {column: _value(row, column, places) for column in COLUMNS})
        for row in db.session.scalars(select(Partner).options(*WHOLE).execution_options(populate_existing=True))
    ]


def _value(row: Partner, column: str, places: Mapping[str, list[int]]) -> Any:
    value = getattr(row, column)
    if column not in LISTS:
        return value
    ids = {each.id for each in value}
    return tuple(id for id in places[column] if id in ids)


def _listed(language: str) -> tuple[list[Listed], list[Listed]]:
    """Themes and schools, archived ones too: an entry may have them."""
    reference, turn = get_reference(), 1 if language == LANGUAGES[0] else -1
    themes = [Listed(each.id, each.code, (each.name_nl, each.name_en)[::turn]) for each in reference.themes]
    return themes, [Listed(each.id, each.code, (each.name,)) for each in reference.sites]
