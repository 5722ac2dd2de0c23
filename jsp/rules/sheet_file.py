"""The rows of a long workbook (XLSX), one by one: what openpyxl reads in a minute takes some seconds here.

Only texts, numbers and days come out. A cell that is worked out says `=`, whatever it showed when it was saved last.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any
from xml.parsers import expat

import defusedxml.ElementTree  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from jsp.rules.refusal import N_, DomainError
from jsp.rules.sheet_parts import Cells, Reader, Row, Texts
from jsp.rules.table_file import MOST_ASIDE, MOST_PARTS, MOST_SHEETS, NO_TABLE

MOST_UNPACKED = 150_000_000  # 200,000 rows of twelve columns, each with a remark of its own, take 110 million
MOST_ELEMENTS = 8_000_000  # and 5.5 million
MOST_TEXTS = 1_000_000
LONGEST_SILENCE = 1 << 17  # bytes of whole pieces in which no element ends; 32,767 characters take 163,835 at most
DEEPEST = 50
LONGEST_FORMAT = 255  # characters
PIECE = 1 << 16
TOO_LARGE = N_("This file is too large. Cut it into parts.")
DAYS_OF = {True: date(1904, 1, 1), False: date(1899, 12, 30)}
BROKEN = (
    expat.ExpatError, zipfile.BadZipFile, DefusedXmlException, SyntaxError, ValueError, TypeError, LookupError,
    AttributeError, OSError, EOFError, RuntimeError, zlib.error,
)  # fmt: skip


class Workbook:
    """A workbook that may come from anywhere. Raises DomainError, with the field `file`, for what is none."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with _suspicion():
            self._packed = zipfile.ZipFile(io.BytesIO(data))
            self._check_size()
            self._elements = 0
            book = self._small("xl/workbook.xml")
            targets = {each.get("Id"): each.get("Target") for each in self._small("xl/_rels/workbook.xml.rels")}
            self.is_1904 = any(each.get("date1904") in ("1", "true") for each in _all(book, "workbookPr"))
            parts: dict[str, str] = {}  # each part once: every sheet has one of its own
            for each in _all(book, "sheet")[:MOST_SHEETS]:
                parts.setdefault(_path(targets[_relation(each)]), each.get("name") or "")
            self.sheets = [Sheet(self, name, part) for part, name in parts.items()]

    @cached_property
    def shared(self) -> list[str]:
        """The texts that cells point at."""
        if "xl/sharedStrings.xml" not in self._packed.namelist():
            return []
        reader = Texts()
        for _ in self.pieces("xl/sharedStrings.xml", reader):
            if len(reader.texts) > MOST_TEXTS:
                raise DomainError(TOO_LARGE, field="file")
        return reader.texts

    @cached_property
    def day_styles(self) -> frozenset[str]:
        """The styles in which a number is a day."""
        if "xl/styles.xml" not in self._packed.namelist():
            return frozenset()
        styles = self._small("xl/styles.xml")
        own = {each.get("numFmtId"): (each.get("formatCode") or "")[:LONGEST_FORMAT] for each in _all(styles, "numFmt")}
        used = [each.get("numFmtId") or "0" for group in _all(styles, "cellXfs") for each in group]
        of_days = {id for id in set(used) if _is_of_days(id, own)}
        return frozenset(str(at) for at, id in enumerate(used) if id in of_days)

    def pieces(self, part: str, reader: Reader) -> Iterator[None]:
        """Feed a part to its reader, and stop after each piece."""
        silence = open_now = 0
        with self._packed.open(part) as source:
            while piece := source.read(PIECE):
                reader.parser.Parse(piece, False)
                silence = 0 if reader.closed else silence + len(piece)
                open_now += reader.opened - len(reader.closed)
                self._elements += reader.opened
                self._check_made(silence, open_now)
                reader.opened = 0
                reader.closed.clear()
                yield
        reader.parser.Parse(b"", True)
        reader.close()
        yield

    def _check_made(self, silence: int, open_now: int) -> None:
        """Whether a spreadsheet program may have written this, and it is no more than a long table."""
        if silence > LONGEST_SILENCE or open_now > DEEPEST:
            raise DomainError(NO_TABLE, field="file")
        if self._elements > MOST_ELEMENTS:
            raise DomainError(TOO_LARGE, field="file")

    def _small(self, part: str) -> Any:
        return defusedxml.ElementTree.fromstring(self._packed.read(part), forbid_dtd=True)

    def _check_size(self) -> None:
        parts = self._packed.infolist()
        small = [each.file_size for each in parts if each.filename.startswith(("xl/workbook", "xl/styles", "xl/_rels"))]
        if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED or max(small) > MOST_ASIDE:
            raise DomainError(TOO_LARGE, field="file")
        if any(each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for each in parts):
            raise DomainError(NO_TABLE, field="file")


class Sheet:
    """One sheet; `merged_to` is the last row that a merged cell covers, once all rows were read."""

    def __init__(self, book: Workbook, name: str, part: str) -> None:
        self.book, self.name, self.part, self.merged_to = book, name, part, 0

    def rows(self) -> Iterator[Row]:
        """Each row that is there with its number, empty ones too, as wide as it is filled."""
        with _suspicion():
            reader = Cells(self.book.shared, self.book.day_styles, DAYS_OF[self.book.is_1904])
            for _ in self.book.pieces(self.part, reader):
                yield from reader.rows
                reader.rows.clear()
            self.merged_to = reader.merged_to


class _suspicion:  # noqa: N801 - it reads as a word
    """Whatever breaks in here is a file that we cannot read."""

    def __enter__(self) -> None:
        return

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, BROKEN):
            raise DomainError(NO_TABLE, field="file") from error


def _all(root: Any, name: str) -> list[Any]:
    return [each for each in root.iter() if each.tag.rpartition("}")[2] == name]


def _relation(sheet: Any) -> str:
    return str(next(value for key, value in sheet.attrib.items() if key.rpartition("}")[2] == "id"))


def _path(target: str | None) -> str:
    held = str(target)
    return held.removeprefix("/") if held.startswith("/") else f"xl/{held}"


def _is_of_days(id: str, own: Mapping[str | None, str | None]) -> bool:
    return bool(is_date_format(own.get(id) or BUILTIN_FORMATS.get(int(id), "General")))
