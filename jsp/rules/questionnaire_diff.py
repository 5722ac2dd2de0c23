"""What differs between two versions of a questionnaire, and of which items figures may be laid side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jsp.rules.questionnaire import Item, Questionnaire, Words
from jsp.rules.questionnaire_data import WORDS


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that was one thing and is another. `place`: at which face it is, from 1; 0 elsewhere."""

    name: str
    before: Any
    after: Any
    place: int = 0


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item in both versions; None in the one that does not have it."""

    before: Item | None
    after: Item | None
    differences: tuple[Difference, ...] = ()

    @property
    def shown(self) -> Item:
        """As it is now, or as it was where it is gone."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def is_comparable(self) -> bool:
        """Whether figures of the two versions are about the same: they are where both have its key."""
        return self.before is not None and self.after is not None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All items of the two versions in the new order, those that are gone last, and what else differs."""

    items: tuple[ItemChange, ...]
    around: tuple[Difference, ...]
    is_reordered: bool

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        is_touched = any(not each.is_comparable or each.differences for each in self.items)
        return not (is_touched or self.around or self.is_reordered)

    @property
    def has_other_faces(self) -> bool:
        """Whether the faces say something else: then figures of every item are to be compared with care."""
        return any(each.name.startswith("faces") for each in self.around)


def compare(old: Questionnaire, new: Questionnaire) -> Comparison:
    """The second beside the first."""
    was, now = ({each.key: each for each in one.items} for one in (old, new))
    stayed = [_beside(was.get(key), item) for key, item in now.items()]
    gone = [ItemChange(item, None) for key, item in was.items() if key not in now]
    orders = [[key for key in one if key in was and key in now] for one in (was, now)]
    return Comparison((*stayed, *gone), tuple(_around(old, new)), orders[0] != orders[1])


def _beside(before: Item | None, after: Item) -> ItemChange:
    if before is None:
        return ItemChange(None, after)
    found = [*_words(before.words, after.words), *_fields(before, after, "in_short", "at_end")]
    return ItemChange(before, after, tuple(found))


def _around(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    yield from _fields(old, new, "name_nl", "name_en")
    yield from _words(old.open_question, new.open_question, "open_question.")
    for place, (before, after) in enumerate(zip(old.faces, new.faces, strict=True), start=1):
        yield from _words(before, after, "faces.", place)


def _words(before: Words, after: Words, where: str = "", place: int = 0) -> Iterator[Difference]:
    for each in _fields(before, after, *WORDS):
        yield Difference(f"{where}{each.name}", each.before, each.after, place)


def _fields(before: object, after: object, *names: str) -> Iterator[Difference]:
    for name in names:
        if getattr(before, name) != getattr(after, name):
            yield Difference(name, getattr(before, name), getattr(after, name))
