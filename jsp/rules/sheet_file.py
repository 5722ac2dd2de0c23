"""The rows of a long workbook (XLSX), one by one: what openpyxl reads in a minute takes some seconds here.

Only texts, numbers and days come out. A cell that is worked out says `=`, whatever it showed when it was saved last.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from xml.parsers import expat

import defusedxml.ElementTree  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from jsp.rules.refusal import N_, DomainError
from jsp.rules.table_file import MOST_ASIDE, MOST_PARTS, MOST_SHEETS, NO_TABLE

MOST_UNPACKED = 250_000_000
MOST_COLUMNS = 40
MOST_CELL = 200  # characters; what is longer is no word to count by, and is cut off
PIECE = 1 << 16
IS_FORMULA = "="
BROKEN = (
    expat.ExpatError, zipfile.BadZipFile, DefusedXmlException, SyntaxError, ValueError, TypeError, LookupError,
    AttributeError, OSError, EOFError, RuntimeError, zlib.error,
)  # fmt: skip
DAYS_OF = {True: date(1904, 1, 1), False: date(1899, 12, 30)}
FIRST_REAL_DAY = 61  # spreadsheets know a 29 February 1900
Row = tuple[int, list[str]]


class Workbook:
    """A workbook that may come from anywhere. Raises DomainError, with the field `file`, for what is none."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with _suspicion():
            self._packed = zipfile.ZipFile(io.BytesIO(data))
            self._check_size()
            book = self._small("xl/workbook.xml")
            targets = {each.get("Id"): each.get("Target") for each in self._small("xl/_rels/workbook.xml.rels")}
            self.is_1904 = any(each.get("date1904") in ("1", "true") for each in _all(book, "workbookPr"))
            self.sheets = [
                Sheet(self, each.get("name") or "", _path(targets[_relation(each)]))
                for each in _all(book, "sheet")[:MOST_SHEETS]
            ]

    @cached_property
    def shared(self) -> list[str]:
        """The texts that cells point at."""
        if "xl/sharedStrings.xml" not in self._packed.namelist():
            return []
        reader = _Shared()
        for _ in self.pieces("xl/sharedStrings.xml", reader):
            pass
        return reader.texts

    @cached_property
    def day_styles(self) -> frozenset[str]:
        """The styles in which a number is a day."""
        if "xl/styles.xml" not in self._packed.namelist():
            return frozenset()
        styles = self._small("xl/styles.xml")
        own = {each.get("numFmtId"): each.get("formatCode") for each in _all(styles, "numFmt")}
        used = [each.get("numFmtId") or "0" for group in _all(styles, "cellXfs") for each in group]
        return frozenset(str(at) for at, id in enumerate(used) if _is_of_days(id, own))

    def pieces(self, part: str, reader: "_Reader") -> Iterator[None]:
        """Feed a part to its reader, and stop after each piece."""
        with self._packed.open(part) as source:
            while piece := source.read(PIECE):
                reader.parser.Parse(piece, False)
                yield
        reader.parser.Parse(b"", True)
        reader.close()
        yield

    def _small(self, part: str) -> Any:
        return defusedxml.ElementTree.fromstring(self._packed.read(part), forbid_dtd=True)

    def _check_size(self) -> None:
        parts = self._packed.infolist()
        small = [each.file_size for each in parts if each.filename.startswith(("xl/workbook", "xl/styles", "xl/_rels"))]
        if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED or max(small) > MOST_ASIDE:
            raise DomainError(N_("This file is too large. Cut it into parts."), field="file")


class Sheet:
    """One sheet; `merged_to` is the last row that a merged cell covers, once all rows were read."""

    def __init__(self, book: Workbook, name: str, part: str) -> None:
        self.book, self.name, self.part, self.merged_to = book, name, part, 0

    def rows(self) -> Iterator[Row]:
        """Each row that is there with its number, empty ones too, as wide as it is filled."""
        with _suspicion():
            reader = _Cells(self.book)
            for _ in self.book.pieces(self.part, reader):
                yield from reader.rows
                reader.rows.clear()
            self.merged_to = reader.merged_to


class _Reader:
    """Hears what stands in a part."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse
        self.parser.StartElementHandler = self.root
        self.is_text, self.text = False, ""

    def root(self, name: str, _attributes: Mapping[str, str]) -> None:
        """The first element shows with what its kind of names begin."""
        prefix = name[: name.rfind(":") + 1]
        self.parser.StartElementHandler = self.hears(prefix)
        self.parser.CharacterDataHandler = self.said

    def hears(self, prefix: str) -> Callable[[str, dict[str, str]], None]:
        raise NotImplementedError

    def said(self, text: str) -> None:
        if self.is_text and len(self.text) < MOST_CELL:
            self.text += text

    def close(self) -> None:
        """All was said."""


class _Shared(_Reader):
    """Texts one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.is_begun = False

    def hears(self, prefix: str) -> Callable[[str, dict[str, str]], None]:
        item, text, sound = (f"{prefix}{name}" for name in ("si", "t", "rPh"))
        self.sounds = False

        def hear(name: str, _attributes: dict[str, str]) -> None:
            if name == item:
                self.close()
                self.is_begun, self.text, self.sounds = True, "", False
            self.sounds = self.sounds or name == sound  # how it is pronounced comes last
            self.is_text = name == text and not self.sounds

        return hear

    def close(self) -> None:
        if self.is_begun:
            self.texts.append(self.text[:MOST_CELL])


class _Cells(_Reader):
    """Rows of cells."""

    def __init__(self, book: Workbook) -> None:
        super().__init__()
        self.shared, self.day_styles, self.first_day = book.shared, book.day_styles, DAYS_OF[book.is_1904]
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
            self.is_text = False
            if name in hearing:
                hearing[name](attributes)

        return hear

    def begin_text(self, _attributes: dict[str, str]) -> None:
        self.is_text = self.kind != IS_FORMULA

    def work_out(self, _attributes: dict[str, str]) -> None:
        self.kind = self.text = IS_FORMULA

    def merge(self, attributes: dict[str, str]) -> None:
        self.merged_to = max(self.merged_to, int(re.sub(r".*?(\d+)$", r"\1", attributes["ref"])))

    def begin_row(self, attributes: dict[str, str]) -> None:
        self.end_row()
        self.number = int(attributes.get("r", self.number + 1))

    def begin(self, attributes: dict[str, str]) -> None:
        if self.text:
            self.end_cell()
        place = attributes.get("r")
        self.at = self.column(place.rstrip("0123456789")) if place else self.at + 1
        self.kind, self.style, self.text = attributes.get("t", "n"), attributes.get("s", "0"), ""

    def column(self, letters: str) -> int:
        if letters not in self.columns:
            number = 0
            for letter in letters[:3]:
                number = number * 26 + ord(letter) - 64
            self.columns[letters] = number - 1
        return self.columns[letters]

    def end_cell(self) -> None:
        missing = self.at - len(self.cells)
        if missing and self.at < MOST_COLUMNS:
            self.cells.extend([""] * missing)
        if self.at < MOST_COLUMNS:
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


class _suspicion:  # noqa: N801 - it reads as a word
    """Whatever breaks in here is a file that we cannot read."""

    def __enter__(self) -> None:
        return

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, BROKEN):
            raise DomainError(NO_TABLE, field="file") from error


def _refuse(*_declared: object) -> None:
    raise ValueError("a workbook declares nothing")


def _all(root: Any, name: str) -> list[Any]:
    return [each for each in root.iter() if each.tag.rpartition("}")[2] == name]


def _relation(sheet: Any) -> str:
    return str(next(value for key, value in sheet.attrib.items() if key.rpartition("}")[2] == "id"))


def _path(target: str | None) -> str:
    held = str(target)
    return held.removeprefix("/") if held.startswith("/") else f"xl/{held}"


def _is_of_days(id: str, own: Mapping[str | None, str | None]) -> bool:
    return bool(is_date_format(own.get(id) or BUILTIN_FORMATS.get(int(id), "General")))


def _day(number: str, first: date) -> str:
    """As we write a day; an hour without a day, and what is before all days, stays as it is."""
    try:
        days = int(float(number))
        return number if days < FIRST_REAL_DAY else (first + timedelta(days=days)).isoformat()
    except OverflowError:
        return number
