"""A research project as other programs know it (REFI-QDA 1.0): people, codes, texts with passages, and their codings.

Keys are the GUIDs of the file. Places in a text are in code points, its line ends are LF.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from jsp.rules.spans import Span

OURS = UUID("5f0c9c1e-8b0e-4c54-9d1b-6a1f6f0c2a77")  # what we make keys of that have none of their own
BOOKS = uuid5(OURS, "codebooks")  # the set by which a codebook of ours is told from a code at the top
MOST_CODES, MOST_CODINGS, MOST_USERS = 1000, 20_000, 40


class Left(StrEnum):
    """What can be in a project and is not taken over."""

    PICTURES = "PictureSource"
    PDFS = "PDFSource"
    SOUND = "AudioSource"
    VIDEO = "VideoSource"
    CASES = "Case"
    VARIABLES = "Variable"
    LINKS = "Link"
    GRAPHS = "Graph"
    SETS = "Set"
    NOTES = "Note"
    EMPTY = "PlainTextSelection"


@dataclass(frozen=True, slots=True)
class QdaUser:
    """Somebody who coded."""

    guid: UUID
    name: str


@dataclass(frozen=True, slots=True)
class QdaCode:
    """A code with those below it. `colour`: #rrggbb, or empty."""

    guid: UUID
    name: str
    is_codable: bool = True
    colour: str = ""
    definition: str = ""
    codes: tuple["QdaCode", ...] = ()


@dataclass(frozen=True, slots=True)
class QdaCoding:
    """That somebody gave a code."""

    guid: UUID
    code: UUID
    user: UUID | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True)
class QdaPassage:
    """A piece of a text."""

    guid: UUID
    span: Span
    user: UUID | None = None
    memo: str = ""
    codings: tuple[QdaCoding, ...] = ()


@dataclass(frozen=True, slots=True)
class QdaSource:
    """A text."""

    guid: UUID
    name: str
    text: str
    user: UUID | None = None
    passages: tuple[QdaPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class QdaSet:
    """Codes or texts that belong together."""

    guid: UUID
    name: str
    codes: tuple[UUID, ...] = ()
    sources: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """All of it. `left`: how many there were of what is not taken over."""

    name: str
    users: tuple[QdaUser, ...] = ()
    codes: tuple[QdaCode, ...] = ()
    sources: tuple[QdaSource, ...] = ()
    sets: tuple[QdaSet, ...] = ()
    left: tuple[tuple[Left, int], ...] = ()

    @property
    def passages(self) -> list[QdaPassage]:
        """Those of all texts."""
        return [passage for source in self.sources for passage in source.passages]

    @property
    def codings(self) -> list[QdaCoding]:
        """Those of all passages."""
        return [coding for passage in self.passages for coding in passage.codings]

    @property
    def books(self) -> frozenset[UUID]:
        """The codes at the top that are codebooks of ours."""
        return frozenset(guid for each in self.sets if each.guid == BOOKS for guid in each.codes)

    @property
    def coders(self) -> list[QdaUser]:
        """Those who coded or marked something, in the order of their names; who is not introduced has none."""
        of_passages = {each.user for each in self.passages}
        used = (of_passages | {each.user for each in self.codings}) - {None}
        known = {each.guid: each for each in self.users}
        return sorted(
            (known.get(guid, QdaUser(guid, "")) for guid in used if guid), key=lambda each: (each.name, each.guid)
        )


def walk(codes: Iterable[QdaCode], depth: int = 1) -> Iterator[tuple[int, QdaCode]]:
    """All codes with how deep they are, each before those below it."""
    for code in codes:
        yield depth, code
        yield from walk(code.codes, depth + 1)


def user_key(id: int) -> UUID:
    """Of an account of ours."""
    return uuid5(OURS, f"user {id}")


def memo_key(coding: UUID) -> UUID:
    """Of the note that holds the memo of a coding."""
    return uuid5(OURS, f"memo {coding}")


def whole_key(coding: UUID) -> UUID:
    """Of the passage that is all of a text, where a coding is of the text itself."""
    return uuid5(OURS, f"whole {coding}")
