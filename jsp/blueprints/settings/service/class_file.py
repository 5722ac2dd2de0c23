"""A CSV or XLSX file as rows of text, and back; it comes from anywhere, so it is read with suspicion."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from jsp.rules.class_rows import FORMULA, MOST_ROWS, is_head
from jsp.rules.refusal import N_, DomainError

MOST_UNPACKED = 10_000_000
MOST_PARTS = 200
MOST_SHEETS = 10
MOST_COLUMNS = 20
LONGEST_CELL = 1_000
ENOUGH = MOST_ROWS * 2 + 2  # empty rows in between are forgiven
NO_TABLE = N_("This is no CSV or XLSX file that we can read. Save it as one of these from your spreadsheet program.")
Table = list[list[str]]


def read_table(data: bytes) -> Table:
    """The cells of the file as text. Raises DomainError, with the field `file`, for what is no such file."""
    if data.startswith(b"PK"):
        return _xlsx(data)
    return _csv(_text(data))


def write_table(rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file that Dutch spreadsheet programs open as a table, and in which no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in rows:
        writer.writerow([f"'{cell}" if str(cell).startswith(FORMULA) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _text(data: bytes) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise DomainError(NO_TABLE, field="file")


def _csv(text: str) -> Table:
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), ENOUGH))
    except csv.Error as error:
        raise DomainError(NO_TABLE, field="file") from error
    return _short([[_text_of(cell) for cell in row[:MOST_COLUMNS]] for row in rows])


def _xlsx(data: bytes) -> Table:
    try:
        _check_size(data)
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        for sheet in book.worksheets[:MOST_SHEETS]:
            if is_head(next(iter(_cells(sheet, most=1)), [])):
                return _short(_cells(sheet, most=ENOUGH))
    except DomainError:
        raise
    except (InvalidFileException, zipfile.BadZipFile, ValueError, TypeError, AttributeError, OSError,
            SyntaxError, LookupError, EOFError, RuntimeError, zlib.error) as error:  # fmt: skip
        raise DomainError(NO_TABLE, field="file") from error
    raise DomainError(
        N_("No sheet in this file begins with the headings: klas, locatie, niveau, leerjaar, grootte."), field="file"
    )


def _cells(sheet: Any, *, most: int) -> Table:
    rows = sheet.iter_rows(min_row=1, max_row=most, max_col=MOST_COLUMNS, values_only=True)
    return [["" if cell is None else _text_of(cell) for cell in row] for row in islice(rows, most)]


def _text_of(cell: object) -> str:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    if len(text) > LONGEST_CELL:  # one text of megabytes can stand in thousands of cells and weigh nothing in the file
        raise DomainError(N_("A cell holds far too much text. Is this the right file?"), field="file")
    return text


def _check_size(data: bytes) -> None:
    """What it would unpack to; a part is never read beyond the size that it states."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise DomainError(N_("This file is too large. Cut it into parts."), field="file")


def _short(table: Table) -> Table:
    if len(table) >= ENOUGH:
        raise DomainError(N_("That is more than 500 rows. Cut the file into parts."), field="file")
    return table
