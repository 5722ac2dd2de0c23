"""Codes within codes: the order in which they are read, and where one may come to stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from jsp.rules.coding import DEEPEST
from jsp.rules.refusal import N_, DomainError

WITHIN_ITSELF = N_("A code cannot stand under itself, or under a code that stands under it.")
TOO_DEEP = N_("Codes go at most %(most)d deep. Choose a place that is less deep.")


Each = TypeVar("Each", bound=Any)  # has `id`, `parent_id`, `name` and `place`


@dataclass(frozen=True, slots=True)
class Branch(Generic[Each]):
    """A code, how deep it stands (1 for the outermost), and its name with those above it."""

    code: Each
    depth: int
    path: str


class Tree(Generic[Each]):
    """The codes of a book."""

    def __init__(self, codes: Iterable[Each]) -> None:
        self.codes = {each.id: each for each in codes}
        self.under: dict[UUID | None, list[Each]] = defaultdict(list)
        for each in sorted(self.codes.values(), key=lambda each: (each.place, each.name.casefold(), str(each.id))):
            self.under[each.parent_id].append(each)
        self.branches = list(self._walk(None, 1, ""))

    def _walk(self, parent: UUID | None, depth: int, above: str) -> Iterator[Branch[Each]]:
        for each in self.under[parent]:
            path = f"{above} › {each.name}" if above else each.name
            yield Branch(each, depth, path)
            yield from self._walk(each.id, depth + 1, path)

    def paths(self) -> dict[UUID, str]:
        """The name of each with those above it."""
        return {each.code.id: each.path for each in self.branches}

    def depth(self, id: UUID | None) -> int:
        """How deep it stands; 0 for the book itself."""
        found = 0
        while id is not None:
            found, id = found + 1, self.codes[id].parent_id
        return found

    def height(self, id: UUID) -> int:
        """How many levels it takes with all that stands under it."""
        return 1 + max((self.height(each.id) for each in self.under[id]), default=0)

    def is_within(self, id: UUID | None, other: UUID) -> bool:
        """Whether it is the other one, or stands somewhere under it."""
        while id is not None and id != other:
            id = self.codes[id].parent_id
        return id is not None

    def check_new(self, under: UUID | None) -> None:
        """Refuse a place for a new code that is too deep. Raises DomainError, with the field `under`."""
        if self.depth(under) >= DEEPEST:
            raise DomainError(TOO_DEEP, field="under", most=DEEPEST)

    def check_move(self, id: UUID, under: UUID | None) -> None:
        """Refuse a place within itself, and one that is too deep for all that goes along. Raises DomainError."""
        if self.is_within(under, id):
            raise DomainError(WITHIN_ITSELF, field="under")
        if self.depth(under) + self.height(id) > DEEPEST:
            raise DomainError(TOO_DEEP, field="under", most=DEEPEST)
