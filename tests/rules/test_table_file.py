"""A workbook is read with suspicion: what would take minutes is refused before it is opened."""

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook, load_workbook

from jsp.rules.refusal import DomainError
from jsp.rules.table_file import MOST_ASIDE, cell_text, read_table, write_sheets, write_table, write_workbook

FORMATS = b"<xf/>" * (MOST_ASIDE // 5 + 1)


def workbook(styles: bytes | None = None) -> bytes:
    """Two rows; with other styles than it had, where they are given."""
    book = Workbook()
    for row in (["naam", "aantal"], ["vo/mbo", 12]):
        book.worksheets[0].append(row)
    plain, other = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            is_styles = part == "xl/styles.xml" and styles is not None
            new.writestr(part, styles if is_styles and styles is not None else old.read(part))
    return other.getvalue()


def read(data: bytes) -> list[list[str]]:
    return read_table(data, is_head=lambda cells: cells[0] == "naam", no_sheet="no sheet")


def test_an_honest_one_is_read() -> None:
    assert [row[:2] for row in read(workbook())] == [["naam", "aantal"], ["vo/mbo", "12"]]


def test_styles_of_a_size_that_no_table_needs_are_not_opened() -> None:
    data = workbook(b"<styleSheet><cellXfs>" + FORMATS + b"</cellXfs></styleSheet>")
    assert len(data) < 20_000, "packed it is small"
    with pytest.raises(DomainError, match="too large"):
        read(data)


LIKE_FORMULAS = ["=1+1", "+31 478 000111", "-1", "@SUM(1)", "'=1", "'t Punt"]


def test_in_a_workbook_a_text_is_a_text_as_it_is_and_in_csv_an_apostrophe_keeps_it_one() -> None:
    rows = [["naam"], *([text] for text in LIKE_FORMULAS)]
    for data in (write_workbook(rows), write_sheets({"x": rows})):
        held = [row[0] for row in load_workbook(io.BytesIO(data)).worksheets[0]][1:]
        assert [(cell.value, cell.data_type) for cell in held] == [(text, "s") for text in LIKE_FORMULAS]
    kept = [f"'{text}" for text in LIKE_FORMULAS[:-1]]
    assert write_table(rows).decode("utf-8-sig").split() == "\n".join(["naam", *kept, "'t Punt"]).split()


@pytest.mark.parametrize("write", [write_table, write_workbook])
def test_what_was_written_is_read_back(write: Callable[[list[list[str]]], bytes]) -> None:
    table = read(write([["naam"], *([text] for text in LIKE_FORMULAS)]))
    assert [cell_text(row[0], refused=("=",)) for row in table[1:]] == LIKE_FORMULAS


def test_a_formula_is_refused_and_a_text_that_looks_like_one_is_not() -> None:
    book, out = Workbook(), io.BytesIO()
    for row in (["naam"], ["=1+1"], ["=1+1"]):
        book.worksheets[0].append(row)
    book.worksheets[0]["A3"].data_type = "s"
    book.save(out)
    formula, text = read(out.getvalue())[1:]
    with pytest.raises(DomainError, match="formula"):
        cell_text(formula[0])
    assert cell_text(text[0]) == "=1+1"
