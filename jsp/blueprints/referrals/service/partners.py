"""Looking up a partner among all of them."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp.extensions import db
from jsp.models.directory import Partner
from jsp.models.reference import get_reference
from jsp.rules.directory_search import Entry, Index

MOST = 20


def search(words: str) -> list[Partner]:
    """Who is found by these words, best first; none where nothing was typed."""
    if not words:
        return []
    query = select(Partner).where(Partner.archived_on.is_(None)).options(selectinload(Partner.themes))
    partners = list(db.session.scalars(query.options(selectinload(Partner.sites))))
    entries = [
        Entry(key=at, name=each.name, themes=[theme.code for theme in each.themes],
              words=each.words, offer=f"{each.offer_nl} {each.offer_en}")
        for at, each in enumerate(partners)
    ]  # fmt: skip
    themes = [(theme.code, (theme.name_nl, theme.name_en)) for theme in get_reference().themes]
    return [partners[at] for at in Index(entries, themes).search(words)[:MOST]]
