"""A CSV or XLSX file as rows of text, and back; it comes from anywhere, so it is read with suspicion."""

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from jsp.rules.refusal import N_, DomainError
from jsp.rules.text import UnreadableTextError, clean

TABLES = ("xl/worksheets/", "xl/sharedStrings")
FORMULA = ("=", "+", "-", "@", "\t")
MOST_ROWS = 500
MOST_UNPACKED = 10_000_000
MOST_ASIDE = 200_000  # bytes of a part that is no sheet and no text: styles of megabytes take minutes to be read
MOST_PARTS = 200
MOST_SHEETS = 10
MOST_COLUMNS = 24  # the widest table has 20; a cell too many has to be seen
LONGEST_CELL = 1_000
BYTES_A_ROW = 4_000  # unpacked, of a long table
NO_TABLE = N_("This is no CSV or XLSX file that we can read. Save it as one of these from your spreadsheet program.")
IS_FORMULA = N_("A cell holds a formula. Put the outcome there instead.")
TOO_LONG = N_("That is more than 500 rows. Cut the file into parts.")
FAR_TOO_LONG = N_("That is more than %(most)d rows. Cut the file into parts.")
Table = list[list[str]]


def read_table(
    data: bytes, *, is_head: Callable[[Sequence[str]], bool], no_sheet: str, most: int = MOST_ROWS
) -> Table:  # fmt: skip
    """The cells of the file as text; of a workbook the first sheet that begins with the headings.

    Raises DomainError, with the field `file`, for what is no such file or has far more than `most` rows, and with the
    text `no_sheet` where no sheet begins with them.
    """
    if not data.startswith(b"PK"):
        return _csv(decoded(data), most)
    table = _xlsx(data, is_head, most)
    if table is None:
        raise DomainError(no_sheet, field="file")
    return table


def decoded(data: bytes) -> str:
    """The text in a file. Raises DomainError, with the field `file`, where no spreadsheet program wrote it."""
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


def write_table(rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file that Dutch spreadsheet programs open as a table, and in which no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in rows:
        writer.writerow([f"'{cell}" if _is_kept_text(str(cell)) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def write_workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """The same as an XLSX file: all cells are text in it, so numbers keep their zeros."""
    book, out = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_text_cell(sheet, text) for text in row])
    book.save(out)
    return out.getvalue()


def write_sheets(sheets: Mapping[str, Iterable[Sequence[str | int]]], widths: Sequence[int] = ()) -> bytes:
    """A workbook (XLSX) with these sheets; numbers are numbers in it, and no text is a formula.

    `widths`: of the first columns, in signs.
    """
    book, out = Workbook(write_only=True), io.BytesIO()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for at, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        for row in rows:
            sheet.append(
                [
                    cell if isinstance(cell, int) else _text_cell(sheet, ILLEGAL_CHARACTERS_RE.sub("", cell))
                    for cell in row
                ]
            )
    book.save(out)
    return out.getvalue()


def too_long(most: int) -> DomainError:
    """The refusal of a table of more than `most` rows."""
    if most == MOST_ROWS:
        return DomainError(TOO_LONG, field="file")
    return DomainError(FAR_TOO_LONG, field="file", most=most)


def cell_text(raw: str, *, refused: tuple[str, ...] = FORMULA) -> str:
    """What a cell says, cleaned; the apostrophe with which spreadsheets keep a text from being a formula goes.

    Raises DomainError, for the row that it stands in, where it begins as a formula does (`refused`) or holds what
    nobody can read.
    """
    stripped = raw.strip()
    if stripped.startswith(refused):
        raise DomainError(IS_FORMULA)
    try:
        return clean(stripped[1:] if stripped.startswith("'") and _is_kept_text(stripped) else stripped)
    except UnreadableTextError as error:
        raise DomainError(N_("A cell holds characters that nobody can read.")) from error


def plain(text: str) -> str:
    """As names in a table are compared."""
    return " ".join(text.casefold().split())


def by_heading(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells of a row by the names of their columns; "" has the first text that stands below no name."""
    strays = (cell for at, cell in enumerate(cells) if cell.strip() and not "".join(names[at : at + 1]))
    return {**dict(zip(names, cells, strict=False)), "": next(strays, "")}


def _is_kept_text(text: str) -> bool:
    """Whether an apostrophe has to stand before it, or does."""
    return text.lstrip("'").startswith(FORMULA)


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type, cell.number_format = "s", "@"  # kept as text, so that "=" makes no formula of it
    return cell


def _csv(text: str, most: int) -> Table:
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), _enough(most)))
    except csv.Error as error:
        raise DomainError(NO_TABLE, field="file") from error
    return _short([[_text_of(cell) for cell in row[:MOST_COLUMNS]] for row in rows], most)


def _xlsx(data: bytes, is_head: Callable[[Sequence[str]], bool], most: int) -> Table | None:
    try:
        _check_size(data, most)
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        for sheet in book.worksheets[:MOST_SHEETS]:
            if is_head(next(iter(_cells(sheet, most=1)), [])):
                return _short(_cells(sheet, most=_enough(most)), most)
    except DomainError:
        raise
    except (InvalidFileException, zipfile.BadZipFile, ValueError, TypeError, AttributeError, OSError,
            SyntaxError, LookupError, EOFError, RuntimeError, zlib.error) as error:  # fmt: skip
        raise DomainError(NO_TABLE, field="file") from error
    return None


def _cells(sheet: Any, *, most: int) -> Table:
    """As wide as the widest row."""
    held = sheet.iter_rows(min_row=1, max_row=most, max_col=MOST_COLUMNS)
    rows = [[_said(cell) for cell in row] for row in islice(held, most)]
    width = max((at for row in rows for at, cell in enumerate(row, 1) if cell), default=0)
    return [row[:width] for row in rows]


def _said(cell: Any) -> str:
    """As a CSV file says it, in which an apostrophe tells a text from a formula."""
    text = "" if cell.value is None else _text_of(cell.value)
    return f"'{text}" if cell.data_type != "f" and text.startswith(("=", "'")) and _is_kept_text(text) else text


def _text_of(cell: object) -> str:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    if len(text) > LONGEST_CELL:  # one text of megabytes can stand in thousands of cells and weigh nothing in the file
        raise DomainError(N_("A cell holds far too much text. Is this the right file?"), field="file")
    return text


def _check_size(data: bytes, most: int) -> None:
    """What it would unpack to; a part is never read beyond the size that it states."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
    unpacked = max(MOST_UNPACKED, most * BYTES_A_ROW)
    aside = max((part.file_size for part in parts if not part.filename.startswith(TABLES)), default=0)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > unpacked or aside > MOST_ASIDE:
        raise DomainError(N_("This file is too large. Cut it into parts."), field="file")


def _enough(most: int) -> int:
    """Rows to read: empty ones in between are forgiven."""
    return most * 2 + 2


def _short(table: Table, most: int) -> Table:
    if len(table) >= _enough(most):
        raise too_long(most)
    return table
