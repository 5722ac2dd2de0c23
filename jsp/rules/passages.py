"""Which piece of a text somebody means who chose words in it, and how its borders go on word by word."""

import re
from dataclasses import dataclass
from enum import StrEnum

from jsp.rules.refusal import N_, DomainError
from jsp.rules.spans import Span
from jsp.rules.talk_text import paragraph_at, paragraphs

WORD = re.compile(r"\S+")
NOTHING = N_("Choose some words first.")
OUTSIDE = N_("These words are not in this text. Look at how it stands now, and choose them again.")
BACKWARD = N_("The end stands before the beginning. Choose the words again.")
QUESTION = N_("A question of the guide was not said by anybody. Choose words below it.")
EVERYTHING = N_("This is the whole text. Choose the part of it that the code is about.")


class Step(StrEnum):
    """One word more or less at one of the borders, or the whole line."""

    START_EARLIER = "start_earlier"
    START_LATER = "start_later"
    END_EARLIER = "end_earlier"
    END_LATER = "end_later"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line: which one (from 1), where it stands, and how it reads."""

    number: int
    span: Span
    text: str


def chosen(text: str, start: int, end: int) -> Span:
    """The passage that somebody means who chose from `start` to `end`: without blanks, and without who said it.

    Raises DomainError where nothing can be coded there.
    """
    if start > end:
        raise DomainError(BACKWARD)
    if start < 0 or end > len(text):
        raise DomainError(OUTSIDE)
    span = _without_tags(text, _trimmed(text, Span(start, end)))
    if paragraph_at(text, span.start).is_heading or paragraph_at(text, span.end - 1).is_heading:
        raise DomainError(QUESTION)
    if _is_everything(text, span):
        raise DomainError(EVERYTHING)
    return span


def words_of(text: str, line: Span) -> list[Word]:
    """The words of what was said in a line, counted from 1."""
    found = WORD.finditer(text, line.start, line.end)
    return [Word(at, Span(each.start(), each.end()), each[0]) for at, each in enumerate(found, 1)]


def stepped(text: str, span: Span, step: Step) -> Span:
    """The passage with one border a word further. Raises DomainError where nothing would be left, or all of it."""
    line = paragraph_at(text, span.start)
    if step is Step.LINE:
        return chosen(text, line.words.start, line.words.end)
    start, end = span.start, span.end
    if step is Step.START_EARLIER:
        start = _begin_of_word(text, start)
    elif step is Step.START_LATER:
        start = _next_begin(text, start)
    elif step is Step.END_EARLIER:
        end = _begin_of_word(text, end)
    else:
        end = _end_of_word(text, end)
    if start >= end:
        raise DomainError(NOTHING)
    return chosen(text, start, end)


def _begin_of_word(text: str, place: int) -> int:
    """Where the word begins that stands before that place."""
    while place > 0 and text[place - 1].isspace():
        place -= 1
    while place > 0 and not text[place - 1].isspace():
        place -= 1
    line = paragraph_at(text, place)
    is_tag = place < line.words.start and not line.is_heading
    return _begin_of_word(text, line.span.start) if is_tag and line.span.start else place


def _end_of_word(text: str, place: int) -> int:
    """Where the word ends that comes after that place; who said it is no word."""
    found = WORD.search(text, place)
    if found is None:
        return len(text)
    line = paragraph_at(text, found.start())
    is_tag = found.start() < line.words.start and not line.is_heading
    return _end_of_word(text, line.words.start) if is_tag else found.end()


def _next_begin(text: str, place: int) -> int:
    found = WORD.search(text, _end_of_word(text, place))
    return found.start() if found else len(text)


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if start >= end:
        raise DomainError(NOTHING)
    return Span(start, end)


def _without_tags(text: str, span: Span) -> Span:
    """The same from the first word that was said up to the last one."""
    first, last = paragraph_at(text, span.start), paragraph_at(text, span.end - 1)
    start = span.start if first.is_heading else max(span.start, first.words.start)
    is_tag = not last.is_heading and span.end <= last.words.start
    end = last.span.start if is_tag else span.end
    if start >= end:
        raise DomainError(NOTHING)
    return _trimmed(text, Span(start, end))


def _is_everything(text: str, span: Span) -> bool:
    """Whether all that was said lies in it, where that is more than one line."""
    if "\n" not in text[span.start : span.end]:
        return False
    said = [
        each for each in paragraphs(text) if not each.is_heading and text[each.words.start : each.words.end].strip()
    ]
    return len(said) > 1 and span.start <= said[0].words.start and span.end >= len(text[: said[-1].words.end].rstrip())
