"""A team's own table of past conversations, CSV or XLSX, as columns of words: whatever may name somebody stays out."""

import csv
import io
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from jsp.rules import history_days
from jsp.rules.history_head import LONGEST_WORD, head_of, known
from jsp.rules.history_lists import HIDDEN, to_hide
from jsp.rules.history_words import Field, field_of, is_allowed, plain
from jsp.rules.note_check import holds_bsn
from jsp.rules.packing import packed, unpacked
from jsp.rules.refusal import N_, DomainError
from jsp.rules.sheet_file import Sheet, Workbook
from jsp.rules.sheet_parts import IS_FORMULA, MOST_CELL, MOST_COLUMNS, Row
from jsp.rules.table_file import NO_TABLE, decoded, too_long
from jsp.rules.text import readable_part

MOST_ROWS = 200_000
MOST_SEEN = 1 << 20  # rows, empty ones too: no sheet has more of them
HEAD_WITHIN = 20  # rows: titles and remarks may stand above the headings
MOST_WORDS = 250  # different ones in a column: what has more of them is no list to count by
MOST_DAYS = 15_000
FIRST_STORIES, MOST_STORIES = 20, 2_000  # in a column: above its first words, and in all
NO_HEAD = N_(
    "We do not find the headings. "
    "In the first 20 rows there has to be one with names of columns, such as day and theme."
)
NO_ROWS = N_("There is nothing below the headings.")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its different `texts` (the first is the empty one), and which of them stands in each row."""

    heading: str
    texts: Sequence[str]
    at: "array[int]"

    def numbers(self) -> list[int]:
        """How many rows hold each of the texts."""
        found = [0] * len(self.texts)
        for each in self.at:
            found[each] += 1
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the headings that hold anything. `left`: the headings of columns that were not taken.

    `numbers`: from which row on (of those here) rows are numbered how, for there may be empty ones in between.
    """

    head: int
    size: int
    columns: Sequence[Column]
    left: Sequence[str]
    numbers: Sequence[tuple[int, int]]
    sheet: str = ""
    more_sheets: int = 0
    is_merged: bool = False

    def number(self, at: int) -> int:
        """Which row of the file this is."""
        first, number = self.numbers[bisect_right(self.numbers, at, key=itemgetter(0)) - 1]
        return number + at - first

    def to_data(self) -> list[Any]:
        """To be carried along."""
        columns = [[each.heading, list(each.texts), packed(each.at)] for each in self.columns]
        return [self.head, self.size, columns, list(self.left), list(self.numbers), self.sheet, self.more_sheets,
                self.is_merged]  # fmt: skip

    @classmethod
    def from_data(cls, data: Sequence[Any]) -> "Table":
        """As it was."""
        head, size, columns, left, numbers, *rest = data
        made = [Column(heading, texts, unpacked(at)) for heading, texts, at in columns]
        return cls(head, size, made, left, [(first, number) for first, number in numbers], *rest)


def read_history(data: bytes, ours: Collection[str] = frozenset()) -> Table:
    """What is in the file; `ours`: the words of the lists of this JSP, as `plain` makes them.

    Raises DomainError, with the field `file`, where that is no table or far too much.
    """
    if data.startswith(b"PK"):
        return _of_workbook(Workbook(data), ours)
    return _read(_csv_rows(decoded(data)), ours)


def _of_workbook(book: Workbook, ours: Collection[str]) -> Table:
    """Of the first sheet with headings that we know, else of the first with any."""
    heads = [head_of(list(islice(each.rows(), HEAD_WITHIN))) for each in book.sheets]
    found = [at for at, head in enumerate(heads) if head]
    if not found:
        raise DomainError(NO_HEAD, field="file")
    sheet = book.sheets[max(found, key=lambda at: (known(heads[at]), -at))]
    return _read(sheet.rows(), ours, sheet, len(book.sheets) - 1)


def _csv_rows(text: str) -> Iterator[Row]:
    beginning = text[:5000].split("\n")[:HEAD_WITHIN]
    counts = {each: [line.count(each) for line in beginning] for each in ";\t,"}
    delimiter = max(counts, key=lambda each: (sum(map(bool, counts[each])), max(counts[each])))
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        yield from enumerate((row[:MOST_COLUMNS] for row in rows), 1)
    except csv.Error as error:
        raise DomainError(NO_TABLE, field="file") from error


def _read(rows: Iterator[Row], ours: Collection[str], sheet: Sheet | None = None, more_sheets: int = 0) -> Table:
    beginning = list(islice(rows, HEAD_WITHIN))
    head = head_of(beginning)
    if head is None:
        raise DomainError(NO_HEAD, field="file")
    filling = _Filling(head[1], ours)
    filling.take(chain((row for row in beginning if row[0] > head[0]), rows))
    if not filling.size:
        raise DomainError(NO_ROWS, field="file")
    for column in filling.columns:
        column.judge()
    kept = [each for each in filling.columns if each.is_taken and len(each.places) > 1]
    left = [each.heading for each in filling.columns if each.heading and not each.is_taken]
    return Table(
        head[0], filling.size, [each.column() for each in kept], left,
        filling.numbers, sheet.name if sheet and more_sheets else "", more_sheets,
        sheet is not None and sheet.merged_to > head[0],
    )  # fmt: skip


def _at_most(rows: Iterable[Row]) -> Iterator[Row]:
    for seen, row in enumerate(rows):
        if seen == MOST_SEEN:
            raise too_long(MOST_SEEN)
        yield row


class _Filling:
    """Takes rows into columns, each text once."""

    def __init__(self, headings: Sequence[str], ours: Collection[str]) -> None:
        self.columns = [_Places(_shown(each), ours) for each in headings[:MOST_COLUMNS]]
        self.numbers: list[tuple[int, int]] = []
        self.size, self.expected = 0, -1

    def take(self, rows: Iterable[Row]) -> None:
        for number, cells in _at_most(rows):
            if not any(map(str.strip, cells)):
                continue
            if self.size == MOST_ROWS:
                raise too_long(MOST_ROWS)
            if number != self.expected:
                self.numbers.append((self.size, number))
            self.expected, self.size = number + 1, self.size + 1
            held = len(cells)
            for at, column in enumerate(self.columns):
                column.add(cells[at] if at < held else "")


class _Places:
    """One column on its way: the place of each of its texts. Its first rows may make it one that is not taken."""

    def __init__(self, heading: str, ours: Collection[str]) -> None:
        self.heading, self.ours = heading, ours
        self.is_taken = bool(heading) and (is_allowed(heading) and not holds_bsn(heading))
        self.is_of_days = field_of(heading) is Field.ON
        self.places, self.raw = {"": 0}, dict[str, int]({"": 0})
        self.at, self.hidden = array("H"), 0

    def add(self, cell: str) -> None:
        if self.is_taken:
            place = self.raw.get(cell)
            self.at.append(self._new(cell) if place is None else place)

    def column(self) -> Column:
        return Column(self.heading, list(self.places), self.at)

    def judge(self) -> None:
        """What holds names or stories leaves, or is hidden where it is little, now that all of it was seen."""
        if self.is_taken:
            column = self.column()
            hidden = to_hide(self.heading, dict(zip(column.texts, column.numbers(), strict=True)), self.ours)
            if hidden is None:
                self._leave()
            elif hidden:
                self._hide(hidden)

    def _hide(self, hidden: set[str]) -> None:
        places = {"": 0}
        now = [places.setdefault(HIDDEN if text in hidden else text, len(places)) for text in self.places]
        self.places, self.at = places, array("H", [now[place] for place in self.at])

    def _new(self, cell: str) -> int:
        text = _word(cell)
        is_story = len(text) > LONGEST_WORD and plain(text) not in self.ours
        if is_story or self._holds_bsn(text):
            return self._new_hidden(is_sure=not is_story and field_of(self.heading) is not Field.ON)
        if self._is_full() or self._is_spelled_endlessly():
            self._leave()
            return 0
        place = self.places.setdefault(text, len(self.places))
        if len(self.raw) < MOST_DAYS:
            self.raw[cell] = place
        return place

    def _new_hidden(self, *, is_sure: bool) -> int:
        """A story among words or days is hidden; where most are stories, or somebody is named, nothing is taken."""
        self.hidden += 1
        if is_sure or self.hidden > min(len(self.at) / 2 + FIRST_STORIES, MOST_STORIES):
            self._leave()
            return 0
        return self.places.setdefault(HIDDEN, len(self.places))

    def _holds_bsn(self, text: str) -> bool:
        """Below the heading of a day 20240902 is one: one in eleven of these passes the eleven-test."""
        return holds_bsn(text) and not (field_of(self.heading) is Field.ON and history_days.is_a_day(text))

    def _is_full(self) -> bool:
        if len(self.places) == MOST_WORDS:
            days = sum(map(history_days.looks_like_a_day, self.places))
            self.is_of_days = self.is_of_days or days * 2 > MOST_WORDS
        return len(self.places) >= (MOST_DAYS if self.is_of_days else MOST_WORDS)

    def _is_spelled_endlessly(self) -> bool:
        """Whether the same few words are written in ever other ways; days may be, with their hours."""
        return len(self.raw) == MOST_DAYS and not self.is_of_days

    def _leave(self) -> None:
        self.is_taken = False
        self.places, self.raw, self.at = {"": 0}, {"": 0}, array("H")


def _word(cell: str) -> str:
    """What a cell says: one line, without the hour behind a day, and of a formula only that it is one."""
    held = " ".join(unicodedata.normalize("NFC", readable_part(cell[: MOST_CELL + 1])).split()).removeprefix("'")
    return IS_FORMULA if held.startswith(IS_FORMULA) else history_days.without_time(held)


def _shown(heading: str) -> str:
    return _word(heading)[:LONGEST_WORD]
