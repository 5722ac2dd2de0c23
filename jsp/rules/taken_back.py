"""Words that who said them took back: they go wherever they stand, also where they stand a little otherwise."""

import re
from collections.abc import Iterable, Sequence

from jsp.rules.spans import Change, Span
from jsp.rules.talk_text import Paragraph, one_line, paragraphs

TAKEN_BACK = "[teruggenomen]"  # stands in the text, which is Dutch as people speak
ALIKE = 0.5  # of the words of both: a line that somebody wrote out of a note is still that note
WORD = re.compile(r"\w+")


def own_lines(text: str, tag: str) -> list[Paragraph]:
    """The lines with something in them that this participant said and did not take back."""
    lines = [each for each in paragraphs(text) if each.said_by == tag and not each.is_heading]
    return [each for each in lines if words_of(text, each).strip() not in ("", TAKEN_BACK)]


def words_of(text: str, line: Paragraph) -> str:
    """What was said in it."""
    return text[line.words.start : line.words.end]


def with_earlier_forms(said: Iterable[str], changes: Iterable[tuple[str, str]]) -> list[str]:
    """These words, and all that they were before they were put right: `changes` are (before, after), in any order."""
    found = list(dict.fromkeys(said))
    before: dict[str, list[str]] = {}
    for was, became in changes:
        before.setdefault(one_line(became), []).append(was)
    for each in found:  # which grows on the way
        found += [was for was in dict.fromkeys(before.pop(one_line(each), [])) if was not in found]
    return found


def without_lines(text: str, lines: Iterable[Paragraph]) -> tuple[str, list[Change]]:
    """The text with that in the place of what was said in these lines (in their order), and how it came of the text."""
    parts, last, changes = [], 0, []
    for line in lines:
        parts += [text[last : line.words.start], TAKEN_BACK]
        last = line.words.end
        changes.append(Change(line.words, len(TAKEN_BACK)))
    return "".join([*parts, text[last:]]), changes


def is_all_gone(text: str, span: Span, lines: Sequence[Paragraph]) -> bool:
    """Whether that piece of the text lies in these lines: nothing is left of it without them."""
    if not any(span.overlap(line.span) or line.span.holds(span) for line in lines):
        return False
    kept, place = [], span.start
    for line in sorted(lines, key=lambda each: each.span):
        kept.append(text[place : max(place, min(line.span.start, span.end))])
        place = max(place, min(line.span.end, span.end))
    kept.append(text[place : span.end])
    return not "".join(kept).strip()


def without_words(held: str, words: str) -> str:
    """What stays of a note once these words were taken back: nothing of it where it says the same in much the same way.

    Where they stand in a longer one, that one stays without them.
    """
    plain, gone = one_line(held), one_line(words)
    if not gone or not plain:
        return held
    if plain != gone and _whole(gone).search(plain):
        return without_piece(plain, gone)
    return "" if _whole(plain).search(gone) or _alike(plain, gone) else held


def without_piece(held: str, words: str) -> str:
    """The same for what somebody wrote about it: only the words themselves go, where they stand in it."""
    return _whole(words).sub(TAKEN_BACK, held) if words else held


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _alike(one: str, other: str) -> bool:
    mine, theirs = set(WORD.findall(one.casefold())), set(WORD.findall(other.casefold()))
    return one == other or 2 * len(mine & theirs) >= ALIKE * (len(mine) + len(theirs)) > 0
