"""Texts as they stand: a line changed, added or taken out, and a text that goes."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from jsp import audit, sending
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Passage
from jsp.models.focus_group_rows import get_held, get_text
from jsp.models.talk_texts import TalkText, TextKind
from jsp.rules.refusal import DomainError, NotFoundError
from jsp.rules.spans import Span
from jsp.rules.talk_lines import A_PAGE, find, line_of, pages_of, shown, with_line, without_line
from jsp.rules.talk_text import Paragraph, paragraphs
from jsp.verbs import talk_texts

KIND = "talk"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its words, as it is shown. `whole`: as it is written."""

    at: int
    said_by: str
    is_heading: bool
    words: str
    whole: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """Part of a text: so many lines at a time, as it is read."""

    lines: list[Line]
    number: int
    last: int


def page_of(text: TalkText, number: int) -> TextPage:
    """That page of it; raises NotFoundError for one that it does not have."""
    words = text.words
    found = paragraphs(words)
    last = pages_of(len(found))
    if not 1 <= number <= last:
        raise NotFoundError(text.id)
    held = found[(number - 1) * A_PAGE : number * A_PAGE]
    return TextPage([_line(words, each) for each in held], number, last)


def line_at(text: TalkText, at: int) -> Line:
    """The line there; raises NotFoundError where there is none."""
    words = text.words
    lines = paragraphs(words)
    if not 0 <= at < len(lines):
        raise NotFoundError(text.id)
    return _line(words, lines[at])


def last_line(text: TalkText, at: int) -> Line:
    """The same, and the last one where the text became shorter meanwhile."""
    words = text.words
    return _line(words, shown(words, at))


def passages_of(text: TalkText, line: Line | None = None) -> int:
    """How many coded passages stand in it, or in one line of it."""
    query = select(func.count()).where(Passage.text_id == text.id)
    if line is not None:
        span = paragraphs(text.words)[line.at].span
        query = query.where(Passage.starts < span.end, Passage.ends > span.start)
    return db.session.scalar(query) or 0


def change_line(id: UUID, at: int, said_by: str, words: str, *, seen: str, key: UUID, by: User) -> None:
    """Another line in the place of the one that read `seen`. Raises DomainError."""
    text = _to_change(id, key=key, by=by)
    if text is not None:
        talk_texts.change_paragraph(text, at, seen=seen, words=line_of(said_by, words))
        audit.record(Action.TALK_CHANGED, KIND, text.group_id)


def add_line(id: UUID, at: int, said_by: str, words: str, *, seen: str, key: UUID, by: User) -> None:
    """One line more, after the one that read `seen`. Raises DomainError."""
    text = _to_change(id, key=key, by=by)
    if text is not None:
        line = line_of(said_by, words)
        talk_texts.rewrite(text, *with_line(text.words, _found(text, at, seen), line))
        audit.record(Action.TALK_CHANGED, KIND, text.group_id)


def take_out_line(id: UUID, at: int, *, seen: str, key: UUID, by: User) -> None:
    """The line that read `seen` goes; passages in it ask to be looked at. Raises DomainError."""
    text = _to_change(id, key=key, by=by)
    if text is not None:
        talk_texts.rewrite(text, *without_line(text.words, _found(text, at, seen)))
        audit.record(Action.TALK_CHANGED, KIND, text.group_id)


def can_be_deleted(text: TalkText) -> bool:
    """Whether it came from elsewhere, and is not approved: the text of the notes is made anew from them."""
    return text.kind is not TextKind.NOTES and text.group.is_open


def delete_text(id: UUID, *, key: UUID, by: User) -> None:
    """It goes, with all that was coded in it. Raises DomainError."""
    text = _to_change(id, key=key, by=by)
    if text is None:
        return
    if not can_be_deleted(text):
        raise NotFoundError(id)
    db.session.delete(text)
    audit.record(Action.TALK_CHANGED, KIND, text.group_id)


def _to_change(id: UUID, *, key: UUID, by: User) -> TalkText | None:
    """The text as it stands once it is our turn; None where this was sent before. Raises DomainError when approved."""
    group = get_held(by, get_text(by, id).group_id)
    if not sending.take(key, about=f"talk {group.id}"):
        return None
    talk_texts.check_open(get_held(by, group.id))
    return get_text(by, id)


def _found(text: TalkText, at: int, seen: str) -> Paragraph:
    line = find(text.words, at, seen)
    if line is None:
        raise DomainError(talk_texts.CHANGED, field="seen")
    return line


def _line(words: str, each: Paragraph) -> Line:
    return Line(each.at, each.said_by, each.is_heading, _part(words, each.words), _part(words, each.span))


def _part(words: str, span: Span) -> str:
    return words[span.start : span.end]
