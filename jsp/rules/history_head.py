"""Which row of a team's own table holds the headings: below them stand names, so it may be no other."""

from collections.abc import Sequence

from jsp.rules import history_days
from jsp.rules.history_words import Field, field_of, is_named
from jsp.rules.sheet_parts import Row

LONGEST_WORD = 80
NEEDED = {Field.ON, Field.THEME}


def head_of(rows: Sequence[Row]) -> Row | None:
    """The row that names the day and most of our headings besides; where none names the day, the fullest row.

    Words of a conversation are headings too: a row with a day in it is none, and one below that only if it names both
    what is needed. Headings are there for every column, while of a conversation something may be missing.
    """
    found, is_below = [], False
    for row in rows:
        named = {what for what in NEEDED if any(is_named(cell, what) for cell in row[1])}
        is_conversation = _holds_a_day(row, named)
        filled, names_day = sum(map(bool, map(str.strip, row[1]))), Field.ON in named
        if not is_conversation and (named == NEEDED or not is_below) and filled > 1:
            found.append((names_day, known(row) if names_day else filled, -row[0], row))
        is_below = is_below or is_conversation
    return max(found, default=(None,))[-1]


def _holds_a_day(row: Row, named: set[Field]) -> bool:
    """In any shape where nothing in it names the day, for then it may be that of a conversation."""
    looks = history_days.looks_like_a_day if Field.ON in named else history_days.may_be_a_day
    return any(looks(cell[:LONGEST_WORD]) for cell in row[1])


def known(row: Row | None) -> int:
    """How many of our headings stand in it."""
    return len({field_of(cell) for cell in row[1]} - {None}) if row else 0
