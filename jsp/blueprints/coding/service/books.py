"""Codebooks: starting one, its name, putting it away and back."""

from uuid import UUID

from sqlalchemy import func, select

from jsp import audit, clock, sending
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Code, Codebook
from jsp.models.coding_rows import get_book
from jsp.rules.coding import name_key
from jsp.rules.refusal import N_, DomainError

KIND = "codebook"
BOOKS = "codebooks"
SAME_NAME = N_("There is a codebook with this name. Choose another name.")


def list_books() -> list[Codebook]:
    """All of them by name, those that were put away last."""
    return list(db.session.scalars(select(Codebook).order_by(Codebook.archived_on.is_not(None), Codebook.name_key)))


def sizes() -> dict[UUID, int]:
    """How many codes each book holds that are given."""
    query = select(Code.book_id, func.count()).where(Code.archived_on.is_(None)).group_by(Code.book_id)
    return {id: number for id, number in db.session.execute(query)}


def start_book(name: str, *, origin: str = "", key: UUID, by: User) -> Codebook:
    """A new one without codes, with that key. Raises DomainError where another one has the name."""
    if not sending.take(key, about=BOOKS):
        return get_book(key)
    _check_name(name)
    row = Codebook(
        id=key, name=name, name_key=name_key(name), origin=origin, made_on=clock.today(), made_by_id=by.id
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    audit.record(Action.CODED, KIND, row.id)
    return row


def rename_book(book: Codebook, name: str, *, seen: str, key: UUID) -> None:
    """Another name for it. Raises DomainError where another one has it, or somebody changed this one meanwhile."""
    if not sending.take(key, about=BOOKS):
        return
    look_again(book)
    sending.check_unchanged(seen, book.name, sending.IN_SIGHT)
    if name_key(name) != book.name_key:
        _check_name(name)
    book.name, book.name_key = name, name_key(name)
    audit.record(Action.CODED, KIND, book.id)


def archive_book(book: Codebook, *, key: UUID) -> None:
    """No longer offered; what was coded with it stays."""
    _put_away(book, key, is_away=True)


def restore_book(book: Codebook, *, key: UUID) -> None:
    """Offered again."""
    _put_away(book, key, is_away=False)


def _put_away(book: Codebook, key: UUID, *, is_away: bool) -> None:
    if not sending.take(key, about=BOOKS):
        return
    look_again(book)
    book.archived_on = (book.archived_on or clock.today()) if is_away else None
    audit.record(Action.CODED, KIND, book.id)


def _check_name(name: str) -> None:
    key = name_key(name)
    if not key:
        raise DomainError(N_("Fill in a name."), field="name")
    if db.session.scalar(select(Codebook.id).where(Codebook.name_key == key)) is not None:
        raise DomainError(SAME_NAME, field="name")
