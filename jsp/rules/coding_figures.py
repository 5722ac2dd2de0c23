"""Counting coded passages: by whom they were said and where, and which codes stand together."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from jsp.rules.spans import Span

Key = TypeVar("Key", bound=Hashable)
C = TypeVar("C", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage of a text with one of its codes."""

    text: Hashable
    span: Span
    code: Hashable


def table(rows: Iterable[tuple[C, Iterable[Key]]]) -> dict[C, Counter[Key]]:
    """How often each code came with each key (a role, a site); a passage counts once for each of its keys."""
    found: dict[C, Counter[Key]] = {}
    for code, keys in rows:
        found.setdefault(code, Counter()).update(set(keys))
    return found


def together(placed: Iterable[Placed]) -> Counter[frozenset[Hashable]]:
    """By pair of different codes, how many times a passage of one overlaps a passage of the other.

    Two passages overlap where they have a code point in common. The same place coded alike by two people counts once.
    """
    found: Counter[frozenset[Hashable]] = Counter()
    running: list[Placed] = []
    for each in sorted(set(placed), key=lambda one: (str(one.text), one.span, str(one.code))):
        running = [one for one in running if one.text == each.text and one.span.end > each.span.start]
        for one in running:
            if one.code != each.code and one.span.overlap(each.span):
                found[frozenset((one.code, each.code))] += 1
        running.append(each)
    return found
