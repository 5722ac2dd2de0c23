"""What differs between two versions of a programme, or between a lesson and what a class made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from jsp.rules.programme import Activity, Lesson, Programme

T = TypeVar("T", Lesson, Activity)
ORDER = "order"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: in which lesson (empty: in the programme itself), in which part of it, in what.

    Without a `name` all of it came or went: what is not there is None. `order` holds titles in their order.
    """

    lesson: str
    part: str
    name: str
    before: Any
    after: Any


def compare(old: Programme, new: Programme) -> list[Change]:
    """All differences, lesson by lesson in the new order; empty for the same."""
    found = [*_of_fields(old, new, "", "", skip=("lessons",)), *_order(old.lessons, new.lessons, "")]
    for before, after in _pairs(old.lessons, new.lessons):
        if before is None or after is None:
            found.append(Change((after or before).key, "", "", before, after))  # type: ignore[union-attr]
        else:
            found += compare_lessons(before, after)
    return found


def compare_lessons(old: Lesson, new: Lesson) -> list[Change]:
    """The differences in one lesson."""
    key = new.key
    found = [*_of_fields(old, new, key, "", skip=("activities", "key")), *_order(old.activities, new.activities, key)]
    for before, after in _pairs(old.activities, new.activities):
        if before is None or after is None:
            found.append(Change(key, (after or before).title, "", before, after))  # type: ignore[union-attr]
        else:
            found += _of_fields(before, after, key, after.title)
    return found


def _of_fields(old: Any, new: Any, lesson: str, part: str, skip: Sequence[str] = ()) -> Iterator[Change]:
    for each in fields(old):
        before, after = getattr(old, each.name), getattr(new, each.name)
        if each.name not in skip and before != after:
            yield Change(lesson, part, each.name, before, after)


def _pairs(old: Sequence[T], new: Sequence[T]) -> Iterator[tuple[T | None, T | None]]:
    """What has the same key beside each other: first all that is there now, then what is gone."""
    before = {each.key: each for each in old}
    for each in new:
        yield before.pop(each.key, None), each
    for gone in before.values():
        yield gone, None


def _order(old: Sequence[T], new: Sequence[T], lesson: str) -> Iterator[Change]:
    """Whether those that stayed stand in another order."""
    kept = {each.key for each in old} & {each.key for each in new}
    was, now = ([each.key for each in row if each.key in kept] for row in (old, new))
    if was != now:
        yield Change(lesson, "", ORDER, tuple(each.title for each in old), tuple(each.title for each in new))
