"""A table of entries for the directory: what each row says, what would become of it, and what is wrong with it.

A row is of the entry with that name, whatever its capitals and accents, and the entry keeps its own. A column that is
left out stays as it is; an empty cell empties what may be empty.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from jsp.rules.partner import check_whole
from jsp.rules.partner_fields import LONGEST, WEEKS, read_field, read_weeks
from jsp.rules.partner_file import CHOICES, COLUMNS, HEADINGS, MOST_ENTRIES, Listed, by_name, read_several
from jsp.rules.refusal import N_, DomainError
from jsp.rules.table_file import by_heading, cell_text, plain, too_long
from jsp.rules.text import folded, readable_part

REFUSED = ("=",)  # a phone number may begin with a plus
USUAL = {"kind": "organisation", "help": "light", "receiver_rule": "usual", "is_for_pupils": True}
CANNOT_BE_EMPTY = ("name", "themes", *USUAL)
NO_SHEET = N_("No sheet in this file begins with the headings: naam, soort, thema's.")
NO_HEADINGS = N_("We found no headings. The first row needs at least: naam.")
UNKNOWN_COLUMN = N_("We do not know the column “%(heading)s”. Leave it out.")
STRAY = N_("There is no heading above “%(text)s”. Perhaps this row has a cell too many.")
UNKNOWN_WORD = {
    "kind": N_("We do not know this kind."), "help": N_("The help is light, specialised, or both."),
    "receiver_rule": N_("The yes of parents is: as usual, until 16, or until 18."),
    "is_for_pupils": N_("Write yes or no: whether pupils see it."),
    "themes": N_("We do not know this theme."), "sites": N_("We do not know this school."),
}  # fmt: skip


class Becomes(StrEnum):
    """What would become of a row."""

    WRONG = "wrong"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class Problem(NamedTuple):
    """What is wrong, in which column ("" for the row itself): an English msgid with its values."""

    column: str
    text: str
    values: Mapping[str, Any] = {}


class Change(NamedTuple):
    """A field that would become something else."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One row with its number in the file; `id` is that of the entry which is there already."""

    number: int
    name: str
    id: int | None
    changes: Sequence[Change]
    problems: Sequence[Problem]

    @property
    def becomes(self) -> Becomes:
        """What would become of it."""
        if self.problems:
            return Becomes.WRONG
        if self.id is None:
            return Becomes.NEW
        return Becomes.CHANGED if self.changes else Becomes.SAME


@dataclass(frozen=True, slots=True)
class Held:
    """An entry that is there; its themes and sites are ids in their order."""

    id: int
    is_archived: bool
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are checked against."""

    themes: Sequence[Listed]
    sites: Sequence[Listed]
    entries: Sequence[Held]
    today: date


def is_head(cells: Sequence[str]) -> bool:
    """Whether these cells look like the headings."""
    names = {HEADINGS.get(folded(cell)) for cell in cells}
    return "name" in names and len(names - {None}) > 1


def read_rows(table: Sequence[Sequence[str]], known: Known) -> list[PartnerRow]:
    """The rows below the headings, empty ones left out.

    Raises DomainError, with the field `file`, for a table that is no such table, or too long.
    """
    if not table or not is_head(table[0]):
        raise DomainError(NO_HEADINGS, field="file")
    names = _columns(table)
    filled = [(at, cells) for at, cells in enumerate(table[1:], 2) if any(map(str.strip, cells))]
    if not filled:
        raise DomainError(N_("There are headings, but nothing below them."), field="file")
    if len(filled) > MOST_ENTRIES:
        raise too_long(MOST_ENTRIES)
    reader, seen = _Reader(known), set[str]()
    return [reader.row(number, by_heading(names, cells), seen) for number, cells in filled]


def _columns(table: Sequence[Sequence[str]]) -> list[str]:
    """What we know each heading as, "" where there is none; each stands there once."""
    names = [HEADINGS.get(folded(cell), "") for cell in table[0]]
    for heading, name in zip(table[0], names, strict=True):
        if heading.strip() and not name:
            raise DomainError(UNKNOWN_COLUMN, field="file", heading=readable_part(heading)[:40])
    known = [name for name in names if name]
    if len(known) != len(set(known)):
        raise DomainError(N_("A heading stands in the file twice. Leave one of these columns out."), field="file")
    return names


class _Reader:
    """Reads row after row."""

    def __init__(self, known: Known) -> None:
        self.today = known.today
        self.entries = {plain(held.values["name"]): held for held in known.entries}
        self.alike: dict[str, Held | None] = {}
        for held in known.entries:
            name = folded(held.values["name"])
            self.alike[name] = None if name in self.alike else held
        self.lists = {"themes": by_name(known.themes), "sites": by_name(known.sites)}
        self.order = {"themes": [each.id for each in known.themes], "sites": [each.id for each in known.sites]}

    def row(self, number: int, texts: Mapping[str, str], seen: set[str]) -> PartnerRow:
        """What it says; `seen` are the names of the rows before it."""
        stray = {"text": readable_part(texts.get("", "").strip())[:40]}
        problems, values = [Problem("", STRAY, stray)] if texts.get("") else [], dict[str, Any]()
        for column in filter(None, texts):
            self._take(column, texts[column], values, problems)
        name = str(values.get("name") or readable_part(texts.get("name", ""))[: LONGEST["name"]])
        held = self.entries.get(plain(name)) or self.alike.get(folded(name))
        key = plain(held.values["name"] if held else name)
        problems += self._about_the_whole(name, held, is_twice=key in seen)
        seen.add(key)
        changes = [] if problems else self._changes(held, values) if held else self._new(values)
        if changes:
            whole = {**(held.values if held else {}), **{each.column: each.after for each in changes}}
            problems += _about_values(whole)
        return PartnerRow(number, name, held.id if held else None, changes, problems)

    def _about_the_whole(self, name: str, held: Held | None, *, is_twice: bool) -> list[Problem]:
        wrong = {
            N_("The name is missing."): not name.strip(),
            N_("This name stands in the file twice."): is_twice,
            N_("Two entries have this name. Change them on their own pages."): not held and folded(name) in self.alike,
            N_("This one stands in the archive. Put it back there first."): held is not None and held.is_archived,
        }
        return [Problem("name", text) for text, is_wrong in wrong.items() if is_wrong][:1]

    def _new(self, values: Mapping[str, Any]) -> list[Change]:
        """All columns, each from nothing."""
        nothing = {**dict.fromkeys(LONGEST, ""), "themes": (), "sites": (), WEEKS: None}
        whole: dict[str, Any] = {**nothing, **USUAL, **values}
        whole["waiting_on"] = self._waiting_on(whole, None)
        return [Change(column, None, whole[column]) for column in COLUMNS]

    def _changes(self, held: Held, values: Mapping[str, Any]) -> list[Change]:
        found = {**values, "name": held.values["name"]}
        if {WEEKS, "waiting_on"} & set(found):
            found.setdefault(WEEKS, held.values[WEEKS])
            found["waiting_on"] = self._waiting_on(found, held)
        return [
            Change(column, held.values[column], found[column])
            for column in COLUMNS if column in found and found[column] != held.values[column]
        ]  # fmt: skip

    def _waiting_on(self, values: Mapping[str, Any], held: Held | None) -> date | None:
        """The day that a waiting time is of; today where nobody says so."""
        if values[WEEKS] is None:
            return None
        if values.get("waiting_on"):
            return values["waiting_on"]  # type: ignore[no-any-return]
        if held is not None and held.values[WEEKS] == values[WEEKS]:
            return held.values["waiting_on"]  # type: ignore[no-any-return]
        return self.today

    def _take(self, column: str, text: str, values: dict[str, Any], problems: list[Problem]) -> None:
        try:
            said = cell_text(text, refused=REFUSED)
            if said or column not in CANNOT_BE_EMPTY:
                values[column] = self._read(column, said)
        except DomainError as error:
            problems.append(Problem(column, error.message, error.values))

    def _read(self, column: str, said: str) -> Any:
        if column in self.lists:
            found = read_several(said, self.lists[column])
            if found is None:
                raise DomainError(UNKNOWN_WORD[column])
            return tuple(id for id in self.order[column] if id in found)
        if column in CHOICES:
            return _choice(column, said)
        return READERS[column](said, self.today) if column in READERS else read_field(column, said)


def _about_values(whole: Mapping[str, Any]) -> list[Problem]:
    try:
        check_whole(whole)
    except DomainError as error:
        return [Problem(error.field or "", error.message, error.values)]
    return []


def _choice(column: str, said: str) -> Any:
    code = CHOICES[column].get(folded(said))
    if code is None:
        raise DomainError(UNKNOWN_WORD[column])
    return code == "y" if column == "is_for_pupils" else str(code)


def _day(said: str, today: date) -> date | None:
    """A day as spreadsheets write it, with or without a time behind it; not one to come."""
    if not said:
        return None
    try:
        found = date.fromisoformat(said[:10])
    except ValueError as error:
        raise DomainError(N_("Fill in a day, such as 2026-11-23.")) from error
    if found > today:
        raise DomainError(N_("This day is still to come."))
    return found


READERS: Mapping[str, Callable[[str, date], Any]] = {
    WEEKS: lambda said, _today: read_weeks(said), "waiting_on": _day,
}  # fmt: skip
