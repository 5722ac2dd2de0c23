"""Conversations of the past, from a spreadsheet."""

from collections.abc import Sequence
from uuid import UUID

from flask import g
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import Outcome, Site, Theme
from jsp.models.reference import get_reference
from jsp.models.tallies import HistoryImport
from jsp.rules import history_words
from jsp.rules.history_columns import Lists
from jsp.rules.refusal import NotFoundError
from jsp.words import terms

ABOUT = "history_import"


def list_imports(user: User) -> Sequence[HistoryImport]:
    """The files that were taken in for the sites of this person, the newest first."""
    return db.session.scalars(_imports(user).order_by(HistoryImport.made_on.desc(), HistoryImport.id)).all()


def get_import(user: User, id: UUID) -> HistoryImport:
    """Raises NotFoundError for one of a site of others, just as for none."""
    found = db.session.scalar(_imports(user).where(HistoryImport.id == id))
    if found is None:
        raise NotFoundError(id)
    return found


def _imports(user: User) -> Select[HistoryImport]:
    query = select(HistoryImport).where(HistoryImport.site_id.in_([site.id for site in user.open_sites]))
    return query.options(joinedload(HistoryImport.site), joinedload(HistoryImport.user))


def get_site(user: User, id: int) -> Site:
    """A site of this person. Raises NotFoundError for any other."""
    found = next((site for site in user.open_sites if site.id == id), None)
    if found is None:
        raise NotFoundError(id)
    return found


def word_lists(site: Site) -> Lists:
    """What the themes and outcomes of this JSP are called, those of the archive too: the past may have them.

    And the levels of that kind of school: “niveau 2” of a secondary school means something else.
    """
    reference = get_reference()
    levels = {level: words for level, words in history_words.LEVELS.items() if level in terms.LEVELS[site.kind]}
    return Lists(
        themes=history_words.with_names(history_words.THEMES, [_named(each) for each in reference.themes]),
        outcomes=history_words.with_names(history_words.OUTCOMES, [_named(each) for each in reference.outcomes]),
        levels=history_words.known_words(levels),
    )


def begin_writing() -> None:
    """From here on the request writes: what took long has been done, and nobody had to wait for it."""
    db.session.rollback()
    g.reading = False


def _named(row: Theme | Outcome) -> tuple[str, str, tuple[str, ...]]:
    words = (row.pupil_word_nl, row.pupil_word_en) if isinstance(row, Theme) else ()
    return str(row.id), row.code, (row.name_nl, row.name_en, *words)
