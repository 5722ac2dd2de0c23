"""Codes of a book: adding, describing, moving, putting away and back."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from jsp import audit, clock, sending
from jsp.extensions import db, lock, look_again
from jsp.models.audit import Action
from jsp.models.coding import Code, Codebook, Coding
from jsp.models.coding_rows import get_code, tree_of
from jsp.rules.code_tree import Tree
from jsp.rules.coding import check_colour, name_key
from jsp.rules.colours import least_used
from jsp.rules.refusal import N_, DomainError

KIND = "code"
SAME_NAME = N_("There is a code with this name in the same place. Choose another name, or another place.")
USED = N_("This code was used, so it stays. You can put it away, or merge it into another one.")
HOLDS = N_("There are codes under this one. Move or delete those first.")


@dataclass(frozen=True, slots=True)
class CodeDraft:
    """What somebody fills in of a code."""

    name: str
    definition: str
    colour: str


def uses_of(code: Code) -> int:
    """How often it stands at a passage, whoever gave it."""
    counted = select(func.count()).where(Coding.code_id == code.id, ~Coding.is_off)
    return db.session.scalar(counted) or 0


def was_used(code: Code) -> bool:
    """Whether anybody ever gave it, also where it was taken off since."""
    return db.session.scalar(select(Coding.id).where(Coding.code_id == code.id).limit(1)) is not None


def new_colour(book: Codebook) -> str:
    """In which colour the next code of the book can be told best from those that are given."""
    return least_used(each.colour for each in tree_of(book).codes.values() if each.archived_on is None)


def mark(code: Code) -> str:
    """How it stands, for who changes it on a page."""
    return f"{code.name}\n{code.definition}\n{code.colour}\n{code.under_id}"


def turn(book_id: UUID, key: UUID) -> bool:
    """Who changes codes of a book does so one after the other. Whether this act is new."""
    return sending.take(key, about=f"codebook {book_id}")


def add_code(book: Codebook, draft: CodeDraft, *, under: UUID | None, key: UUID) -> Code:
    """A new one, last where it stands. Raises DomainError where that place is too deep or has one with that name."""
    if not turn(book.id, key):
        return get_code(key)
    codes = tree_of(book)
    parent = place_in(codes, under)
    codes.check_new(under)
    check_name(book, parent, draft.name)
    row = Code(
        id=key, book_id=book.id, parent_id=under, under_id=under or book.id, name=draft.name,
        name_key=name_key(draft.name), definition=draft.definition, colour=check_colour(draft.colour),
        place=next_place(codes, under),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    audit.record(Action.CODED, KIND, row.id)
    return row


def change_code(code: Code, draft: CodeDraft, *, seen: str, key: UUID) -> None:
    """Another name, definition or colour. Raises DomainError where it changed meanwhile, or the name is taken."""
    if not turn(code.book_id, key):
        return
    look_again(code)
    sending.check_unchanged(seen, mark(code), sending.IN_SIGHT)
    if name_key(draft.name) != code.name_key:
        check_name(code.book, get_code(code.parent_id) if code.parent_id else None, draft.name)
    code.name, code.name_key, code.definition = draft.name, name_key(draft.name), draft.definition
    code.colour = check_colour(draft.colour)
    audit.record(Action.CODED, KIND, code.id)


def move_code(code: Code, under: UUID | None, *, key: UUID) -> None:
    """To another place in its book, with all that stands under it. Raises DomainError where it cannot stand there."""
    if not turn(code.book_id, key):
        return
    look_again(code)
    codes = tree_of(code.book)
    parent = place_in(codes, under)
    codes.check_move(code.id, under)
    if under == code.parent_id:
        return
    check_name(code.book, parent, code.name)
    code.parent_id, code.under_id, code.place = under, under or code.book_id, next_place(codes, under)
    audit.record(Action.CODED, KIND, code.id)


def shift_code(code: Code, by: int, *, key: UUID) -> None:
    """So many places further among the codes beside it."""
    if not turn(code.book_id, key):
        return
    look_again(code)
    beside = tree_of(code.book).under[code.parent_id]
    now = beside.index(code)
    beside.insert(max(0, now + by), beside.pop(now))
    for place, each in enumerate(beside):
        each.place = place
    audit.record(Action.CODED, KIND, code.id)


def archive_code(code: Code, *, key: UUID) -> None:
    """No longer given, with all under it; where it stands already it stays."""
    _put_away(code, key, is_away=True)


def restore_code(code: Code, *, key: UUID) -> None:
    """Given again, with those above it."""
    _put_away(code, key, is_away=False)


def delete_code(code: Code, *, key: UUID) -> None:
    """Away for good. Raises DomainError for one that was ever used, or has others under it."""
    if not turn(code.book_id, key):
        return
    lock(code)  # who gives it at this moment comes before it, or finds it gone
    if was_used(code):
        raise DomainError(USED)
    if tree_of(code.book).under[code.id]:
        raise DomainError(HOLDS)
    db.session.delete(code)
    db.session.flush()
    audit.record(Action.CODED, KIND, code.id)


def check_name(book: Codebook, parent: Code | None, name: str) -> None:
    """Refuse a name that another code of the same place has. Raises DomainError, with the field `name`."""
    key = name_key(name)
    if not key:
        raise DomainError(N_("Fill in a name."), field="name")
    under = parent.id if parent else book.id
    if db.session.scalar(select(Code.id).where(Code.under_id == under, Code.name_key == key)) is not None:
        raise DomainError(SAME_NAME, field="name")


def place_in(codes: Tree[Code], under: UUID | None) -> Code | None:
    """The code that is chosen as a place; raises DomainError where it is not in this book any more."""
    if under is not None and under not in codes.codes:
        raise DomainError(N_("This place is not there any more. Choose another one."), field="under")
    return codes.codes[under] if under else None


def next_place(codes: Tree[Code], under: UUID | None) -> int:
    """The place after all that stand there."""
    return max((each.place for each in codes.under[under]), default=-1) + 1


def _put_away(code: Code, key: UUID, *, is_away: bool) -> None:
    if not turn(code.book_id, key):
        return
    look_again(code)
    codes = tree_of(code.book)
    for each in codes.codes.values():
        is_along = codes.is_within(each.id, code.id) if is_away else codes.is_within(code.id, each.id)
        if is_along:
            each.archived_on = (each.archived_on or clock.today()) if is_away else None
    audit.record(Action.CODED, KIND, code.id)
