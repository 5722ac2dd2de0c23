"""Beginning a codebook: empty, or with the codes of a starting book as they are at that moment."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from sqlalchemy import select

from jsp.blueprints.coding.service.books import start_book
from jsp.content.usual_codebooks import USUAL, UsualBook, UsualCode, Words, usual_book
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.base import in_language
from jsp.models.coding import Code, Codebook
from jsp.models.ground import Theme
from jsp.rules.coding import name_key
from jsp.sending import was_sent_before


def list_starts() -> list[UsualBook]:
    """The books to begin with; that of the themes has those that this JSP works with."""
    themes = db.session.scalars(select(Theme).where(Theme.archived_on.is_(None)).order_by(Theme.position)).all()
    return [usual_book(code, themes) for code in USUAL]


def start_with(name: str, origin: str, *, key: UUID, by: User) -> Codebook:
    """A new codebook with the codes of that starting book, in the language of the page; with none where it is empty.

    Raises DomainError where another book has the name.
    """
    book = start_book(name, origin=origin, key=key, by=by)
    usual = next((each for each in list_starts() if each.code == origin), None)
    if usual is not None and not was_sent_before():
        _add(book, None, usual.codes)
    return book


def said(words: Words) -> str:
    """In the language of the page."""
    return in_language(words.nl, words.en)


def _add(book: Codebook, parent: Code | None, codes: Iterable[UsualCode]) -> None:
    unique = {name_key(said(each.name)): each for each in codes}
    for place, (key, each) in enumerate(unique.items()):
        row = Code(
            id=uuid4(), book_id=book.id, parent_id=parent and parent.id, under_id=parent.id if parent else book.id,
            name=said(each.name), name_key=key, definition=said(each.definition), colour=each.colour, place=place,
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        _add(book, row, each.codes)
