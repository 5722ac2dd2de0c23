"""Places in a text, in Unicode code points, and how they follow when the text is changed."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

MOST_PAIRS = 200_000  # of words, compared in one go
GOES = 5  # times that for all parts of a text together
MOST_LINES = 20_000  # that are compared; no talk has so many
_LINE = re.compile(r"[^\n]*+\n|[^\n]++")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` up to and without `end`, in code points."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many code points."""
        return self.end - self.start

    def overlap(self, other: "Span") -> int:
        """How many code points lie in both."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def moved(self, by: int) -> "Span":
        """The same so many code points further on."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: "Span") -> bool:
        """Whether the other lies in it."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a place is in the changed text. `is_touched`: something inside it, or all of it, became something else."""

    span: Span
    is_touched: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What stood at `before` was taken out, and text of `length` code points came in its place."""

    before: Span
    length: int


class _Part(NamedTuple):
    """What stands in the old text, and what stands in its place in the new one."""

    was: Span
    now: Span


@dataclass(slots=True)
class _Budget:
    """How many pairs of words may still be compared: `most` in one go, some times that in all."""

    most: int
    left: int

    def pays(self, pairs: int) -> bool:
        """Whether so many may be compared; if so they are counted."""
        if pairs > min(self.most, self.left):
            return False
        self.left -= pairs
        return True


def changes_between(old: str, new: str, *, most: int = MOST_PAIRS) -> list[Change]:
    """What has to be done to the old text, from its beginning to its end, to get the new one.

    What both begin and end with is left alone; in between words are compared. Where that makes more than `most` pairs
    of words, lines that stand once in both are left alone first, and words are compared between those only. What is
    over the budget even there is one change as a whole: whoever writes the texts decides nothing about our time.
    """
    budget = _Budget(most, most * GOES)
    whole = _trimmed(old, new, _Part(Span(0, len(old)), Span(0, len(new))))
    found = _by_words(old, new, whole, budget)
    if found is not None:
        return found
    if max(old.count("\n"), new.count("\n")) > MOST_LINES:
        return [Change(whole.was, whole.now.length)]
    parts = (_trimmed(old, new, part) for part in _between_same_lines(old, new, whole))
    return [each for part in parts for each in _changed(old, new, part, budget)]


def _changed(old: str, new: str, part: _Part, budget: _Budget) -> list[Change]:
    """By words; of as many lines as before each by its own words; else all of it at once."""
    found = _by_words(old, new, part, budget)
    if found is not None:
        return found
    was, now = _lines(old, part.was), _lines(new, part.now)
    if len(was) != len(now) or len(was) == 1:
        return [Change(part.was, part.now.length)]
    parts = (_trimmed(old, new, _Part(*each)) for each in zip(was, now, strict=True))
    return [each for line in parts for each in _changed(old, new, line, budget)]


def _by_words(old: str, new: str, part: _Part, budget: _Budget) -> list[Change] | None:
    """None where that is too much to compare."""
    was, now = _words(_read(old, part.was)), _words(_read(new, part.now))
    if not budget.pays(len(was) * len(now)):
        return None
    starts, to_starts = [part.was.start, *_ends(was, part.was.start)], [part.now.start, *_ends(now, part.now.start)]
    return [
        Change(Span(starts[first], starts[last]), to_starts[to_last] - to_starts[to_first])
        for kind, first, last, to_first, to_last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
        if kind != "equal"
    ]


def _between_same_lines(old: str, new: str, part: _Part) -> Iterator[_Part]:
    """What stands before, between and behind the lines that stand once in both, in the same order."""
    was, now = _lines(old, part.was), _lines(new, part.now)
    there = _once(new, now)
    same = [(line, there[words]) for words, line in _once(old, was).items() if words in there]
    at, to = part.was.start, part.now.start
    for line, other in _rising(same):
        yield _Part(Span(at, line.start), Span(to, other.start))
        at, to = line.end, other.end
    yield _Part(Span(at, part.was.end), Span(to, part.now.end))


def _rising(pairs: Sequence[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """As many of them as rise on both sides; they rise on the first."""
    lowest, ends, before = list[Span](), list[int](), list[int]()
    for at, (_, other) in enumerate(pairs):
        length = bisect_left(lowest, other)
        before.append(ends[length - 1] if length else -1)
        lowest[length : length + 1], ends[length : length + 1] = [other], [at]
    found, at = list[tuple[Span, Span]](), ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def follow(spans: Iterable[Span], changes: Sequence[Change]) -> list[Followed]:
    """Where the spans are after the changes (in the order of the text, as `changes_between` gives them).

    What comes in at the very edge of a span stays outside it. A span of which everything went is empty, where it was.
    """
    ends = [each.before.end for each in changes]
    moves = list(accumulate((each.length - each.before.length for each in changes), initial=0))
    return [_follow(span, changes, _before(span, changes, ends), moves) for span in spans]


def _before(span: Span, changes: Sequence[Change], ends: Sequence[int]) -> int:
    """How many changes are over where the span begins; what comes in where an empty one is comes behind it."""
    at = bisect_right(ends, span.start)
    while at and changes[at - 1].before.start >= span.end:
        at -= 1
    return at


def _follow(span: Span, changes: Sequence[Change], before: int, moves: Sequence[int]) -> Followed:
    moved = moves[before]
    start, end, touched = span.start + moved, span.end + moved, False
    for at in range(before, len(changes)):
        each = changes[at]
        first, last, more = each.before.start, each.before.end, each.length - each.before.length
        if first >= span.end:
            break
        touched = True
        # what came in for a part of the span and more than it belongs to neither side: it is left outside
        if first < span.start:
            start = first + moved + each.length
        end = first + moved if last > span.end else end + more
        end = max(start, end)
        moved += more
    return Followed(Span(start, max(start, end)), touched)


def _trimmed(old: str, new: str, part: _Part) -> _Part:
    """Without what both begin and end with."""
    was, now = _read(old, part.was), _read(new, part.now)
    head = _same(was, now)
    tail = _same(was[head:][::-1], now[head:][::-1])
    return _Part(*(Span(each.start + head, each.end - tail) for each in part))


def _read(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _once(text: str, lines: Sequence[Span]) -> dict[str, Span]:
    """The lines that stand once among these, by what they read."""
    times = Counter(_read(text, line) for line in lines)
    return {words: line for line in lines if times[words := _read(text, line)] == 1}


def _lines(text: str, span: Span) -> list[Span]:
    """The lines there, each with its line end."""
    return [Span(*each.span()) for each in _LINE.finditer(text, span.start, span.end)]


def _same(one: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _words(text: str) -> list[str]:
    found, start = [], 0
    for at in range(1, len(text) + 1):
        if at == len(text) or text[at].isalnum() != text[at - 1].isalnum() or not text[at].isalnum():
            found.append(text[start:at])
            start = at
    return found


def _ends(words: list[str], start: int) -> list[int]:
    found = []
    for word in words:
        start += len(word)
        found.append(start)
    return found
