"""Coded passages as rows of a table: what stands in a cell, and below which question something was said."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import count

from jsp.rules.talk_text import paragraphs

MOST_OF_A_CELL = 32_000  # characters; a spreadsheet program cuts off what is longer, and says nothing
Cell = str | int


class Questions:
    """The headings of a text."""

    def __init__(self, text: str) -> None:
        found = [each for each in paragraphs(text) if each.is_heading]
        self.starts = [each.span.start for each in found]
        self.words = [text[each.words.start : each.words.end] for each in found]

    def above(self, place: int) -> str:
        """The last one that begins at or before that place; empty where there is none."""
        at = bisect_right(self.starts, place)
        return self.words[at - 1] if at else ""


def letters(ids: Iterable[int]) -> dict[int, str]:
    """Who coded, called A, B and so on; after Z it goes on with A2."""
    names = (f"{chr(ord('A') + at % 26)}{at // 26 + 1 if at >= 26 else ''}" for at in count())
    return dict(zip(sorted(set(ids)), names, strict=False))


def cut(cell: Cell) -> Cell:
    """As it fits in a cell of a spreadsheet, with … where something was left off."""
    return f"{cell[:MOST_OF_A_CELL]}…" if isinstance(cell, str) and len(cell) > MOST_OF_A_CELL else cell


def fitting(rows: Iterable[Sequence[Cell]]) -> list[list[Cell]]:
    """Rows of which every cell fits."""
    return [[cut(cell) for cell in row] for row in rows]
