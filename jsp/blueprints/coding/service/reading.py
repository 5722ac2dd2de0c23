"""A text with its codes beside its lines: made in one go, in time that grows with the text and no faster."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import Row, select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.talk_texts import TalkText
from jsp.rules.around import line_number as line_in
from jsp.rules.code_tree import Branch, Tree
from jsp.rules.colours import nearest
from jsp.rules.passages import Word, words_of
from jsp.rules.refusal import NotFoundError
from jsp.rules.talk_text import Paragraph, paragraphs

MINE, ALL = "mine", "all"


@dataclass(frozen=True, slots=True)
class View:
    """Whose codes are shown (those of `coder`, or everybody's), and of which codebook (of every one where None)."""

    coder: int | None
    book: UUID | None

    @property
    def whose(self) -> str:
        """The same as it stands in an address."""
        return ALL if self.coder is None else MINE

    @property
    def ending(self) -> str:
        """What an address of this view ends in; nothing for the own codes of all books."""
        asked = {"whose": ALL if self.coder is None else None, "book": self.book}
        found = urlencode({name: value for name, value in asked.items() if value})
        return f"?{found}" if found else ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A code at a passage that begins in a line. `at`: its place and its colour, for the script.

    `until`: the number of the line where it ends, 0 for the same one.
    """

    passage: UUID
    at: str
    name: str
    colour: int
    coder: str
    until: int
    to_check: bool
    has_memo: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: its number from 1, where what was said begins, who said it, the words, and the codes."""

    number: int
    start: int
    said_by: str
    words: str
    is_heading: bool
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Palette:
    """A codebook with the codes that can be given."""

    book: Codebook
    branches: list[Branch[Code]]


class Codes:
    """All codes, by book; asked for once a page."""

    def __init__(self) -> None:
        self.books = list(db.session.scalars(select(Codebook).order_by(Codebook.name_key)))
        by_book = defaultdict[UUID, list[Code]](list)
        for each in db.session.scalars(select(Code)):
            by_book[each.book_id].append(each)
        self.trees = {each.id: Tree(by_book[each.id]) for each in self.books}
        self.paths = {id: path for tree in self.trees.values() for id, path in tree.paths().items()}

    def offered(self, book: UUID | None) -> list[Palette]:
        """What can be given, of that book or of all."""
        found = [
            Palette(each, [branch for branch in self.trees[each.id].branches if _is_given(branch.code)])
            for each in self.books if not each.archived_on and book in (None, each.id)
        ]  # fmt: skip
        return [each for each in found if each.branches]


def _is_given(code: Code) -> bool:
    return code.is_codable and code.archived_on is None


def lines_of(text: TalkText, view: View, codes: Codes, *, only: int | None = None) -> list[Line]:
    """The lines of the text with what stands beside them; or `only` the one of that number."""
    words = text.words
    found = paragraphs(words)
    shown = found if only is None else found[only - 1 : only]
    marks = _marks(text, view, codes, found, shown if only else None)
    return [
        Line(each.at + 1, each.words.start, each.said_by, words[each.words.start : each.words.end], each.is_heading,
             marks.get(each.at, ()))
        for each in shown
    ]  # fmt: skip


def line_number(text: TalkText, place: int) -> int:
    """The number of the line in which that code point stands."""
    return line_in(text.words, place)


def to_check(text: TalkText, view: View) -> list[tuple[UUID, int]]:
    """The passages with a code that ask to be looked at, with the number of their line."""
    words = text.words
    rows = db.session.execute(_query(text, view).where(Passage.to_check))
    return [(id, line_in(words, starts)) for id, starts in dict.fromkeys((row.id, row.starts) for row in rows)]


def _query(text: TalkText, view: View) -> Any:
    has_memo = (Coding.memo_sealed.is_not(None) | Passage.memo_sealed.is_not(None)).label("has_memo")
    query = (
        select(Passage.id, Passage.starts, Passage.ends, Passage.to_check, has_memo, Code.id.label("code_id"),
               Code.colour, User.first_name)
        .join(Coding, Coding.passage_id == Passage.id).join(Code, Code.id == Coding.code_id)
        .join(User, User.id == Coding.coder_id)
        .where(Passage.text_id == text.id, ~Coding.is_off)
        .order_by(Passage.starts, Passage.ends, Passage.id, Code.place, Code.id, User.first_name)
    )  # fmt: skip
    if view.coder is not None:
        query = query.where(Coding.coder_id == view.coder)
    return query if view.book is None else query.where(Code.book_id == view.book)


def _marks(
    text: TalkText, view: View, codes: Codes, lines: Sequence[Paragraph], within: Sequence[Paragraph] | None
) -> dict[int, list[Mark]]:  # fmt: skip
    query = _query(text, view)
    if within:
        query = query.where(Passage.starts.between(within[0].span.start, within[-1].span.end))
    begins = [each.span.start for each in lines]
    found = defaultdict[int, list[Mark]](list)
    for row in db.session.execute(query):
        at = bisect_right(begins, row.starts) - 1
        found[at].append(_mark(row, view, codes, at, bisect_right(begins, max(row.starts, row.ends - 1)) - 1))
    return found


def _mark(row: Row[Any], view: View, codes: Codes, at: int, last: int) -> Mark:
    colour = nearest(row.colour)
    return Mark(
        row.id, f"{row.starts} {row.ends} {colour}", codes.paths[row.code_id], colour,
        "" if view.coder is not None else row.first_name, last + 1 if last > at else 0, row.to_check, row.has_memo,
    )  # fmt: skip


def words_in_line(text: TalkText, number: int) -> list[Word]:
    """The words that were said in that line. Raises NotFoundError for a line without any, and for a question."""
    words = text.words
    found = paragraphs(words)[number - 1 : number] if number > 0 else []
    said = words_of(words, found[0].words) if found and not found[0].is_heading else []
    if not said:
        raise NotFoundError(number)
    return said


def shown(passage: Passage, view: View) -> list[Coding]:
    """Its codes as they are shown."""
    return [each for each in passage.codings if not each.is_off and view.coder in (None, each.coder_id)]
