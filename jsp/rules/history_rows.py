"""Conversations of the past as they are counted, out of a table of which every column and word is known."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from jsp.rules import tally
from jsp.rules.contact import AskedBy, Channel, Level
from jsp.rules.history_columns import LEFT_OUT, NOT_SAID, Choice, Lists, meanings
from jsp.rules.history_days import read_day
from jsp.rules.history_file import MOST_ROWS, Column, Table
from jsp.rules.history_words import Field
from jsp.rules.refusal import N_, DomainError
from jsp.rules.sheet_parts import IS_FORMULA
from jsp.rules.table_file import IS_FORMULA as FORMULA
from jsp.rules.tally import RETURN, Cell, Cells, Grain

SPACE = UUID("6f3f7f5e-5f0b-4f5d-9a3a-0e6a2f1d9c10")
MOST_AT_ONCE = 999  # conversations for which one row stands
MOST_SHOWN = 100
NO_THEME = N_("There is no theme in this row.")
NO_NUMBER = N_("“%(text)s” is no number of conversations. Write a whole number from 1 to 999.")
TOO_MANY = N_("That is more than %(most)d conversations. Cut the file into parts.")


class PastRow(NamedTuple):
    """One conversation of the past."""

    on: date
    channel: Channel
    theme_id: int
    asked_by: AskedBy
    outcome_id: int
    level: Level | None
    is_return: bool

    def key(self, site_id: int, nth: int) -> UUID:
        """The same for the nth time that a site has this row, whatever file it comes from."""
        said = (site_id, self.on.isoformat(), self.channel.value, self.theme_id, self.asked_by.value, self.outcome_id,
                self.level.value if self.level else "", int(self.is_return), nth)  # fmt: skip
        return uuid5(SPACE, "|".join(map(str, said)))


Rows = Counter[PastRow]


class Problem(NamedTuple):
    """What is wrong with a row of the file."""

    number: int
    refusal: DomainError


@dataclass(frozen=True, slots=True)
class Found:
    """The conversations, how many rows were left out on purpose, and what is wrong: the first ones, and how many."""

    rows: Rows
    left_out: int
    problems: Sequence[Problem]
    wrong: int


@dataclass(frozen=True, slots=True)
class Past:
    """A row of a site as the tallies look at it."""

    row: PastRow
    site_id: int
    discipline_id: None = None

    @property
    def outcome_ids(self) -> tuple[int, ...]:
        return (self.row.outcome_id,)

    @property
    def theme_ids(self) -> tuple[int, ...]:
        return (self.row.theme_id,)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)


Value = object  # of a field of a row, or the DomainError with what is wrong with it


def find_rows(table: Table, choice: Choice, lists: Lists, *, today: date) -> Found:
    """Every row as a conversation. Raises DomainError where there are too many."""
    values = [_values(table, what, choice, lists, today) for what in Field]
    places = [table.columns[choice.columns[each]].at if each in choice.columns else repeat(0) for each in Field]
    held = Counter(zip(*_of_rows(places, table.size), strict=True))
    rows, left_out, wrong = Rows(), 0, dict[tuple[int, ...], DomainError]()
    for key, number in held.items():
        said = [value[at] for value, at in zip(values, key, strict=True)]
        refusal = next((each for each in said if isinstance(each, DomainError)), None)
        if LEFT_OUT in said:
            left_out += number
        elif refusal is not None:
            wrong[key] = refusal
        else:
            rows[_row(*said)] += number * said[-1]
    if rows.total() > MOST_ROWS:
        raise DomainError(TOO_MANY, field="file", most=MOST_ROWS)
    problems = _problems(table, zip(*_of_rows(places, table.size), strict=True), wrong) if wrong else []
    return Found(rows, left_out, problems, sum(held[key] for key in wrong))


def keys(rows: Rows, site_id: int) -> Iterator[tuple[UUID, PastRow]]:
    """Each conversation with its key."""
    for row, number in rows.items():
        for nth in range(1, number + 1):
            yield row.key(site_id, nth), row


def cells(rows: Rows, site_id: int) -> Cells:
    """In which cells they count: what `tally.cells` says of each, added up, in a fraction of the time."""
    found: Cells = Counter()
    for (first, theme_id, split, value), number in _together(rows, site_id).items():
        for grain in Grain:
            if grain is not Grain.YEAR or split in tally.BY_YEAR:
                found[Cell(site_id, grain, split, tally.starts(grain, first), theme_id, value, True)] += number
    return found


def _together(rows: Rows, site_id: int) -> Counter[tuple[date, int, tally.Split, str]]:
    """How many there are with each value in the days that lie in one week and in one month."""
    found: Counter[tuple[date, int, tally.Split, str]] = Counter()
    kinds: dict[tuple[object, ...], list[tuple[tally.Split, str]]] = {}
    days = {row.on for row in rows}
    stretches = {day: max(tally.starts(Grain.WEEK, day), tally.starts(Grain.MONTH, day)) for day in days}
    for row, number in rows.items():
        kind = row[1:]
        if kind not in kinds:
            kinds[kind] = list(tally.values(Past(row, site_id)))
        for split, value in kinds[kind]:
            found[stretches[row.on], row.theme_id, split, value] += number
    return found


def _of_rows(places: Sequence[Iterable[int]], size: int) -> list[Iterable[int]]:
    return [repeat(0, size) if isinstance(each, repeat) else each for each in places]


def _row(
    on: Any, theme: Any, channel: Any, asked_by: Any, outcome: Any, level: Any, visit: Any, _number: Any
) -> PastRow:
    return PastRow(on, channel, theme, asked_by, outcome, level, visit)


def _values(table: Table, what: Field, choice: Choice, lists: Lists, today: date) -> list[Value]:
    """What each text of a column is as a value of its field; one value where there is no such column."""
    if what not in choice.columns:
        return [MADE[what](_default(what, choice))]
    column = table.columns[choice.columns[what]]
    if what in (Field.ON, Field.NUMBER):
        return [_tried(text, lambda text: _day_or_number(text, what, choice, today)) for text in column.texts]
    return _words(column, what, choice, lists)


def _words(column: Column, what: Field, choice: Choice, lists: Lists) -> list[Value]:
    found: list[Value] = []
    for text, meant in zip(column.texts, meanings(column, what, choice, lists), strict=True):
        if text == IS_FORMULA:
            found.append(DomainError(FORMULA))
        elif meant == LEFT_OUT:
            found.append(LEFT_OUT)
        elif meant == NOT_SAID and what is Field.THEME:
            found.append(DomainError(NO_THEME))
        else:
            found.append(MADE[what](_default(what, choice) if meant == NOT_SAID else meant))
    return found


def _default(what: Field, choice: Choice) -> str:
    return choice.defaults.get(what, "")


def _day_or_number(text: str, what: Field, choice: Choice, today: date) -> Value:
    if text == IS_FORMULA:
        raise DomainError(FORMULA)
    return read_day(text, choice.order, today=today) if what is Field.ON else _number(text)


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    if text and not number:
        raise DomainError(NO_NUMBER, text=text[:40])
    return number or 1


def _tried(text: str, read: Callable[[str], Value]) -> Value:
    try:
        return read(text)
    except DomainError as error:
        return error


def _problems(table: Table, keys: Iterable[Any], wrong: Mapping[tuple[int, ...], DomainError]) -> list[Problem]:
    found = []
    for at, key in enumerate(keys):
        if key in wrong:
            found.append(Problem(table.number(at), wrong[key]))
            if len(found) == MOST_SHOWN:
                break
    return found


MADE: Mapping[Field, Callable[[str], Value]] = {
    Field.THEME: int,
    Field.CHANNEL: Channel,
    Field.ASKED_BY: AskedBy,
    Field.OUTCOME: int,
    Field.LEVEL: lambda text: Level(text) if text else None,
    Field.VISIT: lambda text: text == RETURN,
    Field.NUMBER: lambda text: 1,
}
