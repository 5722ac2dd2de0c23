"""A workbook is read with suspicion: what would take minutes is refused before it is opened."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from jsp.rules.refusal import DomainError
from jsp.rules.table_file import MOST_ASIDE, read_table

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
