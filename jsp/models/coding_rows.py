"""Looking up codes and coded passages, each for the person who asks: only in texts of talks that they may read."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.focus_group_rows import least
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkText
from jsp.rules.code_tree import Tree
from jsp.rules.refusal import NotFoundError


def get_book(id: UUID) -> Codebook:
    """Raises NotFoundError."""
    found = db.session.get(Codebook, id, populate_existing=True)
    if found is None:
        raise NotFoundError(id)
    return found


def get_code(id: UUID) -> Code:
    """A code with its book; raises NotFoundError."""
    query = select(Code).where(Code.id == id).options(joinedload(Code.book))
    found = db.session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFoundError(id)
    return found


def tree_of(book: Codebook) -> Tree[Code]:
    """Its codes as a tree, archived ones too."""
    return Tree(db.session.scalars(select(Code).where(Code.book_id == book.id)))


def codes_of(book: Codebook) -> list[Code]:
    """The same in the order in which they are read: each above those that stand under it."""
    return [each.code for each in tree_of(book).branches]


def codes_of_books(ids: Collection[UUID]) -> dict[UUID, list[Code]]:
    """The same for several books, asked for once."""
    held: dict[UUID, list[Code]] = {id: [] for id in ids}
    for each in db.session.scalars(select(Code).where(Code.book_id.in_(ids))):
        held[each.book_id].append(each)
    return {id: [each.code for each in Tree(codes).branches] for id, codes in held.items()}


def with_those_below(code: Code) -> set[UUID]:
    """The keys of a code and of all that stands under it."""
    found, more = {code.id}, {code.id}
    while more:
        more = set(db.session.scalars(select(Code.id).where(Code.parent_id.in_(more)))) - found
        found |= more
    return found


def codings(user: User, code_ids: Collection[UUID], *, text_id: UUID | None = None) -> list[Coding]:
    """What was coded so and still is, in the order of talks and texts; each with its passage and who coded it.

    Of one text alone, where that is given.
    """
    query = _coded(user, code_ids)
    return list(db.session.scalars(query if text_id is None else query.where(TalkText.id == text_id)))


def codings_once(user: User, code_ids: Collection[UUID], group_ids: Collection[UUID] | None) -> list[Coding]:
    """The same of some talks (None: of all), without those of copies whose first text is among what is looked at."""
    query = _coded(user, code_ids).where(TalkText.id.not_in(copies(user, group_ids)))
    return list(db.session.scalars(query if group_ids is None else query.where(FocusGroup.id.in_(group_ids))))


def copies(user: User, group_ids: Collection[UUID] | None) -> Select[UUID]:
    """The texts in some talks (None: all that this person may read) of which those talks hold the first as well."""
    first, copy = aliased(TalkText), aliased(TalkText)
    talks = _visible(user) if group_ids is None else group_ids
    return select(copy.id).join(first, first.id == copy.copy_of).where(
        copy.group_id.in_(talks), first.group_id.in_(talks)
    )  # fmt: skip


def count_copies(user: User, group_ids: Collection[UUID] | None) -> int:
    """How many those are."""
    return db.session.scalar(select(func.count()).select_from(copies(user, group_ids).subquery())) or 0


def _coded(user: User, code_ids: Collection[UUID]) -> Select[Coding]:
    return (
        _readable(user)
        .where(Coding.code_id.in_(code_ids), Coding.is_off.is_(False))
        .order_by(FocusGroup.held_on.desc(), FocusGroup.id, TalkText.id, Passage.starts, Passage.ends, Coding.id)
    )


def words_of(text_ids: Collection[UUID]) -> dict[UUID, TalkText]:
    """The texts with their talks, whose sites come along. The caller looked who may read them."""
    query = select(TalkText).where(TalkText.id.in_(text_ids)).options(
        joinedload(TalkText.group).selectinload(FocusGroup.sites)
    )  # fmt: skip
    return {each.id: each for each in db.session.scalars(query)}


def _visible(user: User) -> Select[UUID]:
    return FocusGroup.visible_to(user, least=least()).with_only_columns(FocusGroup.id)


def _readable(user: User) -> Select[Coding]:
    return (
        select(Coding)
        .join(Coding.passage)
        .join(TalkText, TalkText.id == Passage.text_id)
        .join(FocusGroup, FocusGroup.id == TalkText.group_id)
        .where(FocusGroup.id.in_(_visible(user)))
        .options(contains_eager(Coding.passage), selectinload(Coding.coder).load_only(User.first_name))
    )
