"""Which row of a team's own table holds the headings: below them stand names, so it may be no other."""

from collections.abc import Sequence

from jsp.rules.history_days import looks_like_a_day, may_be_a_day, names_a_day
from jsp.rules.history_lists import KNOWN
from jsp.rules.history_words import Field, field_of, is_named, plain
from jsp.rules.sheet_parts import Row

LONGEST_WORD = 80
TITLE = 2  # cells at most: a row that holds more, with a day among them, is a conversation
NEEDED = {Field.ON, Field.THEME}


def head_of(rows: Sequence[Row]) -> Row | None:
    """The row that names the day and most of our headings besides; where none names the day, the first row of words.

    Words of a conversation are headings too: a row with a day in it is none, and what stands below conversations only
    if it names both what is needed, in so many words. A day in a title says nothing; but where no heading names the
    day, a row below it needs a word that is never said of a conversation.
    """
    filled = [row for row in rows if _filled(row)]
    found = []
    for at, row in enumerate(filled):
        if _filled(row) > 1 and not _holds_a_day(row) and _may_stand_below(row, filled[:at], filled):
            names_day = _names_day(row)
            found.append((names_day, known(row) if names_day else _filled(row) > TITLE, -row[0], row))
    return max(found, default=(None,))[-1]


def _may_stand_below(row: Row, above: Sequence[Row], rows: Sequence[Row]) -> bool:
    if all(any(is_named(cell, what) for cell in row[1]) for what in NEEDED):
        return True
    told = [at for at, each in enumerate(above) if _is_told(each)]
    if _names_day(row):
        return not any(_is_told(rows[at + 1]) for at in told)
    return not told and (not any(map(_holds_a_day, above)) or any(map(_is_heading_only, row[1])))


def _is_told(row: Row) -> bool:
    """Whether it holds a conversation: a day, and more than a title."""
    return _filled(row) > TITLE and _holds_a_day(row)


def _holds_a_day(row: Row) -> bool:
    """In any shape where nothing in it names the day, for then it may be that of a conversation."""
    cells = [cell[:LONGEST_WORD] for cell in row[1]]
    if _names_day(row):
        return any(map(looks_like_a_day, cells))
    return any(may_be_a_day(cell) or names_a_day(cell) for cell in cells)


def _names_day(row: Row) -> bool:
    """As "Datum contact" does; "Datum: 3-9-2025" is a title."""
    return any(field_of(cell) is Field.ON and not any(map(str.isdigit, cell)) for cell in row[1])


def _is_heading_only(cell: str) -> bool:
    """Whether it is a heading of ours that is said of no conversation, as “nieuw” or “opleiding” may be."""
    what = field_of(cell)
    return what is not None and is_named(cell, what) and plain(cell) not in KNOWN


def _filled(row: Row) -> int:
    return sum(map(bool, map(str.strip, row[1])))


def known(row: Row | None) -> int:
    """How many of our headings stand in it."""
    return len({field_of(cell) for cell in row[1]} - {None}) if row else 0
