"""Who knows most about what: all themes and all disciplines at once."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import Discipline, Theme
from jsp.sending import check_unchanged
from jsp.verbs.ground_history import in_words, keep, take

Pair = tuple[int, int]  # ids of a theme and a discipline


@dataclass(frozen=True, slots=True)
class Matrix:
    """The themes and disciplines that are in use, in their order."""

    themes: list[Theme]
    disciplines: list[Discipline]

    @property
    def pairs(self) -> frozenset[Pair]:
        """Which discipline knows most about which theme."""
        shown = {each.id for each in self.disciplines}
        return frozenset((theme.id, each.id) for theme in self.themes for each in theme.disciplines if each.id in shown)

    @property
    def mark(self) -> str:
        """A mark of all of it, to notice that somebody else changed it."""
        held = (sorted(self.pairs), [each.id for each in self.themes], [each.id for each in self.disciplines])
        return hashlib.sha256(repr(held).encode()).hexdigest()[:16]


def get_matrix() -> Matrix:
    """As it stands in the database."""
    themes = (
        select(Theme)
        .where(Theme.archived_on.is_(None))
        .order_by(Theme.position, Theme.id)
        .options(selectinload(Theme.disciplines))
        .execution_options(populate_existing=True)
    )
    disciplines = (
        select(Discipline).where(Discipline.archived_on.is_(None)).order_by(Discipline.position, Discipline.id)
    )
    return Matrix(list(db.session.scalars(themes)), list(db.session.scalars(disciplines)))


def change_matrix(pairs: Collection[Pair], *, seen: str, key: UUID, by: User) -> None:
    """Let exactly these hold; archived disciplines keep what they had. Raises DomainError as `check_unchanged` does."""
    if not take(key):
        return
    matrix = get_matrix()
    check_unchanged(seen, matrix.mark)
    shown = {each.id for each in matrix.disciplines}
    for theme in matrix.themes:
        wanted = [each for each in matrix.disciplines if (theme.id, each.id) in pairs]
        after = [*wanted, *(each for each in theme.disciplines if each.id not in shown)]
        if {each.id for each in after} != {each.id for each in theme.disciplines}:
            before = in_words(theme.disciplines)
            theme.disciplines = after
            keep("themes", theme.id, "disciplines", before, in_words(after), key=key, by=by)
