"""A piece of a text with what stands around it on its lines, for who reads it by itself."""

from dataclasses import dataclass

from jsp.rules.spans import Span
from jsp.rules.talk_text import paragraph_at


@dataclass(frozen=True, slots=True)
class Around:
    """The words, what stands before and after them on their lines, and in which line they begin (from 1)."""

    before: str
    words: str
    after: str
    line: int


def around(text: str, span: Span, most: int | None = None) -> Around:
    """On either side at most so many characters, cut between words, with … where something was left off."""
    first, last = paragraph_at(text, span.start), paragraph_at(text, max(span.start, span.end - 1))
    before, after = text[first.span.start : span.start], text[span.end : last.span.end]
    if most is not None:
        before, after = _end_of(before, most), _begin_of(after, most)
    return Around(before, text[span.start : span.end], after, first.at + 1)


def _end_of(words: str, most: int) -> str:
    if len(words) <= most:
        return words
    _cut, blank, rest = words[-most:].partition(" ")
    return f"… {rest}" if blank else f"…{words[-most:]}"


def _begin_of(words: str, most: int) -> str:
    if len(words) <= most:
        return words
    rest, blank, _cut = words[:most].rpartition(" ")
    return f"{rest} …" if blank else f"{words[:most]}…"


def line_number(text: str, place: int) -> int:
    """In which line that code point stands, from 1."""
    return text.count("\n", 0, place) + 1
