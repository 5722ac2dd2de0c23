"""One line of a text, found again as somebody read it, and what becomes of the text when a line comes or goes."""

from jsp.rules.refusal import N_, DomainError
from jsp.rules.spans import Change, Span
from jsp.rules.talk_text import HEADING, Paragraph, Said, as_line, one_line, paragraphs

A_PAGE = 400
QUESTION = "#"  # in the place of a tag: the line is a question
NO_WORDS = N_("Fill in what was said. Was it not said at all? Then take the line out.")


def line_of(said_by: str, words: str) -> str:
    """A line as it is written: by whom (a tag, nobody, or a question), and the words. Raises DomainError without."""
    if not words.strip():
        raise DomainError(NO_WORDS, field="words")
    return f"{HEADING}{one_line(words)}" if said_by == QUESTION else as_line(Said(said_by, words))


def find(text: str, at: int, seen: str) -> Paragraph | None:
    """The line that read `seen` to somebody, at that place or at the only other one; None where it is gone."""
    same = [each for each in paragraphs(text) if text[each.span.start : each.span.end] == seen]
    return next((each for each in same if each.at == at), same[0] if len(same) == 1 else None)


def shown(text: str, at: int) -> Paragraph:
    """The line that stands there now; the last one where the text became shorter."""
    lines = paragraphs(text)
    return lines[min(at, len(lines) - 1)]


def kind_of(line: Paragraph) -> str:
    """By whom it was said, in the words of `line_of`."""
    return QUESTION if line.is_heading else line.said_by


def with_line(text: str, after: Paragraph, line: str) -> tuple[str, list[Change]]:
    """The text with one line more, and what was changed."""
    end = after.span.end
    more = f"\n{line}" if text else line
    return f"{text[:end]}{more}{text[end:]}", [Change(Span(end, end), len(more))]


def without_line(text: str, line: Paragraph) -> tuple[str, list[Change]]:
    """The text without that line and its line end, and what was changed."""
    start, end = line.span.start, line.span.end
    if end < len(text):
        end += 1
    elif start:
        start -= 1
    return text[:start] + text[end:], [Change(Span(start, end), 0)]


def page_with(at: int) -> int:
    """On which page of the text that line stands."""
    return at // A_PAGE + 1


def pages_of(lines: int) -> int:
    """How many pages so many lines are."""
    return max(1, (lines - 1) // A_PAGE + 1)
