"""What would become of the codes of a file beside those that are here: recognised, new, or new under another name."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from jsp.rules.coding import COLOURS, DEEPEST, LONGEST_NAME, name_key
from jsp.rules.qda import QdaCode
from jsp.rules.qda_codes import TOO_DEEP
from jsp.rules.qda_xml import shown
from jsp.rules.refusal import N_, DomainError


@dataclass(frozen=True, slots=True)
class Here:
    """A code that is here already."""

    id: UUID
    book_id: UUID
    parent_id: UUID | None
    key: str  # of its name

    @property
    def under_id(self) -> UUID:
        """What it stands under."""
        return self.parent_id or self.book_id


@dataclass(frozen=True, slots=True)
class Planned:
    """A code of the file as it would be kept. `name`: free where it stands; `is_known`: it is here, and stays so."""

    code: QdaCode
    name: str
    colour: str
    book_id: UUID
    parent_id: UUID | None
    place: int
    depth: int
    is_known: bool

    @property
    def is_renamed(self) -> bool:
        """Whether another one has its name there."""
        return not self.is_known and self.name != self.code.name


@dataclass(frozen=True, slots=True)
class CodePlan:
    """New books with their names, and all codes of the file, each before those below it."""

    books: tuple[tuple[UUID, str], ...]
    codes: tuple[Planned, ...]

    @property
    def new(self) -> list[Planned]:
        """Those that would come."""
        return [each for each in self.codes if not each.is_known]

    @property
    def known(self) -> list[Planned]:
        """Those that are here."""
        return [each for each in self.codes if each.is_known]

    @property
    def renamed(self) -> list[Planned]:
        """Those that would get another name."""
        return [each for each in self.codes if each.is_renamed]


@dataclass(slots=True)
class Planner:
    """Lays codes of a file beside those that are here. `books`: the names of the books that are here."""

    here: Mapping[UUID, Here]
    books: Mapping[UUID, str]
    taken: defaultdict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    new_books: dict[UUID, str] = field(default_factory=dict)
    planned: list[Planned] = field(default_factory=list)

    def __post_init__(self) -> None:
        for each in self.here.values():
            self.taken[each.under_id].add(each.key)

    def plan(self, codes: Iterable[QdaCode], into: Callable[[], tuple[UUID, str]], ours: Collection[UUID]) -> CodePlan:
        """`into`: the book for codes that come without one, asked for when there are; `ours`: tops that are books.

        Raises DomainError for a code that would stand too deep, or whose name is too long.
        """
        for each in codes:
            if each.guid in self.books or (each.guid in ours and each.guid not in self.here):
                self._book(each)
            elif each.guid in self.here:
                self._code(each, self.here[each.guid].book_id, None, 1)
            else:
                book_id, name = into()
                if book_id not in self.books:
                    self.new_books[book_id] = name
                self._code(each, book_id, None, 1)
        return CodePlan(tuple(self.new_books.items()), tuple(self.planned))

    def _book(self, top: QdaCode) -> None:
        if top.guid not in self.books:
            names = {name_key(name) for name in (*self.books.values(), *self.new_books.values())}
            self.new_books[top.guid] = free_name(top.name, names, 120)
        for each in top.codes:
            self._code(each, top.guid, None, 1)

    def _code(self, code: QdaCode, book_id: UUID, parent: UUID | None, depth: int) -> None:
        found = self.here.get(code.guid)
        if found is not None:
            book_id, parent, depth = found.book_id, found.parent_id, self._depth(found)
        if depth > DEEPEST:
            raise DomainError(TOO_DEEP, field="file", most=DEEPEST, name=code.name)
        self.planned.append(self._planned(code, book_id, parent, depth))
        for each in code.codes:
            self._code(each, book_id, code.guid, depth + 1)

    def _planned(self, code: QdaCode, book_id: UUID, parent: UUID | None, depth: int) -> Planned:
        taken, is_known = self.taken[parent or book_id], code.guid in self.here
        place, name = len(taken), code.name
        if not is_known:
            check_length(name)
            name = free_name(name, taken, LONGEST_NAME)
            taken.add(name_key(name))
        colour = code.colour or COLOURS[len(self.planned) % len(COLOURS)]
        return Planned(code, name, colour, book_id, parent, place, depth, is_known)

    def _depth(self, code: Here) -> int:
        """How deep one that is here stands."""
        depth = 1
        while code.parent_id is not None and depth <= DEEPEST:
            code, depth = self.here[code.parent_id], depth + 1
        return depth


def free_name(name: str, taken: Collection[str], most: int) -> str:
    """The name, with a number behind it where another one has it."""
    found, number = name, 1
    while name_key(found) in taken:
        number += 1
        behind = f" ({number})"
        found = name[: most - len(behind)].rstrip() + behind
    return found


def check_length(name: str) -> None:
    """Refuse a name that is too long for us. Raises DomainError that names it."""
    if len(name) > LONGEST_NAME:
        raise DomainError(N_("The name of the code “%(name)s” is %(length)d characters long. At most %(most)d fit."),
                          field="file", name=shown(name), length=len(name), most=LONGEST_NAME)  # fmt: skip
