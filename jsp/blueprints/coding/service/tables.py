"""Coded passages as a table, with the codebook beside it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext

from jsp.blueprints.coding.service.exchange_rows import Taken, Wish, take
from jsp.models.accounts import User
from jsp.models.coding import Code, Coding, Passage
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkText
from jsp.rules.coded_table import Cell, Questions, fitting, letters
from jsp.rules.quoting import quoted, shown_part, speakers
from jsp.rules.refusal import N_
from jsp.rules.table_file import write_sheets, write_table
from jsp.rules.talk import named_parts, part_of
from jsp.words.talk_terms import FORMS, PARTS, SOMEBODY

PASSAGES, CODES = N_("Passages"), N_("Codes")
COLUMNS = (
    N_("talk"), N_("kind of talk"), N_("day of the talk"), N_("sites"), N_("role"), N_("question"), N_("text"),
    N_("from (character)"), N_("up to (character)"), N_("words"), N_("code"), N_("path of the code"), N_("coder"),
    N_("memo of the passage"), N_("memo of the coding"),
)  # fmt: skip
OF_CODES = (N_("codebook"), N_("path of the code"), N_("definition"), N_("colour"), N_("number of codings"))
BETWEEN = " › "
Row = tuple[Cell, ...]


def export_workbook(user: User, wish: Wish) -> bytes:
    """One file (XLSX) with two sheets. Raises DomainError where it may not be taken out."""
    taken = take(user, wish)
    return write_sheets({
        gettext(PASSAGES): fitting(passage_rows(user, taken)), gettext(CODES): fitting(code_rows(taken))
    })  # fmt: skip


def export_passages(user: User, wish: Wish) -> bytes:
    """The passages alone (CSV). Raises DomainError where they may not be taken out."""
    return write_table(passage_rows(user, take(user, wish)))


def export_codes(user: User, wish: Wish) -> bytes:
    """The codebook that belongs to them (CSV). Raises DomainError where it may not be taken out."""
    return write_table(code_rows(take(user, wish)))


def passage_rows(user: User, taken: Taken) -> list[Row]:
    """A row for each coding, below the headings."""
    writer = _Writer(user, _paths(taken), _letters(taken))
    rows = [row for group in taken.groups for text in taken.texts[group.id] for row in writer.rows(group, text, taken)]
    return [tuple(map(gettext, COLUMNS)), *rows]


def code_rows(taken: Taken) -> list[Row]:
    """A row for each code with how often it was given in these talks, below the headings."""
    used = Counter(each.code_id for some in taken.passages.values() for row in some for each in taken.codings(row))
    paths = _paths(taken)
    rows = [
        (book.name, paths[code.id], code.definition, code.colour, used[code.id])
        for book in taken.books for code in taken.codes[book.id]
        if code.archived_on is None or used[code.id]
    ]  # fmt: skip
    return [tuple(map(gettext, OF_CODES)), *rows]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Who reads, the paths of the codes, and how who coded is called to others than who held the talk."""

    user: User
    paths: dict[UUID, str]
    letters: dict[int, str]

    def rows(self, group: FocusGroup, text: TalkText, taken: Taken) -> Iterator[Row]:
        whole = text.words
        questions, day = Questions(whole), group.held_on.isoformat()
        about = (group.subject, str(FORMS[group.form]), day, ", ".join(site.name for site in group.sites))
        for passage in taken.passages[text.id]:
            said = (self._role(group, whole, passage), questions.above(passage.starts), text.name)
            where = (passage.starts, passage.ends, quoted(whole, passage.span))
            for coding in sorted(taken.codings(passage), key=lambda each: (self.paths[each.code_id], each.coder_id)):
                yield (*about, *said, *where, *self._of(group, coding, taken.by_id), passage.memo, coding.memo)

    def _role(self, group: FocusGroup, whole: str, passage: Passage) -> str:
        """As a quote would say it: the role, or only that somebody of the group said it."""
        said_by = speakers(whole, passage.span)
        part = shown_part(said_by, named_parts(seat.part for seat in group.participants))
        somebody = str(SOMEBODY) if any(part_of(each) for each in said_by) else ""
        return str(PARTS[part]) if part else somebody

    def _of(self, group: FocusGroup, coding: Coding, codes: dict[UUID, Code]) -> tuple[str, str, str]:
        holds = group.is_held_by(self.user)
        coder = coding.coder.first_name if holds else self.letters[coding.coder_id]
        return codes[coding.code_id].name, self.paths[coding.code_id], coder


def _paths(taken: Taken) -> dict[UUID, str]:
    """Each code with those above it."""
    found: dict[UUID, str] = {}
    for codes in taken.codes.values():
        for each in codes:  # those above come first
            above = f"{found[each.parent_id]}{BETWEEN}" if each.parent_id else ""
            found[each.id] = above + each.name
    return found


def _letters(taken: Taken) -> dict[int, str]:
    return letters(
        each.coder_id for some in taken.passages.values() for row in some for each in taken.codings(row)
    )  # fmt: skip
