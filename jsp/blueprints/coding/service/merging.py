"""Two codes that mean the same become one: what was coded goes along, and nothing stands double."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from jsp import audit
from jsp.blueprints.coding.service.codes import KIND, turn
from jsp.extensions import db, lock
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Code, Coding
from jsp.models.coding_rows import codings, tree_of
from jsp.rules.code_tree import Tree
from jsp.rules.refusal import N_, DomainError

ITSELF = N_("Choose another code than this one, that does not stand under it.")
ELSEWHERE = N_("This code was given in talks that you may not read too. Who holds those can merge it.")
BOTH_HOLD = N_("Both have a code “%(name)s” under them. Merge those two first, or give one another name.")


@dataclass(frozen=True, slots=True)
class Merging:
    """What would happen: so many codings move, and so many stood double."""

    into: Code
    moved: int
    doubles: int


def weigh(code: Code, into_id: UUID, *, by: User) -> Merging:
    """What merging it into that other one would do. Raises DomainError where that cannot be."""
    into = _target(tree_of(code.book), code, into_id)
    mine, theirs = _codings(code), _by_place(_codings(into))
    _check_readable(mine, code, by)
    doubles = [each for each in mine if (each.passage_id, each.coder_id) in theirs and not each.is_off]
    return Merging(into, sum(not each.is_off for each in mine), len(doubles))


def merge_codes(code: Code, into_id: UUID, *, key: UUID, by: User) -> None:
    """Let all that has this code have the other one, and take this one away. Raises DomainError where that cannot be.

    What one coder gave both codes has the other one once, with both memos.
    """
    book = code.book
    if not turn(book.id, key):
        return
    lock(code)  # who gives it at this moment comes before it, or finds it gone
    codes = tree_of(book)
    into = _target(codes, code, into_id)
    lock(into)
    mine, theirs = _held(code, into)
    _check_readable(mine, code, by)
    kept = _by_place(theirs)
    for each in mine:
        if (each.passage_id, each.coder_id) in kept:
            join_codings(each, kept[each.passage_id, each.coder_id])
        else:
            each.code_id = into.id
    _take_along(codes, code, into)
    db.session.flush()
    db.session.delete(code)
    db.session.flush()
    audit.record(Action.CODED, KIND, into.id)


def _check_readable(mine: Iterable[Coding], code: Code, by: User) -> None:
    """Nobody changes what was coded in a talk that they may not read, or hears how much that is."""
    readable = {each.id for each in codings(by, [code.id])}
    if any(each.id not in readable and not each.is_off for each in mine):
        raise DomainError(ELSEWHERE, field="into")


def join_codings(gone: Coding, kept: Coding) -> None:
    """Two of one coder that mean the same become one: it stands where one of them did, and has both memos."""
    kept.is_off = kept.is_off and gone.is_off
    kept.memo = "\n".join(filter(None, dict.fromkeys((kept.memo, gone.memo))))
    db.session.delete(gone)


def _target(codes: Tree[Code], code: Code, into_id: UUID) -> Code:
    if into_id not in codes.codes or codes.is_within(into_id, code.id):
        raise DomainError(ITSELF, field="into")
    into = codes.codes[into_id]
    names = {each.name_key for each in codes.under[into.id]}
    for each in codes.under[code.id]:
        codes.check_move(each.id, into.id)
        if each.name_key in names:
            raise DomainError(BOTH_HOLD, field="into", name=each.name)
    return into


def _take_along(codes: Tree[Code], code: Code, into: Code) -> None:
    first = len(codes.under[into.id])
    for place, each in enumerate(codes.under[code.id], first):
        each.parent_id = each.under_id = into.id
        each.place = place


def _codings(code: Code) -> list[Coding]:
    return list(db.session.scalars(select(Coding).where(Coding.code_id == code.id)))


def _held(code: Code, into: Code) -> tuple[list[Coding], list[Coding]]:
    """The codings of both, as they now stand; who takes one off or undoes it comes before this, or after."""
    query = select(Coding).where(Coding.code_id.in_((code.id, into.id))).order_by(Coding.id)
    rows = db.session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()
    return [each for each in rows if each.code_id == code.id], [each for each in rows if each.code_id == into.id]


def _by_place(codings: Iterable[Coding]) -> dict[tuple[UUID, int], Coding]:
    return {(each.passage_id, each.coder_id): each for each in codings}
