"""What differs between two versions of what has parts with keys, such as the questions of a guide."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar


class Part(Protocol):
    """A part keeps its key in every version, however its words change."""

    @property
    def key(self) -> str: ...


P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that was one thing and is another. `place`: which one of several it is, from 1; 0 elsewhere."""

    name: str
    before: Any
    after: Any
    place: int = 0


@dataclass(frozen=True, slots=True)
class Change(Generic[P]):
    """A part in both versions; None in the one that does not have it."""

    before: P | None
    after: P | None
    differences: tuple[Difference, ...] = ()

    @property
    def shown(self) -> P:
        """As it is now, or as it was where it is gone."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def is_in_both(self) -> bool:
        """Whether it neither came nor went."""
        return self.before is not None and self.after is not None


@dataclass(frozen=True, slots=True)
class Comparison(Generic[P]):
    """All parts of the two versions in the new order, those that are gone last, and what differs `around` them."""

    parts: tuple[Change[P], ...]
    around: tuple[Difference, ...]
    is_reordered: bool

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        is_touched = any(not each.is_in_both or each.differences for each in self.parts)
        return not (is_touched or self.around or self.is_reordered)


def changes_between(
    old: Sequence[P], new: Sequence[P], differ: Callable[[P, P], Iterable[Difference]]
) -> tuple[Change[P], ...]:
    """The second beside the first; `differ`: what differs in a part that is in both."""
    was, now = ({each.key: each for each in one} for one in (old, new))
    stayed = [
        Change(was[key], part, tuple(differ(was[key], part))) if key in was else Change(None, part)
        for key, part in now.items()
    ]  # fmt: skip
    return (*stayed, *(Change(part, None) for key, part in was.items() if key not in now))


def is_reordered(old: Sequence[P], new: Sequence[P]) -> bool:
    """Whether those that are in both follow each other in another way."""
    was, now = ([each.key for each in one] for one in (old, new))
    return [key for key in was if key in now] != [key for key in now if key in was]
