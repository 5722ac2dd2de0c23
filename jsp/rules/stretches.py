"""Sets of code points of a text as stretches: in their order, not empty, with room between them."""

from collections.abc import Iterable, Sequence

from jsp.rules.spans import Span


def joined(spans: Iterable[Span]) -> list[Span]:
    """All that lies in one of them, as stretches."""
    found: list[Span] = []
    for each in sorted(span for span in spans if span.length):
        if found and each.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, each.end))
        else:
            found.append(each)
    return found


def shared(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    """What lies in both; both are stretches."""
    found, at, to = [], 0, 0
    while at < len(one) and to < len(other):
        start, end = max(one[at].start, other[to].start), min(one[at].end, other[to].end)
        if start < end:
            found.append(Span(start, end))
        if one[at].end < other[to].end:
            at += 1
        else:
            to += 1
    return found


def without(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    """What lies in the first alone; both are stretches."""
    found, to = [], 0
    for each in one:
        start = each.start
        while to < len(other) and other[to].end <= start:
            to += 1
        at = to
        while at < len(other) and other[at].start < each.end:
            if other[at].start > start:
                found.append(Span(start, other[at].start))
            start = max(start, other[at].end)
            at += 1
        if start < each.end:
            found.append(Span(start, each.end))
    return found


def length(stretches: Iterable[Span]) -> int:
    """How many code points they hold together."""
    return sum(each.length for each in stretches)
