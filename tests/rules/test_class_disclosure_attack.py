"""An attacker who keeps every figure that was ever shown to anybody, and takes them from each other.

A figure stands on a set of answers. What can be had by taking sets from each other has to be a set that may be shown
itself. Schemes that were spoiled on purpose fall (security dossier 4.4, in small).
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from jsp.rules.class_disclosure import Part, Showing, disclosed, disclosed_of_several
from jsp.rules.enough import Heads, is_enough
from jsp.rules.evaluation import SCORES

Answers = list[int | None]  # of the pupils to one item, in the order in which they came; None: skipped
Ballots = frozenset[tuple[int, int]]  # which lesson, which pupil
Scheme = Callable[[list[Answers]], set[Ballots]]
STAFF, SCHOOL = 5, 8
SEARCH = settings(max_examples=3000, deadline=None, derandomize=True)

answer = st.one_of(st.none(), st.sampled_from(SCORES))
agreed = st.integers(0, 14).map(lambda number: [5] * number)  # a class in which nearly everyone says the same
classes = st.lists(
    st.lists(answer, max_size=14) | st.builds(lambda one, two: [*one, *two], agreed, st.lists(answer, max_size=2)),
    min_size=1, max_size=4,
)  # fmt: skip


def ballots(lessons: list[Answers], which: tuple[int, ...]) -> Ballots:
    return frozenset(
        (at, pupil) for at in which for pupil, score in enumerate(lessons[at]) if score is not None
    )  # fmt: skip


def counted(lessons: list[Answers], those: Ballots) -> dict[int, int]:
    return Counter(score for at, pupil in those if (score := lessons[at][pupil]) is not None)


def grouped(lessons: list[Answers], least: int, units: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The releases that come one after the other, of whole units."""
    found: list[tuple[int, ...]] = []
    waiting: list[tuple[int, ...]] = []
    for unit in units:
        waiting.append(unit)
        heads = [Heads(len(lessons[at])) for each in waiting for at in each]
        if is_enough(heads, least=least, floor=STAFF):
            found.append(tuple(at for each in waiting for at in each))
            waiting = []
    return found


def ours(lessons: list[Answers]) -> set[Ballots]:
    """On which answers figures stand that are shown, to anybody."""
    staff = grouped(lessons, STAFF, [(at,) for at in range(len(lessons))])
    cells = {which: ballots(lessons, which) for which in staff}
    shown = {cell for cell in cells.values() if is_shown(lessons, cell, STAFF)}
    for which in grouped(lessons, SCHOOL, staff):
        inside = [cells[each] for each in staff if set(each) <= set(which)]
        parts = [Part({"it": counted(lessons, cell)}, STAFF) for cell in inside]
        if disclosed_of_several(parts, least=SCHOOL)["it"].showing is Showing.FIGURES:
            shown.add(frozenset().union(*(cell for cell in inside if is_shown(lessons, cell, STAFF))))
    return shown


def not_nested(lessons: list[Answers]) -> set[Ballots]:
    """Spoiled: the school is grouped by itself."""
    each: list[tuple[int, ...]] = [(at,) for at in range(len(lessons))]
    both = [*grouped(lessons, STAFF, each), *grouped(lessons, SCHOOL, each)]
    return {cell for which in both if is_shown(lessons, cell := ballots(lessons, which), STAFF)}


def items_pooled_at_once(lessons: list[Answers]) -> set[Ballots]:
    """Spoiled: what may not stand alone is in what the school sees."""
    staff = grouped(lessons, STAFF, [(at,) for at in range(len(lessons))])
    both = [(each, STAFF) for each in staff] + [(each, SCHOOL) for each in grouped(lessons, SCHOOL, staff)]
    return {cell for which, least in both if is_shown(lessons, cell := ballots(lessons, which), least)}


def live(lessons: list[Answers]) -> set[Ballots]:
    """Spoiled: figures are there as soon as enough answered, and change with every answer."""
    rows = [sorted(ballots(lessons, (at,))) for at in range(len(lessons))]
    found = {frozenset(row[:number]) for row in rows for number in range(len(row) + 1)}
    return {cell for cell in found if is_shown(lessons, cell, STAFF)}


def no_least(lessons: list[Answers]) -> set[Ballots]:
    """Spoiled: an item is shown however few answered it."""
    staff = grouped(lessons, STAFF, [(at,) for at in range(len(lessons))])
    return {cell for which in staff if (cell := ballots(lessons, which))}


def is_shown(lessons: list[Answers], cell: Ballots, least: int) -> bool:
    found = disclosed({"it": counted(lessons, cell)}, least=least) if cell else {}
    return bool(found) and found["it"].showing is Showing.FIGURES


def taken_apart(shown: set[Ballots]) -> set[Ballots]:
    """All that can be had by taking figures from figures, and again from those."""
    known = set(shown)
    while new := set(_differences(known)) - known:
        known |= new
    return known


def _differences(known: set[Ballots]) -> Iterator[Ballots]:
    for one, other in combinations(known, 2):
        small, large = sorted((one, other), key=len)
        if small < large:
            yield large - small


def is_caught(scheme: Scheme, lessons: list[Answers]) -> bool:
    """Whether the attacker gets figures of a set that may not be shown."""
    return any(not is_shown(lessons, cell, STAFF) for cell in taken_apart(scheme(lessons)))


@given(classes)
@settings(max_examples=150, deadline=None)
def test_nothing_can_be_taken_apart(lessons: list[Answers]) -> None:
    assert not is_caught(ours, lessons)


def test_spoiled_schemes_fall() -> None:
    for scheme in (not_nested, items_pooled_at_once, live, no_least):
        try:
            find(classes, partial(is_caught, scheme), settings=SEARCH)
        except NoSuchExample as error:
            raise AssertionError(f"{scheme.__name__} was not caught") from error
