"""The written text of a talk: plain text with a line for each paragraph, as people and other programs read it.

A line such as `M2: …` is what that participant said; a line that begins with `# ` is a question of the guide.
Line ends are LF. Places are in code points of the whole text (jsp.rules.spans).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jsp.rules.refusal import N_, DomainError
from jsp.rules.spans import Span

HEADING = "# "
SPEAKER = re.compile(r"([A-Z]\d{1,2}): ")
MOST_CHARACTERS = 1_000_000
TOO_LONG = N_("This text is %(length)d characters long. At most %(most)d fit: cut it into two.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text. `said_by`: the tag of who said it, or empty; `words`: where what was said stands."""

    at: int
    span: Span
    words: Span
    said_by: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was noted: by whom it was said (a tag, or empty), and the words, which may be several lines."""

    said_by: str
    words: str


def paragraphs(text: str) -> list[Paragraph]:
    """All lines in their order, empty ones too: joined by line ends they are the text."""
    found, start = [], 0
    for at, line in enumerate(text.split("\n")):
        tag = SPEAKER.match(line)
        is_heading = line.startswith(HEADING)
        skipped = len(HEADING) if is_heading else len(tag[0]) if tag else 0
        end = start + len(line)
        found.append(
            Paragraph(at, Span(start, end), Span(start + skipped, end), tag[1] if tag else "", is_heading)
        )  # fmt: skip
        start = end + 1
    return found


def paragraph_at(text: str, place: int) -> Paragraph:
    """The line in which that code point stands; the last one for a place at or after the end."""
    start = text.rfind("\n", 0, min(place, len(text))) + 1
    end = text.find("\n", start)
    at = text.count("\n", 0, start)
    line = paragraphs(text[start : len(text) if end < 0 else end])[0]
    return Paragraph(at, line.span.moved(start), line.words.moved(start), line.said_by, line.is_heading)


def compose(parts: Iterable[tuple[str, Iterable[Said]]]) -> str:
    """The text of notes: each question as a heading with what was said below it; questions without a note stay."""
    lines = []
    for question, notes in parts:
        lines.append(f"{HEADING}{one_line(question)}")
        lines += [as_line(each) for each in notes]
    return "\n".join(lines)


def as_line(said: Said) -> str:
    """What was said as one line of the text. Words that look like a heading or a speaker lose nothing."""
    words = one_line(said.words)
    if said.said_by:
        return f"{said.said_by}: {words}"
    return f"- {words}" if words.startswith("#") or SPEAKER.match(words) else words


def one_line(words: str) -> str:
    """The same on one line."""
    return " ".join(words.split())


def checked(text: str) -> str:
    """The text with LF as line ends. Raises DomainError for one that is too long to work with."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(plain) > MOST_CHARACTERS:
        raise DomainError(TOO_LONG, length=len(plain), most=MOST_CHARACTERS)
    return plain
