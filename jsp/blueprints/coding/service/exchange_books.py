"""Codes of another program: looked at beside ours, and kept after a yes."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from jsp import audit, clock, sending
from jsp.blueprints.coding.service.books import BOOKS, SAME_NAME
from jsp.blueprints.coding.service.exchange_rows import BOOK
from jsp.extensions import db, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Code, Codebook
from jsp.rules.code_plan import CodePlan, Here, Planned, Planner
from jsp.rules.coding import name_key
from jsp.rules.marks import marked
from jsp.rules.qda import QdaCode, walk
from jsp.rules.qda_codes import read_codebook
from jsp.rules.refusal import N_, DomainError

NOTHING_NEW = N_("All codes of this file are here already.")
NO_NAME = N_("Fill in a name for the new codebook.")


@dataclass(frozen=True, slots=True)
class Into:
    """Where codes go: a book that is here, or a new one (with the key `new_id`) of that name."""

    book_id: UUID | None
    name: str


def look(data: bytes, into: Into, new_id: UUID) -> CodePlan:
    """What would become of the codes in a codebook file. Raises DomainError, also where all are here."""
    plan = plan_codes(read_codebook(data), into, new_id)
    if not plan.new:
        raise DomainError(NOTHING_NEW, field="file")
    return plan


def keep(data: bytes, into: Into, *, seen: str, key: UUID, by: User) -> CodePlan | None:
    """Keep them; None where that was done before. Raises DomainError where something changed since it was shown."""
    if not sending.take(key, about=BOOKS):
        return None
    wait(read_codebook(data), into)
    plan = look(data, into, key)
    sending.check_unchanged(seen, mark_of(plan), sending.IN_SIGHT)
    add(plan, by)
    return plan


def plan_codes(codes: Iterable[QdaCode], into: Into, new_id: UUID, ours: frozenset[UUID] = frozenset()) -> CodePlan:
    """What would become of them. Raises DomainError for what we cannot keep."""
    held = tuple(codes)
    books = {id: name for id, name in db.session.execute(select(Codebook.id, Codebook.name))}

    def target() -> tuple[UUID, str]:
        return (into.book_id, "") if into.book_id in books and into.book_id else (new_id, _new_name(into, books))

    return Planner(_here(held, into), books).plan(held, target, ours)


def add(plan: CodePlan, by: User) -> None:
    """The new books and codes as rows."""
    today = clock.today()
    for id, name in plan.books:
        db.session.add(Codebook(id=id, name=name, name_key=name_key(name), made_on=today, made_by_id=by.id))
    db.session.flush()
    for each in plan.new:
        db.session.add(_row(each))
        db.session.flush()  # one by one: those below need those above
    for id in sorted({each.book_id for each in plan.new} | {id for id, _name in plan.books}):
        audit.record(Action.CODED, BOOK, id)


def mark_of(plan: CodePlan) -> str:
    """Of what was shown; the key of a new book is made anew for each page."""
    new = {id for id, _name in plan.books}
    codes = [(each.code.guid, each.name, each.is_known, each.parent_id, each.book_id in new) for each in plan.codes]
    return marked([name for _id, name in plan.books], codes)


def _row(planned: Planned) -> Code:
    code = planned.code
    return Code(
        id=code.guid, book_id=planned.book_id, parent_id=planned.parent_id,
        under_id=planned.parent_id or planned.book_id, name=planned.name, name_key=name_key(planned.name),
        definition=code.definition, colour=planned.colour, is_codable=code.is_codable, place=planned.place,
    )  # fmt: skip


def _here(codes: Iterable[QdaCode], into: Into) -> dict[UUID, Here]:
    """All codes of the books that the file has to do with."""
    keys = {code.guid for _depth, code in walk(codes)}
    books = set(db.session.scalars(select(Code.book_id).where(Code.id.in_(keys)))) | {into.book_id} | keys
    rows = db.session.execute(
        select(Code.id, Code.book_id, Code.parent_id, Code.name_key).where(Code.book_id.in_(books - {None}))
    )  # fmt: skip
    return {row.id: Here(*row) for row in rows}


def wait(codes: Iterable[QdaCode], into: Into) -> None:
    """Until nobody else changes codes of the books that this has to do with."""
    books = {each.book_id for each in _here(codes, into).values()} | ({into.book_id} if into.book_id else set())
    for id in sorted(books):
        take_turns(f"codebook {id}")


def _new_name(into: Into, books: dict[UUID, str]) -> str:
    if not into.name:
        raise DomainError(NO_NAME, field="name")
    if name_key(into.name) in {name_key(name) for name in books.values()}:
        raise DomainError(SAME_NAME, field="name")
    return into.name
