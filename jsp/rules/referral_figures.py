"""Figures about referrals, by partner and by theme, that point at nobody.

They are of one closed half of a school year and do not change any more: of each referral counts what was known within
a month of its being sent. Shares are whole tenths, medians whole days, no number is shown. Every group has so many
referrals behind it. And as the same referrals stand in both tables, whoever adds up groups of one and takes off groups
of the other is left with none or with as many: then too the tables are joined further (see `apart`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from jsp.rules import school_year

WITHIN = timedelta(days=31)  # of sending; what becomes known later changes no figure
TENTHS = 10
SECOND_HALF = 2  # its first month
Node = tuple[str, int]  # which table, and which group of it


@dataclass(frozen=True, slots=True)
class Case:
    """One referral that was sent. `days`: until it was known what came of it, None where that took too long."""

    partner: int
    theme: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """What is shown of one group: of whom it is, tenths of which it was known, and the median of the days if any."""

    of: tuple[int, ...]
    tenths: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Tables:
    """All that is shown; nothing where there is not enough of anything."""

    whole: Row | None = None
    partners: tuple[Row, ...] = ()
    themes: tuple[Row, ...] = ()


Group = tuple[int, ...]


def half_year(today: date) -> tuple[date, date]:
    """First and last day of the newest half of a school year of which all has been heard that counts."""
    year = school_year.bounds(today)[0].year
    starts = [
        date(at, month, 1) for at in (year - 1, year, year + 1) for month in (SECOND_HALF, school_year.FIRST_MONTH)
    ]
    halves = [(first, then - timedelta(days=1)) for first, then in pairwise(starts)]
    return max(each for each in halves if each[1] + WITHIN < today)


def tables(cases: Sequence[Case], *, least: int) -> Tables:
    """What is shown of these referrals, each table from as many groups as can be."""
    if len(cases) < max(least, 1):
        return Tables()
    partners, themes = _joined(cases, _partner, least), _joined(cases, _theme, least)
    while (cut := apart(cases, partners, themes, least=least)) is not None:
        themes = _across(cases, themes, {at for table, at in cut if table == "theme"})
    return Tables(
        _row((), cases, least),
        tuple(_row(group, [each for each in cases if each.partner in group], least) for group in partners),
        tuple(_row(group, [each for each in cases if each.theme in group], least) for group in themes),
    )


def apart(
    cases: Iterable[Case], partners: Sequence[Group], themes: Sequence[Group], *, least: int
) -> frozenset[Node] | None:
    """Groups that share only a few referrals with all the other ones, fewer than `least`; None where there are none.

    A sum of groups, some of them taken off, leaves each referral with the sum of two weights, that of its partner and
    that of its theme. Where fewer than `least` are left with anything but 0, these alone join two parts of the picture
    in which groups are points and referrals the lines between them: the rest of a part has the same weights all along.
    """
    lines = Counter((_at("partner", partners, each.partner), _at("theme", themes, each.theme)) for each in cases)
    near: dict[Node, Counter[Node]] = {}
    for (one, other), number in lines.items():
        near.setdefault(one, Counter())[other] += number
        near.setdefault(other, Counter())[one] += number
    for part in _parts(near):
        found, number = _smallest_cut({node: Counter(near[node]) for node in part})
        if number < least:
            return found
    return None


def share(part: int, whole: int, *, least: int) -> int | None:
    """Tenths of a month; None where either side has fewer than `least`."""
    return None if min(part, whole - part) < least else _tenths(part, whole)


def middle(days: Sequence[int], *, least: int) -> int | None:
    """The median in whole days; None where fewer than `least` are known."""
    return round(median(days)) if len(days) >= max(least, 1) else None


def _partner(case: Case) -> int:
    return case.partner


def _theme(case: Case) -> int:
    return case.theme


def _at(table: str, groups: Sequence[Group], id: int) -> Node:
    return table, next(at for at, group in enumerate(groups) if id in group)


def _tenths(part: int, whole: int) -> int:
    return (2 * TENTHS * part + whole) // (2 * whole)


def _row(group: Group, cases: Sequence[Case], least: int) -> Row:
    days = [each.days for each in cases if each.days is not None]
    return Row(group, _tenths(len(days), len(cases)), middle(days, least=least))


def _joined(cases: Sequence[Case], key: Callable[[Case], int], least: int) -> list[Group]:
    """Groups of at least so many: the two smallest become one, until there are enough in all of them."""
    sizes: dict[Group, int] = {(id,): number for id, number in Counter(map(key, cases)).items()}
    while len(sizes) > 1 and min(sizes.values()) < least:
        one, other = sorted(sizes, key=lambda group: (sizes[group], group))[:2]
        sizes[tuple(sorted(one + other))] = sizes.pop(one) + sizes.pop(other)
    return sorted(sizes)


def _across(cases: Sequence[Case], themes: Sequence[Group], side: set[int]) -> list[Group]:
    """The smallest group of that side and the smallest of the other become one."""
    numbers = Counter(each.theme for each in cases)

    def smallest(ats: Iterable[int]) -> int:
        return min(ats, key=lambda at: (sum(numbers[id] for id in themes[at]), themes[at]))

    one, other = smallest(side), smallest(set(range(len(themes))) - side)
    rest = [group for at, group in enumerate(themes) if at not in (one, other)]
    return sorted([*rest, tuple(sorted(themes[one] + themes[other]))])


def _parts(near: Mapping[Node, Mapping[Node, int]]) -> list[set[Node]]:
    """The points that hang together."""
    left, parts = set(near), []
    while left:
        part, edge = set(), {min(left)}
        while edge:
            part |= edge
            edge = {other for node in edge for other in near[node]} - part
        left -= part
        parts.append(part)
    return parts


def _smallest_cut(near: dict[Node, Counter[Node]]) -> tuple[frozenset[Node], int]:
    """One side of the cut with the fewest lines, and how many these are (Stoer and Wagner, 1997); eats `near`."""
    sides = {node: frozenset({node}) for node in near}
    best, fewest = frozenset(near), sum(sum(each.values()) for each in near.values()) + 1
    while len(near) > 1:
        before, last, number = _phase(near)
        if number < fewest:
            best, fewest = sides[last], number
        sides[before] |= sides.pop(last)
        _melt(near, before, last)
    return best, fewest


def _phase(near: Mapping[Node, Mapping[Node, int]]) -> tuple[Node, Node, int]:
    """The last two points in the order of how tightly each hangs on those before it, and how tightly the last does."""
    pull = dict.fromkeys(sorted(near), 0)
    before = last = next(iter(pull))
    number = 0
    while pull:
        before, last = last, max(pull, key=lambda node: pull[node])
        number = pull.pop(last)
        for other, lines in near[last].items():
            if other in pull:
                pull[other] += lines
    return before, last, number


def _melt(near: dict[Node, Counter[Node]], into: Node, gone: Node) -> None:
    for other, lines in near.pop(gone).items():
        del near[other][gone]
        if other != into:
            near[into][other] += lines
            near[other][into] += lines
