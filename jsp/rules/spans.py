"""Places in a text, in Unicode code points, and how they follow when the text is changed."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate


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


def changes_between(old: str, new: str) -> list[Change]:
    """What has to be done to the old text, from its beginning to its end, to get the new one.

    What both begin and end with is left alone; in between words are compared, so that it takes no minutes.
    """
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    was, now = _words(old[head : len(old) - tail]), _words(new[head : len(new) - tail])
    starts = [head, *_ends(was, head)]
    found = []
    for kind, first, last, to_first, to_last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            length = sum(len(word) for word in now[to_first:to_last])
            found.append(Change(Span(starts[first], starts[last]), length))
    return found


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
