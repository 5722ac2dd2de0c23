"""What of a text may be quoted outside the group, and what a quote says of who said it: the role, and only that."""

from collections.abc import Collection, Mapping

from jsp.rules.spans import Span
from jsp.rules.talk import MODERATOR, Part, part_of
from jsp.rules.talk_text import HEADING, SPEAKER, paragraph_at


def speakers(text: str, span: Span) -> frozenset[str]:
    """The tags of who said something in that piece of the text; an empty one for words that nobody is named for."""
    found, place = set(), span.start
    while True:
        line = paragraph_at(text, place)
        if line.words.overlap(span) and not line.is_heading:
            found.add(line.said_by)
        place = line.span.end + 1
        if place >= span.end:
            return frozenset(found)


def may_be_quoted(said_by: Collection[str], consent: Mapping[str, bool | None]) -> bool:
    """Whether all who said it said yes to being quoted; `consent` holds the answers of all who took part, by tag.

    For words that nobody is named for, and for a tag that nobody has, it takes the yes of everybody.
    """
    if not said_by or any(tag not in consent and not tag.startswith(MODERATOR) for tag in said_by):
        return bool(consent) and all(each is True for each in consent.values())
    return all(consent[tag] is True for tag in said_by if tag in consent)


def shown_part(said_by: Collection[str], named: Collection[Part]) -> Part | None:
    """The role that stands beside a quote; None where several spoke, or the role would name somebody."""
    parts = {part_of(tag) for tag in said_by}
    only = parts.pop() if len(parts) == 1 else None
    return only if only in named else None


def quoted(text: str, span: Span) -> str:
    """The words themselves, without the tags of who said them and without questions of the guide."""
    lines = []
    for line in text[span.start : span.end].split("\n"):
        spoken = SPEAKER.sub("", line, count=1) if SPEAKER.match(line) else line
        if spoken.strip() and not line.startswith(HEADING):
            lines.append(spoken.strip())
    return "\n".join(lines)
