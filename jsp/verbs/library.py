"""Content in versions that never change, such as questionnaires and guides of talks: which there are of a kind.

Those that come with this app are there from the beginning, though their rows come in with their first use.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from jsp import clock
from jsp.extensions import db, insert, take_turns
from jsp.models.audit import Action
from jsp.rules.refusal import NotFoundError

NUMBERS = range(1, 2**31)  # that a database holds


class Version(Protocol):
    """A row that holds the content as it was from a day on; its number counts within what it is a version of."""

    number: Any
    made_by: Any

    @property
    def content(self) -> Any:
        """What stands in it."""


class Content(Protocol):
    """What stands in a version, and the code by which it is known in files and addresses."""

    @property
    def code(self) -> str: ...


V = TypeVar("V", bound=Version)
C = TypeVar("C", bound=Content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[V, C]):
    """A kind of content. `word`: by which a version knows what it is a version of, and the trail its kind.

    Who changes anything `about` it takes turns: it is seldom done. `check`: refuses what does not follow on the
    earlier ones, the oldest first. `twice`, `same_name`: what is said of a code and of a name that there are already.
    """

    word: str
    about: str
    action: Action
    model: Any
    version: type[V]
    usual: tuple[str, ...]
    usual_content: Callable[[str], C]
    to_data: Callable[[C], dict[str, Any]]
    checked: Callable[[dict[str, Any]], C]
    read_file: Callable[[bytes], C]
    write_file: Callable[[C], str]
    compare: Callable[[C, C], Any]
    check: Callable[[C, Sequence[C]], None]
    name_of: Callable[[C], str]
    reserved: frozenset[str]  # addresses of its room begin so
    twice: str
    same_name: str

    def row_of(self, version: V) -> Any:
        """What it is a version of."""
        return getattr(version, self.word)

    def new(self, **columns: Any) -> V:
        """A version with these columns."""
        made: Callable[..., V] = self.version
        return made(**columns)

    @property
    def relation(self) -> Any:
        """From a version to that."""
        return getattr(self.version, self.word)


def newest_versions(kind: Kind[V, C], *, is_archived: bool) -> list[V]:
    """Of each that is archived, or is not; those that come with this app first, the others by name."""
    found = {kind.row_of(each).code: each for each in db.session.scalars(_newest(kind))}
    usual = [found.pop(code) if code in found else usual_version(kind, code) for code in kind.usual]
    own = sorted(
        found.values(), key=lambda each: (kind.name_of(each.content).casefold(), kind.row_of(each).code)
    )  # fmt: skip
    return [each for each in (*usual, *own) if (kind.row_of(each).archived_on is not None) is is_archived]


def get_version(kind: Kind[V, C], code: str, number: int | None = None) -> V:
    """That version, or the newest; raises NotFoundError. Who made it comes along."""
    if number is not None and number not in NUMBERS:
        raise NotFoundError(code)
    query = _newest(kind) if number is None else _all(kind).where(kind.version.number == number)
    found = db.session.scalars(
        query.where(kind.model.code == code).options(joinedload(kind.version.made_by))
    ).one_or_none()  # fmt: skip
    if found is not None:
        return found
    if code in kind.usual and number in (None, 1):
        return usual_version(kind, code)
    raise NotFoundError(code)


def versions_of(kind: Kind[V, C], code: str) -> list[V]:
    """All of them with who made each, the newest first; raises NotFoundError where there is none."""
    query = _all(kind).where(kind.model.code == code).options(joinedload(kind.version.made_by))
    return list(db.session.scalars(query.order_by(kind.version.number.desc()))) or [get_version(kind, code)]


@dataclass(frozen=True, slots=True)
class Pair(Generic[V]):
    """Two versions beside each other, what differs, and the newest one that there is."""

    newest: V
    before: V
    after: V
    changes: Any

    @property
    def numbers(self) -> range:
        """Of all versions to choose two of, the newest first."""
        return range(self.newest.number, 0, -1)


def two_of(kind: Kind[V, C], code: str, *, before: int | None, after: int | None) -> Pair[V]:
    """Those, else the newest and the one before it; raises NotFoundError."""
    newest = get_version(kind, code)
    later = newest if after is None else get_version(kind, code, after)
    earlier = get_version(kind, code, max(later.number - 1, 1) if before is None else before)
    return Pair(newest, earlier, later, kind.compare(earlier.content, later.content))


def codes(kind: Kind[V, C]) -> set[str]:
    """Those that are taken, also by addresses of its room."""
    return {*kind.usual, *kind.reserved, *db.session.scalars(select(kind.model.code))}


def ensure_usual(kind: Kind[V, C], code: str) -> None:
    """Let one that comes with this app come in, which it does when it is needed for the first time; flushes."""
    held = select(kind.version.number).join(kind.relation).where(kind.model.code == code).limit(1)
    if db.session.scalar(held) is not None:
        return
    take_turns(f"usual {kind.about}")
    db.session.execute(insert(kind.model).values(code=code).on_conflict_do_nothing())
    if db.session.scalar(held) is None:
        first = usual_version(kind, code)
        setattr(first, kind.word, db.session.scalars(select(kind.model).where(kind.model.code == code)).one())
        db.session.add(first)
        db.session.flush()


def usual_version(kind: Kind[V, C], code: str) -> V:
    """The first one of what comes with this app, as it will come in."""
    data = kind.to_data(kind.usual_content(code))
    return kind.new(number=1, note="", made_on=clock.today(), data=data, **{kind.word: kind.model(code=code)})


def _all(kind: Kind[V, C]) -> Select[V]:
    return select(kind.version).join(kind.relation).options(contains_eager(kind.relation))


def _newest(kind: Kind[V, C]) -> Select[V]:
    other: Any = aliased(kind.version)
    of_it = getattr(other, f"{kind.word}_id") == kind.model.id
    return _all(kind).where(kind.version.number == select(func.max(other.number)).where(of_it).scalar_subquery())
