"""A workbook (XLSX) as somebody would bring it in."""

import io
from typing import Any

from openpyxl import Workbook


def xlsx(*rows: tuple[Any, ...], merged: str = "") -> bytes:
    """One with these rows on its only sheet; `merged`: cells that are one in it."""
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    if merged:
        book.worksheets[0].merge_cells(merged)
    book.save(out)
    return out.getvalue()
