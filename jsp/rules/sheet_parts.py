"""What stands in the parts of a workbook, heard piece by piece: its texts, and the cells of a sheet."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from xml.parsers import expat

MOST_COLUMNS = 40
MOST_CELL = 200  # characters; what is longer is no word to count by, and is cut off
IS_FORMULA = "="
WIDEST = 16_384  # columns: no sheet has more of them
LONGEST_PLACE = 10  # XFD1048576
FIRST_REAL_DAY = 61  # spreadsheets know a 29 February 1900
Row = tuple[int, list[str]]


class Reader(ABC):
    """Hears what stands in a part. `opened`: how many elements; `closed`: the names of those that ended."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse
        self.parser.StartElementHandler = self.root
        self.is_text, self.text = False, ""
        self.opened, self.closed = 0, list[str]()
        self.parser.EndElementHandler = self.closed.append

    def root(self, name: str, _attributes: Mapping[str, str]) -> None:
        """The first element shows with what its kind of names begin."""
        prefix = name[: name.rfind(":") + 1]
        self.parser.StartElementHandler = self.hears(prefix)
        self.parser.CharacterDataHandler = self.said

    @abstractmethod
    def hears(self, prefix: str) -> Callable[[str, dict[str, str]], None]:
        """What hears the elements after the first one, whose names begin with the prefix."""

    def said(self, text: str) -> None:
        if self.is_text and len(self.text) < MOST_CELL:
            self.text += text

    @abstractmethod
    def close(self) -> None:
        """All was said."""


class Texts(Reader):
    """Texts one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.is_begun = False

    def hears(self, prefix: str) -> Callable[[str, dict[str, str]], None]:
        item, text, sound = (f"{prefix}{name}" for name in ("si", "t", "rPh"))
        self.sounds = False

        def hear(name: str, _attributes: dict[str, str]) -> None:
            self.opened += 1
            if name == item:
                self.close()
                self.is_begun, self.text, self.sounds = True, "", False
            self.sounds = self.sounds or name == sound  # how it is pronounced comes last
            self.is_text = name == text and not self.sounds

        return hear

    def close(self) -> None:
        if self.is_begun:
            self.texts.append(self.text[:MOST_CELL])


class Cells(Reader):
    """Rows of cells."""

    def __init__(self, shared: Sequence[str], day_styles: frozenset[str], first_day: date) -> None:
        super().__init__()
        self.shared, self.day_styles, self.first_day = shared, day_styles, first_day
        self.rows: list[Row] = []
        self.merged_to = self.number = 0
        self.cells: list[str] = []
        self.at, self.kind, self.style = -1, "n", "0"
        self.columns: dict[str, int] = {}

    def hears(self, prefix: str) -> Callable[[str, dict[str, str]], None]:
        hearing = {
            f"{prefix}c": self.begin, f"{prefix}f": self.work_out, f"{prefix}row": self.begin_row,
            f"{prefix}mergeCell": self.merge, f"{prefix}v": self.begin_text, f"{prefix}t": self.begin_text,
        }  # fmt: skip

        def hear(name: str, attributes: dict[str, str]) -> None:
            self.opened += 1
            self.is_text = False
            if name in hearing:
                hearing[name](attributes)

        return hear

    def begin_text(self, _attributes: dict[str, str]) -> None:
        self.is_text = self.kind != IS_FORMULA

    def work_out(self, _attributes: dict[str, str]) -> None:
        self.kind = self.text = IS_FORMULA

    def merge(self, attributes: dict[str, str]) -> None:
        held = attributes["ref"]
        self.merged_to = max(self.merged_to, int(held[len(held.rstrip("0123456789")) :]))

    def begin_row(self, attributes: dict[str, str]) -> None:
        self.end_row()
        self.number = int(attributes.get("r", self.number + 1))
        if self.number < 1:
            raise ValueError("rows count from one")

    def begin(self, attributes: dict[str, str]) -> None:
        if self.text:
            self.end_cell()
        place = attributes.get("r")
        if place and len(place) > LONGEST_PLACE:  # letter by letter, half a million of them take their time
            raise ValueError("no sheet has such a place")
        self.at = self.column(place.rstrip("0123456789")) if place else self.at + 1
        if self.at >= WIDEST:
            raise ValueError("no sheet is as wide")
        self.kind, self.style, self.text = attributes.get("t", "n"), attributes.get("s", "0"), ""

    def column(self, letters: str) -> int:
        if letters not in self.columns:
            if len(self.columns) >= WIDEST:
                raise ValueError("no sheet has as many columns")
            number = 0
            for letter in letters[:3]:
                number = number * 26 + ord(letter) - 64
            self.columns[letters] = number - 1
        return self.columns[letters]

    def end_cell(self) -> None:
        missing = self.at - len(self.cells)
        if missing and self.at < MOST_COLUMNS:
            self.cells.extend([""] * missing)
        if self.at < MOST_COLUMNS and len(self.cells) < MOST_COLUMNS:
            self.cells.append(self.as_text())
        self.text = ""

    def as_text(self) -> str:
        if self.kind == "s":
            return self.shared[int(self.text)]
        if self.kind != "n":
            return self.text[:MOST_CELL]
        if self.style in self.day_styles:
            return _day(self.text, self.first_day)
        return self.text.removesuffix(".0")

    def end_row(self) -> None:
        if self.text:
            self.end_cell()
        if self.number:
            self.rows.append((self.number, self.cells))
        self.cells, self.at = [], -1

    def close(self) -> None:
        self.end_row()


def _refuse(*_declared: object) -> None:
    raise ValueError("a workbook declares nothing")


def _day(number: str, first: date) -> str:
    """As we write a day; an hour without a day, and what is before all days, stays as it is."""
    try:
        days = int(float(number))
        return number if days < FIRST_REAL_DAY else (first + timedelta(days=days)).isoformat()
    except OverflowError:
        return number
