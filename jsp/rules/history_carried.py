"""Conversations of the past as they are carried along between two pages: a few bytes each."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from jsp.rules.contact import AskedBy, Channel, Level
from jsp.rules.history_days import FIRST_DAY
from jsp.rules.history_rows import PastRow, Rows
from jsp.rules.packing import packed, unpacked

PACKED = 65_535


def to_data(rows: Rows) -> list[Any]:
    """To be carried along."""
    parts = [(row, part) for row, number in sorted(rows.items(), key=_in_order) for part in _parts(number)]
    columns = zip(*(row for row, _ in parts), strict=True) if parts else [()] * len(PastRow._fields)
    on, *rest = columns
    said = []
    for column in rest:
        known = {value: at for at, value in enumerate(dict.fromkeys(column))}
        said.append([list(known), packed(known[value] for value in column)])
    return [packed((day - FIRST_DAY).days for day in on), said, packed(part for _, part in parts)]


def from_data(data: Sequence[Any]) -> Rows:
    """As they were."""
    on, said, numbers = data
    columns = [[known[at] for at in unpacked(places)] for known, places in said]
    rows = Rows()
    for days, channel, theme, asked_by, outcome, level, is_return, number in zip(
        unpacked(on), *columns, unpacked(numbers), strict=True
    ):
        row = PastRow(FIRST_DAY + timedelta(days=days), Channel(channel), theme, AskedBy(asked_by), outcome,
                      Level(level) if level else None, is_return)  # fmt: skip
        rows[row] += number
    return rows


def _in_order(each: tuple[PastRow, int]) -> tuple[object, ...]:
    row, _ = each
    return (*row[:5], row.level or "", row.is_return)


def _parts(number: int) -> list[int]:
    whole, rest = divmod(number, PACKED)
    return [PACKED] * whole + ([rest] if rest else [])
